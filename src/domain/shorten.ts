import type { ReaderLanguage } from './article.ts';

/** A sentence longer than this is shortened where that is safe. */
const LONG = 260;
/** Least that must be left. */
const LEAST = 110;

/** A verb that makes a clause: what is left must still hold one. */
const VERB_RU =
  /(?<!\p{L})\p{L}{2,}(?:л|ла|ло|ли|лся|лась|лось|лись|ет|ит|ют|ут|ат|ят|ется|ится|ются|утся|атся|ятся|ован|ована|овано|ованы|лен|лена|лено|лены|щен|щена|щены|чен|чена|чены)(?!\p{L})/u;
/** Clauses that run to the end of a Russian sentence and say more of what is told already. */
const TAILS_RU: readonly RegExp[] = [
  /, (?:(?:в|на|о|об|с|для|из|по|от|к|за|при|среди|благодаря) )?котор(?:ый|ая|ое|ые|ого|ой|ому|ым|ых|ом|ую|ыми) [^,;:«»"()]+\.$/u,
  /, (?:где|куда|откуда|чтобы|поскольку|так как|хотя|тогда как|благодаря чему|вследствие чего|что (?:позволит|поможет|станет|составляет|означает)) [^,;:«»"()]+\.$/u,
  /, (?:отметив|подчеркнув|добавив|сообщив|пояснив|указав|напомнив|выразив|пожелав|уточнив|назвав),? .+\.$/u,
  /, (?:а также|в том числе|включая|в частности) [^;:«»"()]+\.$/u,
];

/**
 * Shortens a long sentence without changing what is left: brackets go, and in Russian a clause that runs to the end.
 * Kazakh puts what can go before the verb, so there only brackets do. The very text when nothing can be cut safely.
 */
export function shorten(text: string, language: ReaderLanguage): string {
  if (text.length <= LONG) return text;
  let short = text.replace(/ ?\([^()]{1,120}\)/gu, '').replace(/ {2,}/g, ' ');
  if (language !== 'ru') return short;
  for (const tail of TAILS_RU) {
    if (short.length <= LONG) break;
    const at = tail.exec(short)?.index;
    if (at === undefined || at < LEAST) continue;
    const head = short.slice(0, at);
    if (isClosed(head)) short = `${head}.`;
  }
  return short;
}

/** True when nothing is left open: quotations are closed and the last clause has its verb. */
function isClosed(head: string): boolean {
  if (head.split('«').length !== head.split('»').length || (head.split('"').length - 1) % 2 === 1)
    return false;
  const last = head.slice(head.lastIndexOf(', ') + 1);
  return (
    VERB_RU.test(head) &&
    (!head.includes(', ') || !/^ ?(?:что|если|когда|чтобы|котор|как)/u.test(last) || VERB_RU.test(last))
  );
}
