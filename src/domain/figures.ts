import type { Figure } from './article.ts';
import type { OutletFigure } from './edition.ts';

/** A story's telling figures, and those on which its outlets differ. */
export interface KeyFigures {
  /** Money first, then counts, then percentages. */
  readonly figures: readonly Figure[];
  /** At least two of one kind from different outlets, or none at all. */
  readonly differing: readonly OutletFigure[];
}

/** At most `max` figures of a story; `members` are its articles, the lead one first. */
export function keyFigures(
  members: readonly { readonly figures: readonly Figure[]; readonly outlet: string }[],
  max = 3,
): KeyFigures {
  return { figures: members.flatMap(({ figures }) => figures).slice(0, max), differing: [] };
}
