import type { Figure } from '../article.ts';
import { LETTERS } from './inflect.ts';

type Qualifier = Figure['qualifier'];

const B = `(?<![${LETTERS}])`;
const LINK = `(?: чем)?(?: (?:в|на|до|от|by|a|an|the))?[ ~≈]*["(]?$`;
/** Looked for directly before a figure, in this order: «не менее» is over, «менее» is not. */
const BEFORE: readonly (readonly [Qualifier, RegExp])[] = (
  [
    ['over', 'не менее|не меньше|как минимум|минимум|more than|over|at least|above|exceed(?:s|ed|ing)?'],
    [
      'over',
      'in excess of|upwards of|no less than|not less than|no fewer than|кемінде|кем дегенде|аз дегенде',
    ],
    ['over', 'более|больше|свыше|выше|превы[а-я]+'],
    [
      'upTo',
      'не более|не больше|не свыше|максимум|вплоть до|менее|меньше|up to|as much as|as many as|at most',
    ],
    ['upTo', 'no more than|less than|fewer than|under|below|ең көбі'],
    [
      'about',
      'около|порядка|примерно|почти|приблизительно|ориентировочно|без малого|about|around|nearly|almost',
    ],
    ['about', 'approximately|roughly|some|close to|an estimated|estimated|шамамен|жобамен|жуықтап'],
  ] as const
).map(([qualifier, words]) => [qualifier, new RegExp(`${B}(?:${words})${LINK}`)]);
const TILDE = /[~≈] ?$/;
const UP_TO = /(?<![а-я])до ?["(]?$/;
const GREW_TO =
  /(?:рос|раст|увелич|сниз|сниж|сократ|сокращ|упал|упад|пада|паден|повы[сш]|довест|довед|расшир|достиг|подня|подорож|подешев|удешев|удорож|ослаб|укреп|дош[её]?л|дойд|дорос)[а-я]*(?: [^.;]{0,30})? до ?["(]?$/;

/** The qualifier that stands directly before `start` of lower-case aligned text. */
export function qualifierBefore(folded: string, start: number): Qualifier {
  const before = folded.slice(Math.max(0, start - 60), start).trimEnd();
  if (before === '') return null;
  for (const [qualifier, pattern] of BEFORE) if (pattern.test(before)) return qualifier;
  if (TILDE.test(before)) return 'about';
  return UP_TO.test(before) && !GREW_TO.test(before) ? 'upTo' : null;
}

const K = `(?![${LETTERS}])`;
const AFTER: readonly (readonly [Qualifier, RegExp])[] = [
  // Only behind an ablative: «10%-дан көп» is over ten per cent, «10%-ға көп» is more by ten.
  [
    'over',
    new RegExp(`(?<=[дтн][ае]н) (?:астам|артық|аса|асады|асты|асқан|асатын|асып|көп|кем емес)${K}`, 'y'),
  ],
  ['upTo', new RegExp(`(?<=[дтн][ае]н) (?:азы?|кем|төмен|аспай(?:ды|тын|тыны)?)${K}`, 'y')],
  ['upTo', new RegExp(`(?<=[ғгқк][ае]) жетпей(?:ді|тін|тіні)${K}`, 'y')],
  ['about', new RegExp(` (?:жуық|жуықтайды|жуықтады|таяу|шамасында|шақты)${K}`, 'y')],
  ['upTo', new RegExp(` (?:дейін|дейінгі|аспайтын|аспайды)${K}`, 'y')],
  ['over', new RegExp(` (?:с лишним|и более|и больше|or more|and above)${K}|-plus${K}|\\+(?! ?\\d)`, 'y')],
];
const GREW_AFTER = new RegExp(
  ` (?:[${LETTERS}]+ )?(?:өс|арт|ұлғай|төменде|азай|жет|көтер|қысқар|кеңей|көбей)[${LETTERS}]*`,
  'y',
);

/** The qualifier that follows at `at`, as Kazakh has it («300-ден астам»); its end is after the word. */
export function qualifierAfter(folded: string, at: number): { is: Qualifier; end: number } | null {
  for (const [qualifier, pattern] of AFTER) {
    pattern.lastIndex = at;
    if (!pattern.test(folded)) continue;
    const end = pattern.lastIndex;
    GREW_AFTER.lastIndex = end;
    const grew = qualifier === 'upTo' && GREW_AFTER.test(folded);
    return { is: grew ? null : qualifier, end };
  }
  return null;
}
