import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ingestAll } from '../../src/app/ingest.ts';
import { connect } from '../../src/store/client.ts';
import { databaseTurns } from '../../src/store/hosts.ts';
import { freshDatabase } from '../support/database.ts';
import { aSource, newsDeps, understandingWith } from '../support/news.ts';
import { FEED, failureOf, inTime, NONE, pathsOf, readerFor, serve, sourceAt } from '../support/web.ts';

const database = await freshDatabase();
const turns = databaseTurns(database.db);

test('a host that asked to be left alone is left alone by every replica, also after a restart', async () => {
  const server = await serve((_, response) => response.writeHead(429, { 'retry-after': '3600' }).end());
  const first = failureOf(
    await readerFor([server], { turns }).readSource(sourceAt(`${server.origin}/a`), NONE, inTime()),
  );
  assert.deepEqual([first.code, first.status, first.retryAfterSeconds], ['http_status', 429, 3600]);
  const asked = server.requests.length;
  const restarted = readerFor([server], { turns: databaseTurns(database.db) });
  for (const path of ['/a', '/b']) {
    const held = failureOf(await restarted.readSource(sourceAt(server.origin + path), NONE, inTime()));
    assert.equal(held.code, 'busy');
    assert.ok((held.retryAfterSeconds ?? 0) > 3500);
  }
  assert.equal(server.requests.length, asked);
});

test('503 without a time leaves the host alone by our own measure, and the source knows for how long', async () => {
  const server = await serve((_, response) => response.writeHead(503).end());
  const reader = readerFor([server], { turns });
  // An allowed address is not spaced: it waits only when it said how long.
  for (let n = 0; n < 2; n++) {
    const failed = failureOf(await reader.readSource(sourceAt(server.origin), NONE, inTime()));
    assert.deepEqual([failed.code, failed.status, failed.retryAfterSeconds], ['http_status', 503, undefined]);
  }
  assert.deepEqual(pathsOf(server), ['/robots.txt', '/', '/']);
});

test('a database that is gone fails the readings, not the program', async () => {
  const server = await serve((_, response) => response.end(FEED));
  const own = connect(database.url, { max: 1, name: 'kopir-gone' });
  await own.close(1);
  const gone = databaseTurns(own.db);
  const reader = readerFor([server], { turns: gone });
  for (const url of [server.origin, 'http://news.example/']) {
    const failed = failureOf(await reader.readSource(sourceAt(url), NONE, inTime()));
    assert.equal(failed.code, 'busy');
    assert.match(failed.detail, /out of reach/);
    assert.equal(failureOf(await reader.readPage(url, sourceAt(url), inTime())).code, 'busy');
  }
  assert.equal(server.requests.length, 0, 'what cannot be taken in turn is not asked');
  const u = await understandingWith([aSource({ url: server.origin })]);
  const reports = await ingestAll(newsDeps(database.db, reader, u), inTime());
  assert.match(reports[0]?.errors.join() ?? '', /busy/);
  const [row] =
    await database.sql`select failures, next_check_at > now() + interval '30 seconds' as later from sources`;
  assert.deepEqual({ ...row }, { failures: 0, later: true });
});
