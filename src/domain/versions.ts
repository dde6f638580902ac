import type { Stage } from './events.ts';
import type { EntityKind } from './knowledge.ts';
import { LEAD_WEIGHT, type PlainFigure, type StoryFeatures, TITLE_WEIGHT } from './storyFeatures.ts';
import { isTelling, MONEY } from './weighed.ts';
import { isGeneric } from './weights.ts';

/** What a story's version watches. Lists are in the order in which the facts became known. */
interface Substance {
  /** ISO instant of the article that opened the story; null when that had none. */
  readonly since: string | null;
  /** How far the undertaking has come; null when nobody says. */
  readonly stage: Stage | null;
  /** Gazetteer ids. */
  readonly parties: readonly string[];
  readonly figures: readonly PlainFigure[];
  /** ISO calendar days. */
  readonly days: readonly string[];
  /** Ids of concepts that turn an event round: postponed, cancelled … */
  readonly turns: readonly string[];
}

/** What is new in one version of a story against an earlier one. */
export interface Changes {
  readonly stage: { readonly from: Stage | null; readonly to: Stage } | null;
  /** `from` is the figure that `to` stands for now, null when there was none of its kind and size. */
  readonly figures: readonly { readonly from: PlainFigure | null; readonly to: PlainFigure }[];
  /** Gazetteer ids. */
  readonly parties: readonly string[];
  /** ISO calendar days. */
  readonly days: readonly string[];
  /** Ids of concepts: postpone, cancel, suspend, resume, withdraw. */
  readonly turns: readonly string[];
}

const STAGES: readonly Stage[] = ['announced', 'signed', 'financed', 'delivered'];
const TURNS: readonly string[] = ['postpone', 'cancel', 'suspend', 'resume', 'withdraw'];
/** Who can be a side of what happens. People are named by one outlet and not by the next. */
const PARTIES: ReadonlySet<EntityKind | null> = new Set<EntityKind | null>([
  'company',
  'agency',
  'format',
  'programme',
]);
/** An outlet's choice of detail becomes the story's once so many articles make it. */
const AGREED = 2;
/** Sums nearer than this are one sum told by two outlets, unless several say the other one. */
const NEAR = 0.12;
/** What is signed sooner after its announcement was signed when it was announced. */
const NEXT_STAGE_HOURS = 3;
/** Weight of a concept in a title, see `storyFeatures`. */
const IN_TITLE = 3;

/**
 * What the version of a story with these `members` watches, as text: another text is another version.
 *
 * Of the article that opened the story all figures count, and what its head names. Of the others counts what is new:
 * a sum in the head, another figure or party in the title (or in two heads), the next stage, a turn such as a
 * postponement, and the day that goes with it. Another outlet, title, order, a detail in a body or a sum told more
 * roughly leave `before` as it is; so does an article that turns up late.
 *
 * @param before what an earlier call gave for this story; null for a new one
 * @returns `before` itself when nothing is new
 */
export function revise(before: string | null, members: readonly StoryFeatures[]): string {
  const inOrder = [...members].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  // Reprints say a thing once.
  const ordered = inOrder.filter(({ hash }, at) => inOrder.findIndex((other) => other.hash === hash) === at);
  const known = before === null ? null : parse(before);
  const since = known === null ? (ordered[0]?.publishedAt ?? null) : known.since;
  const opener = ordered.find(({ publishedAt }) => publishedAt === since);
  let substance: Substance = known ?? { since, stage: null, parties: [], figures: [], days: [], turns: [] };
  if (opener !== undefined) substance = withOpener(substance, opener, known === null);
  for (const member of ordered) if (member !== opener) substance = withMember(substance, member, ordered);
  const text = JSON.stringify(substance);
  return known !== null && text === JSON.stringify(known) && before !== null ? before : text;
}

const sortKey = (item: StoryFeatures): string => `${item.publishedAt ?? '~'} ${item.hash}`;

function parse(text: string): Substance | null {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === 'object' && found !== null && 'since' in found ? (found as Substance) : null;
  } catch {
    return null;
  }
}

function withOpener(known: Substance, opener: StoryFeatures, fresh: boolean): Substance {
  const parties = opener.entities
    .filter(({ weight, kind, id }) => weight >= LEAD_WEIGHT && PARTIES.has(kind) && !isGeneric(id))
    .map(({ id }) => id);
  return {
    ...known,
    stage: fresh ? opener.stage : later(known.stage, opener.stage),
    parties: union(known.parties, parties),
    figures: unionFigures(known.figures, opener.figures.filter(isTelling)),
    days: union(known.days, opener.days),
    turns: union(known.turns, turnsOf(opener)),
  };
}

function withMember(known: Substance, member: StoryFeatures, all: readonly StoryFeatures[]): Substance {
  const others = all.filter((other) => other.hash !== member.hash);
  const earlier = others.filter((other) => sortKey(other) < sortKey(member));
  const stage = laterStage(known, member);
  const turns = turnsOf(member).filter((turn) => !earlier.some(({ concepts }) => turn in (concepts ?? {})));
  const parties = member.entities
    .filter(({ id, kind }) => PARTIES.has(kind) && !isGeneric(id))
    .filter(
      ({ id }) =>
        !earlier.some(({ entities }) => entities.some((other) => other.id === id)) ||
        headsWith(id, all) >= AGREED,
    )
    .filter(
      ({ id, weight }) => weight >= TITLE_WEIGHT || (weight >= LEAD_WEIGHT && headsWith(id, all) >= AGREED),
    )
    .map(({ id }) => id);
  const advances = stage !== known.stage;
  const figures = headFiguresOf(member).filter(
    (figure) =>
      isNews(figure, member, known, earlier, all) || (advances && isMoreExact(figure, known.figures)),
  );
  const turned = union(known.turns, turns).length > known.turns.length;
  const days = member.days.filter(
    (day) => turned || all.filter((other) => other.days.includes(day)).length >= AGREED,
  );
  return {
    ...known,
    stage,
    parties: union(known.parties, parties),
    figures: unionFigures(known.figures, figures),
    days: union(known.days, days),
    turns: union(known.turns, turns),
  };
}

/** A sum at once, another figure when the title states it or two heads do; a rough telling of a known one never alone. */
function isNews(
  figure: PlainFigure,
  member: StoryFeatures,
  known: Substance,
  earlier: readonly StoryFeatures[],
  all: readonly StoryFeatures[],
): boolean {
  const agreed = all.filter((other) => has(headFiguresOf(other), figure)).length >= AGREED;
  if (known.figures.some((other) => isNear(other, figure))) return agreed;
  if (earlier.some(({ figures }) => has(figures, figure))) return agreed;
  if (MONEY.has(figure.unit) || agreed) return true;
  return figure.unit !== 'count' && has(member.titleFigures ?? [], figure);
}

/** The sum with which something is signed, "$4.2 billion" after "$4 billion" announced; a rounder one is a rough telling. */
function isMoreExact(figure: PlainFigure, known: readonly PlainFigure[]): boolean {
  const near = known.filter((other) => isNear(other, figure));
  return near.length > 0 && near.every((other) => digitsOf(other) < digitsOf(figure));
}

/** How many digits a figure has before its noughts. */
const digitsOf = ({ value }: PlainFigure): number =>
  String(value).replace('.', '').replace(/^0+/, '').replace(/0+$/, '').length;

const headFiguresOf = ({ headFigures, figures }: StoryFeatures) => (headFigures ?? figures).filter(isTelling);

const has = (figures: readonly PlainFigure[], { value, unit }: PlainFigure): boolean =>
  figures.some((other) => other.value === value && other.unit === unit);

function isNear(a: PlainFigure, b: PlainFigure): boolean {
  return a.unit === b.unit && Math.abs(a.value - b.value) <= NEAR * Math.max(a.value, b.value);
}

const headsWith = (id: string, all: readonly StoryFeatures[]): number =>
  all.filter(({ entities }) => entities.some((other) => other.id === id && other.weight >= LEAD_WEIGHT))
    .length;

/**
 * A stage beyond the known one, said clearly later than the story began: until then outlets only choose other words.
 * A story of which nobody said how far it is takes money paid and goods delivered for news, a signature for wording.
 */
function laterStage({ stage, since }: Substance, member: StoryFeatures): Stage | null {
  const next = member.stage;
  if (next === null || rank(next) <= rank(stage)) return stage;
  if (stage === null && rank(next) < rank('financed')) return stage;
  if (since !== null && member.publishedAt !== null) {
    const hours = (Date.parse(member.publishedAt) - Date.parse(since)) / 3_600_000;
    if (hours < NEXT_STAGE_HOURS) return stage;
  }
  return next;
}

const rank = (stage: Stage | null): number => (stage === null ? -1 : STAGES.indexOf(stage));
const later = (a: Stage | null, b: Stage | null): Stage | null => (rank(b) > rank(a) ? b : a);

/** Turns that stand in the title: in a text "postponed" may be said of anything. */
function turnsOf({ concepts }: StoryFeatures): string[] {
  return TURNS.filter((turn) => (concepts?.[turn] ?? 0) >= IN_TITLE);
}

const union = (known: readonly string[], found: readonly string[]): readonly string[] => [
  ...new Set([...known, ...found]),
];

function unionFigures(known: readonly PlainFigure[], found: readonly PlainFigure[]): readonly PlainFigure[] {
  return [...known, ...found.filter((figure, at) => !has(known, figure) && !has(found.slice(0, at), figure))];
}

/** A figure as the facts of a told version keep it. */
interface ToldFigure extends PlainFigure {
  /** Other values of its unit in articles that state it: with those it is another figure, not a newer one. */
  readonly beside?: readonly number[] | undefined;
}

/**
 * The facts of `substance` that one of `members` states. What an outlet took back, or what stood in an article that
 * was removed, is not told to anybody as news.
 */
export function statedOnly(substance: string, members: readonly StoryFeatures[]): string {
  const known = parse(substance);
  if (known === null) return substance;
  const statedBy = members.map((member) => ({
    member,
    figures: [...member.figures, ...(member.headFigures ?? []), ...(member.titleFigures ?? [])],
  }));
  const figures = known.figures.flatMap(({ value, unit }): ToldFigure[] => {
    const stating = statedBy.filter((one) => has(one.figures, { value, unit }));
    if (stating.length === 0) return [];
    const beside = stating.flatMap((one) =>
      one.figures.filter((other) => other.unit === unit && other.value !== value).map((other) => other.value),
    );
    return [{ value, unit, ...(beside.length === 0 ? {} : { beside: [...new Set(beside)] }) }];
  });
  const some = (test: (member: StoryFeatures) => boolean) => members.some(test);
  return JSON.stringify({
    ...known,
    figures,
    stage: some(({ stage }) => rank(stage) >= rank(known.stage)) ? known.stage : null,
    parties: known.parties.filter((id) => some(({ entities }) => entities.some((one) => one.id === id))),
    days: known.days.filter((day) => some(({ days }) => days.includes(day))),
    turns: known.turns.filter((turn) => some((member) => turnsOf(member).includes(turn))),
  });
}

/**
 * What `after` says that `before` did not; null when either is no version's text. Figures that only changed are given
 * with the one that they replace: the nearest of their unit, at most twice or half as large, which no article states
 * beside them.
 */
export function whatChanged(before: string, after: string): Changes | null {
  const [old, now] = [parse(before), parse(after)];
  if (old === null || now === null) return null;
  const fresh = (list: readonly string[], known: readonly string[]) =>
    list.filter((one) => !known.includes(one));
  return {
    stage: now.stage !== null && now.stage !== old.stage ? { from: old.stage, to: now.stage } : null,
    figures: now.figures
      .filter(
        (figure) => !has(old.figures, figure) && !old.figures.some((other) => isSameCount(figure, other)),
      )
      .map((to) => ({ from: nearest(to, old.figures), to: plain(to) })),
    parties: fresh(now.parties, old.parties),
    days: fresh(now.days, old.days),
    turns: fresh(now.turns, old.turns),
  };
}

function nearest(figure: ToldFigure, known: readonly ToldFigure[]): PlainFigure | null {
  const distance = ({ value }: PlainFigure) => Math.abs(Math.log(value / figure.value));
  const [best] = known
    .filter(({ unit, value }) => unit === figure.unit && value > 0)
    .filter((other) => isNear(other, figure) || figure.beside?.includes(other.value) !== true)
    .sort((a, b) => distance(a) - distance(b));
  return best !== undefined && distance(best) <= Math.LN2 ? plain(best) : null;
}

/** "300 machines" after "300 locomotives". */
const isSameCount = (a: PlainFigure, b: PlainFigure): boolean =>
  a.value === b.value && [a, b].every(({ unit }) => !MONEY.has(unit) && unit !== 'pct' && unit !== 'pp');

const plain = ({ value, unit }: PlainFigure): PlainFigure => ({ value, unit });
