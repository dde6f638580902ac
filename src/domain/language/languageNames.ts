import type { Tongue } from './languageSigns.ts';

/**
 * Names that all Cyrillic languages of our news spell as Russian does, or nearly: what is joined to one tells the
 * language, where the name itself does not.
 */
const NAMES = new Set(
  `
  астана алматы шымкент тараз семей атырау павлодар орал талдыкорган кокшетау костанай балхаш темиртау экибастуз риддер
  каспий казакстан казахстан ташкент тошкент самарканд самарқанд бишкек ош нарын баткен душанбе ашхабад баку тбилиси ереван казан
  уфа москва минск киев лондон париж берлин мадрид рим пекин токио сеул дели дубай доха катар тегеран анкара стамбул
  вашингтон нью-йорк чикаго техас майами аляска аризона калифорния женева брюссель варшава прага вена будапешт
  копенгаген стокгольм хельсинки гаага ватикан сингапур гонконг шанхай давос каир бейрут дамаск багдад кабул исламабад
  иран ирак сирия израиль египет индия пакистан америка европа украина грузия армения италия испания франция германия
  польша швейцария австрия канада мексика бразилия татарстан дагестан кыргызстан тажикстан өзбекстан түркменстан
  гренландия дания норвегия финляндия румыния сербия венесуэла панама куба африка азия россия сша ақш акш
  трамп путин токаев тоқаев рубио вэнс маск макрон мерц стармер зеленский эрдоган алиев пашинян мирзиёев жапаров лукашенко
  нетаньяху байден лавров орбан мелони лутник бессент уиткофф гор нурлан марат аскар айдос
  доллар евро рубль юань банк газ завод министр президент сенатор депутат саммит форум аэропорт парламент сенат
  `
    .trim()
    .split(/\s+/),
);

/** Endings of case that a name takes, by the languages that have them; kk and ky in all harmonies. */
const CASES: readonly (readonly [endings: string, Partial<Record<Tongue, number>>])[] = [
  ['да де та те', { kk: 2, ky: 1.5, uz: 1, tt: 1.5, kaa: 1.5 }],
  ['дан ден тан тен нан нен', { kk: 2, ky: 1.5, uz: 1, tt: 1.5, kaa: 1.5 }],
  ['ге ке', { kk: 2, ky: 2, tt: 0.5, kaa: 2 }],
  ['га ка', { ky: 2, uz: 2.5, tt: 2, mn: -1 }],
  ['ға қа', { kk: 3, uz: 1, kaa: 2 }],
  ['го ко до то дон тон', { ky: 2.5 }],
  ['дун тун нун дын тын нын дин тин нин', { ky: 2.5 }],
  ['ду ту', { ky: 1 }],
  ['ның нің дың дің тың тің', { kk: 2.5, tt: 1.5 }],
  ['ниң диң тиң', { kaa: 3 }],
  ['нинг', { uz: 3 }],
  ['ни', { uz: 1.5 }],
  ['ды ді ты ті ны ні', { kk: 1.5, ky: 0.5, tt: 0.5 }],
  ['мен пен бен', { kk: 2.5 }],
  ['дағы дегі тағы тегі', { kk: 3 }],
  ['дагы тагы', { ky: 2.5, tt: 0.5 }],
  ['даги', { uz: 3 }],
  ['дә тә гә кә дән тән', { tt: 3 }],
  ['д т ийн ын', { mn: 1 }],
  ['лар лер дар дер тар тер', { kk: 1, ky: 1, uz: 1, tt: 1 }],
];
const WEIGHTS = new Map(
  CASES.flatMap(([endings, weights]) => endings.split(' ').map((ending) => [ending, weights] as const)),
);
const LONGEST = 4;

/** Kazakh and Kyrgyz write т, қ, к there, and so does neither Uzbek nor Tatar: «Самарқандта», «Самарқандда». */
const UNASSIMILATED = /^[бвгдпткфсшцх][дғгл]\p{L}*$/u;
const ASSIMILATING: ReadonlySet<string> = new Set(['kk', 'ky', 'kaa']);

/**
 * What the ending of a known name, in lower case, says for each language of `tongues`, in their order; null when
 * `word` is none.
 */
export function caseOfName(word: string, tongues: readonly Tongue[]): number[] | null {
  for (let length = Math.min(LONGEST, word.length - 2); length > 0; length--) {
    const weights = WEIGHTS.get(word.slice(-length));
    if (weights === undefined || !NAMES.has(word.slice(0, -length))) continue;
    const unfit = UNASSIMILATED.test(word.slice(-length - 1));
    return tongues.map((tongue) => (unfit && ASSIMILATING.has(tongue) ? 0 : (weights[tongue] ?? 0)));
  }
  return null;
}
