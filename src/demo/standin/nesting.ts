import type { Entity } from './entity.ts';

/** Types that may be cut and joined; all others stay whole. */
const SPLITTABLE = ['bold', 'italic', 'underline', 'strikethrough', 'spoiler'] as const;
const QUOTES = new Set(['blockquote', 'expandable_blockquote']);
/** Types that hold nothing: what lies inside them is dropped. A date stands alone, as code does. */
const CLOSED = new Set(['code', 'pre', 'date_time']);
/** Which of two entities over the same words comes first; a smaller number is further outside. */
const PRIORITY: Readonly<Record<string, number>> = {
  blockquote: 0,
  expandable_blockquote: 0,
  pre: 11,
  code: 20,
  text_link: 49,
  text_mention: 49,
  bold: 90,
  italic: 91,
  underline: 92,
  strikethrough: 93,
  spoiler: 94,
  custom_emoji: 99,
};
const USUAL_PRIORITY = 50;

const isSplittable = (type: string) => (SPLITTABLE as readonly string[]).includes(type);
const isQuote = (type: string) => QUOTES.has(type);
const isContinuous = (type: string) => !isSplittable(type) && !isQuote(type);
/** One past the last unit of `entity`. */
export const endOf = (entity: Entity): number => entity.offset + entity.length;

/** Outer entities before inner ones, in the order of the text. */
export function sortEntities(entities: readonly Entity[]): Entity[] {
  const priority = (type: string) => PRIORITY[type] ?? USUAL_PRIORITY;
  return entities.toSorted(
    (a, b) => a.offset - b.offset || b.length - a.length || priority(a.type) - priority(b.type),
  );
}

/** Whether sorted `entities` can stay exactly as they are. */
function areValid(entities: readonly Entity[]): boolean {
  const open: Entity[] = [];
  const lastEnd = new Map<string, number>();
  for (const entity of entities) {
    for (let top = open.at(-1); top && entity.offset >= endOf(top); top = open.at(-1)) open.pop();
    const parent = open.at(-1);
    if (parent) {
      const within = (test: (type: string) => boolean) => open.some(({ type }) => test(type));
      if (endOf(entity) > endOf(parent)) return false;
      if (within((type) => type === entity.type)) return false;
      if (CLOSED.has(parent.type)) return false;
      if (CLOSED.has(entity.type) && within((type) => !isQuote(type))) return false;
      if (!isSplittable(entity.type) && within(isContinuous)) return false;
      if (isQuote(entity.type) && within(isQuote)) return false;
      // The outer style may have to be cut so that equal texts get equal entities.
      if (within(isSplittable)) return false;
    }
    if (isSplittable(entity.type)) {
      if ((lastEnd.get(entity.type) ?? -1) >= entity.offset) return false;
      lastEnd.set(entity.type, endOf(entity));
    }
    open.push(entity);
  }
  return true;
}

/** Drops every entity of sorted `entities` that begins before the one kept last has ended. */
function withoutOverlap(entities: readonly Entity[]): Entity[] {
  let end = 0;
  return entities.filter((entity) => {
    if (entity.offset < end) return false;
    end = endOf(entity);
    return true;
  });
}

/** Drops links, dates and the like that hold a quote or reach over its border. */
function withoutCrossing(entities: readonly Entity[], quotes: readonly Entity[]): Entity[] {
  return entities.filter((entity) =>
    quotes.every(
      (quote) =>
        endOf(entity) <= quote.offset ||
        entity.offset >= endOf(quote) ||
        (entity.offset >= quote.offset && endOf(entity) <= endOf(quote)),
    ),
  );
}

/** The stretches of the text that `type` covers, joined where they touch. */
function coverage(entities: readonly Entity[], type: string): { from: number; to: number }[] {
  const joined: { from: number; to: number }[] = [];
  for (const entity of sortEntities(entities.filter((one) => one.type === type))) {
    const last = joined.at(-1);
    if (last && entity.offset <= last.to) last.to = Math.max(last.to, endOf(entity));
    else joined.push({ from: entity.offset, to: endOf(entity) });
  }
  return joined;
}

/**
 * Joins styles of one type and cuts them at the borders of `whole` and where another style begins, so that
 * none half-overlaps another; leaves nothing inside closed types.
 */
function splitStyles(styles: readonly Entity[], whole: readonly Entity[]): Entity[] {
  const closed = whole.filter(({ type }) => CLOSED.has(type));
  const joined = SPLITTABLE.flatMap((type) => coverage(styles, type).map((piece) => ({ type, ...piece })));
  const borders = new Set([
    ...whole.flatMap((entity) => [entity.offset, endOf(entity)]),
    ...joined.map(({ from }) => from),
  ]);
  const cutOne = (type: string, from: number, to: number): Entity[] => {
    const inside = [...borders].filter((border) => border > from && border < to);
    const points = [from, ...inside.toSorted((a, b) => a - b), to];
    return points
      .slice(1)
      .map((point, index) => ({ from: points[index] ?? from, to: point }))
      .filter((piece) => !closed.some((one) => piece.from >= one.offset && piece.to <= endOf(one)))
      .map((piece) => ({ type, offset: piece.from, length: piece.to - piece.from }));
  };
  return joined.flatMap(({ type, from, to }) => cutOne(type, from, to));
}

/**
 * Brings entities into the nesting that Telegram allows: links, dates and code never overlap (the later one
 * is dropped), quotes are never nested nor half-overlapped, styles are cut at their borders.
 *
 * @param entities in any order, each of length > 0
 * @returns sorted, outer before inner
 */
export function fixNesting(entities: readonly Entity[]): Entity[] {
  const sorted = sortEntities(entities);
  if (areValid(sorted)) return sorted;
  const quotes = withoutOverlap(sorted.filter(({ type }) => isQuote(type)));
  const continuous = withoutCrossing(withoutOverlap(sorted.filter(({ type }) => isContinuous(type))), quotes);
  return combine(
    sorted.filter(({ type }) => isSplittable(type)),
    continuous,
    quotes,
  );
}

function combine(
  styles: readonly Entity[],
  continuous: readonly Entity[],
  quotes: readonly Entity[],
): Entity[] {
  const whole = [...continuous, ...quotes];
  return sortEntities([...whole, ...splitStyles(styles, whole)]);
}

/** Adds `found` (links and commands seen in the text) where they touch no other link, date or code. */
export function mergeFound(entities: readonly Entity[], found: readonly Entity[]): Entity[] {
  if (found.length === 0) return [...entities];
  const quotes = entities.filter(({ type }) => isQuote(type));
  const kept = entities.filter(({ type }) => isContinuous(type));
  const free = withoutCrossing(found, quotes).filter((one) =>
    kept.every((other) => endOf(one) <= other.offset || one.offset >= endOf(other)),
  );
  return combine(
    entities.filter(({ type }) => isSplittable(type)),
    [...kept, ...free],
    quotes,
  );
}

/** Types made by the text itself: they do not count towards the limit. */
const UNCOUNTED = new Set(['mention', 'hashtag', 'cashtag', 'bot_command', 'url', 'email', 'custom_emoji']);
/** Most entities that a message keeps. */
const MAX_ENTITIES = 100;

/** Silently drops what exceeds 100 entities: links, quotes, dates and code are counted before styles. */
export function limitEntities(entities: readonly Entity[]): Entity[] {
  const counted = entities.filter(({ type }) => !UNCOUNTED.has(type));
  const whole = counted.filter(({ type }) => !isSplittable(type));
  const styles = counted.filter(({ type }) => isSplittable(type));
  const kept = new Set([...whole, ...styles].slice(0, MAX_ENTITIES));
  return entities.filter((entity) => UNCOUNTED.has(entity.type) || kept.has(entity));
}
