import type { Language, Unit } from '../article.ts';
import { KK_ENDINGS, LETTERS } from './inflect.ts';
import { allMatches } from './matches.ts';

/** What stands at a place, and where it ends. */
export interface At<T> {
  readonly is: T;
  readonly end: number;
  /** What one of it is in the unit itself: a gigawatt is 1,000 megawatts. One when missing. */
  readonly factor?: number;
}

const END = `(?![${LETTERS}0-9])`;
const KK = `(?:-?${KK_ENDINGS})${END}`;
const RU_MILLIONS = `(?:а|у|ом|е|ы|ов|ам|ами|ах)?${END}`;

/** Scales; single letters ("$230m") only where a currency sign stands before. */
const SCALES: readonly (readonly [number, RegExp])[] = (
  [
    [1e3, `тысяч(?:а|и|у|е|ей|ам|ами|ах)?${END}|тыс${END}\\.?|мың${KK}|thousands?${END}`],
    [1e6, `млн${END}\\.?|миллион${RU_MILLIONS}|миллион${KK}|millions?${END}|mln${END}|mn${END}`],
    [1e9, `млрд${END}\\.?|миллиард${RU_MILLIONS}|миллиард${KK}|billions?${END}|bln${END}|bn${END}`],
    [1e12, `трлн${END}\\.?|триллион${RU_MILLIONS}|триллион${KK}|trillions?${END}|trn?${END}|tn${END}`],
  ] as const
).map(([factor, source]) => [factor, new RegExp(`[ -]?(?:${source})`, 'y')]);
const LETTER_SCALES: readonly (readonly [number, RegExp])[] = [
  [1e3, new RegExp(` ?k${END}`, 'y')],
  [1e6, new RegExp(` ?mm?${END}`, 'y')],
  [1e9, new RegExp(` ?b${END}`, 'y')],
  [1e12, new RegExp(` ?t${END}`, 'y')],
];

/** The scale at `at` of lower-case aligned text, the space or hyphen before it included. */
export function scaleAt(folded: string, at: number, afterCurrency: boolean): At<number> | null {
  for (const [factor, pattern] of afterCurrency ? [...SCALES, ...LETTER_SCALES] : SCALES) {
    pattern.lastIndex = at;
    if (pattern.test(folded)) return { is: factor, end: pattern.lastIndex };
  }
  return null;
}

const ONE_SCALE: readonly (readonly [number, RegExp])[] = (
  [
    [5e5, 'полмиллион(?:а|ом|у)?'],
    [5e8, 'полмиллиард(?:а|ом|у)?'],
    [1e3, 'тысяч[ауи]|мың(?:нан|ға|дай)?'],
    [1e6, 'миллион[ау]?|миллион(?:нан|ға|дай)'],
    [1e9, 'миллиард[ау]?|миллиард(?:тан|қа|тай)'],
    [1e12, 'триллион[ау]?|триллион(?:нан|ға)'],
  ] as const
).map(([value, source]) => [value, new RegExp(`(?:${source})${END}`, 'y')]);

/** With one of these every scale of `loneScaleAt` begins. */
export const LONE_SCALE_STARTS: readonly string[] = ['пол', 'тыс', 'мың', 'мил', 'три'];

/** A scale that stands for one of itself («миллион долларов», «полмиллиарда»), in the singular only. */
export function loneScaleAt(folded: string, at: number): At<number> | null {
  for (const [value, pattern] of ONE_SCALE) {
    pattern.lastIndex = at;
    if (pattern.test(folded)) return { is: value, end: pattern.lastIndex };
  }
  return null;
}

const PERCENT = new RegExp(
  `[ -]?(?:%|процент(?:а|у|ом|е|ы|ов|ам|ами|ах)?${END}|процентн[а-я]+(?! пункт)|пайыз(?!дық тарма)[${LETTERS}]*|per ?cent${END}|pct${END})`,
  'y',
);
const POINTS = new RegExp(
  `[ -]?(?:процентн[а-я]+ пункт[а-я]*|п\\. ?п\\.|пп${END}|пайызд[${LETTERS}]* тарма[${LETTERS}]*|п\\.т\\.|percentage[ -]points?|pp${END}|ppt${END})`,
  'y',
);

/** Percent or percentage points at `at` of lower-case aligned text, without a Kazakh ending after the sign. */
export function percentAt(folded: string, at: number): At<Unit> | null {
  POINTS.lastIndex = at;
  if (POINTS.test(folded)) return { is: 'pp', end: POINTS.lastIndex };
  PERCENT.lastIndex = at;
  return PERCENT.test(folded) ? { is: 'pct', end: PERCENT.lastIndex } : null;
}

const L = `[${LETTERS}]*`;
/** Energy is no power: МВт·ч, MWh, "megawatt-hours". */
const NO_HOURS = '(?! ?[·⋅*-]? ?(?:ч|час[а-я]*|сағ[а-я]*|hours?)(?![a-zа-я]))';
const NOUNS: readonly (readonly [Unit, string])[] = [
  ['megawatt', `мвт${NO_HOURS}|мегаватт${L}|mwe?${NO_HOURS}|megawatts?${NO_HOURS}`],
  ['hectare', `га|гектар${L}|hectares?`],
  ['wagon', `вагон(?!етк)${L}|(?:passenger |freight |rail ?)cars?|wagons?`],
  [
    'vehicle',
    `авто(?:мобил|бус|көлі[кг])${L}|грузовик${L}|көлік құрал${L}|vehicles?|cars?|trucks?|bus(?:es)?`,
  ],
  ['school', `школ(?:а|ы|е|у|ой|ам|ами|ах)?|мектеп${KK}|мектеб${KK}|schools?`],
  [
    'village',
    `сел(?:о|а|у|ом|е|ам|ами|ах)?|поселк[а-я]+|населенн[а-я]+ пункт[а-я]*|ауыл(?!дық| шаруа)${KK}|елді мекен${KK}|villages?(?! schools?)`,
  ],
  ['hour', `час(?:а|ов|у|ом|е|ам|ами|ах|овой|овая|овые)?|сағат(?:тық)?${KK}|hours?|hrs?`],
  ['minute', `минут(?!к)(?:а|ы|у|ой|е|ам|ами|ах|н[а-я]+)?|минут(?:тық)?${KK}|minutes?`],
  [
    'machine',
    `единиц[а-я]* (?:[а-я]+ ){0,2}?(?:техник|машин)[а-я]*|бірлік (?:[${LETTERS}]+ ){0,3}?техника${L}`,
  ],
  [
    'machine',
    `units? of (?:[a-z]+ )?(?:machinery|equipment)|машин(?:а|ы|е|у|ой|ам|ами|ах)?|машина${KK}|техника${KK}`,
  ],
  ['machine', `(?:трактор|комбайн)${L}|machines?|tractors?|combines?|harvesters?`],
  ['job', `рабоч[а-я]+ мест[а-я]*|жұмыс ор(?:ын|н)${L}|jobs?`],
  [
    'aircraft',
    `воздушн[а-я]+ суд[а-я]+|әуе кеме${L}|самолет${L}|(?:авиа)?лайнер${L}|борт(?:а|ов)|dreamliners?|boeings?`,
  ],
  ['aircraft', `боинг${L}|ұша[қғ]${L}|aircraft|airplanes?|aeroplanes?|planes|jets?|airliners?`],
  ['locomotive', `локомотив${L}|тепловоз${L}|электровоз${L}|locomotives?`],
  ['licence', `лицензи${L}|licen[cs]es?`],
  [
    'student',
    `студент${L}|стипендиат${L}|школьник${L}|учащ[а-я]+|оқушы${L}|students?|scholars?|schoolchildren`,
  ],
  ['tonne', `тонн${L}|т(?!\\. ?[бдесп]\\.?(?:[ .]|$))|(?:metric )?tonn?es?|(?:metric )?tons?`],
  ['lb', `фунт${L}(?! стерлинг)|pounds?(?! sterling)|lbs?`],
  ['barrel', `баррел${L}|barrels?|bbl`],
  ['km', `км(?![/²])|километр${L}|шақырым${L}|kilomet(?:er|re)s?|km(?![/²])`],
  ['company', `компани[а-я]+|компания${KK}|фирм[а-я]+|предприяти[а-я]+|кәсіпор(?:ын|н)${L}|compan(?:y|ies)`],
  ['company', 'firms?|businesses|enterprises'],
  [
    'country',
    `стран(?:а|ы|е|у|ой|ам|ами|ах)?|государств(?:о|а|у|ом|е|ам|ами|ах)?|ел${KK}|мемлекет(?!тік)${KK}`,
  ],
  ['country', 'countr(?:y|ies)|nations'],
  [
    'person',
    `человек[а-я]*|люд(?:и|ей|ям|ьми|ях)|гражд(?:ан|анам|анами|анина|анин)|жител[а-я]+|сотрудник[а-я]*`,
  ],
  [
    'person',
    `работник[а-я]*|специалист${L}|участник[а-я]*|военнослужащ[а-я]+|депутат${L}|турист${L}|казахстанц[а-я]+`,
  ],
  [
    'person',
    `пассажир(?:а|ы|у|ов|ам|ами|ах|ом)?|учител(?:ь|я|ю|ем|е|ей|ям|ями|ях)|преподавател[а-я]*|выпускник[а-я]*|инженер(?!н)[а-я]*|наблюдател(?!ьн)[а-я]*`,
  ],
  // A noun of profession with -лық names the field: «маман» is a specialist, «мамандық» a field of study.
  [
    'person',
    `(?!(?:адам|азамат|тұрғын|қызметкер|маман|жұмысшы|инженер|мұғалім|оқытушы)[лдт][ыі][қкғг])(?:адам(?!зат|герш)|азамат|тұрғын|қызметкер|маман|жұмысшы|қатысушы)${KK}`,
  ],
  [
    'person',
    `(?!(?:инженер|мұғалім|оқытушы)[лдт][ыі][қкғг])(?:қызметші|сарбаз|жолаушы|мұғалім|оқытушы|бақылаушы|түлек|инженер)${KK}|түлег${KK}`,
  ],
  [
    'person',
    'people|persons?|kazakhstanis|americans|citizens|residents|deputies|lawmakers|tourists|employees|workers|specialists|participants|personnel|troops|soldiers|engineers|teachers|passengers|graduates|observers|volunteers',
  ],
  ['year', `лет|год(?:а|у|ом|ам|ами|ах|ов)?|летн[а-я]+|years?|жыл(?:дық)?${KK}`],
];
const GIGAWATT = new RegExp(
  `(?:гвт${NO_HOURS}|гигаватт${L}|gwe?${NO_HOURS}|gigawatts?${NO_HOURS})${END}`,
  'y',
);
const NOUN = NOUNS.map(([unit, source]) => ({ unit, pattern: new RegExp(`(?:${source})${END}`, 'y') }));

/** Units before which a lone "one" is an article. */
export const COUNTED: ReadonlySet<string> = new Set([
  ...['tonne', 'lb', 'barrel', 'km', 'times', 'person', 'company', 'country', 'licence', 'locomotive'],
  ...['aircraft', 'machine', 'student', 'job', 'megawatt', 'hectare', 'vehicle', 'wagon', 'school'],
  ...['village', 'hour', 'minute'],
]);

/** No word between is longer: without a limit, words joined by hyphens are read to their end from each of them. */
const LONGEST = 80;
const RU_ADJECTIVE = `(?:[а-я-]{2,${LONGEST}}(?:ых|их|ые|ие|ого|его|ую|юю|ая|яя|ый|ий|ым|им|ыми|ими|ому|ему)|сша|u\\.s\\.|шт\\.?|[a-zа-я]{1,3}\\d+[a-zа-я]*) `;
const EN_STOP =
  'of|in|to|and|the|a|an|for|by|from|with|at|on|or|as|that|which|is|are|was|were|has|have|had|will|would|than|per|over|into|including|after|before|since|during|its|their|his|our|but|this|these|who|when|where|while|sq|square|cubic|' +
  // What a second number counts, the first does not.
  'one|two|three|four|five|six|seven|eight|nine|ten';
const EN_MODIFIER = `(?!(?:${EN_STOP})${END})[a-z][a-z0-9.'-]{0,${LONGEST}} `;
const KK_STOP =
  'және|мен|бен|пен|үшін|туралы|бойынша|болып|деп|ал|бірақ|дейін|кейін|бұрын|бері|осы|бұл|шаршы|текше|' +
  'бір|екі|үш|төрт|бес|алты|жеті|сегіз|тоғыз|он|жиырма|отыз|қырық|елу|алпыс|жетпіс|сексен|тоқсан|жүз';
const KK_MODIFIER = `(?!(?:${KK_STOP})${END})[${LETTERS}-]{2,${LONGEST}} `;
const BETWEEN: Readonly<Record<Language, RegExp>> = {
  ru: new RegExp(RU_ADJECTIVE, 'y'),
  en: new RegExp(EN_MODIFIER, 'y'),
  kk: new RegExp(KK_MODIFIER, 'y'),
  other: new RegExp(RU_ADJECTIVE, 'y'),
};
const MOST_BETWEEN: Readonly<Record<Language, number>> = { ru: 3, en: 3, kk: 2, other: 1 };

/**
 * The counted noun after a number that ends at `at` of lower-case aligned text: «300 новых грузовых
 * локомотивов», "630 U.S. companies", «14 барлау лицензиясы».
 */
export function nounAt(folded: string, at: number, language: Language): At<Unit> | null {
  let place = at;
  if (/[ -]/.test(folded.charAt(place))) place++;
  for (let skipped = 0; ; skipped++) {
    GIGAWATT.lastIndex = place;
    if (GIGAWATT.test(folded)) return { is: 'megawatt', end: GIGAWATT.lastIndex, factor: 1000 };
    const found = anyNounAt(folded, place);
    if (found !== null) return (language === 'kk' && headOf(folded, found)) || found;
    const between = BETWEEN[language];
    between.lastIndex = place;
    if (skipped === MOST_BETWEEN[language] || !between.test(folded)) return null;
    place = between.lastIndex;
  }
}

function anyNounAt(folded: string, at: number): At<Unit> | null {
  for (const { unit, pattern } of NOUN) {
    pattern.lastIndex = at;
    if (pattern.test(folded)) return { is: unit, end: pattern.lastIndex };
  }
  return null;
}

/** «557 жолаушылар вагоны», «40 компания қызметкері»: of two nouns the last one is counted, with its possessive. */
function headOf(folded: string, { end }: At<Unit>): At<Unit> | null {
  const head = folded.charAt(end) === ' ' ? anyNounAt(folded, end + 1) : null;
  return head !== null && /[ыі]$/.test(folded.slice(end, head.end)) ? head : null;
}

const MULTIPLE = new RegExp(`[ -]?(?:есе${L}|times${END}|fold${END}|кратн[а-я]+|-?кратно)`, 'y');
const RAZ = new RegExp(` раза?${END}`, 'y');

/** "2 есе", "three times"; «раза» only after «в» («в 2 раза»): otherwise it tells how often. */
export function timesAt(folded: string, start: number, at: number): At<Unit> | null {
  MULTIPLE.lastIndex = at;
  if (MULTIPLE.test(folded)) return { is: 'times', end: MULTIPLE.lastIndex };
  RAZ.lastIndex = at;
  if (
    !RAZ.test(folded) ||
    !/(?<![а-я])в[ -][^.;]{0,12}$/.test(folded.slice(Math.max(0, start - 14), start))
  ) {
    return null;
  }
  return { is: 'times', end: RAZ.lastIndex };
}

const DOUBLED = /(?<![а-я])(вдвое|вчетверо|втрое|впятеро)(?![а-я])/g;
const MULTIPLES: Readonly<Record<string, number>> = { вдвое: 2, втрое: 3, вчетверо: 4, впятеро: 5 };

/** Multiples told by one word («вдвое»), with their places. */
export function multiplesIn(folded: string): { is: number; start: number; end: number }[] {
  return allMatches(DOUBLED, folded).map(({ index, 0: word }) => ({
    ...{ is: MULTIPLES[word] ?? 2, start: index, end: index + word.length },
  }));
}
