import { KK_ENDINGS, LETTERS } from './inflect.ts';
import { allMatches } from './matches.ts';

const RU_MONTHS = [
  'январ(?:ь|я|ю|ем|е)|янв',
  'феврал(?:ь|я|ю|ем|е)|фев',
  'март(?:а|у|ом|е)?|мар',
  'апрел(?:ь|я|ю|ем|е)|апр',
  'ма(?:й|я|ю|ем|е)',
  'июн(?:ь|я|ю|ем|е)?',
  'июл(?:ь|я|ю|ем|е)?',
  'август(?:а|у|ом|е)?|авг',
  'сентябр(?:ь|я|ю|ем|е)|сент?',
  'октябр(?:ь|я|ю|ем|е)|окт',
  'ноябр(?:ь|я|ю|ем|е)|нояб?',
  'декабр(?:ь|я|ю|ем|е)|дек',
];
const KK_MONTHS = 'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйе[кг] қазан қараша желтоқсан'
  .split(' ')
  .map((month) => `${month}(?:${KK_ENDINGS})`);
const EN_MONTHS = [
  'jan(?:uary)?',
  'feb(?:ruary)?',
  'mar(?:ch)?',
  'apr(?:il)?',
  'may',
  'june?',
  'july?',
  'aug(?:ust)?',
  'sept?(?:ember)?',
  'oct(?:ober)?',
  'nov(?:ember)?',
  'dec(?:ember)?',
];
const END = `(?![${LETTERS}0-9])`;
const START = `(?<![${LETTERS}0-9.,:/-]|\\d )`;
const RU = `(?<m>${RU_MONTHS.join('|')})${END}\\.?`;
const KK = `(?<m>${KK_MONTHS.join('|')})${END}`;
const EN = `(?<m>${EN_MONTHS.join('|')})${END}\\.?`;
const ANY = `(?<m>${[...RU_MONTHS, ...KK_MONTHS, ...EN_MONTHS].join('|')})${END}\\.?`;
const DAY = '(?<d>\\d{1,2})';
const DAY_TO = ` ?(?:-|и|және|мен|and|to|по) ?(?<d2>\\d{1,2})`;
const NTH = '(?:-?(?:го|е|ое|st|nd|rd|th|ші|шы)(?![a-zа-я]))?';
const YEAR = '(?<y>(?:19|20)\\d\\d)';
const YEAR_WORD = `(?: ?(?:год(?:а|у|ом|е)?|г)${END}\\.?| ?ж(?:ыл[${LETTERS}]*|\\.))`;
const NO_DIGIT = '(?!\\d|[.,]\\d)';
const RU_YEAR_OF = `(?<which>эт|прошл|текущ|минувш|следующ|будущ)[а-я]+ год[а-я]*`;

const BEFORE_RU = `(?<![${LETTERS}])(?:в|с|со|к|до|на|за) `;
const BEFORE_EN = `(?<![${LETTERS}])(?:in|since|by|until|last|next|this|early|late) `;
const BEFORE_YEAR = `(?<![${LETTERS}])(?:in|by|since|from|until|till|of|through|during|before|after|early|late|mid|fiscal|year)[ -]`;

const MONTH_TESTS = RU_MONTHS.map(
  (ru, index) => new RegExp(`^(?:${ru}|${KK_MONTHS[index]}|${EN_MONTHS[index]})$`),
);

/**
 * What a text must hold for a shape to be looked for: eighteen searches through every sentence cost more than all
 * else that is read of it, and few sentences have a month or a year. Months are hinted at by their first letters.
 */
const HINTS = {
  digit: /\d/,
  year: /(?:19|20)\d\d/,
  ru: new RegExp(`(?<![${LETTERS}])(?:янв|фев|мар|апр|ма[йяюе]|ию[нл]|авг|сен|окт|ноя|дек)`),
  kk: new RegExp(
    `(?<![${LETTERS}])(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйе|қазан|қараша|желтоқсан)`,
  ),
  en: new RegExp(`(?<![${LETTERS}])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)`),
} as const;
type Hint = keyof typeof HINTS | 'month';

/** The shapes of dates; a match that is no calendar date ("31 февраля") is none. */
const SHAPES: readonly { readonly needs: readonly Hint[]; readonly pattern: RegExp }[] = (
  [
    [['year'], `${START}${YEAR}-(?<mm>\\d\\d)-(?<d>\\d\\d)(?!\\d)`],
    [['year'], `${START}${DAY}[./](?<mm>\\d{1,2})[./]${YEAR}(?!\\d|[./]\\d)(?: ?г${END}\\.?| ?ж\\.)?`],
    [['year'], `${START}${DAY}(?: [./] | ?- ?)(?<mm>\\d{1,2})(?: [./] | ?- ?)${YEAR}(?!\\d|[./-]\\d)`],
    [['digit'], `${START}(?<d>\\d\\d)\\.(?<mm>\\d\\d)\\.(?<yy>\\d\\d)(?!\\d|[./]\\d)`],
    [
      ['digit', 'month'],
      `${START}${DAY}${NTH}(?:${DAY_TO}${NTH})?[ -](?:of )?${ANY}(?:,? ${YEAR}(?! ?жыл[${LETTERS}]* \\d)${NO_DIGIT}${YEAR_WORD}?| ${RU_YEAR_OF})?`,
    ],
    [['year', 'kk'], `${START}${YEAR} ?ж(?:ыл[${LETTERS}]*|\\.),? ${DAY}${NTH}(?:${DAY_TO})?[ -]${KK}`],
    [
      ['digit', 'kk'],
      `${START}(?:${YEAR} жыл[${LETTERS}]* )?(?<m>${KK_MONTHS.join('|')})(?<=ның|нің|дың|дің|тың|тің) ${DAY}(?:-?[сыіжшн][${LETTERS}]*)?${NO_DIGIT}`,
    ],
    [
      ['digit', 'en'],
      `${START}${EN} ${DAY}(?:st|nd|rd|th)?(?:${DAY_TO})?${NO_DIGIT}(?:,? ${YEAR}${NO_DIGIT})?`,
    ],
    [['year', 'month'], `${START}${ANY},? (?:of )?${YEAR}${NO_DIGIT}${YEAR_WORD}?`],
    [['year', 'kk'], `${START}${YEAR} ?ж(?:ыл[${LETTERS}]*|\\.) ${KK}(?: ай[${LETTERS}]*)?`],
    [['ru'], `(?<=${BEFORE_RU})${RU}(?: ${RU_YEAR_OF})?`],
    [['en'], `(?<=${BEFORE_EN})${EN}`],
    [['kk'], `${START}(?<which>былтыр|биыл|өткен жыл)[${LETTERS}]* ${KK}`],
    [['kk'], `${START}${KK} ай[${LETTERS}]*`],
    [['kk'], `${START}(?<m>${KK_MONTHS.join('|')})(?<=[дт]а|[дт]е)${END}`],
    [
      ['year'],
      `${START}${YEAR}(?:[-/ ]{1,3}(?<y2>(?:19|20)\\d\\d))?(?:-?[а-я]{1,3})? ?(?:год(?:а|у|ом|е|ы|ов|ам|ах|ами)?|гг?)${END}\\.?`,
    ],
    [
      ['year'],
      `${START}${YEAR}(?:[-/ ]{1,3}(?<y2>(?:19|20)\\d\\d))?(?:-?ш[ыі])? ?ж(?:ыл(?!дам|ы[мқу]|қ)[${LETTERS}]*|ж?\\.)`,
    ],
    [['year'], `${START}${YEAR}-(?:м|му|го|[ғқ]а|[гк]е|[дт][ае]н?|н[ыі]ң|[дт][ыі]ң|ш[ыі])${END}`],
    [
      ['year'],
      `(?<=${BEFORE_YEAR})${YEAR}(?: ?- ?(?<y2>(?:19|20)\\d\\d))?${END}(?!,\\d|\\.\\d| (?:percent|million|billion|people|tons))`,
    ],
  ] as const satisfies readonly (readonly [readonly Hint[], string])[]
).map(([needs, source]) => ({ needs, pattern: new RegExp(source, 'gd') }));

/** Every match of every shape in lower-case aligned text, shape by shape; they may overlap. */
export function matchShapes(folded: string): RegExpExecArray[] {
  const has = {
    digit: HINTS.digit.test(folded),
    year: HINTS.year.test(folded),
    ru: HINTS.ru.test(folded),
    kk: HINTS.kk.test(folded),
    en: HINTS.en.test(folded),
  };
  const holds = { ...has, month: has.ru || has.kk || has.en };
  const found: RegExpExecArray[] = [];
  for (const { needs, pattern } of SHAPES)
    if (needs.every((hint) => holds[hint])) found.push(...allMatches(pattern, folded));
  return found;
}

/** The month that a match's group `m` names, 1–12; 0 when it is none. */
export function monthOf(name: string): number {
  return MONTH_TESTS.findIndex((test) => test.test(name)) + 1;
}
