/**
 * What is kept takes how much room, and what is asked of all of it takes how long: `node test/bench/rows.ts [--chats
 * 1000000] [--sources 100000] [--sends 30000] [--only news,readers,sources,articles]`, or `npm run bench -- rows`. On PostgreSQL as it is embedded, filled by
 * the program's own statements where they exist: the development set read, grouped and told; chats of two topics and
 * a delivery each, some of which go through claim, `sending` and outcome as the sender writes them; updates; sources.
 * Sizes are `pg_total_relation_size`: table, indexes and what is stored beside it. Prints `name: figure unit`.
 */
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { group } from '../../src/app/group.ts';
import { ingestAll } from '../../src/app/ingest.ts';
import { summarize } from '../../src/app/summarize.ts';
import { articlesOf } from '../../src/store/articles.ts';
import { connect } from '../../src/store/client.ts';
import { claimDue, startSending } from '../../src/store/deliveries.ts';
import { finishSending } from '../../src/store/outcomes.ts';
import { addSources, claimSources, sourceStates } from '../../src/store/sources.ts';
import { readStatus } from '../../src/store/status.ts';
import { storiesAround } from '../../src/store/stories.ts';
import { evalArticles } from '../eval/articles.ts';
import { aDigestPart, anEdition } from '../support/delivery.ts';
import { report } from '../support/figures.ts';
import { fillWithChats, fillWithStories } from '../support/manyStories.ts';
import { anEntry, aSource, fakeReader, newsDeps, reading, understandingWith } from '../support/news.ts';
import { ownServer } from '../support/ownServer.ts';

const { values } = parseArgs({
  options: {
    chats: { type: 'string', default: '1000000' },
    sources: { type: 'string', default: '100000' },
    sends: { type: 'string', default: '30000' },
    only: { type: 'string', default: 'news,readers,sources,articles' },
  },
});
const [CHATS, SOURCES, SENDS] = [values.chats, values.sources, values.sends].map(Number) as [
  number,
  number,
  number,
];
const PARTS = new Set(values.only.split(','));
const FIRST_CHAT = 1_000_001;
/** As many rows as a sender starts at once when it may send a thousand a second. */
const BATCH = 64;
const OUTLETS = 12;
/** Copies of the development set's articles in one window. */
const COPIES = 23;
const MANY_ARTICLES = 30_000;
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

const server = await ownServer({ max_wal_size: '4GB' });
const connection = connect(server.url, { max: 1, name: 'kopir-bench', statementSeconds: 0 });
const { db, sql } = connection;
try {
  await sql`set synchronous_commit = off`;
  if (PARTS.has('news')) await news();
  if (PARTS.has('readers')) await chatsAndDeliveries();
  if (PARTS.has('readers')) await updates();
  if (PARTS.has('readers') && PARTS.has('news')) await follows();
  if (PARTS.has('sources')) await manySources();
  if (PARTS.has('readers')) await questions();
  if (PARTS.has('articles')) await manyArticles();
} finally {
  await connection.close();
  await server.close();
}

/** Bytes of a row of `table`, its indexes included; `share` of them in the table itself. */
async function bytes(table: string, what = table): Promise<void> {
  const [size] = await sql<{ total: string; own: string; n: number }[]>`
    select pg_total_relation_size(${table}::regclass)::text as total, pg_table_size(${table}::regclass)::text as own,
           (xpath('/row/n/text()', query_to_xml('select count(*) as n from ' || ${table}, false, true, '')))[1]::text::int as n`;
  if (size === undefined || size.n === 0) throw new Error(`${table} is empty`);
  report(`${what}, a row of ${size.n}`, Number(size.total) / size.n, 'bytes');
  report(`${what}, of them in indexes`, (Number(size.total) - Number(size.own)) / size.n, 'bytes');
}

async function timed(what: string, work: () => Promise<unknown>): Promise<void> {
  const began = performance.now();
  await work();
  report(what, performance.now() - began, 'ms');
}

/** How many a second, of work that does some at each call until nothing is left. */
async function pace(what: string, unit: string, work: () => Promise<number>): Promise<void> {
  const began = performance.now();
  let all = 0;
  for (let done = await work(); done > 0; done = await work()) all += done;
  report(`${what}, ${all} of them`, (1000 * all) / (performance.now() - began), unit);
}

/** The development set, published within five days by some outlets. */
async function news(): Promise<void> {
  const all = [...evalArticles('tuned'), ...evalArticles('frozen')];
  const sources = Array.from({ length: OUTLETS }, (_, n) => aSource({ id: `outlet_${n}` }));
  const now = Date.now();
  const entries = all.map(({ title }, n) =>
    anEntry({
      url: `https://outlet-${n % OUTLETS}.example/${n}`,
      title,
      publishedAt: new Date(now - (n * 5 * DAY) / all.length - MINUTE),
    }),
  );
  const feeds = sources.map(
    ({ id }, n) => [id, reading(entries.filter((_, at) => at % OUTLETS === n))] as const,
  );
  const pages = entries.map(({ url, title }, n) => [url, { title, text: all[n]?.text ?? '' }] as const);
  const u = await understandingWith(sources);
  const deps = newsDeps(db, fakeReader(Object.fromEntries(feeds), Object.fromEntries(pages)), u);
  const { signal } = new AbortController();
  const began = performance.now();
  // What still waits after a round without progress is tried again much later.
  for (let [before, waiting] = [-1, entries.length]; waiting > 0 && waiting !== before; ) {
    before = waiting;
    await sql`update sources set next_check_at = now()`;
    await ingestAll(deps, signal);
    const [row] = await sql<{ n: number }[]>`select count(*)::int as n from entries where state = 'waiting'`;
    waiting = row?.n ?? 0;
  }
  report('entries read and judged', (1000 * entries.length) / (performance.now() - began), 'entries/s');
  await pace('articles put into stories', 'articles/s', () => group(deps));
  await pace('stories told in both languages', 'stories/s', () => summarize(deps, signal));
  if (deps.problems.length > 0) throw deps.problems[0]?.error;
  const [text] = await sql<{ letters: number; kept: number }[]>`
    select avg(length(text))::float8 as letters, avg(pg_column_size(text))::float8 as kept from articles`;
  report('text of an article, on average', text?.letters ?? 0, 'characters');
  report('text of an article, as kept for 30 days', text?.kept ?? 0, 'bytes');
  await bytes('articles', 'articles, as they were written');
  for (const table of ['entries', 'articles', 'stories', 'summaries', 'story_versions']) {
    // Without the versions of rows, and the lists of the search indexes, that vacuum clears away by and by.
    await sql.unsafe(`vacuum full ${table}`);
    await bytes(table);
  }
  await window();
}

/** One day of digests: the first `SENDS` go the way of the sender, the others are there as sent. */
async function chatsAndDeliveries(): Promise<void> {
  await fillWithChats(connection, FIRST_CHAT, CHATS);
  const editions: number[] = [];
  for (let n = 0; n < 200; n += 1)
    editions.push(await anEdition(db, { parts: [aDigestPart(n), aDigestPart(n + 1)] }));
  const insert = (from: number, count: number, state: 'queued' | 'sent') => sql`
    insert into deliveries (chat_id, kind, dedupe_key, edition_id, due_at, local_date, slots, part, state, not_before,
      expires_at, message_ids, done_at)
    select ${FIRST_CHAT + from}::bigint + n, 'digest', 'digest:' || extract(epoch from date_trunc('minute', now()))::bigint,
           ${editions[0] ?? 0}::bigint + n % ${editions.length}::int, date_trunc('minute', now()), '2026-11-25', 2,
           0, ${state}, date_trunc('minute', now()), now() + interval '6 hours',
           case ${state} when 'sent' then array[n]::bigint[] else '{}' end, case ${state} when 'sent' then now() end
      from generate_series(0, ${count}::int - 1) n`;
  await insert(0, SENDS, 'queued');
  const began = performance.now();
  const worker = randomUUID();
  for (let left = SENDS; left > 0; ) {
    const claimed = await claimDue(db, worker, BATCH);
    const started = await startSending(
      db,
      worker,
      claimed.map(({ id }) => id),
    );
    await finishSending(
      db,
      worker,
      started.map(({ id, part, sendingAt }) => ({
        ...{ id, sentPart: part, sentAt: sendingAt, state: 'sent', part, attempts: 1, unknownCount: 0 },
        ...{ plain: false, alert: false, delaySeconds: 0, messageId: id, reason: null, errorCode: null },
      })),
    );
    left -= started.length;
    if (started.length === 0) throw new Error(`${left} could not be sent`);
  }
  report(
    'statements of a sender alone, one connection',
    (SENDS * 1000) / (performance.now() - began),
    'deliveries/s',
  );
  await bytes('deliveries', 'deliveries, as the sender leaves them');
  await sql`truncate deliveries`;
  await insert(0, CHATS, 'sent');
  await sql`vacuum analyze deliveries`;
  for (const table of ['chats', 'subscriptions', 'deliveries', 'editions']) await bytes(table);
}

async function updates(): Promise<void> {
  await sql`insert into updates_seen (update_id) select generate_series(1, 200000)`;
  await bytes('updates_seen');
}

async function follows(): Promise<void> {
  await sql`
    insert into follows (chat_id, story_id, version)
    select chat_id, story.id, 1 from (select chat_id from chats limit 50000) reader
     cross join (select id from stories order by id limit 4) story`;
  await bytes('follows');
}

async function manySources(): Promise<void> {
  const ids = Array.from({ length: SOURCES }, (_, n) => `source_${n}`);
  await addSources(db, ids);
  await sql`
    update sources set etag = '"5f2c1a9e-1b7c"', definition = '{"url":"https://example.org/rss/' || id || '","kind":"feed"}',
           last_success_at = now(), last_tried_at = now(), last_new_at = now(), next_check_at = now() + interval '15 minutes'`;
  await sql`vacuum full sources`;
  await sql`analyze sources`;
  await bytes('sources');
  await timed(`claiming a source of ${SOURCES}, none due`, () => claimSources(db, ids, 1));
  await sql`update sources set next_check_at = now() - interval '1 second'`;
  await timed(`claiming a source of ${SOURCES}, all due`, () => claimSources(db, ids, 1));
  await timed(`reading the states of ${SOURCES} sources`, () => sourceStates(db, ids));
}

/** Two weeks full of articles as they were read: a batch of new ones is compared with all of them. */
async function window(): Promise<void> {
  const copies = await sql`
    with times as (select generate_series(1, ${COPIES}::int) as copy),
    old as (select id, row_number() over (order by id) as place from stories where merged_into is null),
    made as (insert into stories (substance, topics, relevance, first_published_at, last_published_at)
      select s.substance, s.topics, s.relevance, s.first_published_at, s.last_published_at
        from times cross join old join stories s using (id) order by copy, place returning id),
    fresh as (select id, row_number() over (order by id) as place from made)
    insert into articles (source_id, url_key, url, title, title_folded, text, text_hash, language, published_at, date_stated,
      relevance, relevant, why, topics, entities, figures, features, search, story_id)
    select a.source_id, a.url_key || '/' || copy, a.url, a.title, a.title_folded, a.text, a.text_hash || copy, a.language,
           a.published_at, true, a.relevance, true, a.why, a.topics, a.entities, a.figures, a.features, a.search, fresh.id
      from times cross join old join articles a on a.story_id = old.id
      join fresh on fresh.place = (copy - 1) * (select count(*) from old) + old.place returning 1`;
  const [from, to] = [new Date(Date.now() - 14 * DAY), new Date()];
  await timed(`reading the window of a batch, ${copies.length} articles and more`, async () => {
    const around = await storiesAround(db, from, to);
    await articlesOf(
      db,
      around.map(({ id }) => id),
    );
  });
}

/** Search indexes hold each word once: of many articles each takes less. */
async function manyArticles(): Promise<void> {
  await sql`truncate stories, articles, summaries, story_versions, follows, retellings`;
  await fillWithStories(connection, await understandingWith([]), MANY_ARTICLES);
  const [size] = await sql<{ each: number }[]>`
    select pg_indexes_size('articles')::float8 / ${MANY_ARTICLES}::int as each`;
  report(`articles' indexes, of ${MANY_ARTICLES} of eight sentences`, size?.each ?? 0, 'bytes');
}

/** What is asked of everything at once. */
async function questions(): Promise<void> {
  const [rows] = await sql<{ n: number }[]>`select count(*)::int as n from chats`;
  await timed(`everything that /metrics counts, ${rows?.n} chats`, () => readStatus(db, ['outlet_1']));
}
