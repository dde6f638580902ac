import assert from 'node:assert/strict';
import { group } from '../../src/app/group.ts';
import { ingestAll } from '../../src/app/ingest.ts';
import { summarize } from '../../src/app/summarize.ts';
import type { createArchive, PublishedArticle } from '../../src/demo/archive/archive.ts';
import type { Understanding } from '../../src/domain/understand.ts';
import type { Db } from '../../src/store/client.ts';
import { anEntry, fakeReader, newsDeps, reading } from './news.ts';

/** Reads, groups and tells the whole sample archive. */
export async function readSample(
  db: Db,
  archive: ReturnType<typeof createArchive>,
  u: Understanding,
  signal: AbortSignal,
): Promise<void> {
  const of = (outlet: string) => archive.articles.filter((article) => article.outlet.id === outlet);
  const entryOf = (article: PublishedArticle) =>
    anEntry({ url: article.url, title: article.title, publishedAt: article.publishedAt });
  const reader = fakeReader(
    Object.fromEntries(
      archive.sources.map(({ id }) => [id, reading(of(id.replace('sample_', '')).map(entryOf))]),
    ),
    Object.fromEntries(
      archive.articles.map((a) => [a.url, { title: a.title, text: a.paragraphs.join('\n') }]),
    ),
  );
  const deps = newsDeps(db, reader, u);
  const reports = await ingestAll(deps, signal);
  assert.equal(reports.length, archive.sources.length);
  while ((await group(deps)) > 0);
  while ((await summarize(deps, signal)) > 0);
  assert.deepEqual(deps.problems, []);
}
