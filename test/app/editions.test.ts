import assert from 'node:assert/strict';
import { test } from 'node:test';
import { composeScheduled, editionNow } from '../../src/app/editions.ts';
import { group } from '../../src/app/group.ts';
import { ingestAll } from '../../src/app/ingest.ts';
import { summarize } from '../../src/app/summarize.ts';
import type { Edition, Section } from '../../src/domain/edition.ts';
import type { Db } from '../../src/store/client.ts';
import { databaseClock } from '../../src/store/clock.ts';
import { renderEdition } from '../../src/telegram/render.ts';
import { freshDatabase } from '../support/database.ts';
import { anEntry, aSource, fakeReader, newsDeps, reading, understandingWith } from '../support/news.ts';
import { aStory } from '../telegram/editions.ts';

const SIGNAL = AbortSignal.timeout(120_000);
const u = await understandingWith([aSource()]);
/** Editions look at what was ready so long before a window's end. */
const MARGIN = 5_000;
const hours = (n: number) => n * 3_600_000;

/** What editions are made of, and the last one that was rendered. */
function editionDeps(db: Db) {
  const rendered: Edition[] = [];
  const render = (edition: Edition) => {
    rendered.push(edition);
    return edition.stories.map(({ headline }) => ({ text: headline, entities: [], keyboard: [] }));
  };
  return { rendered, db, clock: databaseClock(db), messenger: { render }, understanding: () => u };
}

async function scheduled(db: Db, sections: readonly Section[], language: 'ru' | 'kk' = 'ru') {
  const deps = editionDeps(db);
  const windowTo = new Date(Date.now() + 2 * MARGIN);
  const { storyIds } = await composeScheduled(deps, { sections, language, variant: 'full', windowTo });
  return { edition: deps.rendered[0] ?? null, storyIds };
}

/** Stories of these topics, ready now, the first the most important. @returns their ids */
async function someStories(
  { sql }: Awaited<ReturnType<typeof freshDatabase>>,
  topicsOf: readonly (readonly string[])[],
): Promise<number[]> {
  const ids: number[] = [];
  for (const [n, topics] of topicsOf.entries()) {
    const [row] = await sql<{ id: string }[]>`
      insert into stories (substance, topics, relevance, first_published_at, last_published_at, ready_at, updated_at, told_version)
      values ('x', ${[...topics]}, ${0.9 - n / 100}, now(), now(), now(), now(), 1) returning id`;
    const id = Number(row!.id);
    const { updated: _, ...story } = aStory({ id, headline: `№${n}`, publishedAt: new Date(), outlets: [] });
    await sql`insert into summaries (story_id, language, version, method, story, sentence_articles)
      select ${id}, language, 1, 'extractive', ${JSON.stringify(story)}::jsonb, '[]' from unnest('{ru,kk}'::text[]) as language`;
    ids.push(id);
  }
  return ids;
}

/** Each section's digest with the headlines below it. */
function shape(edition: Edition | null): (string | null)[][] | undefined {
  const told = edition?.stories.map(({ headline }) => headline) ?? [];
  return edition?.sections?.map(({ digest, count }) => [digest?.id ?? null, ...told.splice(0, count)]);
}

test('an edition of several topics has each story once, under the best of its topics that were asked for', async () => {
  const database = await freshDatabase();
  await someStories(database, [
    ['uranium', 'energy'],
    ['transport', 'trade'],
    ['energy', 'trade'],
    ['trade', 'uranium'],
    ['rights'],
    [],
  ]);
  const coveredTo = new Date(Date.now() - hours(24));
  const asked = (...ids: string[]) => ids.map((digest) => ({ digest, coveredTo }));
  const { edition } = await scheduled(database.db, asked('energy', 'trade', 'uranium'));
  assert.deepEqual(shape(edition), [
    ['uranium', '№0', '№3'],
    ['trade', '№1'],
    ['energy', '№2'],
  ]);
  assert.equal(edition?.sections?.[0]?.digest?.title, 'Уран и атомная отрасль');
  const { edition: all, storyIds } = await scheduled(database.db, asked('all'), 'kk');
  assert.deepEqual(shape(all), [
    ['uranium', '№0', '№3'],
    ['transport', '№1'],
    ['energy', '№2'],
    ['rights', '№4'],
    [null, '№5'],
  ]);
  assert.equal(all?.sections?.[0]?.digest?.title, 'Уран және атом саласы');
  assert.deepEqual(
    storyIds,
    all?.stories.map(({ id }) => id),
    'kept in the order in which they are shown',
  );
  const { edition: both } = await scheduled(database.db, asked('all', 'energy'));
  assert.equal(both?.stories.length, 6, 'everything holds each topic');
  const { edition: one } = await scheduled(database.db, asked('energy'));
  assert.deepEqual(shape(one), []);
  assert.deepEqual(
    one?.stories.map(({ headline }) => headline),
    ['№0', '№2'],
  );
  const deps = editionDeps(database.db);
  const ask = { language: 'ru', variant: 'full', windowHours: 24 } as const;
  await editionNow(deps, { ...ask, digests: ['trade', 'transport'] });
  assert.deepEqual(shape(deps.rendered[0] ?? null), [
    ['transport', '№1'],
    ['trade', '№2', '№3'],
  ]);
});

const PAGES = [
  {
    url: 'http://127.0.0.1:1/plan',
    title: 'John Deere и «АгромашХолдинг» готовят соглашение',
    text: 'Американская John Deere и казахстанский «АгромашХолдинг» планируют соглашение на 2,5 млрд долларов. Тракторы будут собирать в Костанае.',
    age: 30,
  },
  {
    url: 'http://127.0.0.1:1/signed',
    title: 'John Deere и «АгромашХолдинг» подписали соглашение на 3 млрд долларов',
    text: 'Американская John Deere и казахстанский «АгромашХолдинг» подписали соглашение на 3 млрд долларов. Тракторы будут собирать в Костанае.',
    age: 6,
  },
  {
    url: 'http://127.0.0.1:1/joined',
    title: 'К соглашению John Deere и «АгромашХолдинга» присоединилась Caterpillar',
    text: 'Американская Caterpillar присоединилась к соглашению John Deere и «АгромашХолдинга» на 3 млрд долларов. Тракторы будут собирать в Костанае.',
    age: 2,
  },
];

test('an updated story says what changed since the version that its readers were told', async () => {
  const { db, sql } = await freshDatabase();
  const read = async (pages: typeof PAGES) => {
    const entries = pages.map(({ url, title, age }) =>
      anEntry({ url, title, publishedAt: new Date(Date.now() - hours(age)) }),
    );
    const deps = newsDeps(
      db,
      fakeReader({ test_ru: reading(entries) }, Object.fromEntries(pages.map((page) => [page.url, page]))),
      u,
    );
    await sql`update sources set next_check_at = now()`;
    await ingestAll(deps, SIGNAL);
    while ((await group(deps)) > 0);
    while ((await summarize(deps, SIGNAL)) > 0);
    assert.deepEqual(deps.problems, []);
    const [row] = await sql<{ version: number; n: number }[]>`
      select max(version) as version, count(*)::int as n from stories where merged_into is null`;
    return { ...row!, at: await databaseClock(db).now() };
  };
  const first = await read(PAGES.slice(0, 1));
  const second = await read(PAGES.slice(0, 2));
  const third = await read(PAGES);
  assert.deepEqual(
    [first, second, third].map(({ version, n }) => [version, n]),
    [
      [1, 1],
      [2, 1],
      [3, 1],
    ],
  );
  const told = async (digest: string, at: Date, language: 'ru' | 'kk' = 'ru') => {
    const coveredTo = new Date(at.getTime() + MARGIN);
    const [story] = (await scheduled(db, [{ digest, coveredTo }], language)).edition?.stories ?? [];
    return story && { updated: story.updated, changes: story.changes };
  };
  const sinceFirst = {
    stage: { from: 'announced', to: 'signed' },
    figures: [{ from: { value: 2.5e9, unit: 'usd' }, to: { value: 3e9, unit: 'usd' } }],
    parties: ['Caterpillar'],
    days: [],
    turns: [],
  };
  const nothing = { stage: null, figures: [], parties: [], days: [], turns: [] };
  assert.deepEqual(await told('all', first.at), { updated: true, changes: sinceFirst });
  assert.deepEqual(await told('all', first.at, 'kk'), { updated: true, changes: sinceFirst });
  assert.deepEqual(await told('all', second.at), {
    updated: true,
    changes: { ...nothing, parties: ['Caterpillar'] },
  });
  const before = new Date(first.at.getTime() - hours(1));
  assert.deepEqual(await told('all', before), { updated: false, changes: undefined });
  assert.equal(await told('all', third.at), undefined, 'told in full');

  const sections = [first, second].map(({ at }, n) => ({
    digest: ['all', 'trade'][n]!,
    coveredTo: new Date(at.getTime() + MARGIN),
  }));
  const { edition } = await scheduled(db, sections);
  assert.equal(edition?.stories.length, 1);
  assert.deepEqual(
    edition?.stories[0]?.changes,
    { ...nothing, parties: ['Caterpillar'] },
    'since it was told last',
  );

  const coveredTo = new Date(first.at.getTime() + MARGIN);
  for (const [language, line] of [
    ['ru', 'Что изменилось: объявлено → подписано · сумма: $2,5 млрд → $3 млрд · новая сторона: Caterpillar'],
    [
      'kk',
      'Не өзгерді: жарияланды → қол қойылды · сома: 2,5 млрд → 3 млрд АҚШ доллары · жаңа тарап: Caterpillar',
    ],
  ] as const) {
    const { edition: shown } = await scheduled(db, [{ digest: 'trade', coveredTo }], language);
    assert.ok(shown);
    const [part] = renderEdition(shown, { zone: 'Asia/Almaty', username: null });
    assert.ok(part?.text.replaceAll('\u00a0', ' ').includes(`\n${line}\n`), part?.text);
  }

  await sql`delete from story_versions where version = 1`;
  assert.deepEqual(await told('all', first.at), { updated: true, changes: undefined }, 'of what nobody kept');
});
