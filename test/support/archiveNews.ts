import assert from 'node:assert/strict';
import { group } from '../../src/app/group.ts';
import { ingestAll } from '../../src/app/ingest.ts';
import { summarize } from '../../src/app/summarize.ts';
import { createArchive, type PublishedArticle } from '../../src/demo/archive/archive.ts';
import { databaseClock } from '../../src/store/clock.ts';
import { renderEdition } from '../../src/telegram/render.ts';
import type { TestDatabase } from './database.ts';
import { anEntry, fakeReader, newsDeps, reading, understandingWith } from './news.ts';

const SIGNAL = AbortSignal.timeout(300_000);

/** The sample archive, read, grouped and told in a database, with what removes an article of it. */
export async function tellArchive({ db, sql }: TestDatabase) {
  const archive = createArchive('http://127.0.0.1:1', new Date());
  const u = await understandingWith(archive.sources);
  const entryOf = ({ url, title, publishedAt }: PublishedArticle) => anEntry({ url, title, publishedAt });
  const feeds = Object.fromEntries(
    archive.sources.map(({ id }) => [
      id,
      archive.articles.filter(({ outlet }) => `sample_${outlet.id}` === id).map(entryOf),
    ]),
  );
  const pages = Object.fromEntries(
    archive.articles.map((a) => [a.url, { title: a.title, text: a.paragraphs.join('\n') }]),
  );
  const reader = fakeReader(
    Object.fromEntries(Object.keys(feeds).map((id) => [id, () => reading(feeds[id] ?? [])])),
    pages,
  );
  const news = newsDeps(db, reader, u);
  const editions = {
    db,
    clock: databaseClock(db),
    messenger: {
      render: (edition: Parameters<typeof renderEdition>[0]) =>
        renderEdition(edition, { zone: 'Asia/Almaty', username: 'kopir_bot' }),
    },
    understanding: () => u,
  };
  /** Reads all sources again, groups and tells. */
  const read = async () => {
    await sql`update sources set next_check_at = clock_timestamp()`;
    await ingestAll(news, SIGNAL);
    while ((await group(news)) > 0);
    while ((await summarize(news, SIGNAL)) > 0);
    assert.deepEqual(news.problems, []);
  };
  await read();
  const rows = await sql<
    { id: string; url: string; story_id: string | null }[]
  >`select id, url, story_id from articles`;
  const kept = rows.map(({ id, url, story_id }) => {
    const article = archive.articles.find((one) => one.url === url);
    assert.ok(article);
    return { id: Number(id), storyId: Number(story_id), article };
  });
  const byStory = [...Map.groupBy(kept, ({ storyId }) => storyId).values()];
  return { archive, u, news, editions, feeds, pages, read, kept, byStory };
}
