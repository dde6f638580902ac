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

/** A unit: plain, before «астам» (ablative), before «дейін» (dative). Never plural after a number. */
interface Forms {
  readonly plain: string;
  readonly from: string;
  readonly to: string;
}

const forms = (plain: string, from: string, to: string): Forms => ({ plain, from, to });

const UNITS: Readonly<Record<string, Forms>> = {
  usd: forms('АҚШ доллары', 'АҚШ долларынан', 'АҚШ долларына'),
  kzt: forms('теңге', 'теңгеден', 'теңгеге'),
  eur: forms('еуро', 'еуродан', 'еуроға'),
  rub: forms('рубль', 'рубльден', 'рубльге'),
  cny: forms('юань', 'юаньнан', 'юаньға'),
  pp: forms('пайыздық тармақ', 'пайыздық тармақтан', 'пайыздық тармаққа'),
  tonne: forms('тонна', 'тоннадан', 'тоннаға'),
  lb: forms('фунт', 'фунттан', 'фунтқа'),
  barrel: forms('баррель', 'баррельден', 'баррельге'),
  km: forms('км', 'км-ден', 'км-ге'),
  times: forms('есе', 'еседен', 'есеге'),
  person: forms('адам', 'адамнан', 'адамға'),
  company: forms('компания', 'компаниядан', 'компанияға'),
  country: forms('ел', 'елден', 'елге'),
  licence: forms('лицензия', 'лицензиядан', 'лицензияға'),
  locomotive: forms('локомотив', 'локомотивтен', 'локомотивке'),
  aircraft: forms('ұшақ', 'ұшақтан', 'ұшаққа'),
  machine: forms('бірлік техника', 'бірлік техникадан', 'бірлік техникаға'),
  student: forms('студент', 'студенттен', 'студентке'),
  job: forms('жұмыс орны', 'жұмыс орнынан', 'жұмыс орнына'),
  megawatt: forms('МВт', 'МВт-тан', 'МВт-қа'),
  hectare: forms('гектар', 'гектардан', 'гектарға'),
  vehicle: forms('автокөлік', 'автокөліктен', 'автокөлікке'),
  wagon: forms('вагон', 'вагоннан', 'вагонға'),
  school: forms('мектеп', 'мектептен', 'мектепке'),
  village: forms('ауыл', 'ауылдан', 'ауылға'),
  hour: forms('сағат', 'сағаттан', 'сағатқа'),
  minute: forms('минут', 'минуттан', 'минутқа'),
  year: forms('жыл', 'жылдан', 'жылға'),
};

type Ending = 'from' | 'to';
const ending = (from: string, to: string) => ({ from, to });

/** Endings of the number that is spoken last: бір-ден, алты-дан, он-нан. */
const DIGITS = [
  ending('ден', 'ге'), // нөл: нөлден, нөлге
  ending('ден', 'ге'),
  ending('ден', 'ге'),
  ending('тен', 'ке'),
  ending('тен', 'ке'),
  ending('тен', 'ке'),
  ending('дан', 'ға'),
  ending('ден', 'ге'),
  ending('ден', 'ге'),
  ending('дан', 'ға'),
] as const;
const TENS = [
  ending('нан', 'ға'), // он
  ending('дан', 'ға'), // жиырма
  ending('дан', 'ға'), // отыз
  ending('тан', 'қа'), // қырық
  ending('ден', 'ге'), // елу
  ending('тан', 'қа'), // алпыс
  ending('тен', 'ке'), // жетпіс
  ending('нен', 'ге'), // сексен
  ending('нан', 'ға'), // тоқсан
] as const;
const HUNDREDS = ending('ден', 'ге'); // жүз; мың has the hard one
const THOUSANDS = ending('нан', 'ға');
const SCALE_WORDS = {
  млн: ending('нан', 'ға'),
  млрд: ending('тан', 'қа'),
  трлн: ending('нан', 'ға'),
} as const;

/** "300-ден", "40-қа", "4,2 млрд-тан": a bare number with the ending that its spoken form takes. */
function numberWithEnding(value: number, which: Ending): string {
  const { text, scale } = shownNumber('kk', value);
  if (scale !== null) return `${text}-${SCALE_WORDS[scale][which]}`;
  return `${text}-${spokenEnding(text, which)}`;
}

function spokenEnding(text: string, which: Ending): string {
  const digits = text.replace(/\D/g, '');
  const zeros = /0*$/.exec(digits)?.[0].length ?? 0;
  if (zeros === digits.length) return DIGITS[0][which];
  const last = Number(digits.at(-1 - zeros));
  if (zeros === 0) return (DIGITS[last] ?? DIGITS[0])[which];
  if (zeros === 1) return (TENS[last - 1] ?? TENS[0])[which];
  if (zeros === 2) return HUNDREDS[which];
  return zeros < 6 ? THOUSANDS[which] : SCALE_WORDS.млн[which];
}

/** "23 270", "4,25", "4,2 млрд". */
export const number = (value: number): string => shownNumber('kk', value).text;

/** "55%": no space, so that an ending fits. */
export const percent = (value: number): string => `${number(value)}%`;

/** "4,2 млрд АҚШ доллары", "630 компаниядан астам", "97%-ға дейін". */
export function figure(shown: ShownFigure): string {
  const { value, unit, qualifier } = shown;
  const about = qualifier === 'about' ? 'шамамен ' : '';
  const which: Ending | null = qualifier === 'over' ? 'from' : qualifier === 'upTo' ? 'to' : null;
  const after = qualifier === 'over' ? ' астам' : qualifier === 'upTo' ? ' дейін' : '';
  if (unit === 'pct') {
    return which === null
      ? about + percent(value)
      : `${percent(value)}-${which === 'from' ? 'дан' : 'ға'}${after}`;
  }
  if (unit === 'count')
    return which === null ? about + number(value) : numberWithEnding(value, which) + after;
  const noun = UNITS[unit];
  if (noun === undefined) return shown.text;
  return `${about}${number(value)}${NBSP}${noun[which ?? 'plain']}${after}`;
}

/** "22 қараша, жс"; "2025 жылғы 22 қараша" when `at` is not in the year of `now`. */
export function date(at: Date, zone: string, now: Date): string {
  const day = dayAndMonth('kk', at, zone);
  const { year } = wallTime(at, zone);
  return year === wallTime(now, zone).year ? `${day}, ${weekday('kk', at, zone)}` : `${year} жылғы ${day}`;
}

/** "22 қараша"; "2025 жылғы 22 қараша" when `at` is not in the year of `now`. */
export function dayMonth(at: Date, zone: string, now: Date): string {
  const day = dayAndMonth('kk', at, zone);
  const { year } = wallTime(at, zone);
  return year === wallTime(now, zone).year ? day : `${year} жылғы ${day}`;
}

/** "16–22 қараша", "28 қараша – 4 желтоқсан". */
export const range = (from: Date, to: Date): string => dayRange('kk', from, to);

/** A calendar date as a text states it: "22 қыркүйек", "2025 жылғы 6 қараша", "2025 жылғы қараша", "2025 жыл". */
export function calendarDate(iso: string, yearNow: number): string {
  const [year = 0, month, day] = iso.split('-').map(Number);
  if (month === undefined) return `${year} жыл`;
  if (day === undefined) return `${year} жылғы ${monthName('kk', month)}`;
  const dayText = dayAndMonth('kk', new Date(Date.UTC(year, month - 1, day)), 'UTC');
  return year === yearNow ? dayText : `${year} жылғы ${dayText}`;
}

/** "Астана", "UTC+3": how the zone is named after an hour. */
export const zoneName = (zone: string, at: Date): string => zoneNameIn('kk', zone, at);

/** "08:30 (Астана)". */
export const time = (at: Date, zone: string): string => timeIn('kk', at, zone);

/** "22 қараша, 08:10 (Астана)". */
export const dateTime = (at: Date, zone: string, now: Date): string =>
  `${dayMonth(at, zone, now)}, ${time(at, zone)}`;

/** "ертең, 23 қараша, дс, 08:30 (Астана)": when a digest comes next. */
export function when(at: Date, zone: string, now: Date): string {
  const near = ['бүгін, ', 'ертең, '][daysBetween(now, at, zone)] ?? '';
  return `${near}${date(at, zone, now)}, ${time(at, zone)}`;
}

/** "5 минут бұрын", "2 сағат бұрын", "кеше, 21:40", then the date: for answers that are read at once. */
export const relative = (at: Date, zone: string, now: Date): string =>
  relativeIn('kk', at, zone, now, {
    justNow: 'жаңа ғана',
    yesterday: (hour) => `кеше, ${hour}`,
    earlier: (hour) => `${dayMonth(at, zone, now)}, ${hour}`,
  });

/** "А, Б және В". */
export function list(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} және ${items.at(-1)}`;
}

/** "тәулік ішінде", "апта ішінде", "3 күн ішінде": a window of news, in hours. */
export function within(hours: number): string {
  const days = Math.max(1, Math.round(hours / 24));
  if (days === 1) return 'тәулік ішінде';
  return days === 7 ? 'апта ішінде' : `${days} күн ішінде`;
}

/** "[ағыл.]": said of text in another language than the reader's; empty for his own. */
export const languageMark = (language: string): string =>
  ({ kk: '', ru: '[орыс.]', en: '[ағыл.]' })[language] ?? '[шетел.]';
