import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPage } from '../../src/sources/page.ts';
import { itemContext } from '../support/itemContext.ts';

const context = itemContext('https://dala.example/ru/news/1', '2026-11-10T00:00:00Z');
const SENTENCES = [
  'Президент провёл встречу с делегацией деловых кругов и обсудил совместные проекты в энергетике.',
  'Стороны договорились построить завод, на котором будут собирать локомотивы для всей Центральной Азии.',
  'Министр торговли напомнил, что товарооборот двух стран за год вырос на четверть, до 4,2 млрд долларов.',
  'Следующая встреча рабочей группы пройдёт весной в Алматы, сообщила пресс-служба правительства.',
];
const TEXT = SENTENCES.map((sentence) => `<p>${sentence}</p>`).join('');
const TITLE = 'Президент встретился с деловыми кругами США';
const MENU = `<div class="menu"><ul>${['Политика', 'Экономика', 'Спорт', 'Культура'].map((name) => `<li><a href="/${name}">${name}</a></li>`).join('')}</ul></div>`;

function linesOf(body: string, head = ''): string[] {
  const html = `<html><head><title>${TITLE}</title>${head}</head><body>${MENU}${body}</body></html>`;
  const reading = readPage(html, context);
  if (reading.kind !== 'page') assert.fail(`${reading.code}: ${reading.detail}`);
  return reading.text.split('\n');
}

const TEASER = 'Чужая новость о погоде, которой нет дела до переговоров';
const teasers = (count: number, item: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => item(n)).join('');

// Each page holds the same four sentences and nothing else that is its article.
const FRAMES: { name: string; body: string; head?: string }[] = [
  {
    name: 'inside the one form that an ASP.NET page is',
    body: `<form id="aspnetForm" action="./"><div id="wrap"><div class="c1">${TITLE}</div><div class="c2">${SENTENCES.join('<br><br>')}</div></div></form>`,
  },
  {
    name: 'in an element whose classes are its categories',
    body: `<h1>${TITLE}</h1><div class="post type-post category-cookies tag-share has-social">${TEXT}</div>`,
  },
  {
    name: 'in a frame that a dialog hides',
    body: `<div id="root" aria-hidden="true" style="display: none"><h1>${TITLE}</h1><div>${TEXT}</div></div><div role="dialog"><p>Мы используем cookie, чтобы сайт работал лучше.</p></div>`,
  },
  {
    name: 'beside cards of other articles',
    body: `<article><h1>${TITLE}</h1>${TEXT}</article><section class="related">${teasers(4, (n) => `<article><h1><a href="/${n}">${TEASER} ${n}</a></h1><p>${'Анонс чужой новости длиной в строку. '.repeat(4)}</p></article>`)}</section>`,
  },
  {
    name: 'above comments that are longer than it',
    body: `<div class="news"><h1>${TITLE}</h1><div>${TEXT}</div></div><div id="comments"><h3>Комментарии (9)</h3>${teasers(9, (n) => `<div class="c"><b>Читатель ${n}</b><p>${'Мнение читателя, в котором есть запятые, слова, оценки и надежды. '.repeat(5)}</p></div>`)}</div>`,
  },
  {
    name: 'with pictures, credits and captions',
    body: `<h1>${TITLE}</h1><article><figure><img src="a.jpg"><figcaption>Встреча в столице, ноябрь</figcaption></figure><p>Фото: пресс-служба Акорды</p>${TEXT}<p class="wp-caption-text">На снимке участники переговоров</p><p>© Getty Images</p></article>`,
  },
  {
    name: 'with head lines in Russian',
    body: `<article><h1>${TITLE}</h1><div>6 ноября 2025, 21:30</div><div>Автор: Айгуль Омарова</div><div>Время чтения: 3 мин</div><div>Просмотров: 1 234</div>${TEXT}</article>`,
  },
  {
    name: 'with head lines in Kazakh',
    body: `<article><h1>${TITLE}</h1><div>Бейсенбі, 6 қараша 2025 ж., 21:30</div><div>Мәтін: Айгүл Омарова</div><div>Қаралды: 512</div>${TEXT}</article>`,
  },
  {
    name: 'with head lines in English',
    body: `<article><h1>${TITLE}</h1><div>By Aigul Omarova</div><div>Published Thu, Nov 6, 2025, 9:30 PM</div><div>5 min read</div><div>Share</div>${TEXT}</article>`,
  },
  {
    name: 'with pointers between its paragraphs',
    body: `<article><h1>${TITLE}</h1><p>${SENTENCES[0]}</p><p><strong>Читайте также:</strong> Почему подорожал бензин?</p><p>${SENTENCES[1]}</p><div>Оқи отырыңыз: <a href="/2">Жанармай неге қымбаттады?</a></div><p>${SENTENCES[2]}</p><p>READ ALSO: Why fuel costs more?</p><p>${SENTENCES[3]}</p></article>`,
  },
  {
    name: 'with boxes of links between its paragraphs',
    body: `<article><h1>${TITLE}</h1><p>${SENTENCES[0]}</p><div><h4>Тағы оқыңыз</h4><div><a href="/2">Жанармай неге қымбаттады?</a></div></div><p>${SENTENCES[1]}</p><div>По теме</div><ul><li><a href="/3">Почему подорожал бензин?</a></li></ul><p>${SENTENCES[2]}</p><p>${SENTENCES[3]}</p></article>`,
  },
  {
    name: 'with invitations at its end',
    body: `<article><h1>${TITLE}</h1>${TEXT}<p>Нашли опечатку? Выделите её и нажмите Ctrl+Enter.</p><p>Больше новостей в нашем Telegram-канале.</p><p>Telegram арнамызға жазылыңыз!</p><p>Больше интересного — в нашем Telegram-канале!</p><p>Мәтінде қате тапсаңыз, белгілеп, Ctrl+Enter басыңыз.</p><p>Follow us on Instagram and Facebook.</p><p>© 2025 Dala. All rights reserved.</p></article>`,
  },
  {
    name: 'with lists of others at its end',
    body: `<article><h1>${TITLE}</h1>${TEXT}<h3>Related stories</h3><p><a href="/1">What comes next for trade?</a></p><p><a href="/2">Ten numbers to know.</a></p><h3>Ең көп оқылғандар</h3><p><a href="/3">Көктем қашан келеді?</a></p><h3>Leave a comment</h3><p>Your email address will not be published.</p></article>`,
  },
  {
    name: 'on an AMP page',
    head: '<meta name="amp-google-client-id-api" content="x">',
    body: `<amp-sidebar><p>${TEASER}. ${TEASER}. ${TEASER}.</p></amp-sidebar><amp-consent><p>Мы используем cookie, чтобы сайт работал лучше для всех.</p></amp-consent><article><h1>${TITLE}</h1><amp-img src="a"></amp-img>${TEXT}<amp-ad><p>Реклама банка: вклады под высокий процент.</p></amp-ad></article><template type="amp-mustache"><p>{{title}}</p></template>`,
  },
  {
    name: 'beside columns without headings',
    body: `<div class="rail"><p>${'Чужой рассказ, в котором есть запятые, слова и дела. '.repeat(9)}</p></div><div class="mid"><h1>${TITLE}</h1><div class="txt">${TEXT}</div></div><div class="x-side">${'<p>Чужой рассказ, в котором есть запятые, слова, дела и надежды горожан.</p>'.repeat(9)}</div>`,
  },
  {
    name: 'before the next articles of an endless page',
    body: `<div class="stream"><section><h1>${TITLE}</h1>${TEXT}</section>${teasers(3, (n) => `<section class="infinite"><h2>${TEASER} ${n}</h2>${'<p>Чужой рассказ, в котором есть запятые, слова, дела и надежды горожан.</p>'.repeat(5)}</section>`)}</div>`,
  },
  {
    name: 'in a frame that is called a comment',
    body: `<div class="post"><h1>${TITLE}</h1><div class="comment-text">${TEXT}</div></div>`,
  },
  {
    name: 'with adverts, forms and posts of networks between its paragraphs',
    body: `<div class="jo"><h1>${TITLE}</h1><p>${SENTENCES[0]}</p><div class="qz7"><b>Тест</b> Какой вы город?</div><p>${SENTENCES[1]}</p><div class="xz"><b>Письмо</b> Раз в неделю.</div><div class="emb">Пост дня. <small>12 отметок</small></div><p>${SENTENCES[2]}</p><p>${SENTENCES[3]}</p></div>`,
  },
  {
    name: 'whose footnotes stand below it',
    body: `<article><h1>${TITLE}</h1><p>${SENTENCES.slice(0, 2).join('<sup><a href="#n1">1</a></sup></p><p>')}</p><p>${SENTENCES[2]}</p><p>${SENTENCES[3]}</p><h2>Примечания</h2><ol><li id="n1">${TEASER} и другое, чего нет в статье.</li></ol></article>`,
  },
  {
    name: 'whose paragraphs are spans',
    body: `<h1>${TITLE}</h1><div class="nws"><div>${SENTENCES.map((line) => `<span class="ln">${line}</span>`).join('\n')}</div></div>`,
  },
  {
    name: 'above a box of other news that has sentences',
    body: `<div class="left"><div class="ttl">${TITLE}</div><div>${TEXT}</div><div class="wbox"><div class="h">Другие события</div>${teasers(4, () => `<div><b>5 ноября 2025 года</b><br>${TEASER}. Послы вручили копии грамот.</div>`)}</div></div>`,
  },
  {
    name: 'in cells of tables with line ends',
    body: `<table><tr><td width=100>Погода<br>−3</td><td><font size=4><b>${TITLE}</b></font><br><font size=1>6 ноября 2025 г., 21:30 &nbsp; Прочитано: 12</font><br><br><font>${SENTENCES.join('<br>')}</font></td></table>`,
  },
  {
    name: 'under thousands of links',
    body: `<h1>${TITLE}</h1>${'<a href="/a">Указатель всех статей</a> '.repeat(5000)}<div>${TEXT}</div>`,
  },
];
for (const { name, body, head } of FRAMES) {
  test(`an article ${name} is read alone and whole`, () => assert.deepEqual(linesOf(body, head), SENTENCES));
}

test('a list of places whose names are links is an article', () => {
  const places = [1, 2, 3, 4, 5, 6].map((n) => ({
    name: `Место номер ${n} для поездки`,
    text: `${SENTENCES[n % 4]} ${SENTENCES[(n + 1) % 4]} ${SENTENCES[(n + 2) % 4]}`,
  }));
  const items = places.map(
    ({ name, text }, n) => `<div class="item"><h3><a href="/place/${n}">${name}</a></h3><p>${text}</p></div>`,
  );
  const lines = linesOf(
    `<h1>Шесть мест</h1><div class="article-body"><p>${SENTENCES[0]}</p><div>${items.join('')}</div></div>`,
  );
  assert.deepEqual(lines, [SENTENCES[0], ...places.flatMap(({ name, text }) => [name, text])]);
});

test('a list that leads to other sites is an article', () => {
  const items = [1, 2, 3, 4, 5].map(
    (n) =>
      `<li><a href="https://shop${n}.example.org/">Прибор для дома номер ${n}</a> <p>${SENTENCES.join(' ')}</p></li>`,
  );
  const text = linesOf(
    `<h1>Приборы</h1><div class="c"><p>${SENTENCES[0]}</p><ul>${items.join('')}</ul></div>`,
  );
  assert.equal(text.filter((line) => line === SENTENCES.join(' ')).length, 5);
});

const FLASH = `${SENTENCES[0]} ${SENTENCES[3]}`;
const story = (n: number) => `${TEASER} ${n}. Подробности станут известны позже, сообщили в акимате города.`;
const BESIDE_A_FLASH: { name: string; body: string }[] = [
  {
    name: 'a column of teasers with numbers for names',
    body: `<div class="grid"><div class="g1"><h1>${TITLE}</h1><p>${FLASH}</p></div><div class="g2">${teasers(4, (n) => `<div><a href="/${n}">${TEASER} ${n}</a><p>${story(n)}</p></div>`)}</div></div>`,
  },
  {
    name: 'a box whose heading is but bold',
    body: `<div><div><h1>${TITLE}</h1></div><div><p>${FLASH}</p></div></div><div><div><b>Новости региона</b></div><div>${teasers(4, (n) => `<p>${story(n)}</p>`)}</div></div>`,
  },
  {
    name: 'other news of the same class',
    body: `<div class="wrap"><div class="news"><h1>${TITLE}</h1><p>${FLASH}</p></div>${teasers(4, (n) => `<div class="news"><h2>${TEASER} ${n}</h2><p>${story(n)}</p></div>`)}</div>`,
  },
];
for (const { name, body } of BESIDE_A_FLASH) {
  test(`a flash of one paragraph is told from ${name}`, () => assert.deepEqual(linesOf(body), [FLASH]));
}

const LONG = Array.from(
  { length: 12 },
  (_, n) => `${SENTENCES[n % 4]} Это ${n}-е сообщение о встрече, и в нём есть свои подробности.`,
);
const paragraphs = (lines: readonly string[]) => lines.map((line) => `<p>${line}</p>`).join('');
const TEMPLATES: { name: string; body: string }[] = [
  {
    name: 'each paragraph in its own widget',
    body: `<div class="elementor-widget"><h1>${TITLE}</h1></div>${LONG.map((line) => `<div class="elementor-widget elementor-widget-text-editor"><p>${line}</p></div>`).join('')}`,
  },
  {
    name: 'a long summary, then chapters with headings',
    body: `<div class="hero"><h1>${TITLE}</h1><p>${SENTENCES.join(' ')}</p></div>${[0, 4, 8].map((n) => `<section><h2>Глава</h2>${paragraphs(LONG.slice(n, n + 4))}</section>`).join('')}`,
  },
  {
    name: 'a body that begins with a heading',
    body: `<div class="x"><h1>${TITLE}</h1><p>${SENTENCES.slice(0, 2).join(' ')}</p></div><div class="y"><h2>Что случилось</h2>${paragraphs(LONG)}</div>`,
  },
  {
    name: 'a nameless head with a summary and a body no longer than it',
    body: `<div><div class="sc-b"><h1>${TITLE}</h1><div class="sc-d">${LONG.slice(0, 8).join(' ')}</div></div><div class="sc-e">${paragraphs(LONG)}</div></div>`,
  },
  {
    name: 'one paragraph in a frame of another kind',
    body: `<article><h1>${TITLE}</h1><div>${LONG.map((line, n) => (n === 5 ? `<div class="zz">${line.replace('встрече', '<a href="/m">встрече</a>')}</div>` : `<p>${line}</p>`)).join('')}</div></article>`,
  },
  {
    name: 'two frames and an advert between them',
    body: `<div class="part-1"><h1>${TITLE}</h1>${paragraphs(LONG.slice(0, 5))}</div><div class="ad-slot">Реклама</div><div class="part-2">${paragraphs(LONG.slice(5))}</div>`,
  },
  {
    name: 'slides with captions',
    body: `<h1>${TITLE}</h1><div class="slideshow">${LONG.map((line) => `<div class="slide"><img src="a"><h2>Слайд</h2><div class="slide-caption"><p>${line}</p></div></div>`).join('')}</div>`,
  },
  {
    name: 'names of the layout that sound like furniture',
    body: `<div class="media"><div class="media-body info-block"><h1>${TITLE}</h1>${paragraphs(LONG)}</div></div>`,
  },
  {
    name: 'names of furniture on words of its sentences',
    body: `<article><h1>${TITLE}</h1>${LONG.map((line) => `<p><span class="drop-cap">${line[0]}</span>${line.slice(1).replace('встрече', '<a class="tag" href="/t">встрече</a>')}</p>`).join('')}</article>`,
  },
  {
    name: 'a row of a table for each paragraph',
    body: `<table><tr><td><h1>${TITLE}</h1></td></tr>${LONG.map((line) => `<tr><td>${line}</td></tr>`).join('')}</table>`,
  },
];
for (const { name, body } of TEMPLATES) {
  test(`a page with ${name} loses no paragraph`, () => {
    const text = linesOf(body).join(' ');
    assert.deepEqual(
      LONG.filter((line) => !text.includes(line)),
      [],
    );
  });
}

test('headings that link to themselves are no navigation', () => {
  const lines = linesOf(
    `<article><h1>${TITLE}</h1>${TEXT}<h2 id="next"><a href="#next">Что дальше</a></h2>${TEXT}</article>`,
  );
  assert.equal(lines[4], 'Что дальше');
});

test('what only begins like furniture stays', () => {
  const told = [
    'Поделиться опытом приехали инженеры из Техаса, которые строили такие же заводы.',
    'Ранее сообщалось, что переговоры пройдут в ноябре.',
    'Бұған дейін келіссөз қарашада өтеді деп хабарлағанбыз.',
    'Related party transactions fell by a third, the ministry said.',
  ];
  const paragraphs = [...told, ...SENTENCES, ...SENTENCES.toReversed()];
  const lines = linesOf(
    `<article><h1>${TITLE}</h1>${paragraphs.map((line) => `<p>${line}</p>`).join('')}</article>`,
  );
  assert.deepEqual(lines, paragraphs);
});

test('a list that a sentence announces stays after a box of links', () => {
  const items = ['паспорт, который действует ещё полгода;', 'лист с подтверждением анкеты;'];
  const lines = linesOf(
    `<article><h1>${TITLE}</h1>${TEXT}<div>Читайте также</div><div><a href="/2">Почему подорожал бензин</a></div><div>С собой нужно взять:<ul>${items.map((line) => `<li>${line}</li>`).join('')}</ul></div>${TEXT}</article>`,
  );
  assert.deepEqual(lines.slice(4, 7), ['С собой нужно взять:', ...items]);
});

test('a heading after a box of links stays', () => {
  const lines = linesOf(
    `<article><h1>${TITLE}</h1>${TEXT}<p>Читайте также</p><p><a href="/2">Почему подорожал бензин</a></p><h2>Что дальше</h2>${TEXT}</article>`,
  );
  assert.deepEqual(lines, [...SENTENCES, 'Что дальше', ...SENTENCES]);
});

test('an article in a frame with an unlucky name is found by the lead that the page states', () => {
  const other = 'Чужой рассказ о погоде, дорогах и спорте на выходных днях. '.repeat(6);
  const lines = linesOf(
    `<div class="promo-box">${TEXT}</div><div class="bar"><p>${other}</p></div>`,
    `<meta name="description" content="${SENTENCES[0]}">`,
  );
  assert.deepEqual(lines.slice(0, 4), SENTENCES);
});

test('an article in several frames after a long summary is whole', () => {
  const head = `<header><h1>${TITLE}</h1><p>${SENTENCES.slice(0, 2).join(' ')}</p></header>`;
  const part = (n: number) =>
    `<div class="part"><h2>Глава ${n}</h2><p>${SENTENCES[n]} ${SENTENCES[2]}</p></div>`;
  const first = `<div class="part"><p>${SENTENCES[3]} ${SENTENCES[2]}</p></div>`;
  const text = linesOf(`<div class="page-x">${head}${first}${part(0)}${part(1)}</div>`).join('\n');
  for (const told of ['Глава 0', 'Глава 1', ...SENTENCES]) assert.ok(text.includes(told), told);
});
