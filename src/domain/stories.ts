import { createHash } from 'node:crypto';
import { comparePairs, type Similarities } from './pairs.ts';
import { compare, FOLLOW_UP_HOURS, JOIN } from './similarity.ts';
import type { StoryFeatures } from './storyFeatures.ts';
import { type Weighed, weighArticle } from './weighed.ts';
import { type Weights, weigh } from './weights.ts';

export { JOIN } from './similarity.ts';

/**
 * How far two articles tell of one event, 0–1; symmetric, 1 only for reprints. From `JOIN` on they do.
 *
 * @param weights how telling words and names are; by default what is common in the field at large
 */
export function similarity(a: StoryFeatures, b: StoryFeatures, weights: Weights = weigh([])): number {
  return compare(weighArticle(a, weights), weighArticle(b, weights));
}

/** Oldest article of a story that still takes new ones, in hours before the new one. */
const STORY_HOURS = 5 * 24;

/**
 * Groups all `items` at once. The answer does not depend on their order: pairs are taken from the most
 * similar to the least, equal ones by fingerprint, and two groups merge only when each member of the
 * one is close enough to the nearest of the other (so a chain A–B–C does not join A and C).
 *
 * @returns indexes into `items`, one list per story; lists and their members in order of first index
 */
export function clusterAll(items: readonly StoryFeatures[]): number[][] {
  const copies = new Map<string, number[]>();
  for (const [index, { hash }] of items.entries()) copies.set(hash, [...(copies.get(hash) ?? []), index]);
  const hashes = [...copies.keys()].sort();
  const weights = weigh(items);
  const nodes = hashes.map((hash) => weighArticle(representative(items, copies.get(hash) ?? []), weights));
  const similarities = comparePairs(nodes);

  const groupOf = nodes.map((_, node) => [node]);
  for (const [a, b] of similarities.ordered) {
    const [left, right] = [groupOf[a] ?? [], groupOf[b] ?? []];
    if (left === right || !withinStory(nodes, left, right)) continue;
    if (linkage(left, right, similarities.of) < JOIN) continue;
    const merged = [...left, ...right].sort((one, other) => one - other);
    for (const node of merged) groupOf[node] = merged;
  }
  return [...new Set(groupOf)]
    .map((group) => group.flatMap((node) => copies.get(hashes[node] ?? '') ?? []).sort((a, b) => a - b))
    .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

/** Reprints differ in their date at most: the earliest stands for all, whatever their order. */
function representative(items: readonly StoryFeatures[], copies: readonly number[]): StoryFeatures {
  const [first, ...others] = copies.flatMap((index) => items[index] ?? []);
  if (first === undefined) throw new RangeError('a reprint group is never empty');
  return others.reduce((best, item) => (sortKey(item) < sortKey(best) ? item : best), first);
}

const sortKey = (item: StoryFeatures): string => `${item.publishedAt ?? '~'} ${JSON.stringify(item)}`;

function withinStory(nodes: readonly Weighed[], left: readonly number[], right: readonly number[]): boolean {
  const instants = [...left, ...right].flatMap((node) => nodes[node]?.at ?? []);
  if (instants.length < 2) return true;
  return Math.max(...instants) - Math.min(...instants) <= FOLLOW_UP_HOURS * 3_600_000;
}

/** So many members of a large group speak for it: all of them would make a flood of copies slow. */
const SPEAKERS = 20;

/**
 * Mean over members of how close each is to its nearest of the other group: an analysis may resemble only one of several
 * reports, but a story is no chain of neighbours.
 */
function linkage(left: readonly number[], right: readonly number[], of: Similarities['of']): number {
  const [some, others] = [left.slice(0, SPEAKERS), right.slice(0, SPEAKERS)];
  const nearest = (node: number, group: readonly number[]) => {
    const all = group.flatMap((other) => of(node, other) ?? []);
    return all.length === 0 ? [] : [Math.max(...all)];
  };
  const all = [
    ...some.flatMap((node) => nearest(node, others)),
    ...others.flatMap((node) => nearest(node, some)),
  ];
  return all.length === 0 ? 0 : all.reduce((sum, value) => sum + value, 0) / all.length;
}

/**
 * The story that `item` belongs to, or null when it opens one of its own. Of several that would take
 * it the closest is chosen, of equally close ones the one with the smallest id.
 *
 * @param stories those of the last week; `members` may be the newest ones only
 */
export function attach(
  item: StoryFeatures,
  stories: readonly { readonly id: number; readonly members: readonly StoryFeatures[] }[],
): number | null {
  const weights = weigh([item, ...stories.flatMap(({ members }) => members)]);
  const newcomer = weighArticle(item, weights);
  let best: { id: number; closeness: number } | null = null;
  for (const { id, members } of stories) {
    if (members.some(({ hash }) => hash === item.hash)) return id;
    const weighed = members.map((member) => weighArticle(member, weights));
    if (isOver(newcomer, weighed)) continue;
    const each = weighed.map((member) => compare(newcomer, member));
    if (each.length === 0) continue;
    // As `linkage` of the newcomer and the story.
    const closeness = each.reduce((sum, value) => sum + value, Math.max(...each)) / (each.length + 1);
    if (closeness < JOIN) continue;
    if (best === null || closeness > best.closeness || (closeness === best.closeness && id < best.id))
      best = { id, closeness };
  }
  return best?.id ?? null;
}

/** A story takes no article that is more than five days younger than its first one. */
function isOver(newcomer: Weighed, members: readonly Weighed[]): boolean {
  const instants = members.flatMap(({ at }) => at ?? []);
  if (newcomer.at === null || instants.length === 0) return false;
  const announced = members.some(({ features }) => features.stage === 'announced');
  return newcomer.at - Math.min(...instants) > (announced ? FOLLOW_UP_HOURS : STORY_HOURS) * 3_600_000;
}

/** Opaque key of a story: the same for the same members in any order. */
export function storyKey(members: readonly StoryFeatures[]): string {
  const first = members.map((member) => `${member.publishedAt ?? '~'} ${member.hash}`).sort()[0] ?? '';
  return createHash('sha256').update(first).digest('hex').slice(0, 16);
}
