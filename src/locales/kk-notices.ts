import { number } from './kk-formats.ts';
import type { Notices } from './ru-notices.ts';

/** "40 минут", "5 сағат", "3 күн": about how long `seconds` are. */
function duration(seconds: number): string {
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes < 90) return `${minutes} минут`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} сағат` : `${Math.round(hours / 24)} күн`;
}

/** Why a source was not read, by the code of the failure. */
const WHY: Readonly<Record<string, string>> = {
  network: 'Сайтпен байланыс жоқ',
  timeout: 'Сайт уақытында жауап бермеді',
  http_status: 'Сайт қате кодымен жауап берді',
  busy: 'Сайт күте тұруды сұрайды, оған кезек жетпеді',
  blocked_address: 'Мекенжай ішкі желіге не әдеттен тыс портқа апарады',
  too_large: 'Құжат тым үлкен',
  too_many_redirects: 'Мекенжай басқа мекенжайға тым көп рет бағыттайды',
  robots: 'Сайттың robots.txt файлы оқуға тыйым салады не ашылмайды',
  challenge: 'Сайт жаңалықтың орнына браузерді тексеру бетін көрсетеді',
  not_feed: 'Бұл мекенжайда басқа құжат тұр, мысалы, жаңалық таспасының орнында веб-бет',
  not_html: 'Бұл мекенжайда веб-бет жоқ',
  bad_charset: 'Мәтіннің кодтамасы анықталмады',
  parse: 'Құжаттың құрылымын түсіну мүмкін болмады',
  selectors_empty: 'Беттен бірде-бір материал табылмады: бет құрылымы өзгерген не арна жабылған',
  no_text: 'Бетте мәтін жоқ',
  unsupported: 'Сайттың жауабы белгісіз тәсілмен сығылған',
  unexpected: 'Бағдарламаның өзінде ақау шықты',
};

const LOOK =
  'мекенжайды браузерде ашып көріңіз. Сайт көшкен болса, sources.json файлындағы мекенжайды түзетіңіз; жабылса, дереккөзді өшіріңіз.';
const MOVED = 'жаңа мекенжайын тауып, sources.json файлын түзетіңіз немесе дереккөзді өшіріңіз.';
const OTHER_FEED = 'осы басылымның басқа таспасын табыңыз немесе дереккөзді өшіріңіз.';

const REMEDIES: Readonly<Record<string, string>> = {
  blocked_address:
    'sources.json файлындағы мекенжайды түзетіңіз. Өз серверіңізге FETCH_ALLOW арқылы рұқсат беріледі.',
  too_large: OTHER_FEED,
  too_many_redirects: MOVED,
  robots: 'сайттың robots.txt файлын қараңыз. Оқуға тыйым салса, дереккөзді өшіріңіз.',
  challenge: `бот мұндай тексеруді айналып өтпейді: ${OTHER_FEED}`,
  not_feed: 'мекенжайды браузерде ашып, sources.json файлындағы url не kind мәнін түзетіңіз.',
  bad_charset: 'sources.json файлында дереккөздің charset мәнін жазыңыз.',
  selectors_empty: 'sources.json файлындағы selectors мәнін бетпен салыстырыңыз.',
  unexpected: 'бағдарлама журналын қарап, авторларына хабарлаңыз.',
};

/** Messages to the admins about the health of sources. */
export const notices: Notices = {
  duration,
  titles: {
    failing: (name) => `Дереккөз оқылмай тұр: ${name}`,
    wrong_kind: (name) => `Дереккөзден күткен мазмұн келмей тұр: ${name}`,
    gone: (name) => `Дереккөз жабылған: ${name}`,
    paused: (name) => `Дереккөз 14 күн бойы оқылмады: ${name}`,
    silent: (name) => `Дереккөз үнсіз қалды: ${name}`,
  },
  several: (n) => `Ақауы бар дереккөз саны: ${number(n)}`,
  outage: (failing, total) =>
    `Дереккөздердің көбі оқылмай тұр: барлығы – ${number(total)}, оқылмайтыны – ${number(failing)}`,
  outageSince: (since, why) =>
    `Басталған уақыты: ${since}. Ең жиі себебі: ${why.charAt(0).toLowerCase()}${why.slice(1)}.`,
  outageRemedy:
    'Не істеу керек: ақау сайттарда емес, сервердің желісінде болуы мүмкін. Желіні, DNS пен сервер сағатын тексеріп, npm run sources командасын орындаңыз.',
  outageSources: (names) => `Оқылмай тұрғаны: ${names}`,
  andMore: (n) => `тағы ${number(n)}`,
  why: (code, status) =>
    `${WHY[code] ?? 'Оқу мүмкін болмады'}${status === null || status === 200 ? '' : ` (${status})`}`,
  failures: (why, n, since) =>
    n === 0
      ? `${why}. Басталған уақыты: ${since}.`
      : `${why}. Қатарынан сәтсіз әрекет: ${number(n)}, алғашқысы: ${since}.`,
  lastRead: (when) =>
    when === null ? 'Әлі бірде-бір рет оқылған жоқ.' : `Соңғы рет оқылған уақыты: ${when}.`,
  silence: (since, usualGap) =>
    `Сайт жауап береді, бірақ мына уақыттан бері жаңа ештеңе шыққан жоқ: ${since}.${usualGap === null ? '' : ` Әдеттегі аралық: ${usualGap}.`}`,
  remedy: (what, code, status) => {
    if (what === 'silent')
      return 'Не істеу керек: сайтты ашып көріңіз. Онда жаңа материал болса, таспа жаңармай қалған: басқасын табыңыз немесе дереккөзді өшіріңіз. Болмаса, ештеңе істеудің керегі жоқ.';
    if (what === 'gone' || what === 'paused')
      return `Не істеу керек: ${MOVED} Оған дейін бот оны тәулігіне бір рет тексереді.`;
    const refused = code === 'http_status' && (status === 401 || status === 403);
    if (refused) return `Не істеу керек: сайт бұл сервердегі бағдарламаға рұқсат бермейді, ${OTHER_FEED}`;
    if (code === 'http_status' && status === 404) return `Не істеу керек: ${MOVED}`;
    return `Не істеу керек: ${REMEDIES[code ?? ''] ?? LOOK}`;
  },
  address: 'Мекенжайы:',
  check: 'Барлық дереккөзді тексеру: npm run sources',
  over: (name) => `Дереккөз қалпына келді: ${name}`,
  severalOver: (n) => `Қалпына келген дереккөз саны: ${number(n)}`,
  outageOver: 'Дереккөздер қайта оқылып жатыр',
  overReading: (since) => `Қайта оқылып жатыр. Ақау басталған уақыт: ${since}.`,
  overSilence: (since) => `Жаңа материал қайта шыға бастады. Үзіліс басталған уақыт: ${since}.`,
  overOutage: (since) => `Ақау басталған уақыт: ${since}.`,
};
