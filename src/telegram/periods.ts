/** How far back words ask to look. */
export interface AskedPeriod {
  /** Null when no period was named; of several the widest. */
  readonly windowHours: number | null;
  /** Words that name a period there is none of, such as "за три дня"; null when there are none. */
  readonly odd: string | null;
  /** What is left of the words. */
  readonly words: string;
}

const DAY_HOURS = 24;
const WEEK_HOURS = 168;
const MONTH_HOURS = 720;
/** Yesterday's news lie within two days of now. */
const YESTERDAY = 48;

const SHORT: ReadonlyMap<string, number> = new Map([
  ...[
    '24h',
    '24',
    '1d',
    '24ч',
    '24с',
    '24 ч',
    'за сегодня',
    'сегодня',
    'сегодняшние',
    'бүгін',
    'бүгінгі',
  ].map((word) => [word, DAY_HOURS] as const),
  ...['вчера', 'за вчера', 'вчерашние', 'кеше', 'кешегі'].map((word) => [word, YESTERDAY] as const),
  ...['7d', '7', '1w', '7д', '7к'].map((word) => [word, WEEK_HOURS] as const),
  ...['30d', '30', '1m', '30д', '30к'].map((word) => [word, MONTH_HOURS] as const),
]);

const NUMBERS: Readonly<Record<string, number>> = {
  ...{ один: 1, одну: 1, одного: 1, два: 2, две: 2, двух: 2, пару: 2, три: 3, трех: 3, четыре: 4, пять: 5 },
  ...{ шесть: 6, семь: 7, семи: 7, десять: 10, четырнадцать: 14, тридцать: 30, тридцати: 30 },
  ...{ бір: 1, екі: 2, үш: 3, төрт: 4, бес: 5, алты: 6, жеті: 7, он: 10, отыз: 30 },
};
const UNITS: readonly (readonly [hours: number, forms: string])[] = [
  [1, 'час(?:а|ов)?|сағат(?:та|тың|тағы)?'],
  [DAY_HOURS, 'день|дня|дней|сутки|суток|тәулік(?:те|тің|тегі)?|күн(?:де|нің|дік|гі)?'],
  [WEEK_HOURS, 'недел[яюиье]|апта(?:да|ның|лық|дағы)?'],
  [MONTH_HOURS, 'месяц(?:а|ев|е)?|ай(?:да|дың|лық|дағы)?'],
];
const unit = UNITS.map(([, forms]) => forms).join('|');
const PERIOD = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?:за|в|на|в течение)\\s+)?(?:(?:последн|прошл|прошедш|эт|соңғы|осы|өткен)\\p{L}*\\s+)*` +
    `(?:(\\d{1,3}|${Object.keys(NUMBERS).join('|')})\\s*)?(${unit})(?:\\s+(?:ішінде|бойы))?(?![\\p{L}\\p{N}])`,
  'gu',
);

/** 28 to 31 days are a month; null for a period that there is none of. */
function windowOf(hours: number): number | null {
  if (hours === DAY_HOURS || hours === WEEK_HOURS) return hours;
  return hours >= 28 * DAY_HOURS && hours <= 31 * DAY_HOURS ? MONTH_HOURS : null;
}

/**
 * Takes the periods out of `words`, which are in lower case with single spaces and without ё: "24h", "за последнюю
 * неделю", "соңғы ай", "вчера", "за 7 дней".
 */
export function takePeriods(words: string): AskedPeriod {
  let windowHours: number | null = null;
  let odd: string | null = null;
  const take = (hours: number | null, phrase: string): string => {
    if (hours === null) odd ??= phrase.trim();
    else windowHours = Math.max(windowHours ?? 0, hours);
    return ' ';
  };
  let rest = words.replace(PERIOD, (phrase, number: string | undefined, named: string) => {
    const hours = UNITS.find(([, forms]) => new RegExp(`^(?:${forms})$`, 'u').test(named))?.[0] ?? 0;
    const count = number === undefined ? 1 : (NUMBERS[number] ?? Number(number));
    return take(number === undefined && hours === 1 ? null : windowOf(count * hours), phrase);
  });
  for (const [phrase, hours] of [...SHORT].sort(([a], [b]) => b.length - a.length)) {
    // A number is a period when it stands alone; inside other words it is theirs.
    const padded = ` ${rest.replace(/\s+/g, ' ').trim()} `;
    if (padded.includes(` ${phrase} `)) rest = padded.replace(` ${phrase} `, take(hours, phrase));
  }
  return { windowHours, odd, words: rest.replace(/\s+/g, ' ').trim() };
}
