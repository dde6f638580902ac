import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ingestAll, ingestNext } from '../../src/app/ingest.ts';
import type { ReadFailure } from '../../src/app/ports.ts';
import { freshDatabase } from '../support/database.ts';
import { anEntry, aSource, fakeReader, newsDeps, reading, understandingWith } from '../support/news.ts';

const SIGNAL = AbortSignal.timeout(60_000);
const RELEVANT = {
  title: 'Казахстан и США подписали меморандум о критических минералах',
  text: 'В Вашингтоне министр промышленности Казахстана Ерсайын Нагаспаев и министр торговли США Говард Лутник подписали меморандум о критических минералах. Документ охватывает разведку и переработку.',
};
const LOCAL = {
  title: 'В Алматы открыли новую школу',
  text: 'В Наурызбайском районе Алматы открыли школу на 1200 мест. Здание построили за полтора года, рассказали в управлении образования города. В школе есть бассейн и мастерские.',
};
const NETWORK: ReadFailure = { kind: 'failed', code: 'network', detail: 'ECONNREFUSED' };

test('one dead source and one dead page stop nothing, and each is named', async () => {
  const { db, sql } = await freshDatabase();
  const u = await understandingWith([
    aSource({ id: 'dead' }),
    aSource({ id: 'good' }),
    aSource({ id: 'off', enabled: false }),
  ]);
  const good = 'http://127.0.0.1:1/good';
  const gone = 'http://127.0.0.1:1/gone';
  const entries = [
    anEntry({ url: gone, title: RELEVANT.title }),
    anEntry({ url: good, title: RELEVANT.title }),
  ];
  const deps = newsDeps(db, fakeReader({ dead: NETWORK, good: reading(entries) }, { [good]: RELEVANT }), u);
  const reports = await ingestAll(deps, SIGNAL);
  assert.deepEqual(
    reports.map(({ source, outcome, relevant }) => [source, outcome, relevant]),
    [
      ['dead', 'failed', 0],
      ['good', 'read', 1],
    ],
  );
  assert.match(reports[0]!.errors.join(), /network: ECONNREFUSED/);
  assert.match(reports[1]!.errors.join(), /gone.*404/);
  const rows =
    await sql`select id, failures, last_error, next_check_at > now() + interval '10 minutes' as later from sources order by id`;
  assert.deepEqual(
    rows.map((row) => [row.id, row.failures, row.later]),
    [
      ['dead', 1, true],
      ['good', 0, true],
    ],
  );
});

test('a page that cannot be read is tried three times, then quarantined with the reason', async () => {
  const { db, sql } = await freshDatabase();
  const u = await understandingWith([aSource()]);
  const url = 'http://127.0.0.1:1/slow';
  const reader = fakeReader(
    { test_ru: reading([anEntry({ url, title: RELEVANT.title })]) },
    { [url]: { ...NETWORK, code: 'timeout' } },
  );
  const deps = newsDeps(db, reader, u);
  for (let run = 0; run < 5; run++) {
    await ingestAll(deps, SIGNAL);
    await sql`update entries set not_before = now() - interval '1 minute'`;
  }
  assert.equal(reader.asked.length, 3);
  const [entry] = await sql`select state, attempts, reason from entries`;
  assert.deepEqual({ ...entry }, { state: 'quarantined', attempts: 3, reason: 'timeout: ECONNREFUSED' });
});

test('when the page has no text, the feed own words are used and marked', async () => {
  const { db, sql } = await freshDatabase();
  const u = await understandingWith([aSource()]);
  const url = 'http://127.0.0.1:1/app';
  const entry = anEntry({ url, title: RELEVANT.title, text: RELEVANT.text });
  const deps = newsDeps(
    db,
    fakeReader(
      { test_ru: reading([entry]) },
      { [url]: { kind: 'failed', code: 'no_text', detail: 'empty' } },
    ),
    u,
  );
  await ingestAll(deps, SIGNAL);
  const [article] = await sql`select teaser_only, text from articles`;
  assert.deepEqual({ ...article }, { teaser_only: true, text: RELEVANT.text });
});

test('a page is not asked for when the teaser shows that it is about something else', async () => {
  const { db, sql } = await freshDatabase();
  const u = await understandingWith([aSource()]);
  const reader = fakeReader({ test_ru: reading([anEntry({ url: 'http://127.0.0.1:1/school', ...LOCAL })]) });
  await ingestAll(newsDeps(db, reader, u), SIGNAL);
  assert.deepEqual(reader.asked, []);
  const [entry] = await sql`select state, reason from entries`;
  assert.equal(entry?.state, 'ignored');
  assert.ok(entry?.reason);
});

test('a feed that carries whole articles is enough', async () => {
  const { db, sql } = await freshDatabase();
  const u = await understandingWith([aSource()]);
  const text =
    `${RELEVANT.text}\n${'Стороны договорились о проектах по вольфраму и редкоземельным металлам. '.repeat(8)}`.trim();
  const reader = fakeReader({
    test_ru: reading([anEntry({ url: 'http://127.0.0.1:1/full', title: RELEVANT.title, text })]),
  });
  await ingestAll(newsDeps(db, reader, u), SIGNAL);
  assert.deepEqual(reader.asked, []);
  assert.equal((await sql`select 1 from articles`).length, 1);
});

test('the same address in two feeds, with tracking, is one article', async () => {
  const { db, sql } = await freshDatabase();
  const u = await understandingWith([aSource({ id: 'a' }), aSource({ id: 'b' })]);
  const plain = 'http://127.0.0.1:1/news/1';
  const tracked = 'http://127.0.0.1:1/news/1/?utm_source=rss';
  const deps = newsDeps(
    db,
    fakeReader(
      {
        a: reading([anEntry({ url: plain, title: RELEVANT.title })]),
        b: reading([anEntry({ url: tracked, title: RELEVANT.title })]),
      },
      { [plain]: RELEVANT, [tracked]: RELEVANT },
    ),
    u,
  );
  await ingestAll(deps, SIGNAL);
  assert.equal((await sql`select 1 from articles`).length, 1);
});

test('an entry that throws is recorded, and those behind it are read', async () => {
  const { db, sql } = await freshDatabase();
  const u = await understandingWith([aSource()]);
  const [bad, good] = ['http://127.0.0.1:1/bad', 'http://127.0.0.1:1/fine'];
  const reader = fakeReader(
    {
      test_ru: reading([
        anEntry({ url: bad!, title: RELEVANT.title }),
        anEntry({ url: good!, title: RELEVANT.title }),
      ]),
    },
    { [good!]: RELEVANT },
  );
  const throwing = {
    ...reader,
    readPage: (url: string, ...rest: [never, never]) =>
      url === bad ? Promise.reject(new Error('poison')) : reader.readPage(url, ...rest),
  };
  const deps = newsDeps(db, throwing, u);
  await ingestAll(deps, SIGNAL);
  assert.equal(deps.problems.length, 1);
  assert.equal((await sql`select 1 from articles`).length, 1);
  const [entry] = await sql`select reason, attempts from entries where url = ${bad!}`;
  assert.deepEqual({ ...entry }, { reason: 'unexpected: poison', attempts: 1 });
});

test('two replicas read a due source once', async () => {
  const { db } = await freshDatabase();
  const u = await understandingWith([aSource()]);
  let readings = 0;
  const deps = newsDeps(
    db,
    fakeReader({
      test_ru: () => {
        readings += 1;
        return reading([]);
      },
    }),
    u,
  );
  const reports = await Promise.all(Array.from({ length: 8 }, () => ingestNext(deps, SIGNAL)));
  assert.equal(readings, 1);
  assert.equal(reports.filter(Boolean).length, 1);
});

test('a failing source is asked less and less often, at most once a day', async () => {
  const { db, sql } = await freshDatabase();
  const u = await understandingWith([aSource({ everyMinutes: 15 })]);
  const deps = newsDeps(db, fakeReader({ test_ru: NETWORK }), u);
  const pauses: number[] = [];
  for (let run = 0; run < 10; run++) {
    await sql`update sources set next_check_at = now()`;
    await ingestNext(deps, SIGNAL);
    const [row] =
      await sql`select extract(epoch from next_check_at - clock_timestamp())::float8 / 60 as minutes from sources`;
    pauses.push(row?.minutes);
  }
  assert.ok(pauses[0]! >= 14 && pauses[0]! <= 17, String(pauses[0]));
  assert.ok(pauses[2]! >= 59 && pauses[2]! <= 67, String(pauses[2]));
  assert.ok(pauses.every((minutes) => minutes <= 24 * 60 * 1.1 + 1));
  assert.ok(pauses.at(-1)! >= 24 * 60 - 1);
});

const PLAIN = 'В городе открыли библиотеку, в ней двадцать тысяч книг и зал для детей. '.repeat(10).trim();

test('a feed of whole texts is judged in one run, however many they are', async () => {
  const { db, sql } = await freshDatabase();
  const u = await understandingWith([aSource()]);
  const whole = `${RELEVANT.text}\n${PLAIN}`;
  const entries = Array.from({ length: 230 }, (_, n) =>
    anEntry({
      url: `http://127.0.0.1:1/${n}`,
      ...(n % 10 === 0 ? { title: RELEVANT.title, text: whole } : { title: `Новость ${n}`, text: PLAIN }),
    }),
  );
  const reader = fakeReader({ test_ru: reading(entries) });
  const [report] = await ingestAll(newsDeps(db, reader, u), SIGNAL);
  assert.deepEqual(reader.asked, []);
  assert.deepEqual([report?.entries, report?.fresh, report?.relevant], [230, 230, 23]);
  const states = await sql`
    select state, count(*)::int as n, max(length(text)) as left, min(reason) as reason from entries group by state order by state`;
  assert.deepEqual(
    states.map((row) => ({ ...row })),
    [
      { state: 'done', n: 23, left: 0, reason: null },
      { state: 'ignored', n: 207, left: 0, reason: 'no Kazakh party' },
    ],
  );
});

test('of entries without a text forty pages are read in one run, pages that robots.txt forbids not counted', async () => {
  const { db, sql } = await freshDatabase();
  const u = await understandingWith([aSource({ id: 'open' }), aSource({ id: 'shut' })]);
  const entries = (host: string) =>
    Array.from({ length: 60 }, (_, n) =>
      anEntry({ url: `http://127.0.0.1:1/${host}/${n}`, title: `Новость ${n}` }),
    );
  const forbidden: ReadFailure = { kind: 'failed', code: 'robots', detail: 'robots.txt forbids it' };
  const reader = fakeReader(
    { open: reading(entries('open')), shut: reading(entries('shut')) },
    Object.fromEntries([
      ...entries('open').map(({ url }) => [url, { title: 'Новость', text: PLAIN }]),
      ...entries('shut').map(({ url }) => [url, forbidden]),
    ]),
  );
  await ingestAll(newsDeps(db, reader, u), SIGNAL);
  const asked = (host: string) => reader.asked.filter((url) => url.includes(host)).length;
  assert.deepEqual([asked('open'), asked('shut')], [40, 60]);
  const [left] =
    await sql`select count(*)::int as n from entries where source_id = 'open' and state = 'waiting'`;
  assert.equal(left?.n, 20);
});

test('an entry whose title changes while its page is awaited takes the new title and keeps its failures', async () => {
  const { db, sql } = await freshDatabase();
  const u = await understandingWith([aSource()]);
  const url = 'http://127.0.0.1:1/news/1';
  let title = 'Первый заголовок';
  const reader = fakeReader({ test_ru: () => reading([anEntry({ url, title })]) }, { [url]: NETWORK });
  const deps = newsDeps(db, reader, u);
  await ingestAll(deps, SIGNAL);
  title = 'Исправленный заголовок';
  const [report] = await ingestAll(deps, SIGNAL);
  assert.equal(report?.fresh, 0);
  const rows = await sql`select title, state, attempts from entries`;
  assert.deepEqual(
    rows.map((row) => ({ ...row })),
    [{ title, state: 'waiting', attempts: 1 }],
  );
});

test('ids and titles with halves of characters, quotes and backslashes are kept, each once', async () => {
  const { db, sql } = await freshDatabase();
  const u = await understandingWith([aSource()]);
  const odd = ['a\ud83d', '\ude00b', `'; "\\`, '\\u0000', '{1,2}', '😀'];
  const entries = odd.map((guid, n) =>
    anEntry({ url: `http://127.0.0.1:1/${n}`, guid, title: guid, text: PLAIN }),
  );
  const deps = newsDeps(db, fakeReader({ test_ru: reading([...entries, ...entries]) }), u);
  const [first] = await ingestAll(deps, SIGNAL);
  const [second] = await ingestAll(deps, SIGNAL);
  assert.deepEqual([first?.fresh, second?.fresh], [odd.length, 0]);
  assert.equal((await sql`select 1 from entries where state = 'ignored'`).length, odd.length);
  assert.deepEqual(deps.problems, []);
});
