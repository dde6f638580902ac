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
 * (Kazakh letters or their Russian look-alikes, Cyrillic typed in Latin letters), with an ending, or with
 * one slip of the finger. What is further off is never taken for granted: it is offered.
 *
 * @returns `near` with at most four ids, the nearest first, when the reader has to choose
 */
export function resolveTopic(typed: string, digests: readonly Digest[]): ResolvedTopic {
  const wanted = plain(typed);
  if (wanted === '') return { kind: 'none' };
  const { whole, names } = namesOf(digests);
  const sure = surely(typed, whole, names);
  if (sure !== null) return sure;

  const near = nearest(typed, names);
  const slips = near.filter(({ distance, name }) => distance <= 1 && name.plain.length > EXACT_LENGTH);
  if (wanted.length > EXACT_LENGTH && slips.length > 0) return choose(slips.map(({ name }) => name));

  const begun = names.filter((name) => name.plain.split(' ').some((word) => word.startsWith(wanted)));
  if (wanted.length > EXACT_LENGTH && begun.length > 0) return choose(begun);
  const meant = otherLayouts(typed).flatMap((words) => surely(words, whole, names) ?? []);
  return meant[0] ?? offer([...begun.map(({ id }) => id), ...near.map(({ name }) => name.id)]);
}

/**
 * Whether `typed` is the name of a whole topic, in any case: its id, its title, a member of it ("Нефть", "газ"), or for
 * everything any word. What only belongs to a topic, such as "вольфрам", is not.
 */
export function namesTopic(typed: string, { id, title, aliases }: Digest): boolean {
  const members = [title.ru, title.kk].flatMap((one) => [one, ...one.split(/,| (?:и|және|мен) /)]);
  const words = id === 'all' ? [...members, ...aliases.ru, ...aliases.kk] : members;
  const names = [id, ...words].map((name) => nameOf(id, name));
  return surely(typed, names) !== null;
}

/** A name of a topic, read once. */
interface Name {
  readonly id: string;
  readonly plain: string;
  readonly latin: string;
  readonly stems: readonly ReadonlySet<string>[];
}

const nameOf = (id: string, name: string): Name => ({
  id,
  plain: plain(name),
  latin: inLatin(name),
  stems: stemsOf(name),
});

/** Ids, titles and aliases of a catalogue; in `names` the longer words of titles, too. */
interface Names {
  readonly whole: readonly Name[];
  readonly names: readonly Name[];
}

/** Two hundred names are read once, not for every word that somebody types. */
const NAMES = new WeakMap<readonly Digest[], Names>();

function namesOf(digests: readonly Digest[]): Names {
  const known = NAMES.get(digests);
  if (known !== undefined) return known;
  const whole = digests.flatMap(({ id, title, aliases }) =>
    [id, title.ru, title.kk, ...aliases.ru, ...aliases.kk].map((name) => nameOf(id, name)),
  );
  const read = { whole, names: [...whole, ...titleWords(digests)] };
  NAMES.set(digests, read);
  return read;
}

/** What is meant beyond doubt: a name itself, with another ending or with a letter doubled; null when nothing is. */
function surely(typed: string, whole: readonly Name[], names = whole): ResolvedTopic | null {
  const wanted = plain(typed);
  const latin = inLatin(typed);
  const equal = whole.filter((name) => name.plain === wanted || name.latin === latin);
  if (equal.length > 0) return choose(equal);
  if (wanted.length <= EXACT_LENGTH) return null;
  const wantedStems = stemsOf(typed);
  const same = names.filter((name) => sameStems(wantedStems, name.stems));
  if (same.length > 0) return choose(same);
  const alike = whole.filter(
    (name) => single(name.latin) === single(latin) || sameBeginnings(wanted, name.plain),
  );
  return alike.length > 0 ? choose(alike) : null;
}

/** Without doubled letters: "ураан" is "уран". */
const single = (name: string) => name.replace(/(.)\1+/gu, '$1');

/** Endings of several words: "центральной азии" is "центральная азия". */
const ENDING = 3;

function sameBeginnings(a: string, b: string): boolean {
  const [left, right] = [a.split(' '), b.split(' ')];
  if (left.length < 2 || left.length !== right.length) return false;
  return left.every((word, index) => {
    const other = right[index] ?? '';
    const longest = Math.max(word.length, other.length);
    const shared = Math.max(Math.min(longest, ENDING), longest - ENDING);
    return word.slice(0, shared) === other.slice(0, shared);
  });
}

/** The keys of a Latin and a Cyrillic keyboard, key by key; Kazakh letters are on the digits. */
const QWERTY = "qwertyuiop[]asdfghjkl;'zxcvbnm,.234589";
const CYRILLIC = 'йцукенгшщзхъфывапролджэячсмитьбюәіңғүұ';

/** `typed` as it would be with the keyboard switched: "ehfy" is "уран". */
function otherLayouts(typed: string): string[] {
  const keys = [...typed.toLowerCase().trim()];
  const to = (from: string, into: string) => keys.map((key) => into[from.indexOf(key)] ?? key).join('');
  return [to(QWERTY, CYRILLIC), to(CYRILLIC, QWERTY)];
}

/** Names at most a third of their letters away, the nearest first. */
function nearest(
  typed: string,
  names: readonly Name[],
): { readonly name: Name; readonly distance: number }[] {
  const [wanted, latin] = [plain(typed), inLatin(typed)];
  return names
    .map((name) => ({
      name,
      distance: Math.min(distance(wanted, name.plain), distance(latin, name.latin)),
    }))
    .filter(
      ({ name, distance }) =>
        distance <= Math.min(MOST_SLIPS, Math.floor(Math.min(wanted.length, name.plain.length) / 3)),
    )
    .sort((a, b) => a.distance - b.distance);
}

/** The longer words of titles: a reader of «Транспорт и логистика» may type either. */
function titleWords(digests: readonly Digest[]): Name[] {
  return digests.flatMap(({ id, title }) =>
    [...title.ru.split(' '), ...title.kk.split(' ')]
      .filter((word) => plain(word).length > EXACT_LENGTH)
      .map((word) => nameOf(id, word)),
  );
}

function choose(found: readonly { readonly id: string }[]): ResolvedTopic {
  const ids = [...new Set(found.map(({ id }) => id))];
  const [id] = ids;
  if (id === undefined) return { kind: 'none' };
  return ids.length === 1 ? { kind: 'one', id } : { kind: 'near', ids: ids.slice(0, MOST_NEAR) };
}

function offer(found: readonly string[]): ResolvedTopic {
  const ids = [...new Set(found)].slice(0, MOST_NEAR);
  return ids.length === 0 ? { kind: 'none' } : { kind: 'near', ids };
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

/** How readers without a Cyrillic keyboard type a letter; spellings that vary are one. */
const LATIN: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ж: 'j',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sh',
  ъ: '',
  ы: 'i',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
};

/** A name in Latin letters: "көлік" is "kolik", "energetika" is itself. */
function inLatin(name: string): string {
  return plain(name)
    .replace(/[а-я]/g, (letter) => LATIN[letter] ?? letter)
    .replace(/kh|x/g, 'h')
    .replace(/zh/g, 'j')
    .replace(/y/g, 'i')
    .replace(/w/g, 'u')
    .replace(/q/g, 'k')
    .replace(/i+/g, 'i');
}

/** Most slips that are looked for. */
const MOST_SLIPS = 2;

/** Letters added, lost, changed or swapped with their neighbour, between two words; infinite when certainly more than two. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > MOST_SLIPS) return Number.POSITIVE_INFINITY;
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
  return row.at(-1) ?? 0;
}
