import type { Scored } from './summaryScore.ts';
import type { Candidate } from './summarySentences.ts';

/** Sentences behind the first among which the news is looked for where the first only sets a scene. */
const NEAR_THE_TOP = 3;
/** Half of the headline's words count as all of its thought, see `near`. */
export const CLEARLY_NEAR = 0.6;

/** A sentence that has lost more than half of its weight tells ceremony or talk. */
const IDLE = 0.42;

/**
 * True when a text begins with weather, traffic or talk and `later` tells the news: the first names nobody of either
 * side and counts nothing, or is idle, the later names more, or takes up the headline.
 */
export function setsScene(first: Scored, later: Scored): boolean {
  if (first.index > 0 || first.bound || first.figures > 0) return false;
  if (later.index === 0 || later.index > NEAR_THE_TOP || later.claim !== null) return false;
  const tells = later.sides.length > 0 && (later.event || later.figures > 0);
  if (first.penalty <= IDLE && first.sides.length > 0) return tells && later.penalty > IDLE;
  if (first.sides.length > 0 || first.names > 1) return false;
  const away = first.near < CLEARLY_NEAR || first.parties === 'others' || later.near >= first.near;
  return (
    (away && tells && later.names > first.names) ||
    (later.near >= CLEARLY_NEAR && later.near >= 2 * first.near)
  );
}

const CAPITAL = 'А-ЯЁӘҒҚҢӨҰҮІҺ';
const SMALL = 'а-яёәғқңөұүіһ';
/** Capitals that begin the name of a place or a body. */
const NO_FIRST_NAME =
  'Соедин[её]нн|Северн|Южн|Западн|Восточн|Центральн|Средн|Нов|Нью|Назарбаев|Государственн|Орталық|Солтүстік|Оңтүстік|Батыс|Шығыс|Құрама|Мемлекеттік|Жаңа|Бас|Ұлттық|Сыртқы|Ішкі|Ақ';
/** «Ерлан Жетыбаев», not «Северной Каролине», «Spire Астанада», «Назарбаев Университеті». */
const PERSON = new RegExp(
  `(?<![«"“\\p{L}])(?!(?:${NO_FIRST_NAME})[${SMALL}]* )[${CAPITAL}][${SMALL}]+(?:-[${CAPITAL}][${SMALL}]+)? [${CAPITAL}][${SMALL}]{2,}(?<!(?:[дт]а|[дт]е|[дтн]ан|[дтн]ен))(?!\\p{L})`,
  'u',
);

/** «Посол США Джули Стаффт рассказала …», said by the editors before the first question. */
export const namesGuest = ({ intro, text }: Candidate): boolean => intro && PERSON.test(text);

/** The editors' own sentence that names who answers, if only by his office. */
export const tellsWho = (candidate: Candidate): boolean =>
  namesGuest(candidate) ||
  (candidate.intro &&
    /(?<!\p{L})(?:рассказал|ответил|объяснил|пояснил|поделил|рассказывает|объясняет|отвечает|айтты|айтып берді|түсіндірді|жауап берді|әңгімеле)/u.test(
      candidate.text,
    ));
