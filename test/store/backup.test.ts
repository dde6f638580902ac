import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import fc from 'fast-check';
import { backupOf } from '../../src/store/backup.ts';
import { migrate, migrationCount } from '../../src/store/migrate.ts';
import { restore } from '../../src/store/restore.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

const seed = Number(process.env.SEED ?? Date.now() % 1e8);
console.log(`store/backup.test.ts: SEED=${seed}`);

const empty = () => freshDatabase({ migrated: false, max: 2 });

async function read(source: AsyncIterable<Uint8Array | string>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of source) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}
const backup = (database: TestDatabase) => read(backupOf(database.url));
const stream = (bytes: Uint8Array) => Readable.from([bytes]);

/** Rows of every table as text, each table in its own order of rows. */
async function contents(database: TestDatabase): Promise<Record<string, string[]>> {
  const tables = await database.sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`;
  const found: Record<string, string[]> = {};
  for (const { name } of tables) {
    const rows = await database.sql<
      { row: string }[]
    >`select t::text as row from ${database.sql(name)} t order by 1`;
    found[name] = rows.map(({ row }) => row);
  }
  return found;
}

async function fill({ sql }: TestDatabase, title: string): Promise<void> {
  await sql`insert into sources (id) values ('s') on conflict do nothing`;
  const [story] = await sql<{ id: number }[]>`
    insert into stories (substance, topics, relevance, first_published_at, last_published_at)
    values (${title}, array['trade', 'a"b,{}'], 1, now(), now()) returning id`;
  // A story that was merged into one that comes later in the table.
  await sql`insert into stories (substance, topics, relevance, first_published_at, last_published_at, merged_into)
    values ('x', '{}', 0, now(), now(), ${story?.id ?? 0})`;
  await sql`
    insert into articles (source_id, url_key, url, title, title_folded, text, text_hash, language, published_at,
      date_stated, relevance, relevant, why, topics, entities, figures, features, search, story_id)
    values ('s', ${title}, 'https://a.example/', ${title}, ${title}, ${title}, 'h', 'kk', now(), true, 1, true, '{}',
      '{}', '{}', '[]', '{}', 'уран:1A кен:2'::tsvector, ${story?.id ?? 0})`;
  await sql`insert into chats (chat_id, type, language, zone) values (${7e9 + title.length}, 'private', 'kk', 'Asia/Almaty')
    on conflict do nothing`;
}

test('a backup restored into an empty database is the same to the last row, and goes on from there', async () => {
  const from = await freshDatabase();
  for (const title of ['Қазақстан', 'tab\tand\\.', '\\.', 'line\nbreak\r\u2028 end', '', '\\N', '"{},'])
    await fill(from, title);
  const into = await empty();
  const { rows, madeAt } = await restore(into.url, stream(await backup(from)));
  assert.deepEqual(await contents(into), await contents(from));
  assert.equal(rows.articles, 7);
  assert.ok(Math.abs(madeAt.getTime() - Date.now()) < 60_000);
  const [found] = await into.sql<{ n: number }[]>`
    select count(*)::int as n from articles where search_title @@ 'уран'::tsquery`;
  assert.equal(found?.n, 7, 'computed columns are computed again');
  await fill(into, 'one more');
  const [last] = await into.sql<{ id: number }[]>`select max(id)::int as id from stories`;
  assert.equal(last?.id, 16, 'numbers go on');
});

test('many rows come through, however slowly they are taken', async () => {
  const from = await freshDatabase();
  await from.sql`
    insert into chats (chat_id, type, language, zone)
    select n, 'private', 'kk', 'Asia/Almaty' from generate_series(1, 100000) n`;
  const pieces: Buffer[] = [];
  for await (const piece of backupOf(from.url)) {
    pieces.push(Buffer.from(piece));
    await new Promise((resolve) => setImmediate(resolve));
  }
  const into = await empty();
  assert.equal((await restore(into.url, stream(Buffer.concat(pieces)))).rows.chats, 100_000);
});

test('whatever a text holds comes back', async () => {
  const from = await freshDatabase();
  const texts = fc.array(fc.string({ unit: 'binary' }), { minLength: 20, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(texts, async (titles) => {
      await from.sql`truncate sources, stories, articles, chats cascade`;
      const stored = titles.map((title) => title.replaceAll('\0', '').toWellFormed());
      for (const title of new Set(stored)) await fill(from, title);
      const into = await empty();
      await restore(into.url, stream(await backup(from)));
      assert.deepEqual(await contents(into), await contents(from));
    }),
    { numRuns: 3, seed },
  );
});

test('a backup is one moment: what others write meanwhile is in it whole or not at all', async () => {
  const from = await freshDatabase();
  await fill(from, 'first');
  const bytes: Buffer[] = [];
  let isWriting = true;
  const writing = (async () => {
    for (let n = 0; isWriting; n++)
      await from.sql.begin(async (tx) => {
        const [chat] = await tx<{ id: number }[]>`
        insert into chats (chat_id, type, language, zone) values (${1000 + n}, 'private', 'ru', 'UTC') returning chat_id as id`;
        await tx`insert into subscriptions (chat_id, digest, zone, days, at_min, covered_to)
        values (${chat?.id ?? 0}, 'trade', 'UTC', 1, 1, now())`;
      });
  })();
  for await (const piece of backupOf(from.url)) {
    bytes.push(Buffer.from(piece as Buffer));
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  isWriting = false;
  await writing;
  const into = await empty();
  const { rows } = await restore(into.url, stream(Buffer.concat(bytes)));
  assert.equal(rows.chats, (rows.subscriptions ?? 0) + 1);
});

test('a backup of an older version is brought to the present schema', async () => {
  const older = migrationCount() - 2;
  const from = await empty();
  await migrate(from.url, older);
  await from.sql`insert into chats (chat_id, type, language, zone) values (1, 'private', 'kk', 'Asia/Almaty')`;
  const into = await empty();
  await restore(into.url, stream(await backup(from)));
  const [state] = await into.sql<
    { n: number }[]
  >`select count(*)::int as n from drizzle.__drizzle_migrations`;
  assert.equal(state?.n, migrationCount());
  assert.equal((await contents(into)).chats?.length, 1);
});

test('what is no whole backup is refused, with the reason, and leaves the database empty', async () => {
  const from = await freshDatabase();
  await fill(from, 'Қазақстан');
  const whole = await backup(from);
  const text = whole.toString('utf8');
  const into = await empty();
  const cases: [string, Buffer | string, RegExp][] = [
    ['another file', 'PGDMP', /no backup of Köpir/],
    ['an empty file', '', /no backup of Köpir/],
    ['half of it', whole.subarray(0, whole.length / 2), /damaged/],
    ['all but its last line', text.slice(0, text.lastIndexOf('{"rows"')), /its end is missing/],
    ['one without a row', text.replace(/\n\d+\t\\N\tprivate\t.*\n/, '\n'), /0 of 1 rows of chats/],
    ['one of a newer version', text.replace(/"migrations":\d+/, '"migrations":9999'), /newer Köpir/],
  ];
  for (const [name, bytes, why] of cases) {
    await assert.rejects(restore(into.url, stream(Buffer.from(bytes))), why, name);
    assert.deepEqual(await contents(into), {}, name);
  }
  await restore(into.url, stream(whole));
  await assert.rejects(restore(into.url, stream(whole)), /needs an empty one/);
});

test('a database that is not ours has nothing to back up', async () => {
  await assert.rejects(backup(await empty()), /no tables of Köpir/);
});
