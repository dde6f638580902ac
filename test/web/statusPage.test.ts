import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, test } from 'node:test';
import { chromium } from 'playwright-core';
import { createPublicStatus } from '../../src/app/publicStatus.ts';
import { saveEdition } from '../../src/store/editions.ts';
import { startWeb } from '../../src/web/server.ts';
import { statusPage } from '../../src/web/statusPage.ts';
import { shippedUnderstanding } from '../domain/understanding.ts';
import { freshDatabase } from '../support/database.ts';

const NOW = new Date('2026-11-22T10:00:00Z');
const database = await freshDatabase();
const { knowledge } = await shippedUnderstanding();
const [first, second] = knowledge.sources.filter(({ enabled }) => enabled);
if (first === undefined || second === undefined) throw new Error('two sources are enabled');
const hostile = { ...second, name: { ru: '<img src=x> & «Вести»', kk: '<img src=x> & «Хабар»' } };

await database.sql`insert into sources (id, last_success_at) values (${first.id}, '2026-11-22T09:40:00Z'), (${second.id}, null)`;
await database.sql`insert into troubles (source_id, what, since, told_at) values (${second.id}, 'failing', now(), now())`;
const spec = { kind: 'scheduled', language: 'kk', variant: 'full', windowTo: NOW } as const;
await saveEdition(
  database.db,
  { ...spec, sections: ['trade@1', 'uranium@1'] },
  {
    parts: [{ text: 'x', entities: [], keyboard: [] }],
    storyIds: [1, 2, 3, 4, 5],
  },
);
await database.sql`
  insert into deliveries (chat_id, kind, dedupe_key, edition_id, due_at, local_date, slots, state, reason, not_before, expires_at, done_at)
  select n, 'digest', 'digest:1', 1, now(), current_date, 1, case when n <= 1200 then 'sent' else 'unknown' end,
         case when n <= 1200 then null else 'timeout' end, now(), now(), now() from generate_series(1, 1203) n`;
await database.sql`insert into delivery_days values (current_date - 3, 'ru', 'sent', '', 700), (current_date - 3, 'kk', 'sent', '', 77), (current_date - 300, 'kk', 'sent', '', 5)`;

let isAway = false;
const status = createPublicStatus({
  db: database.db,
  clock: { now: async () => NOW },
  knowledge: () => ({ ...knowledge, sources: [first, hostile] }),
});
const web = await startWeb({ host: '127.0.0.1', port: 0, onError: (error) => assert.fail(String(error)) });
web.add(statusPage(async () => (isAway ? Promise.reject(new Error('away')) : status()), 'Asia/Almaty'));
after(() => web.close(0));
const get = (path: string, language = '') =>
  fetch(`http://127.0.0.1:${web.port}${path}`, { headers: { 'accept-language': language } });
const text = (html: string) =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

test('the page tells sources, editions and deliveries, in the language that is asked for', async () => {
  const ru = text(await (await get('/')).text());
  for (const words of [
    'Источников с неполадкой: 1',
    first.name.ru,
    'в порядке',
    'не читается',
    'ещё не читался',
    'по-казахски · 5 новостей',
    'Торговля и инвестиции',
  ])
    assert.ok(ru.includes(words), `${words} in ${ru}`);
  assert.match(ru, /: доставлено 777 /);
  assert.match(ru, /: доставлено 1.200, не дошло 3 /);
  const kk = text(await (await get('/', 'kk-KZ,kk;q=0.9')).text());
  for (const words of [
    'Ақауы бар дереккөз саны: 1',
    'оқылмай тұр',
    'қазақша · 5 жаңалық',
    'Сауда және инвестиция',
  ])
    assert.ok(kk.includes(words), `${words} in ${kk}`);
  assert.equal(text(await (await get('/?lang=kk')).text()), kk);
  assert.equal(text(await (await get('/?lang=ru', 'kk')).text()), ru);
  assert.equal(text(await (await get('/?lang=<b>')).text()), ru);
});

test('what is not the page is left to others, and words from files are text', async () => {
  assert.equal((await get('/status')).status, 404);
  const answer = await get('/');
  assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'none'/);
  const html = await answer.text();
  assert.ok(!html.includes('<img') && html.includes('&#60;img src=x&#62; &#38; «Вести»'));
});

test('without a database the page says so', async () => {
  isAway = true;
  const answer = await get('/', 'kk');
  assert.equal(answer.status, 503);
  assert.match(await answer.text(), /Дерекқор жауап бермей тұр/);
  isAway = false;
});

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
);
const skip = executablePath ? false : 'no Chromium here: apt-get install chromium';
test('in a browser on a phone nothing runs over the edge, nothing is blocked, and a link leads to Kazakh', {
  skip,
}, async () => {
  const browser = await chromium.launch({
    executablePath: executablePath ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 }, locale: 'ru-RU' });
    const wrong: string[] = [];
    page.on(
      'console',
      (line) => line.type() === 'error' && !line.text().includes('favicon') && wrong.push(line.text()),
    );
    page.on(
      'request',
      (request) => request.url().startsWith(`http://127.0.0.1:${web.port}/`) || wrong.push(request.url()),
    );
    await page.goto(`http://127.0.0.1:${web.port}/`);
    assert.match((await page.locator('#summary').textContent()) ?? '', /Источников с неполадкой/);
    const over = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    assert.ok(over <= 0, `${over} px too wide`);
    assert.ok((await page.locator('rect.sent').first().boundingBox())?.width);
    await page.locator('a[lang=kk]').click();
    assert.match((await page.locator('#summary').textContent()) ?? '', /Ақауы бар дереккөз/);
    assert.equal(await page.locator('html').getAttribute('lang'), 'kk');
    assert.deepEqual(
      wrong.filter((line) => !/404/.test(line)),
      [],
    );
  } finally {
    await browser.close();
  }
});
