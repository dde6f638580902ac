import assert from 'node:assert/strict';
import { composeScheduled } from '../../src/app/editions.ts';
import { removeArticle } from '../../src/app/remove.ts';
import { eq } from '../../src/store/drizzle.ts';
import { saveEdition } from '../../src/store/editions.ts';
import { editions } from '../../src/store/schema.ts';
import { tellArchive } from '../support/archiveNews.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

/** Longer than any of these tests. */
export const SIGNAL = AbortSignal.timeout(300_000);
/** Who takes articles down, as the record of acts names him. */
export const ADMIN = 710_000_001;
/** The sample archive, read and told. */
export type Told = Awaited<ReturnType<typeof tellArchive>>;

/** A database of its own in which the sample archive is read, grouped and told. */
export async function aToldArchive(): Promise<{ database: TestDatabase; told: Told }> {
  const database = await freshDatabase();
  return { database, told: await tellArchive(database) };
}

/** Takes an article down, in one transaction as the bot does. Null when there is none. */
export const remove = ({ db }: TestDatabase, { news, editions: deps }: Told, id: number) =>
  db.transaction((tx) =>
    removeArticle({ news: { ...news, db: tx }, editions: { ...deps, db: tx } }, ADMIN, id, SIGNAL),
  );

/** Tables with a row that holds `words`, whatever tables there will be. */
export async function tablesWith({ sql: raw }: TestDatabase, words: string): Promise<string[]> {
  const tables = await raw<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public'`;
  assert.ok(tables.length > 20);
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await raw<{ n: number }[]>`
      select count(*)::int as n from ${raw(name)} t where position(${words} in t::text) > 0`;
    if ((row?.n ?? 0) > 0) found.push(name);
  }
  return found.sort();
}

/** A scheduled edition of everything that is told, in one language. */
export async function aScheduled(
  { db }: TestDatabase,
  { editions: deps }: Told,
  language: 'ru' | 'kk',
): Promise<number> {
  const windowTo = new Date(Date.now() + 60_000);
  const coveredTo = new Date(windowTo.getTime() - 7 * 86_400_000);
  const spec = { language, variant: 'full' as const, windowTo };
  const rendered = await composeScheduled(deps, { ...spec, sections: [{ digest: 'all', coveredTo }] });
  assert.ok(rendered.storyIds.length > 3);
  const sections = [`all@${Math.floor(coveredTo.getTime() / 1000)}`];
  return saveEdition(db, { kind: 'scheduled', sections, ...spec }, rendered);
}

/** The parts of an edition as JSON, to look for words in. */
export const textOf = async ({ db }: TestDatabase, id: number) => {
  const [row] = await db.select().from(editions).where(eq(editions.id, id));
  return JSON.stringify(row?.parts);
};

/** An article that `parts` link to, of a story with as many articles as wanted. */
export function shownOf({ byStory }: Told, parts: string, isWanted: (members: number) => boolean) {
  const found = byStory
    .filter(({ length }) => isWanted(length))
    .flat()
    .find(({ article }) => parts.includes(`${article.url}"`));
  assert.ok(found, 'the edition links to one');
  return found;
}

/** An article in Russian whose story has no other one left, and an edition that tells it. */
export async function aLonelyOne(database: TestDatabase, told: Told) {
  for (const members of told.byStory) {
    const mine = members.find(({ article }) => article.outlet.language === 'ru');
    if (!mine) continue;
    for (const { id } of members) if (id !== mine.id) await remove(database, told, id);
    const edition = await aScheduled(database, told, 'ru');
    // Others rank higher than what only one outlet tells.
    if ((await textOf(database, edition)).includes(`${mine.article.url}"`)) return { mine, edition };
  }
  throw new Error('no edition tells a story of one article');
}
