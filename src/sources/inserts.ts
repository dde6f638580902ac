import { proseLength } from './column.ts';
import type { DomElement } from './dom.ts';

/** So much in paragraphs side by side is an article's body. */
const MIN_FRAME_PROSE = 300;
const MIN_PARAGRAPHS = 3;
const MAX_INSERT_PROSE = 300;
const MIN_ALIKE = 3;
const MIN_PLAIN_PROSE = 100;
const PARAGRAPH = 'p, div, section';
const BLOCKS = 'p, div, section, table, ul, ol, h1, h2, h3, h4';
const INSERT = /^(?:div|section|a|amp-[a-z-]+)$/;
/** Names under which an article tells something in a frame of its own. */
const TELLING_NAME =
  /quot|cit(?:e|at)|lead|intro|dek|text|txt|content|body|answer|question|interview|paragraph|list|table|step|highlight|important|summary|block|row|col/i;
/** What an article may hold in a frame of its own. */
const TELLING = 'table, h1, h2, h3, pre, li > p, blockquote:not([class])';

/**
 * Takes out what templates put among the paragraphs of an article: an element of another kind, with a name of its
 * own and little to say, is an advert, a form, a post of a network, a card of the author.
 */
export function removeInserts(body: DomElement): void {
  const kinds = new Map<DomElement, Map<string, { count: number; prose: number }>>();
  for (const paragraph of body.querySelectorAll(PARAGRAPH)) {
    const parent = paragraph.parentElement;
    if (parent === null || (paragraph.localName !== 'p' && paragraph.querySelector(BLOCKS) !== null))
      continue;
    const prose = proseLength(paragraph);
    if (prose === 0) continue;
    const ofParent = kinds.get(parent) ?? new Map<string, { count: number; prose: number }>();
    const kind = ofParent.get(kindOf(paragraph)) ?? { count: 0, prose: 0 };
    ofParent.set(kindOf(paragraph), { count: kind.count + 1, prose: kind.prose + prose });
    kinds.set(parent, ofParent);
  }
  const rows = [...kinds].flatMap(([frame, ofFrame]) =>
    [...ofFrame].map(([kind, { count, prose }]) => ({ frame, kind, count, prose })),
  );
  const told = rows.filter(({ count }) => count >= MIN_PARAGRAPHS).sort((a, b) => b.prose - a.prose)[0];
  if (told === undefined || told.prose < MIN_FRAME_PROSE) return;
  const children = [...told.frame.children];
  const first = children.findIndex((child) => kindOf(child) === told.kind);
  for (const child of children.slice(first + 1)) {
    if (!INSERT.test(child.localName) || child.className === '' || kindOf(child) === told.kind) continue;
    if (TELLING_NAME.test(child.className) || child.querySelector(TELLING) !== null) continue;
    if (isPlainParagraph(child)) continue;
    if (/^[«“"„—–]/.test((child.textContent ?? '').trim())) continue;
    const alike = children.filter((other) => kindOf(other) === kindOf(child));
    if (alike.length >= MIN_ALIKE || proseLength(child) > Math.min(MAX_INSERT_PROSE, told.prose / 4))
      continue;
    child.remove();
  }
}

/** Sentences without a heading, a label or a form among them. */
function isPlainParagraph(element: DomElement): boolean {
  if (proseLength(element) < MIN_PLAIN_PROSE || element.querySelector(BLOCKS) !== null) return false;
  if (element.querySelector('b, strong, small, span, button, input, img, svg, br') !== null) return false;
  const linked = [...element.querySelectorAll('a')].reduce(
    (sum, { textContent }) => sum + (textContent ?? '').length,
    0,
  );
  return linked < (element.textContent ?? '').length * 0.3;
}

function kindOf(element: DomElement): string {
  return element.localName === 'p' ? 'p' : `${element.localName}.${element.className}`;
}
