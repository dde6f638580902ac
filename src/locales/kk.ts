import { inLine, wordOf } from './formats.ts';
import { admin } from './kk-admin.ts';
import { courtesy } from './kk-courtesy.ts';
import { edition } from './kk-edition.ts';
import * as formats from './kk-formats.ts';
import { groups } from './kk-groups.ts';
import { inline } from './kk-inline.ts';
import { notices } from './kk-notices.ts';
import { onboarding } from './kk-onboarding.ts';
import { pages } from './kk-pages.ts';
import { settings } from './kk-settings.ts';
import { status } from './kk-status.ts';
import { story } from './kk-story.ts';
import type { Messages } from './ru.ts';

const { figure, list, number } = formats;
const news = (n: number) => `${number(n)} жаңалық`;

/** "Тәулік ішінде": the window at the beginning of a sentence. */
function within(hours: number): string {
  const text = formats.within(hours);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Kinds of event as a card names them: nouns, for a card tells nobody's act. */
const EVENTS = {
  call: 'телефон арқылы сөйлесу',
  visit: 'сапар',
  meeting: 'кездесу',
  invitation: 'шақыру',
  signing: 'құжатқа қол қою',
  letter: 'хат',
  appointment: 'қызметке тағайындау',
  credentials: 'сенім грамотасын тапсыру',
  delivery: 'жеткізу',
  report: 'баяндама',
  sanction: 'санкция',
  conference: 'форум',
  exercise: 'әскери жаттығу',
};

const WEEKDAYS = ['дс', 'сс', 'ср', 'бс', 'жм', 'сб', 'жс'];

/** Days of delivery, 1 = Monday, ascending. */
function days(numbers: readonly number[]): string {
  const key = numbers.join('');
  if (key === '1234567') return 'күн сайын';
  if (key === '12345') return 'жұмыс күндері';
  if (key === '1') return 'аптасына бір рет, дүйсенбі күні';
  return numbers.map((day) => WEEKDAYS[day - 1]).join(', ');
}

const schedule = (numbers: readonly number[], time: string) => `${days(numbers)}, ${time}`;

/** Everything that readers of Kazakh see of us. A variable never takes an ending. */
export const kk: Messages = {
  formats: {
    calendarDate: formats.calendarDate,
    date: formats.date,
    dateTime: formats.dateTime,
    dayMonth: formats.dayMonth,
    figure,
    languageMark: formats.languageMark,
    list,
    number,
    percent: formats.percent,
    range: formats.range,
    relative: formats.relative,
    time: formats.time,
    when: formats.when,
    within: formats.within,
    zoneName: formats.zoneName,
    days,
    schedule,
  },

  profile: {
    name: 'Köpir: Қазақстан мен АҚШ',
    shortDescription:
      'Қазақстан мен АҚШ жаңалықтары: қысқа, сілтемесімен, қазақша не орысша, өзіңізге ыңғайлы уақытта',
    description: [
      'Köpir қазақстандық, америкалық және халықаралық дереккөздерді оқып, Қазақстан мен АҚШ қатынасы туралы жаңалықты жинайды.',
      '• 11 тақырып: уран мен локомотивтен университетке дейін',
      '• әр жаңалықтың қысқаша мазмұны мен түпнұсқаға сілтемесі бар',
      '• шолу сіз таңдаған уақытта не команда бойынша келеді',
      '• қазақша немесе орысша',
      'Жазылмасаңыз, бот өздігінен хабарлама жібермейді. Деректеріңізді жою: /forget',
    ].join('\n'),
    commands: {
      start: 'Бастау және тақырып таңдау',
      digest: 'Шолуды дәл қазір алу',
      topics: 'Барлық тақырып және жаңалық саны',
      subscribe: 'Тақырыпқа жазылу',
      unsubscribe: 'Тақырып жазылымын тоқтату',
      search: 'Жаңалықты сөз не есім бойынша іздеу',
      follow: 'Жаңалықтың жалғасын нөмірі бойынша бақылау',
      time: 'Шолу келетін уақыт',
      timezone: 'Уақыт белдеуі не қала',
      language: 'Тіл · Язык: қазақша, русский',
      length: 'Шолу көлемі: қысқаша не толық',
      quiet: 'Тыныш уақыт: хабарлама дыбыссыз келеді',
      settings: 'Баптаулар: тіл, тақырып, уақыт',
      stop: 'Шолуды тоқтата тұру, баптаулар сақталады',
      forget: 'Деректерімнің бәрін жою',
      help: 'Ботты қалай пайдалануға болады',
      privacy: 'Бот сіз туралы нені сақтайды',
    },
  },

  buttons: {
    russian: 'Русский',
    kazakh: 'Қазақша',
    pickTopics: 'Тақырып таңдау',
    otherTopics: 'Басқа тақырыптар',
    done: 'Дайын',
    chosen: (label) => `✓ ${label}`,
    subscribe: 'Жазылу',
    digestNow: 'Шолуды қазір көру',
    settings: '⚙ Баптаулар',
    share: '↗ Бөлісу',
    back: '← Артқа',
    week: 'Бір апта',
    month: '30 күн',
    topics: 'Тақырыптар',
    time: 'Шолу уақыты',
    timezone: 'Уақыт белдеуі',
    language: 'Тіл · Язык',
    stop: 'Шолуды тоқтату',
    resume: 'Шолуды қайта қосу',
    daily: 'Күн сайын',
    weekdays: 'Жұмыс күндері',
    weekly: 'Дүйсенбі сайын',
    ownTime: 'Тақырыпқа бөлек уақыт',
    usualTime: 'Басқа тақырыптардай',
    delete: 'Жою',
    cancel: 'Бас тарту',
  },

  welcome:
    'Сәлеметсіз бе? Бұл – Köpir: Қазақстан мен АҚШ жаңалықтары, қысқаша, түпнұсқаға сілтемесімен.\nТіл мен тақырып таңдаңыз. Жазылмасаңыз, бот өздігінен хабарлама жібермейді.\nҚазір көру: /digest',
  welcomeBack: (digests, when) =>
    `Сәлеметсіз бе? Жазылымыңыз: ${digests}.\nКелесі шолу: ${when}.\nҚазір көру: /digest · Баптаулар: /settings`,
  welcomeGroup:
    'Сәлеметсіз бе? Бұл – Köpir: Қазақстан мен АҚШ жаңалықтары, қысқаша, түпнұсқаға сілтемесімен.\nБұл топтың тілін, тақырыптары мен шолу уақытын әкімшілері таңдайды. Жазылым болмаса, бот өздігінен хабарлама жібермейді.\nҚазір көру: /digest',
  confirmTopic: (digest, description, schedule) =>
    `${digest}. ${description}.\nОсы тақырып бойынша шолу мына уақытта келіп тұрсын ба: ${schedule}?`,
  onboarding,
  pickTopics: 'Қай тақырыптар керек? Түймені бассаңыз, тақырып бірден қосылады, қайта бассаңыз, өшіріледі.',
  subscribed: (digests, when) =>
    `Жазылымыңыз: ${digests}.\nКелесі шолу: ${when}.\nУақыты: /time · Тоқтату: /unsubscribe`,
  notSubscribed: 'Жазылым жоқ, шолу келмейді. Тақырыптар: /topics · Жазылу: /subscribe',
  pickUnsubscribe: 'Қай тақырыптың жазылымы тоқтатылсын?',
  unsubscribed: (digests, id) => `Жазылым тоқтатылды: ${digests}. Қайта қосу: /subscribe ${id}`,
  noneLeft: 'Жазылым қалмады, шолу келмейді.',
  unsubscribedLast: 'Жазылым қалмады, шолу келмейді. Тақырыптар: /topics',
  notAmongSubscriptions: (digests) => `Мұндай жазылымыңыз жоқ: ${digests}.`,
  nextDigest: (when) => `Келесі шолу: ${when}.`,

  topicLine: (title, day, week) => `${title}: тәулік ішінде ${number(day)}, апта ішінде ${number(week)}`,
  topicsTitle: 'Тақырыптар және жаңалық саны',
  topicsPick: 'Тақырып белгішесін бассаңыз, сол тақырыптың бір апталық шолуы келеді.',

  yourTopics: 'Тақырыптарыңыз',
  storyCount: (n, windowHours) => `${within(windowHours)} ${news(n)}`,
  updatedMark: 'жаңартылды',
  moreInDigest: (n) => `Тағы ${news(n)}: /digest`,
  moreInTopics: (n) => `Тағы ${news(n)} бар. Бір тақырып бойынша: /topics`,
  moreInSearch: (n) => `Тағы ${news(n)} бар. Іздеуді нақтылау үшін сөз қосыңыз.`,
  empty: (digests, windowHours, weekCount) =>
    `${within(windowHours)} жаңалық болмады: ${digests}.\nАпта ішінде: ${number(weekCount)}.`,
  quietWeek: (digests, checked) =>
    `Апта ішінде жаңалық болмады: ${digests}.\nБот жұмыс істеп тұр, дереккөздер соңғы рет тексерілді: ${checked}. Басқа тақырыптар: /topics`,
  quietMonth: (digests, windowHours) =>
    `${within(windowHours)} жаңалық болмады: ${digests}. Басқа тақырыптар: /topics`,
  stillReading:
    'Бот дереккөздерді алғаш рет оқып жатыр, жаңалық әзірге жоқ. Әдетте бұған бірнеше минут кетеді. Қайталау: /digest',
  sourcesFailing: (checked) =>
    `Дереккөздер қазір жауап бермей тұр: мұның себебі – ақау, жаңалықтың жоқтығы емес.${checked === null ? '' : ` Соңғы рет оқылды: ${checked}.`} Кейінірек қайталап көріңіз: /digest`,

  figuresLabel: 'Сандар:',
  partiesLabel: 'Тараптар:',
  sourcesLabel: 'Дереккөздер:',
  topicsLabel: 'Тақырыптар:',
  firstLabel: 'Алғашқы хабар:',
  updatedLabel: 'жаңартылды:',
  publishedLabel: 'Жарияланды:',
  factCard: (card, yearNow) =>
    [
      card.topics.length > 0 &&
        `${card.topics.length > 1 ? 'Тақырыптар' : 'Тақырып'}: ${card.topics.map(inLine).join('; ')}`,
      wordOf(EVENTS, card.event) !== '' && `Жаңалық: ${wordOf(EVENTS, card.event)}`,
      card.parties.length > 0 && `Тараптар: ${card.parties.join(', ')}`,
      card.figures.length > 0 && `Сандар: ${card.figures.map(figure).join('; ')}`,
      card.date !== null && `Күні: ${formats.calendarDate(card.date, yearNow)}`,
    ]
      .filter((fact) => fact !== false)
      .join(' · '),
  onlyOtherLanguage: 'Дереккөздерімізде қазақшасы әзірге жоқ.',
  figuresDiffer: (differing) =>
    `Сандар әртүрлі: ${differing.map((one) => `${one.figure} (${one.outlets.join(', ')})`).join(' · ')}`,
  byModel: 'Қысқаша мазмұнын осы мақалалар бойынша жасанды интеллект (ЖИ) жазды',
  storyGone: 'Бұл жаңалық енді қолжетімсіз. Соңғы жаңалықтар: /digest',

  searchTitle: (q) => `Іздеу: ${q}`,
  found: (n, shown, weeks) =>
    `${weeks === null ? '' : `${weeks} апта ішінде `}${news(n)}${n > shown ? `, көрсетілгені – ${shown}` : ''}`,
  notFound: (q, hasSuggestions) =>
    `«${q}»: ештеңе табылмады.${hasSuggestions ? '\nМүмкін, мына сөздердің бірін іздеген шығарсыз.' : ''}\nЕсім, компания не жер атауын бір-екі сөзбен, кез келген тілде жазып көріңіз.`,
  searchHow: 'Іздейтін сөзді командадан кейін жазыңыз: /search вольфрам',
  inline,
  badWindow: (q) => `«${q}» деген кезең жоқ. Мыналар бар: 24h, 7d, 30d.\nМысалы: /digest uranium 7d`,
  unknownTopic: (q, hasNear) =>
    `«${q}» деген тақырып жоқ.${hasNear ? ' Мүмкін, мыналардың бірі шығар?' : ''}\nБарлық тақырып: /topics`,

  timeAsk: (schedule) =>
    `Шолу уақыты: ${schedule}.\nСағат пен күндерді таңдаңыз немесе былай жазыңыз: /time 08:30 weekdays`,
  ownTimeAsk: 'Қай тақырыпқа бөлек уақыт таңдайсыз?',
  timeSet: (schedule) => `Шолу уақыты: ${schedule}.`,
  next: (when) => `Келесісі: ${when}.`,
  badTime: (q) =>
    `Уақыт түсініксіз: ${q}. Сағат пен минутты 00:00–23:59 аралығында жазыңыз.\nМысалы: /time 08:30 немесе /time 08:30 weekdays (тек жұмыс күндері)`,
  zoneAsk: (zone, hour) =>
    `Уақыт белдеуі: ${zone}, қазір онда ${hour}.\nҚаланы таңдаңыз немесе өзіңіз жазыңыз: /timezone Алматы`,
  zoneSet: (zone, hour) => `Уақыт белдеуі: ${zone}, қазір онда ${hour}.`,
  badZone: (q) =>
    `«${q}» деген уақыт белдеуі табылмады. Қаланы не IANA атауын жазыңыз.\nМысалы: /timezone Алматы немесе /timezone America/New_York`,
  languageAsk: 'Тілді таңдаңыз. · Выберите язык.',
  languageSet: 'Енді бәрі қазақша.',
  badLanguage: (q) =>
    `«${q}»: бұл тілде шолу жоқ. · На этом языке дайджеста нет.\n/language kk – қазақша · /language ru — по-русски`,

  settings,
  scheduleOf: (digest, schedule) => `${digest}: ${schedule}`,

  stopped: 'Шолу тоқтатылды. Тақырыптар мен уақыт 90 күн сақталады. Қайта қосу: /start',
  resumed: (when) =>
    when === null ? 'Шолу қайта қосылды. Жазылым жоқ: /topics' : `Шолу қайта қосылды.\nКелесі шолу: ${when}.`,
  forgetAsk:
    'Осы чат туралы сақталған деректің бәрі жойылсын ба: тіл, уақыт белдеуі, тақырыптар, шолу уақыты, жеткізу тарихы? Кейін қалпына келтіру мүмкін емес.',
  forgetDone: 'Осы чаттың деректері жойылды. Қайта бастау: /start',
  kept: 'Ештеңе жойылған жоқ.',
  privacy: (contact) =>
    `Сақталады: чат нөмірі, тіл, уақыт белдеуі, тақырыптар, шолу уақыты мен көлемі, тыныш уақыт, соңғы көрсетілген шолу, жалғасын бақылап отырған жаңалықтарыңыз; шолудың жеткізілгені туралы белгі – 30 күн.\nСақталмайды: есім, телефон, хабарлама мен іздеу мәтіні.\n/stop жазсаңыз, баптаулар 90 күннен кейін жойылады. Сақтық көшірмелер 30 күнге дейін сақталады. Қазір жою: /forget${contact === null ? '' : `\nБот иесімен байланыс: ${contact}`}`,
  help: [
    '/topics – барлық тақырып',
    '/subscribe uranium – жазылу',
    '/unsubscribe uranium – жазылымды тоқтату',
    '/digest trade 7d – шолуды қазір көру (24h, 7d, 30d)',
    '/search Wabtec – іздеу',
    'Кез келген чатта: бот аты мен іздейтін сөз – жаңалықпен бөлісу',
    '/follow 2 – осы нөмірлі жаңалықтың жалғасын бақылау',
    '/time 08:30 weekdays – шолу уақыты',
    '/timezone Алматы – қалаңыз',
    '/quiet 22:00 07:00 – тыныш уақыт, дыбыссыз',
    '/length brief – қысқаша, full – толық',
    '/settings – осының бәрі түймемен',
    '/language ru – по-русски',
    'Арна: ботты әкімші етіп қосып, арнаның кез келген жазбасын осы чатқа жолдаңыз',
    '/stop – тоқтата тұру · /forget – деректерді жою · /privacy – не сақталады',
  ].join('\n'),

  stale: 'Бұл түйме ескірген. Міне, жаңа мәзір.',
  notAdmin: 'Топ баптауын тек әкімшілер өзгерте алады. Өзіңіз үшін ботпен жеке чат ашыңыз.',
  error:
    'Кешіріңіз, біздің тараптан ақау шықты, баптауларыңыз өзгерген жоқ. Бір минуттан кейін қайталап көріңіз.',
  unknownCommand: 'Мұндай команда жоқ. Барлық команда: /help',

  groups,
  edition,
  courtesy,
  pages,
  notices,
  admin,
  story,
  /** The public page. */
  status,
};
