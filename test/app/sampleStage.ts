import assert from 'node:assert/strict';
import { before } from 'node:test';
import { editionNow } from '../../src/app/editions.ts';
import { createArchive } from '../../src/demo/archive/archive.ts';
import type { Edition } from '../../src/domain/edition.ts';
import { databaseClock } from '../../src/store/clock.ts';
import { freshDatabase } from '../support/database.ts';
import { understandingWith } from '../support/news.ts';
import { readSample } from '../support/sampleNews.ts';

/** Longer than any of these tests. */
export const SIGNAL = AbortSignal.timeout(60_000);
/** The sample archive of the demo, published just now. */
export const archive = createArchive('http://127.0.0.1:1', new Date());
/** The database into which it is read, grouped and told. */
export const database = await freshDatabase();
/** The shipped words, with the archive’s sources. */
export const u = await understandingWith(archive.sources);

/** The messenger's rendering, as the edition itself. */
export function rendering() {
  const editions: Edition[] = [];
  const render = (edition: Edition) => {
    editions.push(edition);
    return edition.stories.map(({ headline }) => ({ text: headline, entities: [], keyboard: [] }));
  };
  return { editions, render };
}

before(() => readSample(database.db, archive, u, SIGNAL));

/** What editions are composed with here. */
export const editionDeps = (
  render: (edition: Edition) => ReturnType<ReturnType<typeof rendering>['render']>,
) => ({
  db: database.db,
  clock: databaseClock(database.db),
  messenger: { render },
  understanding: () => u,
});

/** The edition of one topic as the messenger gets it to render. Fails when there is none. */
export async function editionOf(digest: string, language: 'ru' | 'kk', windowHours = 720): Promise<Edition> {
  const { editions, render } = rendering();
  const answer = await editionNow(editionDeps(render), {
    digests: [digest],
    language,
    variant: 'full',
    windowHours,
  });
  assert.equal(answer.kind, 'edition');
  const [edition] = editions;
  assert.ok(edition);
  return edition;
}
