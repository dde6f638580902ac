import { inLine, type ShownCard, type ShownDifference, wordOf } from './formats.ts';
import { admin } from './ru-admin.ts';
import { courtesy } from './ru-courtesy.ts';
import { edition } from './ru-edition.ts';
import * as formats from './ru-formats.ts';
import { groups } from './ru-groups.ts';
import { inline } from './ru-inline.ts';
import { notices } from './ru-notices.ts';
import { onboarding } from './ru-onboarding.ts';
import { pages } from './ru-pages.ts';
import { settings } from './ru-settings.ts';
import { status } from './ru-status.ts';
import { story } from './ru-story.ts';

const { figure, list, plural, within } = formats;
const news = (n: number) => `${formats.number(n)} ${plural(n, formats.NEWS)}`;

/** Kinds of event as a card names them: nouns, for a card tells nobody's act. */
const EVENTS = {
  call: 'телефонный разговор',
  visit: 'визит',
  meeting: 'встреча',
  invitation: 'приглашение',
  signing: 'подписание',
  letter: 'письмо',
  appointment: 'назначение',
  credentials: 'вручение верительных грамот',
  delivery: 'поставка',
  report: 'доклад',
  sanction: 'санкции',
  conference: 'форум',
  exercise: 'учения',
};

const WEEKDAYS = ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'];

/** Days of delivery, 1 = Monday, ascending. */
function days(numbers: readonly number[]): string {
  const key = numbers.join('');
  if (key === '1234567') return 'каждый день';
  if (key === '12345') return 'по будням';
  if (key === '1') return 'раз в неделю, по понедельникам';
  return numbers.map((day) => WEEKDAYS[day - 1]).join(', ');
}

const schedule = (numbers: readonly number[], time: string) => `${days(numbers)}, ${time}`;

/** Everything that readers of Russian see of us. */
export const ru = {
  formats: {
    calendarDate: formats.calendarDate,
    date: formats.date,
    dateTime: formats.dateTime,
    dayMonth: formats.dayMonth,
    figure,
    languageMark: formats.languageMark,
    list,
    number: formats.number,
    percent: formats.percent,
    range: formats.range,
    relative: formats.relative,
    time: formats.time,
    when: formats.when,
    within,
    zoneName: formats.zoneName,
    days,
    schedule,
  },

  profile: {
    name: 'Köpir: Казахстан и США',
    shortDescription:
      'Новости о Казахстане и США: коротко, со ссылками, на русском и казахском, в удобное вам время',
    description: [
      'Köpir читает казахстанские, американские и международные источники и собирает новости об отношениях Казахстана и США.',
      '• 11 тем: от урана и локомотивов до университетов',
      '• у каждой новости короткий пересказ и ссылки на оригиналы',
      '• дайджест в выбранное вами время или по команде',
      '• на русском или казахском',
      'Без подписки бот сам не пишет. Удалить свои данные: /forget',
    ].join('\n'),
    commands: {
      start: 'Начать и выбрать темы',
      digest: 'Дайджест прямо сейчас',
      topics: 'Все темы и число новостей',
      subscribe: 'Подписаться на тему',
      unsubscribe: 'Отписаться от темы',
      search: 'Найти новость по слову или имени',
      follow: 'Следить за новостью по её номеру',
      time: 'Когда присылать дайджест',
      timezone: 'Часовой пояс или город',
      language: 'Язык · Тіл: русский, қазақша',
      length: 'Длина дайджеста: кратко или полностью',
      quiet: 'Тихие часы: когда присылать без звука',
      settings: 'Настройки: язык, темы, время',
      stop: 'Приостановить рассылку, настройки останутся',
      forget: 'Удалить все мои данные',
      help: 'Как пользоваться ботом',
      privacy: 'Что бот хранит о вас',
    },
  },

  buttons: {
    russian: 'Русский',
    kazakh: 'Қазақша',
    pickTopics: 'Выбрать темы',
    otherTopics: 'Другие темы',
    done: 'Готово',
    chosen: (label: string) => `✓ ${label}`,
    subscribe: 'Подписаться',
    digestNow: 'Дайджест сейчас',
    settings: '⚙ Настройки',
    share: '↗ Поделиться',
    back: '← Назад',
    week: 'За неделю',
    month: 'За 30 дней',
    topics: 'Темы',
    time: 'Время',
    timezone: 'Часовой пояс',
    language: 'Язык · Тіл',
    stop: 'Остановить рассылку',
    resume: 'Возобновить рассылку',
    daily: 'Каждый день',
    weekdays: 'По будням',
    weekly: 'По понедельникам',
    ownTime: 'Своё время для темы',
    usualTime: 'Как у остальных тем',
    delete: 'Удалить',
    cancel: 'Отмена',
  },

  welcome:
    'Здравствуйте. Это Köpir: новости о Казахстане и США, коротко и со ссылками на оригиналы.\nВыберите язык и темы. Без подписки бот сам не пишет.\nПосмотреть сейчас: /digest',
  /** `/start` in a chat that is known: what it gets and when. */
  welcomeBack: (digests: string, when: string) =>
    `Здравствуйте. Вы подписаны: ${digests}.\nСледующий дайджест: ${when}.\nПосмотреть сейчас: /digest · Настройки: /settings`,
  welcomeGroup:
    'Здравствуйте. Это Köpir: новости о Казахстане и США, коротко и со ссылками на оригиналы.\nЯзык, темы и время для этой группы выбирают её администраторы. Без подписки бот сам не пишет.\nПосмотреть сейчас: /digest',
  /** A link to one topic was followed: asks before anything is sent. */
  confirmTopic: (digest: string, description: string, schedule: string) =>
    `${digest}. ${description}.\nПрисылать дайджест по этой теме: ${schedule}?`,
  onboarding,
  pickTopics: 'Какие темы присылать? Нажатие сразу включает или выключает тему.',
  subscribed: (digests: string, when: string) =>
    `Вы подписаны: ${digests}.\nСледующий дайджест: ${when}.\nВремя: /time · Отписаться: /unsubscribe`,
  notSubscribed: 'Подписок нет, дайджесты не приходят. Темы: /topics · Подписаться: /subscribe',
  pickUnsubscribe: 'От какой темы отписаться?',
  unsubscribed: (digests: string, id: string) => `Подписка отменена: ${digests}. Вернуть: /subscribe ${id}`,
  noneLeft: 'Подписок больше нет, дайджесты не придут.',
  unsubscribedLast: 'Подписок больше нет, дайджесты не придут. Темы: /topics',
  notAmongSubscriptions: (digests: string) => `Такой подписки нет: ${digests}.`,
  nextDigest: (when: string) => `Следующий дайджест: ${when}.`,

  topicLine: (title: string, day: number, week: number) =>
    `${title}: ${formats.number(day)} за сутки, ${formats.number(week)} за неделю`,
  topicsTitle: 'Темы и число новостей',
  topicsPick: 'Нажмите на значок темы, и придёт её дайджест за неделю.',

  yourTopics: 'Ваши темы',
  storyCount: (n: number, windowHours: number) => `${news(n)} ${within(windowHours)}`,
  updatedMark: 'обновлено',
  moreInDigest: (n: number) => `Ещё ${news(n)}: /digest`,
  moreInTopics: (n: number) => `Ещё ${news(n)}. По одной теме: /topics`,
  moreInSearch: (n: number) => `Ещё ${news(n)}. Добавьте слово, чтобы сузить поиск.`,
  empty: (digests: string, windowHours: number, weekCount: number) =>
    `${within(windowHours).replace('за', 'За')} новостей нет: ${digests}.\nЗа неделю: ${formats.number(weekCount)}.`,
  quietWeek: (digests: string, checked: string) =>
    `За неделю ничего не вышло: ${digests}.\nБот работает, источники проверены: ${checked}. Другие темы: /topics`,
  quietMonth: (digests: string, windowHours: number) =>
    `${within(windowHours).replace('за', 'За')} новостей нет: ${digests}. Другие темы: /topics`,
  stillReading:
    'Бот ещё читает источники в первый раз, новостей пока нет. Обычно это занимает несколько минут. Повторить: /digest',
  sourcesFailing: (checked: string | null) =>
    `Источники сейчас не отвечают: это сбой, а не тишина в новостях.${checked === null ? '' : ` Последнее чтение: ${checked}.`} Попробуйте позже: /digest`,

  figuresLabel: 'Цифры:',
  partiesLabel: 'Стороны:',
  sourcesLabel: 'Источники:',
  topicsLabel: 'Темы:',
  /** Joined as "Впервые: … · обновлено: …". */
  firstLabel: 'Впервые:',
  updatedLabel: 'обновлено:',
  publishedLabel: 'Опубликовано:',
  factCard: (card: ShownCard, yearNow: number) =>
    [
      card.topics.length > 0 &&
        `${card.topics.length > 1 ? 'Темы' : 'Тема'}: ${card.topics.map(inLine).join('; ')}`,
      wordOf(EVENTS, card.event) !== '' && `Событие: ${wordOf(EVENTS, card.event)}`,
      card.parties.length > 0 && `Стороны: ${card.parties.join(', ')}`,
      card.figures.length > 0 && `Цифры: ${card.figures.map(figure).join('; ')}`,
      card.date !== null && `Дата: ${formats.calendarDate(card.date, yearNow)}`,
    ]
      .filter((fact) => fact !== false)
      .join(' · '),
  onlyOtherLanguage: 'В наших источниках по-русски этого пока нет.',
  figuresDiffer: (differing: readonly ShownDifference[]) =>
    `Цифры расходятся: ${differing.map((one) => `${one.figure} (${one.outlets.join(', ')})`).join(' · ')}`,
  byModel: 'Пересказ составил ИИ по этим статьям',
  storyGone: 'Этой новости уже нет. Свежие: /digest',

  searchTitle: (q: string) => `Поиск: ${q}`,
  found: (n: number, shown: number, weeks: number | null) =>
    `${news(n)}${weeks === null ? '' : ` за ${weeks} ${plural(weeks, formats.WEEKS)}`}${n > shown ? `, показано ${shown}` : ''}`,
  notFound: (q: string, hasSuggestions: boolean) =>
    `«${q}»: ничего не нашлось.${hasSuggestions ? '\nВозможно, вы искали одно из этих слов.' : ''}\nПопробуйте имя, компанию или место одним-двумя словами, на любом языке.`,
  searchHow: 'Напишите слова после команды: /search вольфрам',
  inline,
  badWindow: (q: string) => `Периода «${q}» нет. Есть 24h, 7d и 30d.\nНапример: /digest uranium 7d`,
  unknownTopic: (q: string, hasNear: boolean) =>
    `Темы «${q}» нет.${hasNear ? ' Может быть, одна из этих?' : ''}\nВсе темы: /topics`,

  timeAsk: (schedule: string) =>
    `Время дайджеста: ${schedule}.\nВыберите час и дни или напишите: /time 08:30 weekdays`,
  ownTimeAsk: 'Для какой темы выбрать своё время?',
  timeSet: (schedule: string) => `Время дайджеста: ${schedule}.`,
  next: (when: string) => `Следующий: ${when}.`,
  badTime: (q: string) =>
    `Не удалось разобрать время: ${q}. Нужны часы и минуты от 00:00 до 23:59.\nНапример: /time 08:30 или /time 08:30 weekdays (только будни)`,
  zoneAsk: (zone: string, hour: string) =>
    `Часовой пояс: ${zone}, сейчас там ${hour}.\nВыберите город или напишите свой: /timezone Алматы`,
  zoneSet: (zone: string, hour: string) => `Часовой пояс: ${zone}, сейчас там ${hour}.`,
  badZone: (q: string) =>
    `Часовой пояс «${q}» не найден. Напишите город или имя IANA.\nНапример: /timezone Алматы или /timezone America/New_York`,
  languageAsk: 'Выберите язык. · Тілді таңдаңыз.',
  languageSet: 'Теперь всё по-русски.',
  badLanguage: (q: string) =>
    `Язык «${q}» не поддерживается. · Бұл тілде шолу жоқ.\n/language ru — по-русски · /language kk – қазақша`,

  settings,
  /** One line of the settings when topics come at different hours. */
  scheduleOf: (digest: string, schedule: string) => `${digest}: ${schedule}`,

  stopped: 'Рассылка остановлена. Темы и время сохранятся 90 дней. Возобновить: /start',
  resumed: (when: string | null) =>
    when === null
      ? 'Рассылка возобновлена. Подписок нет: /topics'
      : `Рассылка возобновлена.\nСледующий дайджест: ${when}.`,
  forgetAsk:
    'Удалить всё, что хранится об этом чате: язык, часовой пояс, темы, время и историю доставки? Вернуть это нельзя.',
  forgetDone: 'Данные этого чата удалены. Начать заново: /start',
  kept: 'Ничего не удалено.',
  privacy: (contact: string | null) =>
    `Хранится: номер чата, язык, часовой пояс, темы, время и длина дайджеста, тихие часы, последний показанный дайджест, новости, за которыми вы следите; отметки о доставке — 30 дней.\nНе хранятся: имя, телефон, тексты сообщений и поиска.\nПосле /stop настройки удаляются через 90 дней. Резервные копии живут до 30 дней. Удалить сейчас: /forget${contact === null ? '' : `\nСвязь с владельцем бота: ${contact}`}`,
  help: [
    '/topics — все темы',
    '/subscribe uranium — подписаться',
    '/unsubscribe uranium — отписаться',
    '/digest trade 7d — дайджест сейчас (24h, 7d, 30d)',
    '/search Wabtec — поиск',
    'В любом чате: имя бота и слова — поделиться новостью',
    '/follow 2 — следить за новостью с этим номером',
    '/time 08:30 weekdays — когда присылать',
    '/timezone Алматы — ваш город',
    '/quiet 22:00 07:00 — тихие часы',
    '/length brief — кратко, full — полностью',
    '/settings — всё это кнопками',
    '/language kk — қазақша',
    'Канал: сделайте бота администратором и перешлите сюда любой пост',
    '/stop — пауза · /forget — удалить данные · /privacy — что хранится',
  ].join('\n'),

  stale: 'Эта кнопка устарела. Вот новое меню.',
  notAdmin: 'Настройки группы меняют только её администраторы. Для себя откройте личный чат с ботом.',
  error: 'Извините, не получилось: сбой на нашей стороне, ваши настройки целы. Попробуйте через минуту.',
  unknownCommand: 'Такой команды нет. Все команды: /help',

  groups,
  edition,
  courtesy,
  pages,

  /** To the admins. */
  notices,
  admin,
  /** A story's page, and following it. */
  story,
  /** The public page. */
  status,
};

/** Every locale has exactly these keys: a missing translation does not compile. */
export type Messages = typeof ru;
