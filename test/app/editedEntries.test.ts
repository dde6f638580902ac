import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ingestAll } from '../../src/app/ingest.ts';
import { freshDatabase } from '../support/database.ts';
import { anEntry, aSource, fakeReader, newsDeps, reading, understandingWith } from '../support/news.ts';

const SIGNAL = AbortSignal.timeout(120_000);
const TEXT =
  'В Вашингтоне министр промышленности Казахстана Ерсайын Нагаспаев и министр торговли США Говард Лутник подписали меморандум о критических минералах. Документ охватывает разведку и переработку. '.repeat(
    4,
  );
const TITLE = 'Казахстан и США подписали меморандум о критических минералах';
const url = 'http://127.0.0.1:1/news/1';

/** Articles and entries after each of `readings` of one source, in turn. */
async function keptAfter(readings: readonly (readonly Parameters<typeof anEntry>[0][])[]) {
  const { db, sql } = await freshDatabase();
  const u = await understandingWith([aSource()]);
  let at = 0;
  const reader = fakeReader({ test_ru: () => reading((readings[at] ?? []).map(anEntry)) });
  const deps = newsDeps(db, reader, u);
  const fresh: (number | undefined)[] = [];
  for (; at < readings.length; at++) {
    await sql`update sources set next_check_at = clock_timestamp()`;
    const [report] = await ingestAll(deps, SIGNAL);
    fresh.push(report?.fresh);
  }
  const articles = await sql<{ title: string }[]>`select title from articles`;
  const entries = await sql<{ n: number }[]>`select count(*)::int as n from entries`;
  return { fresh, titles: articles.map(({ title }) => title), entries: entries[0]?.n };
}

test('a title that is changed later is a new version of the same article', async () => {
  const changed = `${TITLE} (обновлено)`;
  const kept = await keptAfter([[{ url, title: TITLE, text: TEXT }], [{ url, title: changed, text: TEXT }]]);
  assert.deepEqual(kept, { fresh: [1, 0], titles: [changed], entries: 1 });
});

test('a whole text that is changed later under its title is judged again, a teaser is not', async () => {
  const longer = `${TEXT}Стоимость работ оценили в 120 млн долларов.`;
  const { db, sql } = await freshDatabase();
  const u = await understandingWith([aSource()]);
  const short = { url: 'http://127.0.0.1:1/news/2', title: 'Погода в Алматы', text: 'Завтра дождь.' };
  let text = TEXT;
  let teaser = short.text;
  const entries = () => [anEntry({ url, title: TITLE, text }), anEntry({ ...short, text: teaser })];
  const asked: string[] = [];
  const reader = fakeReader({ test_ru: () => reading(entries()) });
  const counting: typeof reader = {
    ...reader,
    readPage: (address, ...rest) => {
      asked.push(address);
      return reader.readPage(address, ...rest);
    },
  };
  const deps = newsDeps(db, counting, u);
  const kept = async () => {
    await sql`update sources set next_check_at = clock_timestamp()`;
    await ingestAll(deps, SIGNAL);
    return (await sql<{ text: string }[]>`select text from articles`).map((row) => row.text);
  };
  assert.deepEqual(await kept(), [TEXT]);
  const before = asked.length;
  [text, teaser] = [longer, 'Завтра ясно.'];
  assert.deepEqual(await kept(), [longer]);
  assert.equal(asked.length, before, 'no page is asked for again because of a teaser');
});

test('an id that is changed later leads to the same article by its address', async () => {
  const kept = await keptAfter([
    [{ url, guid: '1', title: TITLE, text: TEXT }],
    [{ url: `${url}?utm_source=rss`, guid: 'urn:1', title: TITLE, text: TEXT }],
  ]);
  assert.deepEqual(kept, { fresh: [1, 1], titles: [TITLE], entries: 2 });
});

test('what is read again unchanged is nothing new', async () => {
  const same = [{ url, title: TITLE, text: TEXT }];
  assert.deepEqual(await keptAfter([same, same, same]), { fresh: [1, 0, 0], titles: [TITLE], entries: 1 });
});

test('one story under fifty tracking addresses is one article', async () => {
  const many = Array.from({ length: 50 }, (_, n) => ({
    url: `${url}?utm_campaign=${n}&fbclid=${n}`,
    title: TITLE,
    text: TEXT,
  }));
  const { titles, fresh } = await keptAfter([many]);
  assert.deepEqual([titles, fresh], [[TITLE], [50]]);
});
