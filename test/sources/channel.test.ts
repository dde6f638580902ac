import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import type { Source } from '../../src/domain/knowledge.ts';
import { createReader } from '../../src/sources/reader.ts';

/** Ids asked for as `before`; null for the newest page. */
const asked: (number | null)[] = [];
/** Posts younger than a day. */
let recent = 0;
let isBroken = false;
const NEWEST = 200;

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (url.pathname === '/robots.txt') return response.writeHead(404).end();
  const before = url.searchParams.get('before');
  asked.push(before === null ? null : Number(before));
  if (before !== null && isBroken) return response.writeHead(500).end();
  const last = before === null ? NEWEST : Number(before) - 1;
  const ids = Array.from({ length: 20 }, (_, n) => last - 19 + n).filter((id) => id > 0);
  const posts = ids.map((id) => {
    const at = new Date(Date.now() - (id > NEWEST - recent ? 60_000 : 2 * 86_400_000)).toISOString();
    return `<div class="tgme_widget_message" data-post="kanal/${id}"><div class="tgme_widget_message_text">Хабар ${id}</div><time datetime="${at}"></time></div>`;
  });
  return response.setHeader('content-type', 'text/html').end(`<html><body>${posts.join('')}</body></html>`);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
const reader = createReader({ contact: null, version: '9.9', fetchAllow: [`127.0.0.1:${port}`] });
after(async () => {
  await reader.close();
  server.closeAllConnections();
  server.close();
});

const source = {
  id: 'kanal',
  url: `http://127.0.0.1:${port}/s/kanal`,
  kind: 'telegram',
  language: 'kk',
  timeZone: 'Asia/Almaty',
} as Source;
async function idsOf(): Promise<number[]> {
  asked.length = 0;
  const none = { etag: null, lastModified: null, bodyHash: null };
  const reading = await reader.readSource(source, none, AbortSignal.timeout(60_000));
  if (reading.kind !== 'entries') assert.fail(JSON.stringify(reading));
  return reading.entries.map(({ guid }) => Number(guid.split('/')[1])).sort((a, b) => a - b);
}
const range = (from: number) => Array.from({ length: NEWEST - from + 1 }, (_, n) => from + n);

test('of a quiet channel the newest page is enough', async () => {
  recent = 19;
  assert.deepEqual([await idsOf(), asked], [range(181), [null]]);
});

test('of a busy channel pages are read back to the posts of yesterday', async () => {
  recent = 25;
  assert.deepEqual([await idsOf(), asked], [range(161), [null, 181]]);
});

test('at most three pages are read back', async () => {
  recent = 200;
  assert.deepEqual([await idsOf(), asked], [range(121), [null, 181, 161, 141]]);
});

test('a page back that fails leaves the newest page what it is', async () => {
  isBroken = true;
  assert.deepEqual([await idsOf(), asked], [range(181), [null, 181]]);
});
