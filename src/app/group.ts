import { attach, clusterAll } from '../domain/stories.ts';
import { revise } from '../domain/versions.ts';
import { articlesOf, type StoryArticle, setStory, ungroupedArticles } from '../store/articles.ts';
import type { Db } from '../store/client.ts';
import { tryLock } from '../store/locks.ts';
import {
  createStory,
  livingStory,
  mergeStory,
  type StoryFacts,
  storiesAround,
  updateStory,
} from '../store/stories.ts';

/** Articles put into stories at a time, so that no transaction lasts long. */
const BATCH = 50;
/** A story takes no article that is so much older or younger than its own. */
const WINDOW_DAYS = 7;
const DAY_MS = 86_400_000;
/** Most topics of a story. */
const MOST_TOPICS = 4;

interface Group {
  readonly id: number;
  /** What its version watches, see `revise`; null for one that is just opened. */
  readonly substance: string | null;
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
      touched.add(await settle(tx, article, storyId, groups, touched));
    }
    for (const id of touched) {
      const found = groups.get(id);
      if (found && found.members.length > 0)
        await updateStory(tx, id, factsOf(found.members, found.substance));
    }
    return waiting.length;
  });
}

/** Has a story say what its articles say now, after one of them was edited. */
export async function refreshStory(db: Db, storyId: number): Promise<void> {
  const story = await livingStory(db, storyId);
  if (story === null) return;
  const members = await articlesOf(db, [story.id]);
  if (members.length > 0) await updateStory(db, story.id, factsOf(members, story.substance));
}

async function groupsAround(tx: Db, first: Date, last: Date): Promise<Map<number, Group>> {
  const around = await storiesAround(
    tx,
    new Date(first.getTime() - WINDOW_DAYS * DAY_MS),
    new Date(last.getTime() + WINDOW_DAYS * DAY_MS),
  );
  const groups = new Map<number, Group>(
    around.map(({ id, substance }) => [id, { id, substance, members: [] }]),
  );
  for (const article of await articlesOf(tx, [...groups.keys()])) {
    if (article.storyId !== null) groups.get(article.storyId)?.members.push(article);
  }
  return groups;
}

function findStory(article: StoryArticle, groups: ReadonlyMap<number, Group>): number | null {
  for (const { id, members } of groups.values()) {
    if (members.some(({ textHash }) => textHash === article.textHash)) return id;
  }
  return attachTo(article, [...groups.values()]);
}

function attachTo(article: StoryArticle, groups: readonly Group[]): number | null {
  const stories = groups
    .filter(({ members }) => members.length > 0)
    .map(({ id, members }) => ({ id, members: members.map(({ features }) => features) }));
  return attach(article.features, stories);
}

async function openStory(tx: Db, article: StoryArticle, groups: Map<number, Group>): Promise<number> {
  const facts = factsOf([article], null);
  const id = await createStory(tx, facts);
  groups.set(id, { id, substance: facts.substance, members: [] });
  return id;
}

/**
 * Merges two stories that a new article in between has shown to be one: when it belongs to another story
 * as well, and grouping all articles of both afresh puts most of each together, the younger joins the
 * older. Stories at rest stay as readers know them, and none is ever split.
 *
 * @returns the story that the article is in now
 */
async function settle(
  tx: Db,
  article: StoryArticle,
  storyId: number,
  groups: Map<number, Group>,
  touched: Set<number>,
): Promise<number> {
  const others = [...groups.values()].filter(({ id }) => id !== storyId);
  const otherId = attachTo(article, others);
  const own = groups.get(storyId);
  const other = otherId === null ? undefined : groups.get(otherId);
  if (!own || !other || !areOne(own, other)) return storyId;
  const [into, from] = own.id < other.id ? [own, other] : [other, own];
  await mergeStory(tx, from.id, into.id);
  into.members.push(...from.members);
  groups.delete(from.id);
  touched.delete(from.id);
  return into.id;
}

/** Whether most articles of each of two stories fall together when all of them are grouped afresh. */
function areOne(a: Group, b: Group): boolean {
  const members = [...a.members, ...b.members];
  return clusterAll(members.map(({ features }) => features)).some((cluster) => {
    const ofA = cluster.filter((index) => index < a.members.length).length;
    return ofA * 2 > a.members.length && (cluster.length - ofA) * 2 > b.members.length;
  });
}

/** What the articles of a story say together. @param before the substance so far; null to begin anew */
export function factsOf(members: readonly StoryArticle[], before: string | null): StoryFacts {
  const times = members.map(({ publishedAt }) => publishedAt.getTime());
  return {
    substance: revise(
      before,
      members.map(({ features }) => features),
    ),
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
