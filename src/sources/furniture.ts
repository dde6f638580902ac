import type { DomElement } from './dom.ts';
import type { Block } from './text.ts';

const TAGS = 'script, style, noscript, nav, footer, aside, form, iframe, button, [aria-hidden="true"]';
const CLASSES = [
  'related',
  'read-also',
  'readalso',
  'share',
  'social',
  'subscribe',
  'cookie',
  'newsletter',
  'promo',
]
  .map((name) => `[class*="${name}"]`)
  .join(', ');
/** With more paragraphs than this an element is held to be text that has an unlucky class. */
const MAX_PARAGRAPHS = 6;
const MIN_TEASERS = 5;
const MIN_TEASER_TITLE = 15;
const MAX_TEASER_LENGTH = 400;
/** What holds one of these is the article's frame, whatever it is called. */
const ARTICLE = 'h1, article, main, [itemprop="articleBody"]';

/** Takes menus, forms, sharing buttons and reading tips out of a page before its article is looked for. */
export function stripFurniture(body: DomElement, by: 'tags' | 'tagsAndClasses'): void {
  const selectors = by === 'tags' ? TAGS : `${TAGS}, ${CLASSES}`;
  for (const element of [...body.querySelectorAll(selectors)]) {
    if (element === body || element.localName === 'body') continue;
    if (/^(?:script|style|noscript)$/.test(element.localName)) element.remove();
    else if (!isArticleFrame(element) && count(element.querySelectorAll('p')) <= MAX_PARAGRAPHS)
      element.remove();
  }
}

/**
 * Takes out lists of other articles: many siblings of one kind that each begin with a link. Beside a flash of one
 * paragraph they would be the longest text of the page.
 */
export function stripTeaserLists(body: DomElement): void {
  for (const list of [...body.querySelectorAll('div, ul, ol, section')]) {
    const items = [...list.children];
    const [first] = items;
    if (
      items.length < MIN_TEASERS ||
      first === undefined ||
      !/^(?:div|li|article|section|a)$/.test(first.localName)
    ) {
      continue;
    }
    const alike = items.filter(
      (item) => item.localName === first.localName && item.className === first.className,
    );
    if (alike.length < items.length * 0.8) continue;
    if (alike.filter(isTeaser).length >= alike.length * 0.8 && list.querySelector('h1') === null)
      list.remove();
  }
}

function isTeaser(item: DomElement): boolean {
  const link = item.localName === 'a' ? item : item.querySelector('a[href]');
  const title = link?.textContent?.trim() ?? '';
  const text = item.textContent?.trim() ?? '';
  const start = text.indexOf(title);
  return title.length >= MIN_TEASER_TITLE && start !== -1 && start <= 25 && text.length <= MAX_TEASER_LENGTH;
}

function isArticleFrame(element: DomElement): boolean {
  const isOne =
    /^(?:article|main)$/.test(element.localName) || element.getAttribute('itemprop') === 'articleBody';
  return isOne || element.querySelector(ARTICLE) !== null;
}

function count(elements: Iterable<unknown>): number {
  return [...elements].length;
}

/** How paragraphs begin that invite, credit or sell instead of telling. «Ранее сообщалось» is text. */
const BOILERPLATE = new RegExp(
  `^[\\s\\p{P}\\p{S}]*(?:${[
    'читайте также',
    'читать также',
    'читайте ещё',
    'читайте еще',
    'смотрите также',
    'по теме',
    'материалы по теме',
    'новости по теме',
    'другие новости',
    'больше новостей',
    'похожие новости',
    'подписывайтесь',
    'подпишитесь',
    'присоединяйтесь',
    'следите за нами',
    'следите за нашими',
    'поделиться',
    'поделитесь',
    'фото:',
    'фото ©',
    'источник фото',
    'коллаж:',
    'скриншот:',
    'все права защищены',
    'нашли ошибку',
    'если вы нашли ошибку',
    'если вы обнаружили ошибку',
    'заметили ошибку',
    'теги:',
    'тэги:',
    'метки:',
    'оқи отырыңыз',
    'тағы оқыңыз',
    'сондай-ақ оқыңыз',
    'тақырып бойынша',
    'осы тақырып бойынша',
    'басқа жаңалықтар',
    'ұқсас жаңалықтар',
    'жазылыңыз',
    'бізге жазылыңыз',
    'арнамызға жазылыңыз',
    'telegram-арнамызға жазылыңыз',
    'бөлісу',
    'достарыңызбен бөлісіңіз',
    'сурет:',
    'фото: ',
    'барлық құқық қорғалған',
    'барлық құқықтар қорғалған',
    'қате тапсаңыз',
    'қатені байқасаңыз',
    'тегтер:',
    'тэгтер:',
    'read also',
    'read more:',
    'also read',
    'see also',
    'related:',
    'related stories',
    'subscribe',
    'follow us',
    'share this',
    'sign up for',
    'all rights reserved',
    'photo:',
    'photo credit',
    'image credit',
    'tags:',
  ].join('|')})`,
  'iu',
);
const MAX_BOILERPLATE_LENGTH = 200;
/** Credits of pictures, which stand above the text as often as below it. */
const CREDIT = /^(?:фото|сурет|коллаж|скриншот|photo|image|источник фото|photo credit|image credit)\s*[:©]/iu;
const MAX_CREDIT_LENGTH = 100;
const SENTENCE_END = /[.!?…]["»”)]*$/;
/** A line of a page's head: date, time, counters, signs for text size. */
const HEAD_LINE =
  /^(?:[\p{N}\p{P}\p{S}\s]|(?<!\p{L})(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|қаң|ақп|нау|сәу|мам|мау|шіл|там|қыр|қаз|қар|жел|jan|feb|apr|may|jun|jul|aug|sep|oct|nov|dec|жыл|год|г(?!\p{L})|ж(?!\p{L})|просмотр|қаралды|views?|сегодня|вчера|бүгін|кеше|today|yesterday|almt|utc|gmt)\p{L}{0,7})+$/iu;
const HEAD_LINES = 6;

/**
 * Leaves out what stands among an article's paragraphs without belonging to it: the repeated title, date and
 * counters at its head, lists of links, and invitations in its last third (anywhere when they are mostly links).
 */
export function withoutBoilerplate(blocks: readonly Block[], title: string): Block[] {
  const total = blocks.reduce((sum, { text }) => sum + text.length, 0);
  const sameTitle = comparable(title);
  const kept: Block[] = [];
  let read = 0;
  blocks.forEach((block, index) => {
    const { text } = block;
    const isLate = read >= (total * 2) / 3;
    const isHead =
      index < HEAD_LINES && kept.every(({ text: before }) => before.length < MAX_BOILERPLATE_LENGTH);
    read += text.length;
    if (isHead && comparable(text) === sameTitle) return;
    if (isHead && HEAD_LINE.test(text)) return;
    if (isNavigation(block)) return;
    if (isBoilerplate(block, isLate)) return;
    kept.push(block);
  });
  return withoutTrailingHeadings(kept);
}

function isBoilerplate({ text, linkLength, isHeading }: Block, isLate: boolean): boolean {
  if (text.length <= MAX_CREDIT_LENGTH && CREDIT.test(text) && !SENTENCE_END.test(text)) return true;
  if (text.length > MAX_BOILERPLATE_LENGTH || !BOILERPLATE.test(text)) return false;
  return isLate || isHeading || linkLength > text.length / 2;
}

/** A short paragraph of nothing but links that says no sentence: tags, breadcrumbs, lists of other articles. */
function isNavigation({ text, linkLength }: Block): boolean {
  return text.length <= MAX_BOILERPLATE_LENGTH && linkLength > text.length * 0.8 && !SENTENCE_END.test(text);
}

/** A heading without a paragraph after it stood over something that is gone. */
function withoutTrailingHeadings(blocks: readonly Block[]): Block[] {
  const last = blocks.findLastIndex(({ isHeading }) => !isHeading);
  return last === -1 ? [...blocks] : blocks.slice(0, last + 1);
}

function comparable(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
