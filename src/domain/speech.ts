import type { Sentence } from './article.ts';
import { guarded } from './language/guarded.ts';

/** What a text says in the words of others, sentence by sentence. */
export interface Speech {
  /**
   * Sentences that are somebody's words without naming him, with the index of the sentence that does; −1 when none
   * does. «Жоба үш жылға есептелген. Оған 4 млрд доллар бөлінеді, – деді министр»: the first leans on the second.
   */
  readonly claims: ReadonlyMap<number, number>;
  /** Texts of sentences out of a longer quotation that name its speaker, with the missing mark put back. */
  readonly mended: ReadonlyMap<number, string>;
}

const SAY_RU =
  'сказал|заявил|отметил|подчеркнул|добавил|пояснил|сообщил|рассказал|уточнил|напомнил|признал|подытожил|резюмировал|констатировал|поделил|объяснил|написал|предупредил|заключил|указал|призвал|прокомментировал|подтвердил|выразил|посетовал|пообещал|заверил|ответил|обратился|процитировал|прив[её]л';
const SAY_NOW =
  'считает|говорит|полагает|уверен|уверена|убежд[её]н|убеждена|отмечает|подч[её]ркивает|поясняет|рассказывает|пишет|добавляет|цитирует|приводит|говорится|сказано|отмечается';
/** «…, – сказал X», «…», — отметили в …», "…", - деді X: the words before the dash are his. */
const SPOKEN = [
  new RegExp(
    `[,!?…»"”.]\\s*[–—-]\\s*(?:(?:также|затем|при этом|ранее) )?(?:(?:${SAY_RU})(?:а|и|о|ся|ась|ась|ись)?|${SAY_NOW})(?!\\p{L})`,
    'u',
  ),
  /[,!?…»"”.]\s*(?:[–—-]\s*)?(?:деді|дейді|деген|делінген|делінеді|деп (?:\p{L}+ ){0,4}?(?:айтты|айтқан|атап өтті|мәлімдеді|жеткізді|түсіндірді|қосты|толықтырды|жауап берді|жазды|сендірді|нақтылады|есептейді|санайды|ойлайды|қорытты|түйіндеді|білдірді|ескертті|баса айтты|хабарлады|көрсетті|атады|сипаттады))(?!\p{L})/u,
].map(guarded);
/** The same with a dash, which nothing but speech has: a turn without quotation marks ends so. */
const TURN_END = guarded(/[,!?…»"”.]\s*[–—-]\s*(?:деді|дейді|деп \p{L}+|деген|делінген)(?!\p{L})/u);
/** «– подчеркнул глава Казахстана.» as a line of its own. */
const SPEAKER_LINE = guarded(
  new RegExp(
    `^[–—-]\\s*(?:(?:${SAY_RU})(?:а|и|о)?|${SAY_NOW}|деді|дейді|деп \\p{L}+|said|says)(?!\\p{L})`,
    'u',
  ),
);
const DASH = /^[–—-]\s+/;
/** Most paragraphs that one quotation runs over. */
const LONGEST_QUOTE = 5;

/** Tells in `text`, which is no dialogue and has no title, whose words each sentence is. */
export function findSpeech(text: readonly Sentence[]): Speech {
  const claims = new Map<number, number>();
  const mended = new Map<number, string>();
  const paragraphs = [...Map.groupBy(text.keys(), (index) => text[index]?.paragraph).values()];
  const textOf = (index: number) => text[index]?.text.trim() ?? '';
  for (const [place, paragraph] of paragraphs.entries()) {
    const speaker = paragraph.find((index) => SPOKEN.some((pattern) => pattern.test(textOf(index))));
    const turn = DASH.test(textOf(paragraph[0] ?? -1));
    const unmarked =
      paragraph.some((index) => TURN_END.test(textOf(index))) && !/[«"“]/.test(textOf(paragraph[0] ?? -1));
    // The lead is the editors', and a dash before it stands where a dateline was.
    const spoken = (turn && place > 0) || (unmarked && place > 0);
    if (spoken) for (const index of paragraph) if (index !== speaker) claims.set(index, speaker ?? -1);
    const next = paragraphs[place + 1]?.[0];
    if (next !== undefined && place > 0 && SPEAKER_LINE.test(textOf(next)))
      for (const index of paragraph) if (!claims.has(index) && index !== speaker) claims.set(index, -1);
    readQuotes(paragraph, textOf, claims, mended);
  }
  readLongQuotes(paragraphs, textOf, claims);
  for (const index of text.keys()) if (isBareQuote(textOf(index))) claims.set(index, -1);
  return { claims, mended };
}

/** Quotations that run over several sentences of one paragraph. */
function readQuotes(
  paragraph: readonly number[],
  textOf: (index: number) => string,
  claims: Map<number, number>,
  mended: Map<number, string>,
): void {
  let opened: number | null = null;
  for (const index of paragraph) {
    const sentence = textOf(index);
    const balance = quoteBalance(sentence);
    if (opened === null) {
      if (balance <= 0) continue;
      opened = index;
      const closes = paragraph.some((later) => later > index && quoteBalance(textOf(later)) < 0);
      // «X заявил: «…» goes on: what he began with may stand by itself.
      if (closes && /\p{L}[^«"“]{8,}: ?[«"“]/u.test(sentence)) mended.set(index, closed(sentence));
      continue;
    }
    if (balance < 0) {
      if (SPOKEN.some((pattern) => pattern.test(sentence)) && /[»"”]/.test(sentence))
        mended.set(index, `${/»/.test(sentence) ? '«' : '"'}${sentence}`);
      else claims.set(index, -1);
      opened = null;
    } else claims.set(index, -1);
  }
}

const closed = (sentence: string) => {
  const mark = /«/.test(sentence) ? '»' : '"';
  return /[.!]$/.test(sentence)
    ? `${sentence.slice(0, -1)}${mark}${sentence.slice(-1)}`
    : `${sentence}${mark}`;
};

/** A quotation that opens in one paragraph and closes in a later one: nothing inside may be lifted out of it. */
function readLongQuotes(
  paragraphs: readonly (readonly number[])[],
  textOf: (index: number) => string,
  claims: Map<number, number>,
): void {
  const whole = paragraphs.map((paragraph) => paragraph.map(textOf).join(' '));
  for (const [place, paragraph] of whole.entries()) {
    if (quoteBalance(paragraph) <= 0) continue;
    const straight = !/[«“„]/.test(paragraph);
    const end = whole.findIndex(
      (later, at) =>
        at > place &&
        at <= place + LONGEST_QUOTE &&
        quoteBalance(later) !== 0 &&
        (straight ? !/^"/.test(later) : quoteBalance(later) < 0),
    );
    if (end < 0) continue;
    for (let at = place; at <= end; at++)
      for (const index of paragraphs[at] ?? []) {
        const before = at === place && !/[«"“„]/.test(textOf(index));
        if (!before) claims.set(index, -1);
      }
  }
}

/** A sentence that is a quotation from end to end: its speaker is elsewhere. */
function isBareQuote(text: string): boolean {
  return /^(?:«[^«»]*(?:«[^«»]*»[^«»]*)*»|“[^“”]*”|"[^"]*")[.!]?$/u.test(text);
}

/**
 * Quotation marks opened and not closed; negative when more are closed. Straight marks count by their place: before a
 * word one opens, after it it closes, and «АО "НК "Дала"» closes two by one.
 */
export function quoteBalance(text: string): number {
  if (!/[«»“”„"]/.test(text)) return 0;
  const opened = text.match(/[«“„]/g)?.length ?? 0;
  const shut = text.match(/[»”]/g)?.length ?? 0;
  // Nested ones may share a closing mark: «Акционерное общество «Дала».
  const nested = opened - shut === 1 && /«[^«»]*«[^«»]*»/.test(text) ? 1 : 0;
  return opened - shut - nested + straightBalance(text);
}

function straightBalance(text: string): number {
  const count = text.match(/"/g)?.length ?? 0;
  if (count === 0) return 0;
  const opening = text.match(/(?:^|[\s(–—-])"(?=[\p{L}\p{N}"$])/gu)?.length ?? 0;
  const closing = count - opening;
  if (opening === closing) return 0;
  // "НК "Дала": two opened, one mark closes both.
  if (opening - closing === 1 && /"[^"]{1,40}\s"[^"]{1,40}"/.test(text)) return 0;
  return Math.sign(opening - closing);
}
