import { attach, clusterAll, substance } from '../domain/stories.ts';
import { articlesOf, type StoryArticle, setStory, ungroupedArticles } from '../store/articles.ts';
import type { Db } from '../store/client.ts';
import { tryLock } from '../store/locks.ts';
import { createStory, mergeStory, type StoryFacts, storiesAround, updateStory } from '../store/stories.ts';

/** Articles put into stories at a time, so that no transaction lasts long. */
const BATCH = 50;
/** A story takes no article that is so much older or younger than its own. */
const WINDOW_DAYS = 7;
const DAY = 86_400_000;
/** Most topics of a story. */
const MOST_TOPICS = 4;

interface Group {
  readonly id: number;
  readonly members: StoryArticle[];
}

/**
 * Puts relevant articles into stories: into the one that tells of the same event, else into a new one.
 * Afterwards stories that turned out to be one are merged into the oldest; a story is never split.
 *
 * One replica at a time groups; the others find nothing to do.
 *
 * @returns how many articles were put into stories
 */
export async function group(deps: { readonly db: Db }): Promise<number> {
  return deps.db.transaction(async (tx) => {
    if (!(await tryLock(tx, 'group'))) return 0;
    const waiting = await ungroupedArticles(tx, BATCH);
    const [first] = waiting;
    const last = waiting.at(-1);
    if (!first || !last) return 0;
    const groups = await groupsAround(tx, first.publishedAt, last.publishedAt);
    const touched = new Set<number>();
    for (const article of waiting) {
      const storyId = findStory(article, groups) ?? (await openStory(tx, article, groups));
      await setStory(tx, article.id, storyId);
      groups.get(storyId)?.members.push(article);
      touched.add(storyId);
    }
    await settle(tx, groups, touched);
    for (const id of touched) {
      const members = groups.get(id)?.members;
      if (members && members.length > 0) await updateStory(tx, id, factsOf(members));
    }
    return waiting.length;
  });
}

/** Has a story say what its articles say now, after one of them was edited. */
export async function refreshStory(db: Db, storyId: number): Promise<void> {
  const members = await articlesOf(db, [storyId]);
  if (members.length > 0) await updateStory(db, storyId, factsOf(members));
}

async function groupsAround(tx: Db, first: Date, last: Date): Promise<Map<number, Group>> {
  const around = await storiesAround(
    tx,
    new Date(first.getTime() - WINDOW_DAYS * DAY),
    new Date(last.getTime() + WINDOW_DAYS * DAY),
  );
  const groups = new Map<number, Group>(around.map(({ id }) => [id, { id, members: [] }]));
  for (const article of await articlesOf(tx, [...groups.keys()])) {
    if (article.storyId !== null) groups.get(article.storyId)?.members.push(article);
  }
  return groups;
}

function findStory(article: StoryArticle, groups: ReadonlyMap<number, Group>): number | null {
  for (const { id, members } of groups.values()) {
    if (members.some(({ textHash }) => textHash === article.textHash)) return id;
  }
  return attach(
    article.features,
    [...groups.values()]
      .filter(({ members }) => members.length > 0)
      .map(({ id, members }) => ({ id, members: members.map(({ features }) => features) })),
  );
}

async function openStory(tx: Db, article: StoryArticle, groups: Map<number, Group>): Promise<number> {
  const id = await createStory(tx, factsOf([article]));
  groups.set(id, { id, members: [] });
  return id;
}

/**
 * Merges stories that an article in between has shown to be one. Whole stories only: when grouping all
 * articles afresh puts more than half of two stories' articles together, the younger joins the older.
 */
async function settle(tx: Db, groups: Map<number, Group>, touched: Set<number>): Promise<void> {
  const all = [...groups.values()].flatMap(({ id, members }) => members.map((article) => ({ id, article })));
  const clusters = clusterAll(all.map(({ article }) => article.features));
  for (const cluster of clusters) {
    const counts = new Map<number, number>();
    for (const index of cluster) {
      const id = all[index]?.id;
      if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    const whole = [...counts]
      .filter(([id, n]) => n * 2 > (groups.get(id)?.members.length ?? 0))
      .map(([id]) => id)
      .sort((a, b) => a - b);
    const [oldest, ...younger] = whole;
    // Only what this run brought together: a story at rest stays as readers know it.
    if (oldest === undefined || younger.length === 0 || !whole.some((id) => touched.has(id))) continue;
    for (const id of younger) {
      await mergeStory(tx, id, oldest);
      groups.get(oldest)?.members.push(...(groups.get(id)?.members ?? []));
      groups.delete(id);
      touched.delete(id);
    }
    touched.add(oldest);
  }
}

/** What the articles of a story say together. */
function factsOf(members: readonly StoryArticle[]): StoryFacts {
  const times = members.map(({ publishedAt }) => publishedAt.getTime());
  return {
    substance: substance(members.map(({ features }) => features)),
    topics: sharedTopics(members),
    relevance: Math.max(...members.map(({ relevance }) => relevance)),
    firstPublishedAt: new Date(Math.min(...times)),
    lastPublishedAt: new Date(Math.max(...times)),
  };
}

/** Topics of at least a third of the articles, those of most articles first. */
function sharedTopics(members: readonly StoryArticle[]): string[] {
  const counts = new Map<string, number>();
  for (const { topics } of members) for (const id of topics) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts]
    .filter(([, n]) => n * 3 >= members.length)
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_TOPICS)
    .map(([id]) => id);
}
