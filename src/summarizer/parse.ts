import { z } from 'zod';
import { plainLine } from '../domain/language/text.ts';

/** What a model wrote, in its agreed shape; nothing of it is believed yet. */
export interface ModelAnswer {
  readonly headline: string;
  /** Two to four. `from` are numbers of the sentences that it was shown. */
  readonly sentences: readonly { readonly text: string; readonly from: readonly number[] }[];
}

/** Longer answers are not looked at: an honest one has some 1,500 characters, with its thoughts some 30,000. */
const LONGEST_ANSWER = 100_000;
/** Objects of an answer that are tried. */
const MOST_OBJECTS = 20;

const line = (max: number) =>
  z
    .string()
    .max(max * 4)
    .transform((text) => plainLine(text))
    .pipe(z.string().min(1).max(max));
/** Models write 3, "3", "[3]" and [3]. */
const number = z.preprocess(
  (value) =>
    typeof value === 'string' ? Number(value.replace(/^\s*\[?\s*(\d{1,3})\s*\]?\s*$/, '$1')) : value,
  z.int().min(0).max(999),
);
const ANSWER = z.object({
  headline: line(300),
  sentences: z
    .array(
      z.object({
        text: line(1000),
        from: z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(number).max(40)),
      }),
    )
    .min(2)
    .max(4),
});

/**
 * Finds the answer in what a model wrote: without its thoughts (`<think>`, also unclosed), out of code fences and
 * small talk. Never throws; takes time linear in the length of `raw`.
 *
 * @returns null when there is no object of the agreed shape
 */
export function parseAnswer(raw: string): ModelAnswer | null {
  if (raw.length > LONGEST_ANSWER) return null;
  for (const text of withoutThoughts(raw))
    for (const found of objectsIn(text)) {
      const parsed = ANSWER.safeParse(fromJson(found));
      if (parsed.success) return parsed.data;
    }
  return null;
}

const OPENS = /<(?:think|thinking|thought|reasoning)(?:\s[^<>]*)?>/i;
const CLOSES = /<\/(?:think|thinking|thought|reasoning)\s*>/gi;

/**
 * What may be the answer, the likeliest first. Many servers cut off the opening mark, so all before the last closing
 * one is thought; thoughts without an end may still hold the answer as their last object.
 */
function withoutThoughts(raw: string): string[] {
  const closed = [...raw.matchAll(CLOSES)].at(-1);
  const rest = closed === undefined ? raw : raw.slice(closed.index + closed[0].length);
  const opened = OPENS.exec(rest);
  return opened === null ? [rest] : [rest.slice(0, opened.index), rest.slice(opened.index)];
}

/** The outermost balanced `{…}`, in order; braces inside JSON strings do not count. */
function objectsIn(text: string): string[] {
  const found: string[] = [];
  for (let start = text.indexOf('{'); start >= 0 && found.length < MOST_OBJECTS; ) {
    const end = endOfObject(text, start);
    if (end === null) {
      // Nothing closes this brace: what it holds may still be an object. A few such braces are forgiven.
      found.push('');
      start = text.indexOf('{', start + 1);
    } else {
      found.push(text.slice(start, end));
      start = text.indexOf('{', end);
    }
  }
  return found.filter((object) => object !== '');
}

function endOfObject(text: string, start: number): number | null {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    const mark = text[at];
    if (quoted) {
      if (mark === '\\') at++;
      else if (mark === '"') quoted = false;
    } else if (mark === '"') quoted = true;
    else if (mark === '{') depth++;
    else if (mark === '}' && --depth === 0) return at + 1;
  }
  return null;
}

/** The value of `text`; a comma before a closing bracket is forgiven. Undefined when it is no JSON. */
function fromJson(text: string): unknown {
  for (const candidate of [text, text.replace(/,(\s*[}\]])/g, '$1')]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // The next candidate.
    }
  }
  return undefined;
}
