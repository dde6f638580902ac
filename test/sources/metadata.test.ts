import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ItemContext } from '../../src/sources/items.ts';
import { readPage } from '../../src/sources/page.ts';
import { itemContext } from '../support/itemContext.ts';

const context = itemContext('https://dala.example/ru/news/1', '2026-11-10T00:00:00Z');
const SENTENCE =
  'Президент провёл встречу с делегацией деловых кругов и обсудил совместные проекты в энергетике.';
const TEXT = `<p>${SENTENCE}</p>`.repeat(3);

function read(html: string, more: Partial<ItemContext> = {}) {
  const reading = readPage(html, { ...context, ...more });
  if (reading.kind !== 'page') assert.fail(`${reading.code}: ${reading.detail}`);
  return reading;
}
const meta = (name: string, content: string) => `<meta property="${name}" content="${content}">`;

const TITLES: { name: string; url?: string; head?: string; h1?: string; title: string }[] = [
  {
    name: 'a dash and the name that og:site_name states',
    head: meta('og:title', 'Посол прибыл в Астану — Tengrinews') + meta('og:site_name', 'Tengrinews.kz'),
    title: 'Посол прибыл в Астану',
  },
  {
    name: 'a bar and the name that its address is made of',
    url: 'https://www.inform.kz/ru/a',
    head: meta('og:title', 'Посол прибыл в Астану | Казинформ'),
    title: 'Посол прибыл в Астану',
  },
  {
    name: 'a hyphen and an English name',
    url: 'https://astanatimes.com/2025/11/a/',
    head: '<title>Ambassador arrives in Astana - The Astana Times</title>',
    title: 'Ambassador arrives in Astana',
  },
  {
    name: 'the publisher of its JSON-LD',
    head: `<title>Елші Астанаға келді – Дала үні</title><script type="application/ld+json">{"@type":"NewsArticle","publisher":{"name":"«Дала үні»"}}</script>`,
    title: 'Елші Астанаға келді',
  },
  {
    name: 'a section, a date and words around the name',
    url: 'https://tengrinews.kz/a',
    head: '<title>Посол прибыл в Астану: 06 ноября 2025, 21:30 - новости на Tengrinews.kz</title>',
    h1: 'Посол прибыл в Астану: 06 ноября 2025, 21:30',
    title: 'Посол прибыл в Астану: 06 ноября 2025, 21:30',
  },
  {
    name: 'section and outlet that its headline does not say',
    head: meta('og:title', 'Посол прибыл в Астану | Политика | Степные вести'),
    h1: 'Посол прибыл в Астану',
    title: 'Посол прибыл в Астану',
  },
  {
    name: 'the name in front',
    head: meta('og:title', 'Казинформ | Посол прибыл в Астану') + meta('og:site_name', 'Казинформ'),
    title: 'Посол прибыл в Астану',
  },
  {
    name: 'outlet and section in front, when the page shows the title alone',
    head: '<title>Газета "Дала": Посол прибыл в Астану</title>',
    h1: 'Посол прибыл в Астану',
    title: 'Посол прибыл в Астану',
  },
  {
    name: 'a short last part behind a bar, when nothing else says it',
    head: '<title>Посол прибыл в Астану | Степные вести</title>',
    title: 'Посол прибыл в Астану',
  },
  {
    name: 'the heading of a section, which is no title',
    head: '<title>Посол прибыл в Астану</title>',
    h1: 'Политика и внешние связи региона',
    title: 'Посол прибыл в Астану',
  },
  {
    name: 'what networks are told, when there is a record for libraries',
    head: `${meta('og:title', 'Вы не поверите')}<meta name="dc.title" content="Посол прибыл в Астану">`,
    title: 'Посол прибыл в Астану',
  },
  {
    name: 'its shortness, when the headline says more',
    head: `<title>Посол прибыл — Дала</title>${meta('og:title', 'Посол США прибыл в Астану')}`,
    h1: 'Посол США прибыл в Астану и встретился с министром',
    title: 'Посол США прибыл в Астану и встретился с министром',
  },
  {
    name: 'a sign in front',
    head: meta('og:title', '⚡ Посол прибыл в Астану'),
    title: 'Посол прибыл в Астану',
  },
  {
    name: 'a title that is the outlet alone, when the headline says more',
    head: meta('og:title', 'Дала') + meta('og:site_name', 'Дала'),
    h1: 'Посол прибыл в Астану',
    title: 'Посол прибыл в Астану',
  },
];
for (const { name, url, head = '', h1, title } of TITLES) {
  test(`a title loses ${name}`, () => {
    const html = `<html><head>${head}</head><body><h1 class="logo">Дала</h1>${h1 ? `<h1>${h1}</h1>` : ''}<article>${TEXT}</article></body></html>`;
    assert.equal(read(html, url === undefined ? {} : { url }).title, title);
  });
}

const WHOLE_TITLES = [
  'Казахстан — США: итоги года',
  'Казахстан – США - новый этап',
  'Уран | Нефть | Литий: чем торгует Казахстан',
  'Закон о недрах — законопроект дня',
  'Новые правила — закон',
  'Интервью: посол — о визах',
  'C5+1: бес ел — бір мүдде',
];
for (const title of WHOLE_TITLES) {
  test(`«${title}» stays whole`, () => {
    const head = meta('og:title', title) + meta('og:site_name', 'Zakon.kz');
    const html = `<html><head>${head}</head><body><h1>${title}</h1><article>${TEXT}</article></body></html>`;
    assert.equal(read(html, { url: 'https://www.zakon.kz/a' }).title, title);
  });
}

const EVENING = '2025-11-06T16:30:00.000Z';
const DATES: { name: string; head?: string; around: string; is: string | null }[] = [
  { name: 'a Russian date below the headline', around: '<span>6 ноября 2025, 21:30</span>', is: EVENING },
  { name: 'a Kazakh date', around: '<div>2025 жылғы 6 қараша, 21:30</div>', is: EVENING },
  { name: 'a Kazakh date, year last', around: '<div>6 қараша 2025 ж. 21:30</div>', is: EVENING },
  { name: 'an English date', around: '<div>November 6, 2025 9:30 PM</div>', is: EVENING },
  {
    name: 'a date that its template glues to a section',
    around: '<div><a href="/p">Политика</a><span>06.11.2025 / 21:30</span></div>',
    is: EVENING,
  },
  {
    name: 'a date in a line of prose marks',
    around: '<div>By Aigul Omarova in International on 6 November 2025, 21:30</div>',
    is: EVENING,
  },
  { name: 'numbers', around: '<div>06.11.2025, 21:30 | Просмотров: 1 234</div>', is: EVENING },
  { name: 'time before day', around: '<div>21:30, 6 ноября 2025</div>', is: EVENING },
  { name: 'a label', around: '<div>Дата публикации: 6 ноября 2025 г. 21:30</div>', is: EVENING },
  { name: 'a Kazakh label', around: '<div>Жарияланды: 06.11.2025 21:30</div>', is: EVENING },
  {
    name: 'a weekday and the author beside it',
    around: '<div>Четверг, 6 ноября 2025, 21:30 • Айгуль Омарова</div>',
    is: EVENING,
  },
  {
    name: 'the date of publication, not of the change',
    around: '<div>Обновлено: 8 ноября 2025, 10:00</div><div>6 ноября 2025, 21:30</div>',
    is: EVENING,
  },
  {
    name: 'a time element near the headline',
    around: '<time datetime="2025-11-06T21:30:00+05:00">кеше</time>',
    is: EVENING,
  },
  {
    name: 'metadata against what is shown',
    head: meta('article:published_time', '2025-11-06T21:30:00+05:00'),
    around: '<div>7 ноября 2025, 10:00</div>',
    is: EVENING,
  },
  {
    name: 'the second statement when the first cannot be read',
    head: meta('article:published_time', 'недавно') + meta('pubdate', '2025-11-06T21:30:00+05:00'),
    around: '',
    is: EVENING,
  },
  {
    name: 'no date of a sentence',
    around: '<p>25 стран подпишут соглашение 6 ноября 2025 года в столице.</p>',
    is: null,
  },
  { name: 'no date of a long way below', around: `${TEXT}<div>6 ноября 2025, 21:30</div>`, is: null },
];
for (const { name, head = '', around, is } of DATES) {
  test(`a page is dated by ${name}`, () => {
    const side = '<aside><time datetime="2025-10-01T00:00:00Z">1 октября 2025, 05:00</time></aside>';
    const html = `<html><head>${head}</head><body>${side}<div><h1>Посол прибыл в Астану</h1>${around}<div>${TEXT}</div></div></body></html>`;
    assert.equal(read(html).publishedAt?.toISOString() ?? null, is);
  });
}

const AUTHORS: { name: string; head?: string; around?: string; is: string | null }[] = [
  { name: 'meta', head: '<meta name="author" content="Айгуль Омарова">', is: 'Айгуль Омарова' },
  { name: 'a line', around: '<div>Автор: Айгуль Омарова</div>', is: 'Айгуль Омарова' },
  { name: 'a Kazakh line', around: '<div>Мәтін: Айгүл Омарова</div>', is: 'Айгүл Омарова' },
  { name: 'an English line', around: '<div>By Aigul Omarova</div>', is: 'Aigul Omarova' },
  {
    name: 'microdata',
    around: '<span itemprop="author"><b itemprop="name">Айгуль Омарова</b>, редактор</span>',
    is: 'Айгуль Омарова',
  },
  {
    name: 'a reference within JSON-LD',
    head: '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"x","author":{"@id":"#p"}},{"@id":"#p","@type":"Person","name":"Айгуль Омарова"}]}</script>',
    is: 'Айгуль Омарова',
  },
  {
    name: 'nobody when the outlet signs',
    head: `${meta('og:site_name', 'Дала')}<meta name="author" content="Дала">`,
    is: null,
  },
  {
    name: 'a name beside the date',
    around: '<div>6 ноября 2025 | Айгуль Омарова | Просмотров: 9</div>',
    is: 'Айгуль Омарова',
  },
  {
    name: 'a name and a role',
    around: '<div><b>Айгуль Омарова</b>, корреспондент</div>',
    is: 'Айгуль Омарова',
  },
  {
    name: 'a label behind a date and counters',
    around:
      '<div><span>6 ноября 2025, 21:30</span> <span>18 405</span> <span>Автор: <a href="/a">Айгуль Омарова</a></span></div>',
    is: 'Айгуль Омарова',
  },
  { name: 'nobody when a program signs', head: '<meta name="author" content="admin">', is: null },
  { name: 'nobody when a sentence begins so', around: '<p>Автор проекта рассказал о планах.</p>', is: null },
];
for (const { name, head = '', around = '', is } of AUTHORS) {
  test(`a page is signed by ${name}`, () => {
    const html = `<html><head>${head}</head><body><h1>Посол прибыл в Астану</h1>${around}<div>${TEXT}</div></body></html>`;
    assert.equal(read(html).author, is);
  });
}

test('a name below the text signs it and is no line of it', () => {
  const html = `<html><body><h1>Посол прибыл в Астану</h1><div>${TEXT}<p>Айгуль ОМАРОВА</p></div></body></html>`;
  assert.equal(read(html).author, 'Айгуль Омарова');
  assert.equal(read(html).text.split('\n').length, 3);
});

test('a name with a place below it signs a text', () => {
  const html = `<html><body><h1>Посол прибыл в Астану</h1><div>${TEXT}<p><b>Айгуль Омарова</b><br>Астана — Вашингтон</p></div></body></html>`;
  assert.equal(read(html).author, 'Айгуль Омарова');
  assert.equal(read(html).text.split('\n').length, 3);
});

const BODY = [1, 2, 3, 4, 5, 6].map((n) => `${n}. ${SENTENCE}`);
const shell = (json: string) =>
  `<html><head><script type="application/ld+json">${json}</script></head><body><div id="app"></div></body></html>`;
const GRAPHS: { name: string; json: string }[] = [
  {
    name: 'deep in a graph',
    json: JSON.stringify({
      '@graph': [{ mainEntity: [{ '@type': ['NewsArticle'], articleBody: BODY.join('\n') }] }],
    }),
  },
  {
    name: 'with line ends inside its strings and a comma too many',
    json: `<!-- {"@type":"NewsArticle","articleBody":"${BODY.join('\n')}",} -->`,
  },
  {
    name: 'as HTML',
    json: JSON.stringify({ articleBody: BODY.map((line) => `<p>${line}</p>`).join('\n') }).replaceAll(
      '/',
      '\\/',
    ),
  },
  {
    name: 'as HTML that is escaped',
    json: JSON.stringify({ articleBody: BODY.map((line) => `&lt;p&gt;${line}&lt;/p&gt;`).join('') }),
  },
];
for (const { name, json } of GRAPHS) {
  test(`a page without text is read from JSON-LD ${name}`, () => {
    assert.deepEqual(read(shell(json)).text.split('\n'), BODY);
  });
}

test('of several articles in JSON-LD the one with the page’s title is its own', () => {
  const other = { '@type': 'NewsArticle', headline: 'Другое', articleBody: `Чужое. ${SENTENCE} `.repeat(9) };
  const own = { '@type': 'NewsArticle', headline: 'Своё название', articleBody: BODY.join('\n') };
  const html = shell(JSON.stringify([other, own])).replace(
    '<head>',
    `<head>${meta('og:title', 'Своё название')}`,
  );
  assert.deepEqual(read(html).text.split('\n'), BODY);
});
