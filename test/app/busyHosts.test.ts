import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ingestAll, ingestNext } from '../../src/app/ingest.ts';
import type { ReadFailure } from '../../src/app/ports.ts';
import { freshDatabase } from '../support/database.ts';
import { anEntry, aSource, fakeReader, newsDeps, reading, understandingWith } from '../support/news.ts';

const SIGNAL = AbortSignal.timeout(120_000);
const TITLE = 'Казахстан и США подписали меморандум о критических минералах';
const busy = (retryAfterSeconds?: number): ReadFailure => ({
  ...{ kind: 'failed', code: 'busy', detail: 'the host asked to be left alone' },
  retryAfterSeconds,
});
const u = await understandingWith([aSource()]);
const pages = (count: number) =>
  Array.from({ length: count }, (_, n) => anEntry({ url: `http://127.0.0.1:1/${n}`, title: TITLE }));

test('a source whose host has no turn for us has not failed, and is looked at again when the host allows it', async () => {
  const { db, sql } = await freshDatabase();
  for (const [asked, least, most] of [
    [3600, 3500, 3600],
    [undefined, 30, 60],
  ] as const) {
    const reports = await ingestAll(newsDeps(db, fakeReader({ test_ru: busy(asked) }), u), SIGNAL);
    assert.match(reports[0]?.errors.join() ?? '', /busy: the host/);
    const [row] = await sql`
      select failures, last_error, extract(epoch from next_check_at - clock_timestamp())::float8 as s from sources`;
    assert.deepEqual([row?.failures, row?.last_error], [0, null]);
    assert.ok(row?.s > least && row?.s <= most, String(row?.s));
  }
});

test('pages of a busy host wait without a failed try, and the rest of them is not asked for', async () => {
  const { db, sql } = await freshDatabase();
  const found = pages(40);
  const answers = Object.fromEntries(found.map(({ url }) => [url, busy(3600)]));
  const reader = fakeReader({ test_ru: reading(found) }, answers);
  const [report] = await ingestAll(newsDeps(db, reader, u), SIGNAL);
  assert.deepEqual([report?.outcome, report?.errors], ['read', []]);
  assert.ok(reader.asked.length >= 1 && reader.asked.length <= 4, String(reader.asked.length));
  const [row] = await sql`
    select count(*)::int as n, max(attempts) as attempts,
           count(*) filter (where not_before > now() + interval '50 minutes')::int as held from entries
     where state = 'waiting'`;
  assert.deepEqual({ ...row }, { n: 40, attempts: 0, held: reader.asked.length });
});

test('a host that does not answer for page after page is left for this run', async () => {
  const { db } = await freshDatabase();
  const found = pages(40);
  const silent: ReadFailure = { kind: 'failed', code: 'timeout', detail: 'no whole answer in time' };
  const reader = fakeReader(
    { test_ru: reading(found) },
    Object.fromEntries(found.map(({ url }) => [url, silent])),
  );
  const [report] = await ingestAll(newsDeps(db, reader, u), SIGNAL);
  assert.ok(reader.asked.length >= 6 && reader.asked.length <= 9, String(reader.asked.length));
  assert.equal(report?.errors.length, reader.asked.length);
});

test('a page that is not answered now and then does not stop the others', async () => {
  const { db } = await freshDatabase();
  const found = pages(30);
  const answers = Object.fromEntries(
    found.map(({ url }, n) => [
      url,
      n % 3 === 0
        ? ({ kind: 'failed', code: 'timeout', detail: 'x' } as ReadFailure)
        : { title: TITLE, text: TITLE },
    ]),
  );
  const reader = fakeReader({ test_ru: reading(found) }, answers);
  await ingestAll(newsDeps(db, reader, u), SIGNAL);
  assert.equal(reader.asked.length, 30);
});

test('a lane takes no source that is left to others', async () => {
  const { db } = await freshDatabase();
  const both = await understandingWith([aSource({ id: 'quick' }), aSource({ id: 'slow' })]);
  const deps = newsDeps(db, fakeReader({ quick: reading([]), slow: reading([]) }), both);
  const except = new Set(['slow']);
  assert.equal((await ingestNext(deps, SIGNAL, except))?.source, 'quick');
  assert.equal(await ingestNext(deps, SIGNAL, except), null);
  assert.equal((await ingestNext(deps, SIGNAL))?.source, 'slow');
});
