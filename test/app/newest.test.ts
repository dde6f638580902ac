import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { composeSample, editionNow } from '../../src/app/editions.ts';
import { newest } from '../../src/app/newest.ts';
import type { Edition } from '../../src/domain/edition.ts';
import { createStory } from '../../src/store/stories.ts';
import { saveSummary } from '../../src/store/summaries.ts';
import { freshDatabase } from '../support/database.ts';
import { understandingWith } from '../support/news.ts';
import { aStory } from '../telegram/editions.ts';

const { db, sql } = await freshDatabase();
const NOW = new Date('2026-11-22T03:10:00Z');
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
const ids: Record<string, number> = {};

/** A story that both languages tell, one article of each of `outlets` outlets old. */
async function tell(name: string, hours: number, relevance: number, topics: string[], outlets = 1) {
  const at = hoursAgo(hours);
  const facts = { substance: name, topics, relevance, firstPublishedAt: at, lastPublishedAt: at };
  const id = await createStory(db, facts);
  ids[name] = id;
  for (const language of ['ru', 'kk'] as const) {
    const story = aStory({
      id,
      headline: `${name} ${language}`,
      publishedAt: at,
      outlets: Array.from({ length: outlets }, (_, index) => ({
        name: `Outlet ${index}`,
        url: `https://o${index}.example/`,
        language: 'ru' as const,
      })),
    });
    const kept = { storyId: id, language, version: 1, method: 'extractive', story } as const;
    await saveSummary(db, { ...kept, sentenceArticles: [], basis: null });
  }
  await sql`update stories set ready_at = now(), updated_at = now(), told_version = 1 where id = ${id}`;
}

before(async () => {
  await tell('fresh', 1, 0.5, ['trade']);
  await tell('told by many', 3, 0.5, ['trade'], 8);
  await tell('yesterday', 26, 0.9, ['uranium']);
  await tell('last week', 150, 0.9, ['uranium']);
  await tell('untold', 2, 0.9, ['trade']);
  await sql`delete from summaries where story_id = ${ids.untold ?? 0}`;
});

const ask = { digests: ['all'], language: 'ru', windowHours: 72, to: NOW, offset: 0, limit: 10 } as const;
const headlines = ({ stories }: Awaited<ReturnType<typeof newest>>) =>
  stories.map(({ headline }) => headline);

test('the stories of the window come by importance, in the language asked for', async () => {
  const found = await newest({ db }, ask);
  assert.deepEqual(headlines(found), ['told by many ru', 'yesterday ru', 'fresh ru']);
  assert.equal(found.total, 3, 'what is not told yet is not counted');
  assert.deepEqual(headlines(await newest({ db }, { ...ask, language: 'kk', limit: 1 })), [
    'told by many kk',
  ]);
  assert.equal((await newest({ db }, { ...ask, windowHours: 168 })).total, 4);
});

test('topics and the end of the window limit what is found', async () => {
  assert.deepEqual(headlines(await newest({ db }, { ...ask, digests: ['uranium'] })), ['yesterday ru']);
  assert.deepEqual(headlines(await newest({ db }, { ...ask, to: hoursAgo(2) })), [
    'told by many ru',
    'yesterday ru',
  ]);
});

test('pages as of one instant are the list, and nothing is kept of it', async () => {
  const pages = await Promise.all([0, 1, 2, 3].map((offset) => newest({ db }, { ...ask, offset, limit: 1 })));
  assert.deepEqual(pages.flatMap(headlines), ['told by many ru', 'yesterday ru', 'fresh ru']);
  assert.deepEqual(
    pages.map(({ total }) => total),
    [3, 3, 3, 3],
  );
  const [kept] = await sql`select count(*)::int as n from editions`;
  assert.equal(kept?.n, 0);
});

/** Editions as they were rendered, and what composes them at `NOW`. */
async function composing() {
  const editions: Edition[] = [];
  const understanding = await understandingWith([]);
  const render = (edition: Edition) => {
    editions.push(edition);
    return edition.stories.length === 0 ? [] : [{ text: 'x', entities: [], keyboard: [] }];
  };
  const clock = { now: async () => NOW };
  return { editions, deps: { db, clock, messenger: { render }, understanding: () => understanding } };
}

test('a sample is composed like the digest that will come, and kept nowhere', async () => {
  const { editions, deps } = await composing();
  const reader = { language: 'ru', variant: 'full' } as const;
  assert.equal((await composeSample(deps, { ...reader, digests: ['trade', 'uranium'] })).length, 1);
  const [edition] = editions;
  assert.ok(edition);
  assert.deepEqual([edition.kind, edition.windowHours, edition.moreCount], ['scheduled', 24, 0]);
  assert.deepEqual(
    edition.digests.map(({ id }) => id),
    ['trade', 'uranium'],
  );
  const told = (one: Edition) => one.stories.map(({ headline }) => headline);
  assert.deepEqual(told(edition), ['told by many ru', 'fresh ru']);
  const asked = { ...reader, digests: ['trade', 'uranium'], windowHours: 24 };
  await editionNow(deps, asked);
  assert.deepEqual(edition.sections, editions[1]?.sections, 'with the sections of every edition');
  await sql`delete from editions`;

  await composeSample(deps, { ...reader, language: 'kk', digests: ['uranium'] });
  const week = editions.at(-1);
  assert.deepEqual([week?.windowHours, week && told(week)], [168, ['yesterday kk', 'last week kk']]);
  assert.deepEqual(await composeSample(deps, { ...reader, digests: ['rights'] }), []);
  const [kept] = await sql`select count(*)::int as n from editions`;
  assert.equal(kept?.n, 0);
});
