import type { Figure, Language, Unit } from './article.ts';
import type { OutletFigure } from './edition.ts';
import { findFigures } from './language/numbers.ts';
import type { PlainFigure } from './storyFeatures.ts';

/** A story's telling figures, and those on which its outlets differ. */
export interface KeyFigures {
  /** Sums first, then counts, then prices and fees, then percentages. Equal ones of several languages stand once. */
  readonly figures: readonly Figure[];
  /** At least two of one kind from different outlets, in the outlets' order, or none at all. */
  readonly differing: readonly OutletFigure[];
}

/** One article's figures, best first, and its outlet's name. */
export interface OutletFigures {
  readonly figures: readonly Figure[];
  readonly outlet: string;
  /** Those of title and first sentences; missing when it is not known which they are. */
  readonly head?: readonly { readonly value: number; readonly unit: Unit }[] | undefined;
}

/** Sums nearer than this are one sum rounded; farther than the second, two things. */
const EQUAL = 0.001;
const RELATED = 0.12;

const MONEY: ReadonlySet<Unit> = new Set<Unit>(['usd', 'kzt', 'eur', 'rub', 'cny']);
const SHARES: ReadonlySet<Unit> = new Set<Unit>(['pct', 'pp']);
/** What a bare number, a span of years or "five countries" says is rarely what a story is about. */
const MINOR: ReadonlySet<Unit> = new Set<Unit>(['count', 'year', 'hour', 'minute', 'times', 'country']);

interface Counted {
  readonly figure: Figure;
  readonly outlets: ReadonlySet<string>;
  /** Best rank among the figures of one article. */
  readonly rank: number;
  /** Best place among an article's figures, the lead article's first. */
  readonly place: number;
  /** True when every article that states it does so far behind its first sentences. */
  readonly late: boolean;
}

/**
 * At most `max` figures of a story, and the figures of one kind on which outlets differ slightly
 * ($4 bn, $4.2 bn): shown side by side, never averaged. A rounded figure that says so ("over 4 bn")
 * agrees with the exact one and gives way to it.
 *
 * @param members the story's articles, the lead one first
 */
export function keyFigures(members: readonly OutletFigures[], max = 3): KeyFigures {
  const counted = countFigures(members);
  const differing = findDiffering(counted, members);
  const ranked = counted
    .filter(({ figure, late }) => isTelling(figure) && !(late && isDetail(figure)))
    .filter((one) => !counted.some((other) => other !== one && isRoundedOf(one.figure, other.figure)))
    .sort(
      (a, b) =>
        keyOrder(a.figure) - keyOrder(b.figure) || b.outlets.size - a.outlets.size || a.place - b.place,
    );
  return { figures: ranked.slice(0, Math.max(0, max)).map(({ figure }) => figure), differing };
}

function countFigures(members: readonly OutletFigures[]): Counted[] {
  const counted: { figure: Figure; outlets: Set<string>; rank: number; place: number; late: boolean }[] = [];
  for (const [order, { figures, outlet, head }] of members.entries())
    for (const [index, figure] of figures.entries()) {
      if (!Number.isFinite(figure.value)) continue;
      const known = counted.find(({ figure: other }) => isEqual(figure, other));
      const late = head !== undefined && !head.some((other) => isEqual(figure, other));
      if (known === undefined)
        counted.push({ figure, outlets: new Set([outlet]), rank: index, place: order * 100 + index, late });
      else {
        known.outlets.add(outlet);
        known.rank = Math.min(known.rank, index);
        known.late &&= late;
      }
    }
  return counted;
}

type Amount = Pick<Figure, 'value' | 'unit'>;

function isEqual(a: Amount, b: Amount): boolean {
  return (
    a.unit === b.unit && Math.abs(a.value - b.value) <= EQUAL * Math.max(Math.abs(a.value), Math.abs(b.value))
  );
}

/** Rank of a figure by its kind: sums 0, counted things 1, prices and fees 2, shares 3, bare numbers 4. */
export function keyOrder(figure: Figure): number {
  if (MONEY.has(figure.unit)) return isPrice(figure) ? 2 : 0;
  if (SHARES.has(figure.unit)) return 3;
  return MINOR.has(figure.unit) ? 4 : 1;
}

/** Less money than this is what one thing costs (a barrel, a visa), not what a deal or a project is worth. */
const LEAST_SUM: Partial<Record<Unit, number>> = { usd: 1e4, eur: 1e4, cny: 1e5, rub: 1e6, kzt: 1e6 };

const isPrice = ({ unit, value }: Figure): boolean => value < (LEAST_SUM[unit] ?? 0);

/** Fewer of these are a detail: six people travelled, three villages lie on the road. */
const LEAST_COUNT: Partial<Record<Unit, number>> = {
  country: 10,
  person: 20,
  student: 20,
  village: 10,
  job: 10,
};

/** True for six people, three villages, a plot of twelve hectares: no key figure. */
export const isHandful = ({ value, unit }: Figure): boolean =>
  value < (unit === 'hectare' ? LITTLE_LAND : (LEAST_COUNT[unit] ?? 0));

function isTelling({ value, unit }: Figure): boolean {
  if (MONEY.has(unit) || SHARES.has(unit)) return value > 0;
  // A bare number says nothing without its noun.
  if (unit !== 'country' && MINOR.has(unit)) return false;
  return value >= (LEAST_COUNT[unit] ?? 2);
}

/** Less than this of anything but money is worth a line only where the news begins with it. */
const FEW = 10;
const LITTLE_LAND = 500;

/** What a line of figures cannot explain: a share of what, the price of what, how far, how few, the size of a plot. */
function isDetail(figure: Figure): boolean {
  const { unit, value } = figure;
  if (MONEY.has(unit)) return isPrice(figure);
  if (SHARES.has(unit) || unit === 'country' || unit === 'km' || value < FEW) return true;
  return unit === 'hectare' && value < LITTLE_LAND;
}

/** "Over 4 bn" beside 4.2 bn, "about 61 bn" beside 61.2 bn, "up to 5" beside 4.8: one figure, told less exactly. */
function isRoundedOf(rough: Figure, exact: Figure): boolean {
  if (rough.unit !== exact.unit || rough.qualifier === null || isEqual(rough, exact)) return false;
  const change = (exact.value - rough.value) / Math.max(Math.abs(rough.value), Number.MIN_VALUE);
  if (rough.qualifier === 'over') return change > 0 && change <= RELATED;
  if (rough.qualifier === 'upTo') return change < 0 && change >= -RELATED;
  return exact.qualifier === null && Math.abs(change) <= 0.05;
}

/** The most telling kind of figure on which outlets differ. */
function findDiffering(counted: readonly Counted[], members: readonly OutletFigures[]): OutletFigure[] {
  for (const one of [...counted].sort(
    (a, b) => keyOrder(a.figure) - keyOrder(b.figure) || a.place - b.place,
  )) {
    if (!mayDiffer(one)) continue;
    const rivals = counted.filter((other) => other !== one && mayDiffer(other) && areRivals(one, other));
    if (rivals.length === 0) continue;
    const versions = [one, ...rivals];
    return members.flatMap(({ outlet }, index) => {
      if (members.findIndex((member) => member.outlet === outlet) !== index) return [];
      return versions.filter(({ outlets }) => outlets.has(outlet)).map(({ figure }) => ({ figure, outlet }));
    });
  }
  return [];
}

/** So many of an article's figures say what it is about; those behind them are background that outlets choose freely. */
const MAIN_FIGURES = 3;

/**
 * Shares are near one another by chance, and prices change by the hour; sums and counted things that stand among an
 * article's first figures do not.
 */
function mayDiffer({ figure, rank }: Counted): boolean {
  const { unit, value } = figure;
  return rank < MAIN_FIGURES && !SHARES.has(unit) && !MINOR.has(unit) && value >= 10 && !isPrice(figure);
}

/** Two figures of one kind, a little apart, that no outlet states both. */
function areRivals(a: Counted, b: Counted): boolean {
  if (a.figure.unit !== b.figure.unit) return false;
  const apart = Math.abs(a.figure.value - b.figure.value) / Math.max(a.figure.value, b.figure.value);
  if (apart <= EQUAL || apart > RELATED) return false;
  if ([...a.outlets].some((outlet) => b.outlets.has(outlet))) return false;
  return !isRoundedOf(a.figure, b.figure) && !isRoundedOf(b.figure, a.figure);
}

/** What each of `texts` states, as figures are compared. Reading them costs a tenth of a millisecond each. */
export const statedIn = (texts: readonly string[], language: Language): PlainFigure[][] =>
  texts.map((text) => findFigures(text, language).map(({ value, unit }) => ({ value, unit })));
