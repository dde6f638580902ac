import { number, plural } from './ru-formats.ts';
import { notices } from './ru-notices.ts';

const CHATS = { one: 'чат', few: 'чата', many: 'чатов', other: 'чата' };

const pairs = (words: readonly (readonly [string, number])[]) =>
  words.map(([word, n]) => `${word}: ${number(n)}`).join(' · ');

/** What admins read and press: /admin, /announce, /remove. */
export const admin = {
  pairs,
  duration: notices.duration,

  title: (when: string) => `Состояние · ${when}`,
  chats: 'Чаты',
  active: 'активны',
  subscribed: 'с подпиской',
  stopped: 'остановлены',
  paused: 'недоступны',
  russian: 'по-русски',
  kazakh: 'по-казахски',
  types: { private: 'личные', group: 'группы', channel: 'каналы' },
  fresh: 'новых за сутки',

  deliveries: 'Доставка за сутки',
  states: {
    sent: 'отправлено',
    dead: 'не доставлено',
    unknown: 'исход неизвестен',
    expired: 'опоздало',
    cancelled: 'отменено',
  },
  kinds: {
    digest: 'дайджесты',
    story: 'новости, за которыми следят',
    announcement: 'объявления',
    notice: 'сообщения администраторам',
  },
  nothingEnded: 'За сутки ничего не отправлялось.',
  waiting: (n: number) => `В очереди: ${number(n)}`,
  oldest: (duration: string) => `самое долгое ожидание: ${duration}`,
  pause: (seconds: number) =>
    `Telegram просит подождать, рассылка возобновится через ${number(Math.ceil(seconds))} с.`,
  rate: (n: number) => `Предел: ${number(n)} в секунду`,

  sources: 'Источники',
  sourcesOk: (ok: number, total: number) => `В порядке: ${number(ok)} из ${number(total)}`,
  outage: (since: string) => `Большинство не читается. Началось: ${since}.`,
  troubles: {
    failing: 'не читается',
    wrong_kind: 'отдаёт не то, что должен',
    gone: 'закрыт',
    paused: 'не читается 14 дней',
    silent: 'замолчал',
  },
  since: (since: string) => `началось: ${since}`,
  lastRead: (when: string | null) => (when === null ? 'Чтений ещё не было.' : `Последнее чтение: ${when}`),
  work: 'В работе',
  entriesWaiting: 'страниц ждёт чтения',
  untold: 'новостей без пересказа',
  retellings: 'пересказов ждёт от ИИ',
  quarantined: 'отложено насовсем',
  program: (version: string, uptime: string) => `Köpir ${version} · время работы: ${uptime}`,

  sourceNever: 'ещё не прочитан',
  sourceRead: (when: string) => `прочитан ${when}`,
  sourceFailures: (n: number) => `неудач подряд: ${number(n)}`,
  page: (n: number, total: number) => `${number(n)} из ${number(total)}`,

  journal: 'Журнал',
  journalEmpty: 'Записей ещё нет.',
  actions: { announce: 'объявление', remove: 'удаление статьи', block: 'запрет адреса' },
  outcomes: {
    draft: 'черновик',
    refused: 'отклонено',
    confirmed: 'отправка подтверждена',
    cancelled: 'отменено',
    stopped: 'отправка остановлена',
    stale: 'не принято: черновик устарел, отправлен или отменён',
    asked: 'показано, ждёт подтверждения',
    unknown: 'такой статьи нет',
    removed: 'удалено',
    gone: 'уже удалено раньше',
    blocked: 'адрес запрещён',
    blockedBefore: 'адрес уже был запрещён',
  },

  announceHow:
    'Объявление получает каждый чат на своём языке, поэтому нужны оба текста: сначала русский, затем казахский, между ними строка из трёх дефисов. Жирный шрифт и ссылки сохраняются. Пример (нажмите, чтобы скопировать):',
  announceMistakes: {
    oneText: 'Не хватает второго языка: между текстами нужна строка из трёх дефисов.',
    emptyText: 'Один из двух текстов пуст.',
    manyTexts: 'Получилось больше двух текстов: строка из одних дефисов должна быть одна.',
    tooLong: 'Один из текстов длиннее одного сообщения: разрешено 4096 знаков и 100 мест с оформлением.',
  },
  draft: (id: number) => `Объявление № ${id}: так его увидят. Выше русский текст, затем казахский.`,
  recipients: (n: number, ru: number, kk: number) =>
    `Получат: ${number(n)} ${plural(n, CHATS)} (по-русски: ${number(ru)}, по-казахски: ${number(kk)}).`,
  takes: (duration: string, rate: number) =>
    `Примерное время: ${duration}. Не больше ${number(rate)} в секунду, дайджесты идут вперёд. Кто не получит за сутки, не получит совсем.`,
  noKazakhLetters: 'В казахском тексте нет ни одной казахской буквы. Проверьте, тот ли это текст.',
  noRecipients: 'Сейчас его никто не получит: активных чатов нет.',
  announceStates: {
    draft: 'ждёт подтверждения',
    queuing: 'отправляется',
    queued: 'отправляется, все чаты уже в очереди',
    done: 'отправлено',
    dropped: 'отменено',
  },
  progress: (id: number, state: string) => `Объявление № ${id}: ${state}`,
  left: 'ещё ждут',
  remaining: (duration: string) => `Осталось примерно: ${duration}`,
  draftStale: 'Этот черновик устарел, отправлен или отменён.',
  announcementGone: 'Такого объявления нет.',
  dropped: 'Объявление больше не отправляется.',

  removeHow: 'Укажите адрес статьи. Например (нажмите, чтобы скопировать):',
  removeBad: 'Это не адрес статьи.',
  removeAsk: 'Удалить эту статью?',
  removeStory: (headline: string) => `Новость: ${headline}`,
  removeOthers: (n: number) =>
    n === 0
      ? 'Других статей об этом нет: новость исчезнет, её кнопки скажут об этом.'
      : `Других статей об этом: ${number(n)}. Новость останется и будет пересказана по ним.`,
  removeEffects:
    'Статья уйдёт из поиска, со страницы новости и из ещё не отправленных дайджестов. По этому адресу её больше не прочитают.',
  removeSent: (n: number) =>
    n === 0
      ? 'Никто её ещё не получил.'
      : `Чатов, которые её уже получили: ${number(n)}. Эти сообщения бот не отзывает.`,
  removeReprints: 'Перепечатки по другим адресам остаются: удалите каждую по её адресу.',
  removeUnknown: (url: string) => `Статьи по этому адресу у бота нет: ${url}`,
  blockOffer: 'Адрес можно запретить заранее: тогда статью не прочитают и потом.',
  alreadyBlocked: 'Этот адрес уже запрещён.',
  removed: 'Статья удалена, её адрес запрещён.',
  removedStory: {
    gone: 'Новость исчезла: других статей о ней нет.',
    retold: 'Новость пересказана по остальным статьям.',
    hidden: 'Новость скрыта: у остальных статей больше нет текста, по которому её пересказать.',
    none: 'Ни в одной новости её не было.',
  },
  recomposed: (n: number) => `Дайджестов, составленных заново или оставшихся пустыми: ${number(n)}.`,
  removedBefore: 'Этой статьи уже нет.',
  blocked: 'Адрес запрещён. Статью по нему не прочитают.',
  removeKept: 'Ничего не удалено.',

  buttons: {
    refresh: 'Обновить',
    sources: 'Источники',
    journal: 'Журнал',
    back: '← Назад',
    earlier: '←',
    later: '→',
    send: (n: number) => `Отправить: ${number(n)}`,
    cancel: 'Отмена',
    progress: 'Как идёт',
    stop: 'Остановить отправку',
    remove: 'Удалить',
    block: 'Запретить адрес',
  },
};

/** Every locale has exactly these keys. */
export type AdminWords = typeof admin;
