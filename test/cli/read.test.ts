import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runToEnd } from '../support/runToEnd.ts';

const program = fileURLToPath(new URL('../../src/cli/read.ts', import.meta.url));
const fixture = (path: string) => fileURLToPath(new URL(`../fixtures/${path}`, import.meta.url));

const run = (args: readonly string[], environment: NodeJS.ProcessEnv = {}) =>
  runToEnd(program, args, environment);

test('a page in a file is shown as the reading stage sees it', async () => {
  const { code, out } = await run([fixture('pages/kk_agency_summit.html')]);
  const shown = JSON.parse(out);
  assert.equal(code, 0);
  assert.deepEqual(
    [shown.kind, shown.language, shown.title, shown.published],
    ['page', 'kk', 'Тоқаев Вашингтондағы «C5+1» саммитіне қатысты', '2025-11-06T16:30:00.000Z'],
  );
  assert.match(shown.text, /^Мемлекет басшысы/);
});

test('a page that names no address of its own has none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kopir-read-'));
  const file = join(folder, 'page.html');
  const sentence =
    'Президент провёл встречу с делегацией и обсудил совместные проекты в энергетике и на транспорте.';
  writeFileSync(file, `<html><body><h1>Встреча</h1><p>${sentence}</p><p>${sentence}</p></body></html>`);
  const shown = JSON.parse((await run([file])).out);
  rmSync(folder, { recursive: true });
  assert.deepEqual([shown.title, shown.canonicalUrl], ['Встреча', null]);
});

test('a feed is shown with its entries, from a file and from an address', async () => {
  const file = JSON.parse((await run([fixture('feeds/wordpress.xml')])).out);
  assert.deepEqual([file.kind, file.language, file.entries.length, file.links.length], ['feed', 'en', 2, 2]);
  assert.equal(file.entries[0].published, '2025-11-06T16:30:00.000Z');

  const server = createServer((request, response) => {
    if (request.url === '/robots.txt') response.writeHead(404).end();
    else
      response.end(
        '<rss><channel><title>Новости</title><item><title>Посол США прибыл в Астану</title><link>/1</link></item></channel></rss>',
      );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { out } = await run([`http://${address}/rss`, '--kind', 'feed'], { FETCH_ALLOW: address });
  server.close();
  assert.equal(JSON.parse(out).entries[0].link, `http://${address}/1`);
});

const MISTAKES: { name: string; args: string[]; says: RegExp }[] = [
  { name: 'nothing', args: [], says: /usage/ },
  { name: 'an unknown kind', args: ['x', '--kind', 'book'], says: /"book" is no kind/ },
  { name: 'an unknown option', args: ['x', '--fast'], says: /usage/ },
  { name: 'a missing file', args: ['missing.xml'], says: /missing\.xml: cannot be read \(ENOENT\)/ },
  { name: 'a private address', args: ['http://192.168.0.1/feed'], says: /blocked_address.*FETCH_ALLOW/ },
  {
    name: 'a page that should be a feed',
    args: [fixture('pages/ru_flash.html'), '--kind', 'feed'],
    says: /not_feed: an HTML page/,
  },
];
for (const { name, args, says } of MISTAKES) {
  test(`${name} ends with code 1 and words on standard error`, async () => {
    const { code, out, err } = await run(args);
    assert.equal(code, 1);
    assert.equal(out, '');
    assert.match(err, says);
    assert.doesNotMatch(err, /\n\s+at /);
  });
}
