import { number, plural } from './ru-formats.ts';

const MINUTES = { one: 'минута', few: 'минуты', many: 'минут', other: 'минуты' };
const HOURS = { one: 'час', few: 'часа', many: 'часов', other: 'часа' };
const DAYS = { one: 'день', few: 'дня', many: 'дней', other: 'дня' };

/** "40 минут", "5 часов", "3 дня": about how long `seconds` are. */
function duration(seconds: number): string {
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes < 90) return `${minutes} ${plural(minutes, MINUTES)}`;
  const hours = Math.round(minutes / 60);
  if (hours < 48) return `${hours} ${plural(hours, HOURS)}`;
  const days = Math.round(hours / 24);
  return `${days} ${plural(days, DAYS)}`;
}

/** Why a source was not read, by the code of the failure. */
const WHY: Readonly<Record<string, string>> = {
  network: 'С сайтом нет связи',
  timeout: 'Сайт не ответил вовремя',
  http_status: 'Сайт ответил ошибкой',
  busy: 'Сайт просит подождать, очередь до него не дошла',
  blocked_address: 'Адрес ведёт в частную сеть или на необычный порт',
  too_large: 'Документ слишком велик',
  too_many_redirects: 'Слишком много перенаправлений',
  robots: 'Файл robots.txt запрещает чтение или недоступен',
  challenge: 'Вместо новостей сайт показывает проверку для браузера',
  not_feed: 'По адресу отдаётся другой документ, например веб-страница вместо ленты',
  not_html: 'По адресу нет веб-страницы',
  bad_charset: 'Не удалось определить кодировку',
  parse: 'Документ не удалось разобрать',
  selectors_empty:
    'На странице не нашлось ни одного материала: изменилась вёрстка или закрыт предпросмотр канала',
  no_text: 'На странице нет текста',
  unsupported: 'Ответ сайта сжат неизвестным способом',
  unexpected: 'Сбой в самой программе',
};

const LOOK =
  'откройте адрес в браузере. Если сайт переехал, исправьте адрес в sources.json; если закрылся, отключите источник.';
const MOVED = 'найдите новый адрес и исправьте sources.json или отключите источник.';
const OTHER_FEED = 'найдите другую ленту этого издания или отключите источник.';

const REMEDIES: Readonly<Record<string, string>> = {
  blocked_address: 'исправьте адрес в sources.json. Свой сервер разрешается в FETCH_ALLOW.',
  too_large: OTHER_FEED,
  too_many_redirects: MOVED,
  robots: 'посмотрите robots.txt сайта. Если он запрещает чтение, отключите источник.',
  challenge: `бот такие проверки не обходит: ${OTHER_FEED}`,
  not_feed: 'откройте адрес в браузере и исправьте url или kind в sources.json.',
  bad_charset: 'укажите charset источника в sources.json.',
  selectors_empty: 'сверьте selectors в sources.json со страницей.',
  unexpected: 'посмотрите журнал программы и сообщите её авторам.',
};

/** Messages to the admins about the health of sources. Values of the second argument are HTTP statuses. */
export const notices = {
  duration,
  titles: {
    failing: (name: string) => `Источник не читается: ${name}`,
    wrong_kind: (name: string) => `Источник отдаёт не то, что должен: ${name}`,
    gone: (name: string) => `Источник закрыт: ${name}`,
    paused: (name: string) => `Источник не читается 14 дней: ${name}`,
    silent: (name: string) => `Источник замолчал: ${name}`,
  },
  several: (n: number) => `Неполадки у источников: ${number(n)}`,
  outage: (failing: number, total: number) =>
    `Большинство источников не читается: ${number(failing)} из ${number(total)}`,
  outageSince: (since: string, why: string) =>
    `Началось: ${since}. Самая частая причина: ${why.charAt(0).toLowerCase()}${why.slice(1)}.`,
  outageRemedy:
    'Что делать: похоже, дело в сети сервера, а не в сайтах. Проверьте сеть, DNS и часы сервера, затем выполните npm run sources.',
  outageSources: (names: string) => `Не читаются: ${names}`,
  andMore: (n: number) => `ещё ${number(n)}`,
  why: (code: string, status: number | null) =>
    `${WHY[code] ?? 'Чтение не удалось'}${status === null || status === 200 ? '' : ` (${status})`}`,
  failures: (why: string, n: number, since: string) =>
    n === 0 ? `${why}. Началось: ${since}.` : `${why}. Неудач подряд: ${number(n)}, первая: ${since}.`,
  lastRead: (when: string | null) =>
    when === null ? 'Прочитать его ещё ни разу не удалось.' : `Последнее удачное чтение: ${when}.`,
  silence: (since: string, usualGap: string | null) =>
    `Сайт отвечает, но ничего нового нет с этого времени: ${since}.${usualGap === null ? '' : ` Обычный промежуток: ${usualGap}.`}`,
  remedy: (what: string, code: string | null, status: number | null) => {
    if (what === 'silent')
      return 'Что делать: откройте сайт. Если новое там есть, значит, лента застыла: найдите другую или отключите источник. Если нет, делать ничего не нужно.';
    if (what === 'gone' || what === 'paused')
      return `Что делать: ${MOVED} До тех пор бот проверяет его раз в сутки.`;
    const refused = code === 'http_status' && (status === 401 || status === 403);
    if (refused) return `Что делать: сайт не пускает программы с этого сервера, ${OTHER_FEED}`;
    if (code === 'http_status' && status === 404) return `Что делать: ${MOVED}`;
    return `Что делать: ${REMEDIES[code ?? ''] ?? LOOK}`;
  },
  address: 'Адрес:',
  check: 'Проверить все источники: npm run sources',
  over: (name: string) => `Источник снова в порядке: ${name}`,
  severalOver: (n: number) => `Источников снова в порядке: ${number(n)}`,
  outageOver: 'Источники снова читаются',
  overReading: (since: string) => `Он снова читается. Сбой начался: ${since}.`,
  overSilence: (since: string) => `Новые материалы снова есть. Перерыв начался: ${since}.`,
  overOutage: (since: string) => `Сбой начался: ${since}.`,
};

/** Every locale has exactly these keys. */
export type Notices = typeof notices;
