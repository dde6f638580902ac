import {
  dayAndMonth,
  dayRange,
  daysBetween,
  monthName,
  NBSP,
  relativeIn,
  type ShownFigure,
  shownNumber,
  timeIn,
  wallTime,
  weekday,
  zoneNameIn,
} from './formats.ts';

interface Forms {
  /** 1, 21 … */
  readonly one: string;
  /** 2–4, 22–24 … */
  readonly few: string;
  /** 0, 5–20 … and after млн, млрд, трлн. */
  readonly many: string;
  /** Fractions; also the genitive singular. */
  readonly other: string;
}

const rules = new Intl.PluralRules('ru');

/** The form of a noun that `n` asks for. */
export function plural(n: number, forms: Forms): string {
  return forms[rules.select(n) as keyof Forms];
}

const forms = (one: string, few: string, many: string, other: string = few): Forms => ({
  one,
  few,
  many,
  other,
});

/** «Новость» behind a number. */
export const NEWS = forms('новость', 'новости', 'новостей');
const DAYS = forms('день', 'дня', 'дней');
/** «Неделя» behind «за» and a number. */
export const WEEKS = forms('неделю', 'недели', 'недель');

const UNITS: Readonly<Record<string, Forms>> = {
  kzt: forms('тенге', 'тенге', 'тенге'),
  eur: forms('евро', 'евро', 'евро'),
  rub: forms('рубль', 'рубля', 'рублей'),
  cny: forms('юань', 'юаня', 'юаней'),
  pp: forms('п. п.', 'п. п.', 'п. п.'),
  tonne: forms('тонна', 'тонны', 'тонн'),
  lb: forms('фунт', 'фунта', 'фунтов'),
  barrel: forms('баррель', 'барреля', 'баррелей'),
  km: forms('км', 'км', 'км'),
  times: forms('раз', 'раза', 'раз'),
  person: forms('человек', 'человека', 'человек'),
  company: forms('компания', 'компании', 'компаний'),
  country: forms('страна', 'страны', 'стран'),
  licence: forms('лицензия', 'лицензии', 'лицензий'),
  locomotive: forms('локомотив', 'локомотива', 'локомотивов'),
  aircraft: forms('самолёт', 'самолёта', 'самолётов'),
  machine: forms('единица техники', 'единицы техники', 'единиц техники'),
  student: forms('студент', 'студента', 'студентов'),
  job: forms('рабочее место', 'рабочих места', 'рабочих мест', 'рабочего места'),
  megawatt: forms('МВт', 'МВт', 'МВт'),
  hectare: forms('гектар', 'гектара', 'гектаров'),
  vehicle: forms('автомобиль', 'автомобиля', 'автомобилей'),
  wagon: forms('вагон', 'вагона', 'вагонов'),
  school: forms('школа', 'школы', 'школ'),
  village: forms('село', 'села', 'сёл'),
  hour: forms('час', 'часа', 'часов'),
  minute: forms('минута', 'минуты', 'минут'),
  year: forms('год', 'года', 'лет', 'года'),
};

const QUALIFIERS = { over: 'более', about: 'около', upTo: 'до' } as const;

/** "23 270", "4,25", "4,2 млрд". */
export const number = (value: number): string => shownNumber('ru', value).text;

/** "55 %". */
export const percent = (value: number): string => `${number(value)}${NBSP}%`;

/** "$4,2 млрд", "более 630 компаний", "до 55 %": a figure with its unit in the case that its words ask for. */
export function figure(shown: ShownFigure): string {
  const { value, unit, qualifier } = shown;
  const { text, scale } = shownNumber('ru', value);
  const before = qualifier === null ? '' : `${QUALIFIERS[qualifier]}${NBSP}`;
  if (unit === 'usd') return before + (value < 0 ? `−$${text.slice(1)}` : `$${text}`);
  if (unit === 'pct') return `${before}${text}${NBSP}%`;
  if (unit === 'count') return before + text;
  const noun = UNITS[unit];
  if (noun === undefined) return shown.text;
  if (scale !== null) return `${before}${text}${NBSP}${noun.many}`;
  if (qualifier === null) return `${text}${NBSP}${plural(value, noun)}`;
  // более, около and до ask for the genitive: "более 21 компании", "до 3 компаний".
  return `${before}${text}${NBSP}${['one', 'other'].includes(rules.select(value)) ? noun.other : noun.many}`;
}

/** "22 ноября, вс"; "22 ноября 2025" when `at` is not in the year of `now`. */
export function date(at: Date, zone: string, now: Date): string {
  const day = dayAndMonth('ru', at, zone);
  const { year } = wallTime(at, zone);
  return year === wallTime(now, zone).year ? `${day}, ${weekday('ru', at, zone)}` : `${day} ${year}`;
}

/** "22 ноября"; "22 ноября 2025" when `at` is not in the year of `now`. */
export function dayMonth(at: Date, zone: string, now: Date): string {
  const day = dayAndMonth('ru', at, zone);
  const { year } = wallTime(at, zone);
  return year === wallTime(now, zone).year ? day : `${day} ${year}`;
}

/** "16–22 ноября", "28 ноября — 4 декабря". */
export const range = (from: Date, to: Date): string => dayRange('ru', from, to).replace(' – ', ' — ');

/** A calendar date as a text states it: "22 сентября", "6 ноября 2025", "ноябрь 2025", "2025 год". */
export function calendarDate(iso: string, yearNow: number): string {
  const [year = 0, month, day] = iso.split('-').map(Number);
  if (month === undefined) return `${year} год`;
  if (day === undefined) return `${monthName('ru', month)} ${year}`;
  const dayText = dayAndMonth('ru', new Date(Date.UTC(year, month - 1, day)), 'UTC');
  return year === yearNow ? dayText : `${dayText} ${year}`;
}

/** "Астана", "UTC+3": how the zone is named after an hour. */
export const zoneName = (zone: string, at: Date): string => zoneNameIn('ru', zone, at);

/** "08:30 (Астана)". */
export const time = (at: Date, zone: string): string => timeIn('ru', at, zone);

/** "22 ноября, 08:10 (Астана)". */
export const dateTime = (at: Date, zone: string, now: Date): string =>
  `${dayMonth(at, zone, now)}, ${time(at, zone)}`;

/** "завтра, 23 ноября, пн, 08:30 (Астана)": when a digest comes next. */
export function when(at: Date, zone: string, now: Date): string {
  const near = ['сегодня, ', 'завтра, '][daysBetween(now, at, zone)] ?? '';
  return `${near}${date(at, zone, now)}, ${time(at, zone)}`;
}

/** "5 минут назад", "2 часа назад", "вчера в 21:40", then the date: for answers that are read at once. */
export const relative = (at: Date, zone: string, now: Date): string =>
  relativeIn('ru', at, zone, now, {
    justNow: 'только что',
    yesterday: (hour) => `вчера в ${hour}`,
    earlier: (hour) => `${dayMonth(at, zone, now)}, ${hour}`,
  });

/** "А, Б и В". */
export function list(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} и ${items.at(-1)}`;
}

/** "за сутки", "за неделю", "за 3 дня": a window of news, in hours. */
export function within(hours: number): string {
  const days = Math.max(1, Math.round(hours / 24));
  if (days === 1) return 'за сутки';
  return days === 7 ? 'за неделю' : `за ${days} ${plural(days, DAYS)}`;
}

/** "[англ.]": said of text in another language than the reader's; empty for his own. */
export const languageMark = (language: string): string =>
  ({ ru: '', kk: '[каз.]', en: '[англ.]' })[language] ?? '[иностр.]';
