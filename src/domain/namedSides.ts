import { partCredits } from './language/clean.ts';
import { normalize } from './language/text.ts';
import type { Understanding } from './understand.ts';

/** So many of the five Central Asian states stand for all, see relevance.ts. */
const ALL_BUT_ONE = 4;

/**
 * A quick look at whether a text may be about both countries, about a tenth of the work of `understand`. It knows
 * neither sentences nor what stands beside a name, so it says yes too often and never no where `understand` would find
 * a party of each side.
 *
 * @returns what is missing, in English words for editors; null when both sides may be there
 */
export function missingSide(
  { title, text }: { readonly title: string; readonly text: string },
  { gazetteer, relevance }: Understanding,
): 'no Kazakh party' | 'no US party' | null {
  const whole = partCredits(normalize(`${title.replace(/\s+/gu, ' ')}\n${text}`));
  const members = new Set<number>();
  let [kz, us] = [false, false];
  for (const id of gazetteer.mayName(whole)) {
    const meaning = relevance.entities.get(id);
    if (meaning === undefined) continue;
    // C5+1 is of both sides, also where Kazakhstan is not named.
    kz ||= meaning.kz > 0 || meaning.format;
    us ||= meaning.us > 0;
    if (meaning.member !== null) members.add(meaning.member);
  }
  kz ||= members.size >= ALL_BUT_ONE;
  if (kz && us) return null;
  for (const value of relevance.sides.values(whole)) {
    kz ||= value.kind !== 'side' || value.side === 'kz';
    us ||= value.kind === 'compound' || (value.kind === 'side' && value.side === 'us');
  }
  if (kz && us) return null;
  return kz ? 'no US party' : 'no Kazakh party';
}
