import { ITEM_TAGS, localName, type Token, tokensOf } from './xmlText.ts';

/** Elements that hold words only: when another one of them begins, the one before has lost its end. */
const LEAVES = new Set(
  `title link guid id pubdate description summary content encoded comments category date creator published
   updated issued modified full-text fulltext`.split(/\s+/),
);
/** Of more, a broken feed is not worth the time: its newest stand first. */
const MAX_ITEMS_REPAIRED = 20_000;
const CONTAINERS = new Set(['rss', 'rdf', 'channel', 'feed']);

/** A broken feed made whole: what stands before its items, its whole items, and the ends that were missing. */
export interface RepairedFeed {
  readonly head: string;
  readonly items: readonly string[];
  readonly tail: string;
}

/** What stands around items when nothing better is known. */
export const PLAIN = { head: '<rss><channel>', tail: '</channel></rss>' } as const;

/**
 * Takes a broken feed apart at its items. An item without its end that another one follows is whole; the last one
 * is only with its end. Before the first one, tags that lost their partner get it back.
 *
 * @returns null when neither a feed nor an item begins in the text
 */
export function repairFeed(text: string): RepairedFeed | null {
  const marks = [...tokensOf(text, ITEM_TAGS)].filter(({ kind }) => kind !== 'verbatim');
  const first = marks.find(({ kind }) => kind !== 'close');
  const head = balanced(text.slice(0, first?.start ?? text.length));
  const items = itemsIn(text, marks).slice(0, MAX_ITEMS_REPAIRED);
  if (head.open.length === 0) {
    // The very tag of the root is broken.
    return items.length === 0 ? null : { ...PLAIN, items };
  }
  const ends = head.open.reverse().map((name) => `</${name}>`);
  return { head: head.text, items, tail: ends.join('') };
}

function itemsIn(text: string, marks: readonly Token[]): string[] {
  return marks.flatMap((mark, n) => {
    const next = marks[n + 1];
    if (mark.kind === 'empty') return text.slice(mark.start, mark.end);
    if (mark.kind === 'close' || next === undefined) return [];
    return `${text.slice(mark.start, next.start)}</${nameIn(text, mark)}>`;
  });
}

/** An item whose tags all have their partners. */
export function balancedItem(item: string): string {
  return balanced(item).text;
}

/** The text with the ends that its tags lack, and the containers that are still open. */
function balanced(text: string): { text: string; open: string[] } {
  const pieces: string[] = [];
  const open: { readonly name: string; readonly piece: number }[] = [];
  const closeLast = () => {
    const last = open.pop();
    if (last === undefined) return;
    // One that holds words ends here; of any other nobody knows what it held.
    if (LEAVES.has(localName(last.name.toLowerCase()))) pieces.push(`</${last.name}>`);
    else pieces[last.piece] = `${pieces[last.piece]?.slice(0, -1)}/>`;
  };
  let at = 0;
  for (const token of tokensOf(text)) {
    pieces.push(escaped(text.slice(at, token.start)));
    at = token.end;
    const tag = text.slice(token.start, token.end);
    if (token.kind === 'close') {
      const depth = open.findLastIndex(({ name }) => name.toLowerCase() === token.name);
      if (depth === -1) continue;
      while (open.length > depth + 1) closeLast();
      const name = open.pop()?.name;
      pieces.push(`</${name}>`);
      continue;
    }
    const outer = open.at(-1)?.name.toLowerCase();
    const isNext = token.kind !== 'verbatim' && LEAVES.has(localName(token.name));
    if (isNext && outer !== undefined && LEAVES.has(localName(outer))) closeLast();
    if (token.kind === 'open') open.push({ name: nameIn(text, token), piece: pieces.length });
    pieces.push(tag);
  }
  pieces.push(escaped(text.slice(at)));
  while (open.length > 0 && !CONTAINERS.has(localName(open.at(-1)?.name ?? '').toLowerCase())) closeLast();
  return { text: pieces.join(''), open: open.map(({ name }) => name) };
}

/** What is no tag is a comparison or a tag cut in half. */
function escaped(words: string): string {
  return words.replaceAll('<', '&lt;');
}

/** CDATA that lost its end swallows all up to the end of the next one: it ends where its element does. */
export function closeCdata(text: string): string {
  const OPEN = '<![CDATA[';
  if (!text.includes(OPEN)) return text;
  let out = '';
  let at = 0;
  for (let start = text.indexOf(OPEN); start !== -1; ) {
    const next = text.indexOf(OPEN, start + OPEN.length);
    const inside = text.slice(start, next === -1 ? text.length : next);
    const element = /<([a-z][\w.:-]*)(?:\s[^<>]*)?>\s*$/i.exec(
      text.slice(Math.max(0, start - 200), start),
    )?.[1];
    const end = inside.includes(']]>') || element === undefined ? -1 : inside.indexOf(`</${element}`);
    if (end !== -1) {
      out += `${text.slice(at, start + end)}]]>`;
      at = start + end;
    }
    start = next;
  }
  return out + text.slice(at);
}

function nameIn(text: string, { start, name }: Token): string {
  const from = text.startsWith('</', start) ? start + 2 : start + 1;
  return text.slice(from, from + name.length);
}
