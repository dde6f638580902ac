import { BORDER, letterClasses } from './letterClasses.ts';

/**
 * What is known of all strings that a piece of a pattern matches, written in letter classes. An empty string among
 * `starts` or `ends` says that nothing is known.
 */
interface Known {
  /** All of them, where they are few; null when they are many. */
  readonly exact: readonly string[] | null;
  readonly starts: readonly string[];
  readonly ends: readonly string[];
  /** Each holds one of these; null when nothing is known. */
  readonly holds: readonly string[] | null;
}

/** Sets larger than this say nothing any more, and would make sums of them slow. */
const MOST = 250;
const NOTHING: Known = { exact: null, starts: [''], ends: [''], holds: null };
const exactly = (...texts: string[]): Known => ({ exact: texts, starts: texts, ends: texts, holds: null });
const EMPTY = exactly('');

/** Shortest piece worth looking for; borders of words count. */
const SHORTEST = 3;

/**
 * Pieces of text, in the letters of `letterClasses`, of which every string that `pattern` matches holds at least one,
 * with the borders that it has there; null when its source does not tell. Lookarounds other than those for the border
 * of a word, back references and all that is not understood count as saying nothing.
 */
export function neededPieces(pattern: RegExp): readonly string[] | null {
  const reader = { source: pattern.source, at: 0 };
  const known = alternation(reader);
  if (reader.at !== reader.source.length) return null;
  const pieces = best(known);
  return pieces === null || Math.min(...pieces.map(({ length }) => length)) < SHORTEST
    ? null
    : [...new Set(pieces)];
}

interface Reader {
  readonly source: string;
  at: number;
}

/** @param left and right what stands on each side of every alternative: a border or nothing */
function alternation(reader: Reader, left = '', right = ''): Known {
  const one = () => after(after(exactly(left), sequence(reader)), exactly(right));
  let known = one();
  while (reader.source[reader.at] === '|') {
    reader.at++;
    known = either(known, one());
  }
  return known;
}

function sequence(reader: Reader): Known {
  let known = EMPTY;
  while (reader.at < reader.source.length && !'|)'.includes(reader.source.charAt(reader.at)))
    known = after(
      known,
      quantified(
        reader,
        atom(
          reader,
          known.ends.every((end) => end.endsWith(BORDER)),
        ),
      ),
    );
  return known;
}

/** A group that is a border of a word, whatever marks it excludes besides letters. */
const WORD_BORDER = /^\(\?<?!(?:\\p\{L\}|\[\\p\{L\}[^\]]*\])\)/;

/** @param bordered whether a border stands before it: the short words of a list are told by their borders only */
function atom(reader: Reader, bordered: boolean): Known {
  const { source, at } = reader;
  const rest = source.slice(at);
  const border = borderAt(source, at);
  if (border !== undefined) {
    reader.at += border.length;
    return exactly(BORDER);
  }
  if (rest.startsWith('(')) {
    const opening = /^\((?:\?(?:<?[=!]|:|<\w+>)|(?!\?))/.exec(rest)?.[0];
    if (opening === undefined) return unknownRest(reader);
    reader.at += opening.length;
    const [left, start] = [bordered ? BORDER : '', reader.at];
    let inside = alternation(reader, left);
    if (bordered && borderAt(source, reader.at + 1) !== undefined) {
      reader.at = start;
      inside = alternation(reader, left, BORDER);
    }
    reader.at++; // the closing bracket
    return /[=!]$/.test(opening) ? EMPTY : inside;
  }
  if (rest.startsWith('[')) return letterClass(reader, rest);
  if (rest.startsWith('\\')) return escaped(reader, rest);
  reader.at++;
  return rest.startsWith('.') ? NOTHING : exactly(letterClasses(rest.charAt(0)));
}

const borderAt = (source: string, at: number): string | undefined =>
  source.startsWith('(?', at)
    ? WORD_BORDER.exec(source.slice(at))?.[0]
    : /^[\^$]/.exec(source.charAt(at))?.[0];

function unknownRest(reader: Reader): Known {
  reader.at = reader.source.length + 1;
  return NOTHING;
}

function letterClass(reader: Reader, rest: string): Known {
  const whole = /^\[(?:[^\]\\]|\\.)*\]/u.exec(rest)?.[0] ?? '[';
  reader.at += whole.length;
  const inside = whole.slice(1, -1);
  // Excluded letters, escapes and ranges.
  if (/^\^|\\|.-./u.test(inside)) return NOTHING;
  return exactly(...new Set([...inside].map(letterClasses)));
}

function escaped(reader: Reader, rest: string): Known {
  const whole =
    /^\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|k<\w+>|.)/u.exec(rest)?.[0] ?? '\\';
  reader.at += whole.length;
  if (/^\\[sd]$/.test(whole)) return exactly(BORDER);
  if (whole === '\\b') return EMPTY;
  return /^\\[^\p{L}\p{N}]$/u.test(whole) ? exactly(letterClasses(whole.charAt(1))) : NOTHING;
}

function quantified(reader: Reader, known: Known): Known {
  const mark = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(reader.source.slice(reader.at))?.[0];
  if (mark === undefined) return known;
  reader.at += mark.length;
  // One border or several are the same.
  const one = known.exact?.length === 1 && known.exact[0] === BORDER;
  if (mark.startsWith('?') || /^\{0,1\}/.test(mark) || (one && /^(?:\*|\{0)/.test(mark)))
    return either(EMPTY, known);
  if (one) return known;
  if (mark.startsWith('*') || mark.startsWith('{0')) return NOTHING;
  if (/^\{1\}/.test(mark)) return known;
  return { ...known, exact: null, holds: best(known) };
}

function either(a: Known, b: Known): Known {
  const [one, other] = [best(a), best(b)];
  return {
    exact: union(a.exact, b.exact),
    starts: union(a.starts, b.starts) ?? [''],
    ends: union(a.ends, b.ends) ?? [''],
    holds: union(one, other),
  };
}

function after(a: Known, b: Known): Known {
  const starts = (a.exact && joined(a.exact, b.starts)) ?? a.starts;
  const ends = (b.exact && joined(a.ends, b.exact)) ?? b.ends;
  const middle = joined(a.ends, b.starts);
  return {
    exact: a.exact && b.exact && joined(a.exact, b.exact),
    starts,
    ends,
    holds: [best(a), best(b), middle].reduce(better, null),
  };
}

/** The most telling of what every match holds. */
function best({ exact, starts, ends, holds }: Known): readonly string[] | null {
  return [exact, starts, ends].reduce(better, holds);
}

/** The set whose shortest piece is longer; of equals the smaller one, then the one that says more. */
function better(a: readonly string[] | null, b: readonly string[] | null): readonly string[] | null {
  const [one, other] = [shortest(a), shortest(b)];
  if (a === null || b === null || one !== other) return one > other ? a : b;
  return a.length < b.length || (a.length === b.length && sizeOf(a) >= sizeOf(b)) ? a : b;
}

const sizeOf = (pieces: readonly string[]): number => pieces.reduce((sum, { length }) => sum + length, 0);

/** Beyond four letters a piece is as telling as any. */
const shortest = (pieces: readonly string[] | null): number =>
  pieces === null || pieces.length === 0 ? 0 : Math.min(4, ...pieces.map(({ length }) => length));

function union(a: readonly string[] | null, b: readonly string[] | null): readonly string[] | null {
  if (a === null || b === null) return null;
  const all = [...new Set([...a, ...b])];
  return all.length > MOST ? null : all;
}

/** Each of `a` before each of `b`; null when there are too many. */
function joined(a: readonly string[], b: readonly string[]): readonly string[] | null {
  if (a.length * b.length > MOST) return null;
  const all = new Set<string>();
  for (const head of a) for (const tail of b) all.add(joint(head, tail));
  return [...all];
}

/** Two pieces in a row: a border at the end of one and one at the beginning of the other are the same. */
const joint = (head: string, tail: string): string =>
  head.endsWith(BORDER) && tail.startsWith(BORDER) ? head + tail.slice(BORDER.length) : head + tail;
