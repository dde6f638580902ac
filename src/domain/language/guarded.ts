import { letterGuards } from './letterGuards.ts';
import { neededPieces } from './needed.ts';

/** A pattern to search a text with, always from its beginning. */
export interface Matcher {
  readonly pattern: RegExp;
  test(text: string): boolean;
  exec(text: string): RegExpExecArray | null;
  /** False when the letters of `text` tell that there is no match; for patterns that are asked in other ways. */
  mayMatch(text: string): boolean;
}

/** One pass over a sentence asks for all patterns at once. */
const GUARDS = letterGuards();

/** A pattern whose source has not been read yet: that is done when the first of all is asked of a text. */
interface Pending {
  readonly pattern: RegExp;
  readonly settle: (guard: number | null) => void;
}

const pending: Pending[] = [];

function settlePending(): void {
  for (const { pattern, settle } of pending.splice(0)) {
    const pieces = neededPieces(pattern);
    settle(pieces === null ? null : GUARDS.add(pieces));
  }
}

/**
 * The same as `pattern`, asked only of texts that hold letters which every match of it holds: its source says which,
 * see `neededPieces`. Most sentences hold those of hardly any pattern; a pattern that is never asked is never compiled
 * either, and none is read before a text is.
 *
 * @param pattern without the flags `g` and `y`
 */
export function guarded(pattern: RegExp): Matcher {
  /** Null when its source does not tell. */
  let guard: number | null = null;
  pending.push({
    pattern,
    settle: (own) => {
      guard = own;
    },
  });
  const passes = (text: string): boolean => {
    if (pending.length > 0) settlePending();
    return guard === null || GUARDS.passing(text)[guard] === 1;
  };
  return {
    pattern,
    test: (text) => passes(text) && pattern.test(text),
    exec: (text) => (passes(text) ? pattern.exec(text) : null),
    mayMatch: passes,
  };
}
