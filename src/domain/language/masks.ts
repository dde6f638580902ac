import { type DatedText, dateSpans } from './dates.ts';
import { guarded, type Matcher } from './guarded.ts';
import { LETTERS } from './inflect.ts';
import { allMatches } from './matches.ts';

const L = `[${LETTERS}]`;
const END = `(?![${LETTERS}0-9])`;
/** A designation has no counted noun behind it: "Falcon 9", but "Embraer 15 самолётов". */
const NO_NOUN =
  '(?! ?(?:самол|воздушн|борт|лайнер|ұша|әуе|aircraft|plane|jet|airliner|тыс|млн|млрд|million|billion))';
const MAKER = '(?:embraer|эмбраер|bombardier|falcon|gulfstream|cessna)';
/** Stations and programmes that carry a number in their name. */
const CHANNEL =
  '(?:хабар|khabar|россия|russia|france|канал|channel|студия|группа|group|газета|сценарий|windows|евровидение)';
const PEOPLE_RU =
  '(?:мужчин|женщин|житель|жительниц|граждан|казахстан|американ|уроженец|уроженк|предпринимател|студент|школьни|спортсмен|боксер|боец|политик|президент|сенатор|певиц|певец|пенсионер|парень|парн|девушк|девочк|мальчик|подрост|сын|дочь|дочер|инженер|водител|врач|учен|актер|актрис|бизнесмен|россиян|миллиардер|мигрант|турист)';

/** Digits that count nothing: designations, times of day, telephone numbers, ordinals, paragraphs. */
const NOT_FIGURES: readonly { readonly pattern: RegExp; readonly guard: Matcher }[] = [
  '(?:https?://|www\\.)\\S+|(?<![^\\s@])[^\\s@]{1,64}@\\S+',
  // C5+1, G20, TE33A, F-16, Covid-19, «Казахстан-2050»; but not "USD5".
  `(?<!${L})(?!(?:usd|eur|kzt|rub|cny|rmb)\\d)${L}+-?\\d+(?:[-+./]?\\d|${L})*`,
  '\\d+ ?\\+ ?\\d+',
  `(?:boeing|боинг)${L}*[ -]*7\\d7(?:-\\d+)?(?:[ -]?max[ -]?\\d*)?${L}*`,
  `(?:airbus|эйрбас)${L}*[ -]*(?:2[0-9]0|3[0-9]{2})(?:-\\d+)?(?:[ -]?neo)?${L}*`,
  `${MAKER}${L}*[ -]*\\d{1,4}(?:-\\d+)?${END}${NO_NOUN}`,
  // «Хабар 24», «телеканал Da Group 22»: a name of a few words that ends in a number, between quotes or after a channel.
  `(?<="[a-zа-яәғқңөұүһі][^"\\d.,;:!?]{1,40} )\\d{1,5}(?=")`,
  `(?<=(?<!${L})${CHANNEL} )\\d{1,4}(?=$|[^\\d%]{0,2}(?:$|[^${LETTERS}\\d%$ ])| (?:телеарна|арна|компания|тобы|телеканал|channel|tv))`,
  // Military units, sections of laws, the counter of a page.
  `(?:в/ч|войсков${L}+ част${L}+) ?(?:№ ?)?\\d+|\\d{4,6} әскери бөлім${L}*`,
  `(?<![\\d.,])0 \\d{3}(?!\\d)`,
  // «4 минутное чтение», «время чтения: 5 минут», "5 min read".
  `\\d+[ -]*минут[а-я]* чтени[а-я]*|(?:врем[а-я]+ (?:на )?чтени[а-я]*|оқу уақыты|reading time)[: -]{1,3}\\d+|\\d+ ?мин\\.? (?:на )?чтени[а-я]*|\\d+ минут(?:тық)? оқ${L}*|\\d+[ -]min(?:ute)?s? read`,
  // Ages.
  `\\d+-?(?: ?летн|-?ти ?летн)(?:ий|яя|его|ей|ему|им|юю|ие|их) (?:${L}* ){0,2}?${PEOPLE_RU}${L}*|в возрасте (?:от |до |с )?\\d+(?:(?: до |-)\\d+)?(?: лет| года?)?|возраст[а-я]* [^.\\d]{0,12}\\d+ (?:лет|год)[а-я]*|исполнил[а-я]+ \\d+(?: лет| года?)?|(?<!${L})(?:ему|ей|мне|вам) (?:было |сейчас |уже )?\\d+ (?:лет|год[а-я]*)`,
  `\\d+(?:-\\d+)? ?-?жас(?:та(?!р)|тағы${L}*|қа|тан|ында|ындағы${L}*|ына|ар)${END}`,
  `(?<!${L})aged? (?:of |between )?\\d+(?:(?:-| to | and )\\d+)?|\\d+[ -]years?[ -]olds?`,
  // «12–0»: a record of fights; «45 президент» is the forty-fifth.
  `\\d{1,3} ?- ?0(?![\\d.,])(?! ?%)(?: ?- ?\\d+)?`,
  `(?:[5-9]|1\\d|[2-9][05-9]) президент(?:а|у|ом|е)?${END}`,
  `\\d{1,4} ?[./-] ?\\d{1,2} ?[./-] ?\\d{2,4}${END}`,
  `7[0-9]7-(?:\\d{1,2}|max)${END}|7[0-9]7(?= ?(?:max|dreamliner))`,
  '\\+\\d[\\d ()-]{8,}\\d|(?<!\\d)8[ -]?\\(?\\d{3}\\)?[ -]\\d{3}[ -]\\d{2}[ -]?\\d{2}|\\d{3}-\\d{2}-\\d{2}|\\d-\\d{3}-\\d{3}(?:-\\d+)*',
  '\\d{1,2}[:]\\d{2}(?::\\d{2})?|\\d+:\\d+',
  `(?<!${L})(?:в|к|с|до|at|сағат) ?\\d{1,2}[.]\\d{2}(?=${L}|[ ,.;)]|$)(?! ?(?:%|процент|млн|млрд|тыс|трлн|раз|million|billion|percent|доллар|долл))`,
  `\\d{1,2}(?:[:.]\\d{2})? ?(?:a\\.m\\.|p\\.m\\.|am${END}|pm${END})|(?<!${L})сағат \\d{1,2}(?:[:.]\\d{2})?`,
  '\\d+ ?[x×] ?\\d+|\\d+х\\d+|\\d+/\\d+(?:/\\d+)?',
  '\\d+(?:\\.\\d+){2,}',
  `\\d+(?:st|nd|rd|th)${END}|\\d+0s${END}`,
  `\\d+-?(?:й|я|е|ый|ий|ая|ое|ого|го|ому|му|м|ом|х|ю|ой|ую|ые|ым|ыми)${END}`,
  `\\d+ ?-?(?:[ыі]?нш[ыі]|ш[ыі])${L}*`,
  `(?:№|#|n°|(?<!${L})(?:no\\.|номер${L}*|стать[а-я]+|пункт[а-я]*|параграф[а-я]*|резолюци[а-я]+|рейс[а-я]*|маршрут[а-я]*|раздел[а-я]*|глав[аеуы]|поправк[а-я]+|лицей|гимнази[а-я]+|школ[а-я]+ №?|article|section|chapter|resolution|flight|phase|route)) ?\\d+(?:[./-]\\d+)*`,
  `\\d+ ?-(?:бап|бөлім|тарау|баптың|тармақ|сынып|сессия|шақырылым|кезең|том)${L}*`,
]
  .map((source) => source.replaceAll(/(?<=^|\|)\\d/g, '(?<!\\d)\\d'))
  .map((source) => ({ pattern: new RegExp(source, 'g'), guard: guarded(new RegExp(source)) }));

/** A piece of a text, UTF-16 offsets. */
export type Span = readonly [start: number, end: number];

/** Where digits of a text are no figures, in order of place and without overlaps. */
export function maskedSpans(dated: DatedText): Span[] {
  const { folded } = dated;
  if (!/\d/.test(folded)) return [];
  const spans = NOT_FIGURES.filter(({ guard }) => guard.mayMatch(folded))
    .flatMap(({ pattern }) =>
      allMatches(pattern, folded).map((found): Span => [found.index, found.index + found[0].length]),
    )
    .filter(([start, end]) => !groups(folded.slice(start, end)));
  const merged: [number, number][] = [];
  for (const [start, end] of [...dateSpans(dated), ...spans].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== undefined && start < last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

/** The first of ordered `spans` that shares a character with [start, end). */
export function overlapping(spans: readonly Span[], start: number, end: number): Span | undefined {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.[1] ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  const span = spans[low];
  return span !== undefined && span[0] < end ? span : undefined;
}

/** "1.234.567" is one number, "10.1.2" is a paragraph. */
function groups(text: string): boolean {
  return /^\d{1,3}(?:\.\d{3}){2,}$/.test(text);
}
