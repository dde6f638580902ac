import assert from 'node:assert/strict';
import { test } from 'node:test';
import { composeScheduled, editionNow, editionPage } from '../../src/app/editions.ts';
import { ingestNext } from '../../src/app/ingest.ts';
import { search } from '../../src/app/search.ts';
import { storyPage } from '../../src/app/storyPage.ts';
import { topicCounts } from '../../src/app/topics.ts';
import type { ToldStory } from '../../src/domain/edition.ts';
import { statedIn } from '../../src/domain/figures.ts';
import { stem, words } from '../../src/domain/language/stems.ts';
import { databaseClock } from '../../src/store/clock.ts';
import { fakeReader, newsDeps } from '../support/news.ts';
import { archive, database, editionDeps, editionOf, rendering, SIGNAL, u } from './sampleStage.ts';

test('every sample article about both countries becomes part of a story, no near miss does', async () => {
  const rows = await database.sql<
    { url: string; story_id: string | null }[]
  >`select url, story_id from articles`;
  const kept = new Set(rows.filter(({ story_id }) => story_id !== null).map(({ url }) => url));
  const missing = archive.articles.filter(({ nearMiss, url }) => nearMiss === null && !kept.has(url));
  const wrong = archive.articles.filter(({ nearMiss, url }) => nearMiss !== null && kept.has(url));
  assert.deepEqual(
    missing.map(({ title }) => title),
    [],
  );
  assert.deepEqual(
    wrong.map(({ title }) => title),
    [],
  );
});

test('articles of one event in three languages are one story, of two events two', async () => {
  const rows = await database.sql<{ url: string; story_id: string }[]>`select url, story_id from articles`;
  const storyOf = new Map(rows.map(({ url, story_id }) => [url, story_id]));
  const events = Map.groupBy(
    archive.articles.filter(({ nearMiss }) => nearMiss === null),
    ({ event }) => event,
  );
  assert.ok(events.size >= 12);
  const split = [...events].filter(
    ([, articles]) => new Set(articles.map(({ url }) => storyOf.get(url))).size > 1,
  );
  assert.deepEqual(
    split.map(([event]) => event),
    [],
  );
  assert.equal(new Set(storyOf.values()).size, events.size, 'no two events share a story');
});

for (const language of ['ru', 'kk'] as const) {
  test(`an edition in ${language} tells stories in its own language or as a card, never a mixture`, async () => {
    const { stories } = await editionOf('all', language);
    assert.ok(stories.length >= 10);
    for (const story of stories) {
      if (story.headlineLanguage === language) {
        assert.equal(story.card, null);
        assert.ok(story.sentences.length > 0, story.headline);
      } else {
        assert.deepEqual(story.sentences, [], story.headline);
        assert.ok(story.card, `${story.headline} has neither text nor card`);
      }
      assert.equal(story.outlets[0]?.url, story.url, 'the lead comes first');
    }
    assert.ok(
      stories.some(({ card }) => card !== null),
      'the English-only story is a card',
    );
  });
}

test('every figure in a summary stands in an article of its story', async () => {
  const digits = (text: string) => text.match(/\d+(?:[.,\u00A0 ]\d+)*/g) ?? [];
  const rows = await database.sql<{ story: { sentences: string[] }; texts: string }[]>`
    select s.story, string_agg(a.title || ' ' || a.text, ' ') as texts
      from summaries s join articles a on a.story_id = s.story_id group by s.story_id, s.language, s.story`;
  let checked = 0;
  for (const { story, texts } of rows) {
    for (const number of story.sentences.flatMap(digits)) {
      checked += 1;
      assert.ok(texts.includes(number), `${number} stands in no article`);
    }
  }
  assert.ok(checked > 20, 'it saw figures');
});

test('no summary says one thing twice, also when its sentences come from several outlets', async () => {
  const rows = await database.sql<{ story: { sentences: string[] }; language: 'ru' | 'kk' }[]>`
    select story, language from summaries where jsonb_array_length(story -> 'sentences') > 1`;
  assert.ok(rows.length > 20, 'it saw summaries');
  for (const { story, language } of rows) {
    const told = story.sentences.map((text) => new Set(words(text).map((word) => stem(word, language))));
    for (const [i, one] of told.entries()) {
      for (const other of told.slice(i + 1)) {
        const shared = one.intersection(other).size / Math.min(one.size, other.size);
        assert.ok(shared < 0.5, `${shared}: ${story.sentences.join(' ')}`);
      }
    }
  }
});

test('a summary keeps what its headline and each of its sentences state', async () => {
  let figures = 0;
  for (const { story } of await database.sql<{ story: ToldStory }[]>`select story from summaries`) {
    assert.deepEqual(
      story.textFigures,
      statedIn([story.headline, ...story.sentences], story.headlineLanguage),
    );
    figures += story.textFigures.flat().length;
  }
  assert.ok(figures > 20, 'it saw figures');
});

test('a topic shows its own stories only', async () => {
  const { stories } = await editionOf('uranium', 'kk');
  assert.ok(stories.length > 0);
  assert.ok(
    stories.every(({ topics }) =>
      topics.includes(u.knowledge.digests.find(({ id }) => id === 'uranium')!.title.kk),
    ),
  );
});

test('outlets that differ on a sum are both shown', async () => {
  const { stories } = await editionOf('transport', 'ru');
  const wabtec = stories.find(({ headline }) => headline.includes('Wabtec') || headline.includes('КТЖ'));
  assert.deepEqual([...new Set(wabtec?.differing.map(({ figure }) => figure.value))].sort(), [4e9, 4.2e9]);
});

test('an edition on demand is shared by those who ask for the same one', async () => {
  const { render, editions } = rendering();
  const ask = { digests: ['trade'], language: 'ru', variant: 'full', windowHours: 168 } as const;
  const first = await editionNow(editionDeps(render), ask);
  const second = await editionNow(editionDeps(render), ask);
  assert.ok(first.kind === 'edition' && second.kind === 'edition');
  assert.equal(second.editionId, first.editionId);
  assert.equal(editions.length, 1, 'rendered once');
});

test('an edition that a reader pages through stays as it is when news comes, and others get a new one', async (t) => {
  const { render } = rendering();
  const deps = editionDeps(render);
  const ask = { digests: ['trade'], language: 'ru', variant: 'brief', windowHours: 720 } as const;
  const before = await editionNow(deps, ask);
  assert.ok(before.kind === 'edition' && before.count > 1);
  const second = await editionPage(deps, before.editionId, 1);
  assert.ok(second?.count === before.count && second.part.text !== before.first.text);
  const [at] = await database.sql<{ id: string; updated_at: string }[]>`
    select id, updated_at::text from stories where topics @> '{trade}' and merged_into is null limit 1`;
  t.after(
    () =>
      database.sql`update stories set updated_at = ${at!.updated_at}::text::timestamptz where id = ${at!.id}`,
  );
  await database.sql`update stories set updated_at = clock_timestamp() where id = ${at!.id}`;
  const after = await editionNow(deps, ask);
  assert.ok(after.kind === 'edition');
  assert.notEqual(after.editionId, before.editionId);
  assert.deepEqual(await editionPage(deps, before.editionId, 1), second);
});

test('pages are given of editions on demand only, and only those that there are', async () => {
  const { render } = rendering();
  const [admins] = await database.sql<{ id: string }[]>`
    insert into editions (sections, language, variant, window_to, kind, parts, story_ids)
    values ('{admins}', 'ru', 'full', now(), 'notice', '[{"text": "secret", "entities": [], "keyboard": []}]', '{}') returning id`;
  assert.equal(await editionPage(editionDeps(render), Number(admins!.id), 0), null);
  assert.equal(await editionPage(editionDeps(render), Number.MAX_SAFE_INTEGER, 0), null);
  const answer = await editionNow(editionDeps(render), {
    digests: ['trade'],
    language: 'ru',
    variant: 'brief',
    windowHours: 720,
  });
  assert.ok(answer.kind === 'edition');
  assert.equal(await editionPage(editionDeps(render), answer.editionId, answer.count), null);
});

test('an empty window says that there is no news, and how much the week had', async () => {
  const { render } = rendering();
  const answer = await editionNow(editionDeps(render), {
    digests: ['rights'],
    language: 'ru',
    variant: 'full',
    windowHours: 1,
  });
  assert.ok(answer.kind === 'empty');
  assert.equal(answer.why, 'noNews');
  assert.equal(answer.weekCount, 1);
  assert.ok(answer.lastReadAt);
});

test('a scheduled window holds what became ready in it, and the next one does not repeat it', async () => {
  const { render, editions } = rendering();
  const ready = new Date(Date.now() + 10_000);
  const compose = (coveredTo: Date, windowTo: Date) =>
    composeScheduled(editionDeps(render), {
      sections: [{ digest: 'all', coveredTo }],
      language: 'ru',
      variant: 'full',
      windowTo,
    });
  const first = await compose(new Date(ready.getTime() - 86_400_000), ready);
  assert.ok(first.storyIds.length >= 10);
  assert.equal(editions[0]?.windowHours, 24);
  const next = await compose(ready, new Date(ready.getTime() + 86_400_000));
  assert.deepEqual(next, { parts: [], storyIds: [] });
});

const firstPage = () => ({ offset: 0, limit: 5, until: new Date(Date.now() + 60_000) });

const QUERIES: { typed: string; finds: RegExp }[] = [
  { typed: 'Wabtec', finds: /Wabtec/ },
  { typed: 'локомотивы', finds: /Wabtec/ },
  { typed: 'Вабтек', finds: /Wabtec/ },
  { typed: 'uranium', finds: /уран/i },
  { typed: 'ұшақ', finds: /Boeing/ },
  { typed: 'Тоқаев Трамп', finds: /Трамп/ },
  { typed: 'вольфрам', finds: /Tungsten|вольфрам/i },
  { typed: 'стафт посол', finds: /Стаффт|посол|елші/i },
  { typed: 'супркомпьютер', finds: /суперкомпьютер/i },
];
for (const { typed, finds } of QUERIES) {
  test(`a search for "${typed}" finds its story`, async () => {
    const answer = await search({ db: database.db, understanding: () => u }, typed, 'ru', firstPage());
    assert.ok(
      answer.stories.some(({ headline }) => finds.test(headline)),
      JSON.stringify(answer.stories.map(({ headline }) => headline)),
    );
    assert.ok(answer.total >= answer.stories.length);
  });
}

test('pages of a search join without a gap, also when an article comes between them', async (t) => {
  const deps = { db: database.db, understanding: () => u };
  const { until } = firstPage();
  const pageAt = (offset: number) => search(deps, 'Казахстан', 'ru', { offset, limit: 5, until });
  const first = await pageAt(0);
  assert.ok(first.reachable > 10, String(first.reachable));
  // The newest of all would be the first.
  const [newest] = await database.sql<{ id: string }[]>`
    insert into articles (source_id, url_key, url, title, title_folded, text_hash, language, published_at, date_stated,
      seen_at, relevance, relevant, why, topics, entities, figures, features, search, story_id)
    select source_id, 'late', 'https://late.kz/', title, title_folded, 'late', language, now(), true,
      ${until.toISOString()}::timestamptz + interval '1 second', relevance, relevant, why, topics, entities, figures, features, search,
      (select min(id) from stories where merged_into is null)
      from articles where search @@ 'казахстан'::tsquery limit 1 returning id`;
  t.after(() => database.sql`delete from articles where id = ${newest!.id}`);
  const seen = [...first.stories];
  while (seen.length < first.reachable) {
    const next = await pageAt(seen.length);
    assert.ok(next.stories.length > 0 && next.total === first.total);
    seen.push(...next.stories);
  }
  assert.equal(seen.length, Math.min(100, first.total));
  assert.equal(new Set(seen.map(({ id }) => id)).size, seen.length);
  assert.deepEqual((await pageAt(first.reachable)).stories, []);
});

for (const typed of [
  '',
  '   ',
  "'; drop table articles; --",
  '!!!',
  '\0',
  '&|!:*',
  '\\',
  'яяяъъъ',
  '😀'.repeat(300),
]) {
  test(`a search for ${JSON.stringify(typed.slice(0, 20))} finds nothing and breaks nothing`, async () => {
    const answer = await search({ db: database.db, understanding: () => u }, typed, 'kk', firstPage());
    assert.deepEqual(answer.stories, []);
  });
}

test('topics are counted by day and week', async () => {
  const counts = await topicCounts({
    db: database.db,
    clock: databaseClock(database.db),
    understanding: () => u,
  });
  assert.ok(!counts.some(({ id }) => id === 'all'));
  const transport = counts.find(({ id }) => id === 'transport');
  assert.ok(transport && transport.day >= 1 && transport.week > transport.day);
});

test('a story has a page in both languages, and an unknown one none', async () => {
  const { stories } = await editionOf('security', 'ru');
  const id = stories[0]!.id;
  assert.ok((await storyPage({ db: database.db, understanding: () => u }, id, 'kk'))?.headline);
  assert.equal(await storyPage({ db: database.db, understanding: () => u }, 999_999, 'ru'), null);
});

test('reading the same entries again changes nothing', async () => {
  const [before] = await database.sql`select count(*)::int as n, max(id) as last from articles`;
  const deps = newsDeps(database.db, fakeReader({}), u);
  await database.sql`update sources set next_check_at = now()`;
  while (await ingestNext(deps, SIGNAL));
  const [after] = await database.sql`select count(*)::int as n, max(id) as last from articles`;
  assert.deepEqual(after, before);
});
