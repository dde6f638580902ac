import { inLatin } from '../domain/language/latin.ts';
import { comparable } from './text.ts';

/** What a page and its address tell of the outlet. */
export interface Outlet {
  /** As the page states them: `og:site_name`, the publisher of its JSON-LD. */
  readonly names: readonly string[];
  /** Of the page's address; empty when unknown. */
  readonly host: string;
}

/** A sign between blanks, or one that needs none, that parts a title from an outlet's name. */
const SEPARATOR = /\s+(?:[-–—|•·»«:/\\]|::|\|\|)\s+|\s*[|]\s*/gu;
/** Signs that may part a title from its outlet when the page shows the title alone. */
const ANY_SEPARATOR = /\s+(?:[-–—|•·»«:/\\]|::|\|\|)\s+|\s*\|\s*|[:.]\s+/gu;
/** What stands around an outlet's name without telling one outlet from another. */
const GENERIC =
  /(?<![\p{L}\p{N}])(?:the|www|https?|com|kz|ru|org|net|info|asia|news|новост[иь]|жаңалықтары?|сайты?|сайте|на|в|портал[ыа]?|порталы|агентств[оа]|агенттігі|информационное|ақпараттық|ақпарат|иа|миа|риа|газет[аы]|газеті|журнал[ыа]?|журналы|официальный|ресми|главные|последние|свежие|соңғы|басты|онлайн|online|казахстана?|қазақстан(?:ның)?|kazakhstan)(?![\p{L}\p{N}])/giu;
/** What signs for a whole house. */
export const HOUSE =
  /(?:newsroom|staff|editors?|team|desk|agency|press|news|редакци\p{L}+|служба|агентств\p{L}+|агенттігі|қызметі)$/iu;
const MIN_NAME_LENGTH = 3;
const MAX_SUFFIX_WORDS = 7;
const MAX_UNKNOWN_WORDS = 4;
const MIN_TITLE_WORDS = 2;

/**
 * Takes the outlet's name off a title: «… — Tengrinews», «… | Казинформ», "The Astana Times: …".
 *
 * A part is the outlet's when the page or its address names it, or when the page's own headline says the title
 * without it; anything else belongs to the title, whatever signs it holds.
 *
 * @param headlines what the page says the title is, such as its `h1`
 */
export function withoutOutlet(title: string, outlet: Outlet, headlines: readonly string[]): string {
  const isOutlet = outletTest(outlet);
  const whole = comparable(title);
  let cut = title;
  for (;;) {
    const shorter = shorterBy(cut, isOutlet);
    if (shorter === null) break;
    cut = shorter;
  }
  const shortest = headlines.find((headline) => {
    const said = comparable(headline);
    if (said.length < 10 || said.length >= comparable(cut).length || isOutlet(headline)) return false;
    return partsOf(cut).some(({ before }) => comparable(before) === said) && whole.startsWith(said);
  });
  return shortest === undefined
    ? cut
    : (partsOf(cut).find(({ before }) => comparable(before) === comparable(shortest))?.before ?? cut);
}

/**
 * Takes the last part off a title that nothing else on the page repeats, when a sign stands before it that titles
 * use for nothing but their outlets, and the part is short.
 */
export function withoutLastPart(title: string): string {
  const cut = [...title.matchAll(/\s+(?:[|•·»]|::)\s+/gu)].at(-1);
  if (cut === undefined) return title;
  const before = title.slice(0, cut.index).trim();
  const after = title.slice(cut.index + cut[0].length);
  const isShort = wordsOf(after) <= MAX_UNKNOWN_WORDS && wordsOf(before) > wordsOf(after);
  return isShort && wordsOf(before) >= 3 ? before : title;
}

/** What a title says when it is cut at any one or two of its separators; the longest first. */
export function piecesOf(title: string): string[] {
  const cuts = [...title.matchAll(ANY_SEPARATOR)];
  const starts = [0, ...cuts.map((cut) => cut.index + cut[0].length)];
  const ends = [...cuts.map((cut) => cut.index), title.length];
  const pieces = starts
    .slice(0, 6)
    .flatMap((start) => ends.slice(-6).map((end) => title.slice(start, end).trim()));
  return [...new Set(pieces)].filter((piece) => piece !== '').sort((a, b) => b.length - a.length);
}

/** True when a title says nothing but the outlet's name. */
export function isOutletName(title: string, outlet: Outlet): boolean {
  return title !== '' && outletTest(outlet)(title);
}

function shorterBy(title: string, isOutlet: (part: string) => boolean): string | null {
  const parts = partsOf(title);
  const last = parts.at(-1);
  if (last !== undefined && wordsOf(last.before) >= MIN_TITLE_WORDS && isOutlet(last.after))
    return last.before;
  const first = parts[0];
  if (first !== undefined && wordsOf(first.after) >= MIN_TITLE_WORDS && isOutlet(first.before))
    return first.after;
  return null;
}

/** The ways to cut a title in two, from its first separator to its last. */
function partsOf(title: string): { before: string; after: string }[] {
  return [...title.matchAll(SEPARATOR)]
    .map((match) => ({
      before: title.slice(0, match.index).trim(),
      after: title.slice(match.index + match[0].length).trim(),
    }))
    .filter(({ before, after }) => before !== '' && after !== '');
}

function outletTest({ names, host }: Outlet): (part: string) => boolean {
  const stated = names.flatMap((name) => [comparable(name), essence(name)]);
  const known = new Set(stated.filter((name) => name.length >= MIN_NAME_LENGTH));
  const label = labelOf(host);
  return (part) => {
    if (wordsOf(part) > MAX_SUFFIX_WORDS) return false;
    const whole = comparable(part);
    const bare = essence(part);
    if (known.has(whole) || (bare.length >= MIN_NAME_LENGTH && known.has(bare))) return true;
    // In small Cyrillic letters it is a word: «— закон» at the end of a title of zakon.kz.
    if (label.length < 4 || /^(?!\p{Lu})\p{Script=Cyrillic}/u.test(part)) return false;
    return [whole, bare].some((name) => {
      const latin = inLatin(name);
      return latin === label || latin === `the${label}` || (label.length >= 5 && isNearly(latin, label));
    });
  };
}

/** An outlet's address is often its name without a syllable: inform.kz is «Казинформ». */
function isNearly(name: string, label: string): boolean {
  return name.endsWith(label) && name.length <= label.length + 4;
}

function essence(name: string): string {
  return comparable(name.replace(GENERIC, ' '));
}

/** The label under which a host is registered: "tengrinews" of kaz.tengrinews.kz. */
function labelOf(host: string): string {
  const labels = host.toLowerCase().split('.');
  if (labels.at(-1) === 'invalid') return '';
  const short = /^(?:ac|co|com|edu|gov|mil|net|org|media)$/.test(labels.at(-2) ?? '') && labels.length > 2;
  return comparable(labels.at(short ? -3 : -2) ?? '');
}

function wordsOf(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
