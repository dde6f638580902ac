import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { alertAdmins } from '../../src/app/alert.ts';
import { ingestNext } from '../../src/app/ingest.ts';
import type { SourceReading } from '../../src/app/ports.ts';
import { prune } from '../../src/app/prune.ts';
import { databaseClock } from '../../src/store/clock.ts';
import { readStatus } from '../../src/store/status.ts';
import {
  anEmptyStage,
  anInstallation,
  failed,
  NOTHING,
  news,
  OTHERS,
  pass,
  RU,
  SIGNAL,
  UNCHANGED,
  well,
} from '../support/alerts.ts';
import { freshDatabase } from '../support/database.ts';
import { aChat } from '../support/delivery.ts';
import { aSource } from '../support/news.ts';

const database = await freshDatabase();
const { db, sql } = database;
beforeEach(() => anEmptyStage(database));

test('the operator’s own network is down: one message, and one when it is back', async () => {
  const sources = Array.from({ length: 30 }, (_, n) =>
    aSource({ id: `s${n}`, name: { ru: `И${n}`, kk: `Д${n}` } }),
  );
  const says: Record<string, SourceReading> = Object.fromEntries(sources.map(({ id }) => [id, news()]));
  const { read, told } = await anInstallation(database, sources, says);
  await read();
  for (const { id } of sources.slice(2)) says[id] = failed('network');
  await read(2);
  assert.deepEqual(await told(), NOTHING);
  for (let n = 0; n < 3; n++) {
    await read();
    const { ru, kk } = await told();
    if (n > 0) assert.deepEqual([ru, kk], [[], []]);
    else {
      assert.match(
        ru.join('\n---\n'),
        /^Большинство источников не читается: 28 из 30\nНачалось: .*причина: с сайтом нет связи\.\nЧто делать: .*\nНе читаются: И2, И3, [^\n]*$/,
      );
      assert.match(kk.join('\n---\n'), /^Дереккөздердің көбі оқылмай тұр: барлығы – 30, оқылмайтыны – 28\n/);
    }
  }
  for (const { id } of sources.slice(3)) says[id] = UNCHANGED;
  await pass(database, 1);
  await read();
  const { ru } = await told();
  assert.equal(ru.length, 1);
  assert.match(ru[0]!, /Источники снова читаются/);
  assert.match(ru[0]!, /^Источник не читается: И2\n/, 'who still fails is told now');
});

test('many troubles in short time come together, and none is left out', async () => {
  const sources = Array.from({ length: 20 }, (_, n) =>
    aSource({ id: `s${n}`, name: { ru: `И${n}`, kk: `Д${n}` } }),
  );
  const says: Record<string, SourceReading> = Object.fromEntries(sources.map(({ id }) => [id, news()]));
  const { read, told } = await anInstallation(database, sources, says);
  await read();
  const messages: string[] = [];
  for (let n = 0; n < 9; n++) {
    says[`s${n}`] = failed('network');
    await read(3);
    messages.push(...(await told()).ru);
  }
  assert.equal(messages.length, 3);
  await pass(database, 1);
  const { ru } = await told();
  assert.equal(ru.length, 1);
  assert.match(ru[0]!, /^Неполадки у источников: 6\n/);
  const named = new Set([...messages, ...ru].join('\n').match(/\bs\d+(?=\))/g));
  assert.deepEqual(
    [...named].sort(),
    Array.from({ length: 9 }, (_, n) => `s${n}`),
  );
});

test('an admin without an active private chat is reported, the others are told', async () => {
  const STOPPED = await aChat(db, { status: 'stopped' });
  const GROUP = await aChat(db, { type: 'group' });
  const { read, alerts } = await anInstallation(database, [aSource(), ...OTHERS], { ...well() });
  await read(3);
  const report = await alertAdmins({ ...alerts, adminIds: [999_999, RU, STOPPED, GROUP] });
  assert.deepEqual([report?.told, report?.unreached], [1, [1, 3, 4]]);
  const rows = await sql`select chat_id::int from deliveries`;
  assert.deepEqual(
    rows.map(({ chat_id }) => chat_id),
    [RU],
  );
});

test('an editor’s new address begins anew: read at once, without the old validators', async () => {
  const says: Record<string, SourceReading> = { test_ru: failed('http_status', { status: 410 }) };
  const before = await anInstallation(database, [aSource()], says);
  await ingestNext(before.news, SIGNAL);
  await before.told();
  await sql`update sources set etag = 'old'`;
  const moved = aSource({ url: 'http://127.0.0.1:1/new', name: { ru: 'Новая', kk: 'Жаңа' } });
  says.test_ru = news();
  const after = await anInstallation(database, [moved], says);
  const report = await ingestNext(after.news, SIGNAL);
  assert.equal(report?.outcome, 'read', 'it is due');
  const [row] = await sql`select failures, paused_at, etag from sources`;
  assert.deepEqual({ ...row }, { failures: 0, paused_at: null, etag: null });
  assert.match((await after.told()).ru[0]!, /^Источник снова в порядке: Новая/);
});

test('a lasting redirect is reported when it is found, and kept', async () => {
  const movedTo = 'http://127.0.0.1:1/elsewhere';
  const says: Record<string, SourceReading> = { test_ru: { ...UNCHANGED, movedTo } as SourceReading };
  const { news: deps } = await anInstallation(database, [aSource()], says);
  assert.equal((await ingestNext(deps, SIGNAL))?.movedTo, movedTo);
  await sql`update sources set next_check_at = now()`;
  assert.equal((await ingestNext(deps, SIGNAL))?.movedTo, undefined, 'once is enough');
  assert.equal((await sql`select moved_to from sources`)[0]?.moved_to, movedTo);
  says.test_ru = UNCHANGED;
  await sql`update sources set next_check_at = now()`;
  await ingestNext(deps, SIGNAL);
  assert.equal((await sql`select moved_to from sources`)[0]?.moved_to, null);
});

test('a source that is switched off troubles nobody any more, and is forgotten in time', async () => {
  const on = await anInstallation(database, [aSource(), ...OTHERS], { ...well() });
  await on.read(3);
  await on.told();
  const off = await anInstallation(database, [aSource({ enabled: false }), ...OTHERS], { ...well() });
  assert.deepEqual(await off.told(), NOTHING);
  const open = async () => (await sql`select 1 from troubles where ended_at is null`).length;
  assert.equal(await open(), 1, 'another replica may still read it');
  assert.deepEqual(await on.told(), NOTHING, 'and tells nothing again');
  await pass(database, 49);
  assert.deepEqual(await off.told(), NOTHING);
  assert.equal(await open(), 0);
});

test('troubles that are long over are forgotten, those that last are kept', async () => {
  const of = (id: string, ended: string | null) => sql`
    insert into troubles (source_id, what, since, told_at, ended_at)
    values (${id}, 'failing', now() - interval '200 days', now() - interval '200 days', now() - ${ended}::interval)`;
  for (const [id, ended] of [
    ['old', '91 days'],
    ['young', '89 days'],
    ['open', null],
  ] as const)
    await of(id, ended);
  const report = await prune({ db, clock: databaseClock(db) });
  assert.equal(report.troubles, 1);
  const left = await sql`select source_id from troubles order by id`;
  assert.deepEqual(
    left.map(({ source_id }) => source_id),
    ['young', 'open'],
  );
});

test('the metrics tell of enabled sources and of what the admins were told', async () => {
  const says: Record<string, SourceReading> = well();
  const { read, told } = await anInstallation(database, [aSource(), ...OTHERS], says);
  await read(3);
  await told();
  const before = await readStatus(db, ['test_ru', 'b']);
  assert.deepEqual(before.troubles, [{ source: 'test_ru', what: 'failing' }]);
  assert.deepEqual([before.sources, before.sourcesFailing], [2, 1]);
  assert.deepEqual(
    before.sourceStates.map(({ id, failures, lastSuccess, lastNew }) => [
      id,
      failures,
      lastSuccess !== null,
      lastNew !== null,
    ]),
    [
      ['b', 0, true, true],
      ['test_ru', 3, false, false],
    ],
  );
  assert.deepEqual((await readStatus(db, ['b'])).troubles, [], 'switched off');
});

test('a success that an older version recorded ends what failed before it', async () => {
  const { read } = await anInstallation(database, [aSource()], {});
  await read(3);
  await pass(database, 400 * 24);
  // It knows of no other columns.
  await sql`update sources set failures = 0, last_error = null, last_success_at = now(), paused_at = now()`;
  await read();
  const [row] =
    await sql`select failures, paused_at, failing_since > now() - interval '1 hour' as fresh from sources`;
  assert.deepEqual({ ...row }, { failures: 1, paused_at: null, fresh: true });
});

test('a source whose host has no turn for us for a day is told, and is no failure', async () => {
  const says: Record<string, SourceReading> = { test_ru: news() };
  const { read, told, news: deps } = await anInstallation(database, [aSource()], says);
  await read();
  says.test_ru = failed('busy', { retryAfterSeconds: 600 });
  await pass(database, 23);
  await ingestNext(deps, SIGNAL);
  assert.deepEqual(await told(), NOTHING);
  await pass(database, 2);
  await ingestNext(deps, SIGNAL);
  assert.equal((await sql`select failures from sources`)[0]?.failures, 0);
  assert.match((await told()).ru[0]!, /^Источник не читается: Проба\nСайт просит подождать.*Началось: /);
  says.test_ru = UNCHANGED;
  await pass(database, 1);
  await ingestNext(deps, SIGNAL);
  assert.match((await told()).ru[0]!, /^Источник снова в порядке: /);
});
