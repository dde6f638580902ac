import assert from 'node:assert/strict';
import { test } from 'node:test';
import { group } from '../../src/app/group.ts';
import { ingestAll } from '../../src/app/ingest.ts';
import { summarize } from '../../src/app/summarize.ts';
import { freshDatabase } from '../support/database.ts';
import { anEntry, aSource, fakeReader, newsDeps, reading, understandingWith } from '../support/news.ts';

const SIGNAL = AbortSignal.timeout(60_000);
const source = aSource({ id: 'test_ru' });
const u = await understandingWith([source]);
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

const SIGNED = {
  url: 'http://127.0.0.1:1/signed',
  title: 'Wabtec и КТЖ подписали соглашение о 300 локомотивах',
  text: 'Американская компания Wabtec и «Казахстан темир жолы» подписали в Нью-Йорке соглашение о выпуске 300 локомотивов. Сумма соглашения – 4,2 млрд долларов. Собирать машины будут в Астане.',
};
const AGAIN = {
  url: 'http://127.0.0.1:1/again',
  title: 'КТЖ и Wabtec договорились о 300 локомотивах на 4,2 млрд долларов',
  text: 'КТЖ и американская Wabtec подписали соглашение о 300 локомотивах стоимостью 4,2 млрд долларов. Завод в Астане выпустит их за 15 лет. На церемонии в Нью-Йорке был Говард Лутник.',
};
const OTHER = {
  url: 'http://127.0.0.1:1/other',
  title: 'Филиал Университета Аризоны объявил набор в Петропавловске',
  text: 'Филиал Университета Аризоны в Петропавловске примет 200 студентов. Диплом выдаст американский университет. Это первый филиал вуза США в Казахстане.',
};

async function setUp() {
  const database = await freshDatabase();
  const run = async (...pages: (typeof SIGNED)[]) => {
    const entries = pages.map(({ url, title }, index) =>
      anEntry({ url, title, publishedAt: hoursAgo(5 - index) }),
    );
    const deps = newsDeps(
      database.db,
      fakeReader({ test_ru: reading(entries) }, Object.fromEntries(pages.map((page) => [page.url, page]))),
      u,
    );
    await ingestAll(deps, SIGNAL);
    while ((await group(deps)) > 0);
    while ((await summarize(deps, SIGNAL)) > 0);
    assert.deepEqual(deps.problems, []);
  };
  const stories = () =>
    database.sql<
      {
        id: string;
        version: number;
        n: number;
        ready_at: Date;
        updated_at: Date;
        merged_into: string | null;
      }[]
    >`
      select s.id, s.version, s.ready_at, s.updated_at, s.merged_into, count(a.id)::int as n
        from stories s left join articles a on a.story_id = s.id group by s.id order by s.id`;
  return { ...database, run, stories };
}

test('another outlet joins the story and does not make it news again', async () => {
  const { run, stories } = await setUp();
  await run(SIGNED);
  const [first] = await stories();
  await run(SIGNED, AGAIN, OTHER);
  const [same, other] = await stories();
  assert.deepEqual([same?.n, other?.n], [2, 1]);
  assert.equal(same?.version, first?.version);
  assert.deepEqual(same?.ready_at, first?.ready_at);
  assert.deepEqual(same?.updated_at, first?.updated_at);
});

test('an edit with another sum is a new version of the same story, told anew', async () => {
  const { run, stories, sql } = await setUp();
  await run(SIGNED);
  const [first] = await stories();
  const edited = {
    ...SIGNED,
    title: 'Wabtec и КТЖ подписали соглашение о 350 локомотивах',
    text: SIGNED.text.replaceAll('300', '350').replace('4,2', '4,9'),
  };
  await run(edited);
  const [second, none] = await stories();
  assert.equal(none, undefined, 'no second story');
  assert.ok(second!.version > first!.version);
  assert.deepEqual(second!.ready_at, first!.ready_at);
  assert.ok(second!.updated_at > first!.updated_at);
  const [told] = await sql<
    { story: { sentences: string[] } }[]
  >`select story from summaries where language = 'ru'`;
  assert.match(told!.story.sentences.join(' '), /350/);
  assert.doesNotMatch(told!.story.sentences.join(' '), /300/);
});

test('two replicas that group at once put each article into one story', async () => {
  const database = await freshDatabase();
  const pages = [SIGNED, AGAIN, OTHER];
  const deps = newsDeps(
    database.db,
    fakeReader(
      { test_ru: reading(pages.map(({ url, title }) => anEntry({ url, title }))) },
      Object.fromEntries(pages.map((page) => [page.url, page])),
    ),
    u,
  );
  await ingestAll(deps, SIGNAL);
  const counts = await Promise.all(Array.from({ length: 5 }, () => group(deps)));
  assert.equal(
    counts.reduce((sum, n) => sum + n, 0),
    3,
  );
  const [row] =
    await database.sql`select count(*)::int as stories, (select count(*)::int from articles where story_id is null) as left from stories`;
  assert.deepEqual({ ...row }, { stories: 2, left: 0 });
});
