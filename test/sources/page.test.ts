import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import type { ItemContext } from '../../src/sources/items.ts';
import { type PageDocument, readPage } from '../../src/sources/page.ts';
import { itemContext } from '../support/itemContext.ts';

const context = itemContext('https://dala.example/ru/news/1', '2026-11-10T00:00:00Z');
const SENTENCE =
  'Президент провёл встречу с делегацией деловых кругов и обсудил совместные проекты в энергетике.';

function page(html: string, more: Partial<ItemContext> = {}): PageDocument {
  const reading = readPage(html, { ...context, ...more });
  if (reading.kind !== 'page') assert.fail(`${reading.code}: ${reading.detail}`);
  return reading;
}
function refusal(html: string): string {
  const reading = readPage(html, context);
  return reading.kind === 'failed' ? reading.code : reading.text;
}

// Each page stands beside the text that a reader would call the article: its title, then its paragraphs.
const pages = globSync(new URL('../fixtures/pages/*.html', import.meta.url).pathname)
  .filter((path) => !existsSync(path.replace(/html$/, 'json')))
  .sort();
assert.ok(pages.length >= 14, 'the fixtures are there');
for (const path of pages) {
  const name = basename(path, '.html');
  test(`${name}: every paragraph of the article and nothing else`, () => {
    const html = readFileSync(path, 'utf8');
    const [title, ...paragraphs] = readFileSync(path.replace(/html$/, 'txt'), 'utf8').trimEnd().split('\n');
    assert.ok(html.length > 10_000 / 2 && Buffer.byteLength(html) > 10_000);
    const url = /rel="canonical" href="([^"]+)"/.exec(html)?.[1] ?? context.url;
    const read = page(html, { url });
    assert.equal(read.title.replace(/ — .*$/, ''), title);
    assert.deepEqual(read.text.split('\n'), paragraphs);
    assert.equal(read.canonicalUrl, url);
    if (html.includes('21:30:00+05:00'))
      assert.equal(read.publishedAt?.toISOString(), '2025-11-06T16:30:00.000Z');
  });
}

test('a short article is not given up for a longer sidebar', () => {
  const teaser = `<div class="item"><a href="/x">Заголовок чужой новости</a><p>${'Чужой анонс о погоде и спорте. '.repeat(6)}</p></div>`;
  const html = `<html><body><div class="side">${teaser.repeat(10)}</div><div class="content"><h1>Встреча</h1><div class="text"><p>${SENTENCE}</p><p>${SENTENCE}</p></div></div></body></html>`;
  assert.equal(page(html).text, `${SENTENCE}\n${SENTENCE}`);
});

const WHOLE = `<p>${SENTENCE}</p>`.repeat(6);
const SHAPES: { name: string; html: string }[] = [
  { name: 'without html and body', html: `<title>x</title><div><h1>x</h1>${WHOLE}</div>` },
  { name: 'without body', html: `<html><head><title>x</title></head><div><h1>x</h1>${WHOLE}</div></html>` },
  {
    name: 'with words before its html',
    html: `<!-- cache --><script>1</script>\n<html><body><h1>x</h1><div>${WHOLE}</div></body></html>`,
  },
  {
    name: 'whose frame has an unlucky class',
    html: `<html><body class="social promo"><div class="social-page"><div class="share-wrap">${WHOLE.slice(0, -4)}</div></div></body></html>`,
  },
  {
    name: 'with unclosed paragraphs',
    html: `<html><body><h1>x</h1><div>${`<p>${SENTENCE}`.repeat(600)}</div></body></html>`,
  },
];
for (const { name, html } of SHAPES) {
  test(`a page ${name} is read`, () => assert.ok(page(html).text.startsWith(SENTENCE)));
}

test('«Ранее сообщалось» is text, a reading tip is not', () => {
  const html = `<html><body><h1>x</h1><article>${WHOLE}<p>Ранее сообщалось, что встреча состоится в ноябре.</p><p>Читайте также: <a href="/2">Другая новость</a></p><p>Подписывайтесь на нас в Telegram</p></article></body></html>`;
  assert.deepEqual(page(html).text.split('\n').slice(6), [
    'Ранее сообщалось, что встреча состоится в ноябре.',
  ]);
});

test('an article about subscriptions keeps its first paragraphs', () => {
  const html = `<html><body><h1>x</h1><article><p>Подписывайтесь под петицией: так начинается обращение жителей области.</p>${WHOLE}</article></body></html>`;
  assert.match(page(html).text, /^Подписывайтесь под петицией/);
});

const CANONICAL: { name: string; head: string; url: string }[] = [
  {
    name: 'its own canonical link',
    head: '<link rel="canonical" href="/ru/news/one">',
    url: 'https://dala.example/ru/news/one',
  },
  {
    name: 'a sister host',
    head: '<link rel="canonical" href="https://www.dala.example/a">',
    url: 'https://www.dala.example/a',
  },
  {
    name: 'og:url when there is no canonical link',
    head: '<meta property="og:url" content="https://dala.example/b">',
    url: 'https://dala.example/b',
  },
  {
    name: 'no foreign address',
    head: '<link rel="canonical" href="https://evil.example.com/a">',
    url: context.url,
  },
  {
    name: 'not the home page',
    head: '<link rel="canonical" href="https://dala.example/">',
    url: context.url,
  },
  { name: 'no script', head: '<link rel="canonical" href="javascript:alert(1)">', url: context.url },
  { name: 'no private address', head: '<link rel="canonical" href="http://127.0.0.1/">', url: context.url },
];
for (const { name, head, url } of CANONICAL) {
  test(`a page is known by ${name}`, () => {
    assert.equal(
      page(`<html><head>${head}</head><body><h1>x</h1><article>${WHOLE}</article></body></html>`)
        .canonicalUrl,
      url,
    );
  });
}

test('broken and hostile JSON-LD does no harm', () => {
  const script = (text: string) => `<script type="application/ld+json">${text}</script>`;
  const hostile = script(
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"datePublished":"2025-11-06T21:30:00+05:00","@type":"NewsArticle"}',
  );
  const read = page(
    `<html><head>${script('{,}')}${script('null')}${script(`${'['.repeat(5000)}`)}${hostile}</head><body><h1>x</h1><article>${WHOLE}</article></body></html>`,
  );
  assert.equal(read.publishedAt?.toISOString(), '2025-11-06T16:30:00.000Z');
  assert.equal(({} as Record<string, unknown>).polluted, undefined);
});

const REFUSED: { name: string; html: string; code: string }[] = [
  {
    name: 'a bot wall',
    html: '<html><head><title>Just a moment...</title></head><body><p>Checking if the site connection is secure</p></body></html>',
    code: 'challenge',
  },
  {
    name: 'a server in trouble',
    html: '<html><body><h1>Technical Difficulties</h1><p>Please try again.</p></body></html>',
    code: 'challenge',
  },
  {
    name: 'a bot wall in Russian',
    html: '<html><head><title>Проверка браузера</title></head><body><p>Подтвердите, что вы не робот.</p></body></html>',
    code: 'challenge',
  },
  {
    name: 'a site that is down behind its menu',
    html: `<html><body><h1>We’re sorry</h1><p>This site is currently experiencing technical difficulties.</p><p>${'Notice of planned work on the database. '.repeat(20)}</p></body></html>`,
    code: 'challenge',
  },
  { name: 'an empty shell', html: '<html><body><div id="app"></div></body></html>', code: 'no_text' },
  { name: 'plain text', html: 'just words', code: 'not_html' },
  {
    name: 'twenty thousand nested elements',
    html: `<html><body>${'<div>'.repeat(20_000)}${SENTENCE}</body></html>`,
    code: 'parse',
  },
  {
    name: 'nested elements that pretend to be paragraphs',
    html: `<html><body>${'<p><b>'.repeat(20_000)}${SENTENCE}</body></html>`,
    code: 'parse',
  },
];
for (const { name, html, code } of REFUSED) {
  test(`${name} is refused: ${code}`, () => {
    const before = performance.now();
    assert.equal(refusal(html), code);
    assert.ok(performance.now() - before < 20_000, 'nothing was built');
  });
}

test('an article that mentions a bot wall is an article', () => {
  const html = `<html><body><h1>x</h1><article>${WHOLE}<p>На экране появилась надпись «Just a moment», рассказали читатели.</p></article></body></html>`;
  assert.match(page(html).text, /Just a moment/);
});
