import type { StoryFeatures } from './storyFeatures.ts';

/** Two articles tell of one event from this similarity on. */
export const JOIN = 0.5;

/** How far two articles tell of one event, 0–1; symmetric. From `JOIN` on they do. */
export function similarity(_a: StoryFeatures, _b: StoryFeatures): number {
  return 0;
}

/**
 * Groups all `items` at once. The answer does not depend on their order.
 *
 * @returns indexes into `items`, one list per story; lists and their members in order of first index
 */
export function clusterAll(items: readonly StoryFeatures[]): number[][] {
  return items.map((_, index) => [index]);
}

/** The story that `item` belongs to, or null when it opens one of its own. */
export function attach(
  _item: StoryFeatures,
  _stories: readonly { readonly id: number; readonly members: readonly StoryFeatures[] }[],
): number | null {
  return null;
}

/** Opaque key of a story: the same for the same members in any order. Empty input gives a constant. */
export function storyKey(members: readonly StoryFeatures[]): string {
  return members.map(({ hash }) => hash).sort()[0] ?? '';
}

/**
 * Hash of what a story's version watches: parties, stage, figures, days. Another outlet, title or
 * wording does not change it.
 */
export function substance(members: readonly StoryFeatures[]): string {
  return storyKey(members);
}
