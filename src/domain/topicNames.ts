import type { Digest } from './knowledge.ts';
import { stems } from './language/stems.ts';
import { foldForSearch } from './language/text.ts';

/** What a reader's words for a topic come to. */
export type ResolvedTopic =
  | { readonly kind: 'one'; readonly id: string }
  | { readonly kind: 'near'; readonly ids: string[] }
  | { readonly kind: 'none' };

/** Shorter words differ too much by one letter: only equality counts. */
const EXACT_LENGTH = 4;
const MOST_NEAR = 4;

/**
 * Finds the topic that a reader means by `typed`: an id, title or alias, in any case and spelling
 * (Kazakh letters or their Russian look-alikes), with an ending, or with a slip of the finger.
 *
 * @returns `near` with at most four ids, the nearest first, when several fit equally well
 */
export function resolveTopic(typed: string, digests: readonly Digest[]): ResolvedTopic {
  const wanted = plain(typed);
  if (wanted === '') return { kind: 'none' };
  const whole = digests.flatMap(({ id, title, aliases }) =>
    [id, title.ru, title.kk, ...aliases.ru, ...aliases.kk].map((name) => ({ id, name })),
  );
  const equal = whole.filter(({ name }) => plain(name) === wanted);
  if (equal.length > 0) return choose(equal);
  if (wanted.length <= EXACT_LENGTH) return { kind: 'none' };

  const names = [...whole, ...titleWords(digests)];
  const wantedStems = stemsOf(typed);
  const same = names.filter(({ name }) => sameStems(wantedStems, stemsOf(name)));
  if (same.length > 0) return choose(same);

  const near = names
    .map(({ id, name }) => ({ id, distance: distance(wanted, plain(name)) }))
    .filter(({ distance }) => distance !== null)
    .sort((a, b) => Number(a.distance) - Number(b.distance));
  if (near.length > 0) return choose(near.filter(({ distance }) => distance === near[0]?.distance));

  return choose(
    names.filter(({ name }) =>
      plain(name)
        .split(' ')
        .some((word) => word.startsWith(wanted)),
    ),
  );
}

/** The longer words of titles: a reader of «Транспорт и логистика» may type either. */
function titleWords(digests: readonly Digest[]): { id: string; name: string }[] {
  return digests.flatMap(({ id, title }) =>
    [...title.ru.split(' '), ...title.kk.split(' ')]
      .filter((word) => plain(word).length > EXACT_LENGTH)
      .map((name) => ({ id, name })),
  );
}

function choose(found: readonly { readonly id: string }[]): ResolvedTopic {
  const ids = [...new Set(found.map(({ id }) => id))];
  const [id] = ids;
  if (id === undefined) return { kind: 'none' };
  return ids.length === 1 ? { kind: 'one', id } : { kind: 'near', ids: ids.slice(0, MOST_NEAR) };
}

/** Folded, with everything but letters and digits as single spaces. */
function plain(name: string): string {
  return foldForSearch(name.normalize('NFC'))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** All stems of each word, by the rules of both reader languages: a typed word does not say its language. */
function stemsOf(name: string): ReadonlySet<string>[] {
  const words =
    name
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map(
    (word) =>
      new Set([...stems(word, 'ru'), ...stems(word, 'kk')].map(foldForSearch).filter((s) => s.length > 2)),
  );
}

function sameStems(a: readonly ReadonlySet<string>[], b: readonly ReadonlySet<string>[]): boolean {
  return a.length === b.length && a.every((stem, index) => !stem.isDisjointFrom(b[index] ?? new Set()));
}

/**
 * Letters added, lost, changed or swapped with their neighbour, between two words; null when they are more
 * than a slip: one in five letters, two in longer words, none in shorter ones.
 */
function distance(a: string, b: string): number | null {
  const shorter = Math.min(a.length, b.length);
  const limit = shorter > EXACT_LENGTH + 1 ? 2 : shorter > EXACT_LENGTH ? 1 : 0;
  if (Math.abs(a.length - b.length) > limit) return null;
  let above: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (above[j - 2] ?? 0) + 1);
      next.push(least);
    }
    above = row;
    row = next;
  }
  const least = row.at(-1) ?? 0;
  return least > limit ? null : least;
}
