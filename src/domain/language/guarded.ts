import { letterGuards } from './letterGuards.ts';
import { neededPieces } from './needed.ts';

/** A pattern to search a text with, always from its beginning. */
export interface Matcher {
  readonly pattern: RegExp;
  test(text: string): boolean;
  exec(text: string): RegExpExecArray | null;
}

/** One pass over a sentence asks for all patterns at once. */
const GUARDS = letterGuards();

/**
 * The same as `pattern`, asked only of texts that hold letters which every match of it holds: its source says which,
 * see `neededPieces`. Most sentences hold those of hardly any pattern; a pattern that is never asked is never compiled
 * either.
 *
 * @param pattern without the flags `g` and `y`
 */
export function guarded(pattern: RegExp): Matcher {
  const pieces = neededPieces(pattern);
  if (pieces === null)
    return { pattern, test: (text) => pattern.test(text), exec: (text) => pattern.exec(text) };
  const guard = GUARDS.add(pieces);
  const passes = (text: string) => GUARDS.passing(text)[guard] === 1;
  return {
    pattern,
    test: (text) => passes(text) && pattern.test(text),
    exec: (text) => (passes(text) ? pattern.exec(text) : null),
  };
}
