import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { DocumentRequest } from '../../src/sources/document.ts';
import { createDocumentWorkers } from '../../src/sources/workers.ts';

const workers = createDocumentWorkers();
after(() => workers.close());

function request(text: string | Uint8Array, more: Partial<DocumentRequest> = {}): DocumentRequest {
  return {
    kind: 'page',
    bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text,
    url: 'https://dala.example/1',
    contentType: null,
    charset: null,
    language: 'ru',
    timeZone: 'Asia/Almaty',
    now: new Date('2025-11-10T00:00:00Z'),
    fetchAllow: new Set(),
    selectors: null,
    ...more,
  };
}
const ARTICLE = `<html><body><h1>x</h1><article>${'<p>Президент провёл встречу с делегацией деловых кругов и обсудил проекты.</p>'.repeat(5)}</article></body></html>`;
/** Opened and closed side by side: neither deep nor too many, but more than can be understood in seconds. */
const SLOW = `<html><body><h1>x</h1>${'<div><a href="/a">слово и ещё слово</a> <b>и</b></div>'.repeat(16_000)}</body></html>`;

test('documents are understood elsewhere, more of them than there are threads', async () => {
  const readings = await Promise.all(
    Array.from({ length: 12 }, () => workers.read(request(ARTICLE), 10_000)),
  );
  for (const reading of readings) assert.equal(reading.kind, 'page');
});

test('a document that takes too long is given up, and the main thread never waits for it', async () => {
  let ticks = 0;
  const timer = setInterval(() => ticks++, 10);
  const before = performance.now();
  const reading = await workers.read(request(SLOW), 300);
  clearInterval(timer);
  assert.ok(
    reading.kind === 'failed' && /not understood within 0.3 s/.test(reading.detail),
    JSON.stringify(reading).slice(0, 200),
  );
  assert.ok(performance.now() - before < 5000);
  assert.ok(ticks > 5, `${ticks} ticks`);
  assert.equal((await workers.read(request(ARTICLE), 10_000)).kind, 'page');
});

test('a document that holds up the others gets a second thread beside it', async () => {
  const own = createDocumentWorkers();
  let isSlowDone = false;
  const reading = own.read(request(SLOW), 60_000).then(() => {
    isSlowDone = true;
  });
  assert.equal((await own.read(request(ARTICLE), 60_000)).kind, 'page');
  assert.equal(isSlowDone, false);
  await own.close();
  await reading;
});

test('large documents are understood one at a time, and an ordinary one waits for one of them at the most', async () => {
  const own = createDocumentWorkers();
  const item =
    '<item><title>Новая школа</title><link>https://a.example/1</link><description>В Алматы.</description></item>';
  const large = `<rss version="2.0"><channel>${item.repeat(25_000)}</channel></rss>`;
  const order: string[] = [];
  const read = (name: string, text: string, kind: 'feed' | 'page') =>
    own.read(request(text, { kind }), 30_000).then((reading) => order.push(`${name} ${reading.kind}`));
  try {
    const readings = Array.from({ length: 8 }, (_, n) => read(`large ${n}`, large, 'feed'));
    await Promise.all([...readings, read('small', ARTICLE, 'page')]);
  } finally {
    await own.close();
  }
  const done = order.filter((name) => name.startsWith('large'));
  assert.deepEqual(
    done,
    Array.from({ length: 8 }, (_, n) => `large ${n} feed`),
  );
  // With one thread the small one comes after the first large one; a second thread can only be quicker.
  assert.ok(order.indexOf('small page') <= 1, order.join(', '));
});

test('the bytes decide what a document is when nobody says it', async () => {
  const kinds: [string, string][] = [
    ['<?xml version="1.0"?><rss><channel><item><title>x</title></item></channel></rss>', 'feed'],
    ['<?xml version="1.0"?><!DOCTYPE html><html><body><p>x</p></body></html>', 'failed'],
    ['<!-- <html> --><rss version="2.0"><channel/></rss>', 'feed'],
    ['<!DOCTYPE rss SYSTEM "rss.dtd"><rss version="0.91"><channel/></rss>', 'feed'],
    ['<br />\n<b>Warning</b>: x<br />\n<?xml version="1.0"?><rss><channel/></rss>', 'feed'],
    ['<p>Новости</p><p>без рамки, зато с текстом.</p>', 'failed'],
    ['{"version":"https://jsonfeed.org/version/1.1","title":"x","items":[]}', 'feed'],
    ['<feed xmlns="http://www.w3.org/2005/Atom"></feed>', 'feed'],
    ['<urlset><url><loc>https://a.example/1</loc></url></urlset>', 'sitemap'],
    [
      '<html><body><div class="tgme_widget_message js-widget" data-post="kanal/1"><div class="tgme_widget_message_text">Хабар</div></div></body></html>',
      'telegram',
    ],
    [ARTICLE, 'page'],
    [`<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>${ARTICLE}`, 'page'],
  ];
  for (const [text, kind] of kinds) {
    assert.equal((await workers.read(request(text, { kind: null }), 10_000)).kind, kind, text.slice(0, 40));
  }
});

test('pictures, archives and PDFs are no text', async () => {
  for (const head of ['%PDF-1.7', 'PK\x03\x04', '\x89PNG', 'GIF89a']) {
    const reading = await workers.read(request(Buffer.from(head.padEnd(500, '\x01'), 'latin1')), 10_000);
    assert.equal(reading.kind === 'failed' && reading.code, 'not_html', head);
  }
});

for (const [name, contentType, prolog] of [
  ['by HTTP', 'text/xml; charset=windows-1251', '<?xml version="1.0"?>'],
  ['by its prolog', null, '<?xml version="1.0" encoding="windows-1251"?>'],
  ['by nobody', null, ''],
] as const) {
  test(`a feed in windows-1251, named ${name}, is read`, async () => {
    const { default: iconv } = await import('iconv-lite');
    const text = `${prolog}<rss version="2.0"><channel><item><title>Посол США посетил Алматы</title><link>https://dala.example/1</link></item></channel></rss>`;
    const reading = await workers.read(
      request(new Uint8Array(iconv.encode(text, 'win1251')), { kind: 'feed', contentType }),
      10_000,
    );
    assert.equal(reading.kind === 'feed' && reading.entries[0]?.title, 'Посол США посетил Алматы');
  });
}

test('closed workers answer instead of hanging', async () => {
  const closed = createDocumentWorkers();
  const pending = closed.read(request(ARTICLE), 10_000);
  await closed.close();
  assert.equal((await pending).kind, 'failed');
  assert.equal((await closed.read(request(ARTICLE), 10_000)).kind, 'failed');
});
