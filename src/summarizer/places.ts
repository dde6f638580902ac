import type { Language } from '../domain/article.ts';
import type { GazetteerEntry } from '../domain/knowledge.ts';
import { sameName, sounded } from './letters.ts';

/** A place as a cited sentence writes it. */
export interface PlaceName {
  readonly entity: string;
  readonly written: string;
  readonly language: Language;
}

/**
 * True when `written` is another town of a third country than those that the sources name: the gazetteer keeps a country's
 * towns under its id. The country itself may stand for its towns. A town is told from another where the gazetteer has
 * it in the source's language too.
 */
export function isOtherTown(
  written: string,
  { id, side, names }: GazetteerEntry,
  stated: readonly PlaceName[],
): boolean {
  if (side !== '-' || !/^\p{Lu}[^\s]*\p{Ll}$/u.test(written)) return false;
  const told = sounded(written);
  const same = (form: string) => sameName(told, sounded(form));
  if ([names.ru[0], names.kk[0], names.en[0]].some((country) => country !== undefined && same(country)))
    return false;
  const places = stated.filter(({ entity }) => entity === id);
  return (
    places.length > 0 &&
    places.every(
      (place) => place.language !== 'other' && !same(place.written) && names[place.language].some(same),
    )
  );
}
