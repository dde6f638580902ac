import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { freshDatabase } from '../support/database.ts';
import { aSource } from '../support/news.ts';
import { aDataDir } from '../support/program.ts';
import { runToEnd } from '../support/runToEnd.ts';

const DAY = 86_400_000;
const item = (n: number, daysAgo: number) =>
  `<item><title>Новость ${n}</title><link>https://news.example/${n}</link><pubDate>${new Date(Date.now() - daysAgo * DAY).toUTCString()}</pubDate></item>`;
const feed = (...items: string[]) =>
  `<rss version="2.0"><channel><title>Проба</title>${items.join('')}</channel></rss>`;
const RSS = 'application/rss+xml; charset=utf-8';

/** Answers by path; two paths of them are forbidden by robots.txt or moved for good. */
const server = createServer((request, response) => {
  const send = (status: number, type: string, body: string, headers = {}) =>
    response.writeHead(status, { 'content-type': type, ...headers }).end(body);
  switch (request.url) {
    case '/robots.txt':
      return send(200, 'text/plain', 'User-agent: *\nDisallow: /private');
    case '/good':
      return send(200, RSS, feed(item(1, 0)));
    case '/moved':
      return send(301, 'text/plain', '', { location: '/good' });
    case '/old':
      return send(200, RSS, feed(item(2, 9)));
    case '/html':
      return send(200, RSS, '<!doctype html><html><body><h1>Басты бет</h1></body></html>');
    default:
      return send(404, 'text/plain', '');
  }
});
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
after(() => server.close());
const address = server.address();
const host = `127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`;
const database = await freshDatabase();
const { sql } = database;

const folder = join(aDataDir(), 'digests');
cpSync('digests', folder, { recursive: true });
const IDS = ['good', 'moved', 'old', 'html', 'private'];
writeFileSync(
  join(folder, 'reading/sources.json'),
  JSON.stringify(
    IDS.map((id) => aSource({ id, url: `http://${host}/${id}`, licence: 'test', enabled: id !== 'private' })),
  ),
);

const run = (environment: Record<string, string>) =>
  runToEnd('src/cli/sources.ts', [], { DIGESTS_DIR: folder, FETCH_ALLOW: host, ...environment });

/** Rows of the table as cells by title; columns begin where their underlines do. */
function rowsOf(out: string): Map<string, Record<string, string>> {
  const lines = out.split('\n');
  const rule = lines.findIndex((line) => /^-+( {2}-+)+$/.test(line));
  assert.ok(rule > 0, out);
  const columns = [...lines[rule]!.matchAll(/-+/g)].map(({ index, 0: { length } }) => [
    index,
    index + length,
  ]);
  const cells = (line: string) => columns.map(([from, to]) => line.slice(from, to).trim());
  const titles = cells(lines[rule - 1]!);
  const rows = lines.slice(rule + 1, lines.indexOf('', rule)).map(cells);
  return new Map(rows.map((row) => [row[0]!, Object.fromEntries(row.map((cell, n) => [titles[n]!, cell]))]));
}

before(async () => {
  await sql`insert into sources (id, failures, failing_since, last_code, last_error, paused_at, last_success_at, last_new_at,
      next_check_at, median_gap_seconds, quiet_after_seconds) values
    ('good', 0, null, null, null, null, '2026-11-20 10:00Z', '2026-11-19 01:00Z', '2026-11-20 10:15Z', 7200, 21600),
    ('html', 9, '2026-11-01 05:00Z', 'not_feed', 'not_feed: an HTML page instead of a feed', '2026-11-15 05:00Z',
      '2026-11-01 04:45Z', '2026-11-01 04:45Z', '2026-11-16 05:00Z', null, null)`;
  await sql`insert into entries (source_id, guid, url, title, text, state, attempts, reason) values
    ('good', 'x', 'http://127.0.0.1/x', '', '', 'quarantined', 3, 'no title')`;
});

test('one table shows what each source serves now and what is kept of it', { timeout: 120_000 }, async () => {
  const { code, out, err } = await run({ DATABASE_URL: database.url, DATA_DIR: aDataDir() });
  assert.equal(code, 1, err);
  const rows = rowsOf(out);
  assert.deepEqual([...rows.keys()], IDS);
  const good = rows.get('good')!;
  assert.equal(good.served, 'yes');
  assert.equal(good['robots.txt'], 'allows');
  assert.deepEqual(
    ['last success', 'last new', 'failures', 'next check', 'usual gap', 'trouble since', 'quarantined'].map(
      (title) => good[title],
    ),
    ['2026-11-20T10:00', '2026-11-19T01:00', '0', '2026-11-20T10:15', '2 h', 'silent 2026-11-19T01:00', '1'],
  );
  assert.equal(rows.get('html')!.remark, 'not_feed');
  assert.equal(rows.get('html')!['trouble since'], 'paused 2026-11-01T05:00');
  assert.equal(rows.get('old')!.remark, 'nothing newer than 3 days');
  assert.equal(rows.get('old')!['last success'], 'never');
  assert.equal(rows.get('moved')!.remark, 'moved');
  assert.deepEqual([rows.get('private')!['robots.txt'], rows.get('private')!.remark], ['forbids', 'robots']);
  assert.match(out, /2 of 5 sources pass/);
  assert.match(out, /Enabled but not passing:\n- old: .*\n- html: not_feed: .*\n\n/, 'not the disabled one');
  assert.match(
    out,
    /To be looked at:\n- moved: moved for good: write http:\/\/127\.0\.0\.1:\d+\/good into sources\.json/,
  );
  assert.match(out, /- good: 1 quarantined, the last one http:\/\/127\.0\.0\.1\/x: no title/);
  assert.match(out, /- html: tried once a day since 2026-11-15T05:00: change its address/);
});

test('without a database the probe is the same, and no database is made', { timeout: 120_000 }, async () => {
  const dataDir = aDataDir();
  const { code, out } = await run({ DATA_DIR: dataDir });
  assert.equal(code, 1);
  assert.match(out, /2 of 5 sources pass/);
  assert.match(out, /What the running program keeps is not shown: no database/);
  assert.deepEqual(existsSync(dataDir) ? readdirSync(dataDir) : [], []);
  assert.doesNotMatch(out, /last success/);
});

test('a database that is down costs some seconds, not the probe', { timeout: 120_000 }, async () => {
  const { code, out } = await run({
    DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/x',
    DATA_DIR: aDataDir(),
  });
  assert.equal(code, 1);
  assert.match(out, /2 of 5 sources pass/);
  assert.match(out, /not shown: the database cannot be read: /);
  assert.doesNotMatch(out, /secret/);
});
