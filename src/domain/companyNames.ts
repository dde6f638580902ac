import type { ReadText, Sentence } from './article.ts';

/** Sentences after the title that name those who act. */
const HEAD_SENTENCES = 3;
/** A card has room for so many besides those of the gazetteer. */
const MOST_NAMES = 2;

/** One to five words in Latin letters. */
const WORD = '[A-Z][A-Za-z.-]*[A-Za-z]';
const NAME = new RegExp(
  `(?<![\\p{L}\\p{N}.@/'’-])${WORD}(?: (?:(?:& |and )?${WORD}|&)){0,4}(?![\\p{L}\\p{N}@/'’])`,
  'gu',
);

/** Last words of firms' names: they say what it is in any sentence. */
const FIRM_WORD =
  /(?: |^)(?:Partners|Capital|Holdings?|Group|Inc|Corp|Corporation|Company|Co|LLC|LLP|Ltd|Limited|PLC|Energy|Metals|Minerals|Resources|Technologies|Systems|Labs|Bank|Airlines|Airways|Industries|Ventures|Solutions|Mining|Nuclear|Power|Aerospace|Motors|Pharmaceuticals|Therapeutics|Semiconductors?|Robotics|Dynamics|Foods|Farms|Logistics|Lines|Rail|Materials|Petroleum|Oil|Gas|Exploration|Drilling|Engineering|Networks|Software|Biosciences|Investments?|Advisors|Associates)\.?$/;

/** What calls the name behind it a firm («американская компания X»), at its end. */
const FIRM_BEFORE =
  /(?:^|[^\p{L}])(?:компани|корпораци|фирм|холдинг|стартап|разработчик|производител|поставщик|оператор|застройщик|подрядчик|инвестор|концерн|издательств|американск|америкалық|калифорнийск|техасск)\p{L}*["«“ ]*$/iu;
/** What calls the name before it a firm («X компаниясы», «X корпорациясымен»), at its start. */
const FIRM_AFTER =
  /^["»” ]*(?:компани|корпораци|фирма|холдинг|стартап|концерн|өндірушісі|операторы|инвесторы)/iu;

/**
 * Firms of title and first sentences that the gazetteer does not know, as they are written in Latin letters: such a
 * name is the same in every language. Firms written in Cyrillic are left out, for they inflect.
 *
 * @returns at most two, in order of their first mention
 */
export function companyNames(read: ReadText): string[] {
  const text = read.sentences.filter(({ position }) => position !== 'background');
  const head = text.slice(0, HEAD_SENTENCES + (text[0]?.position === 'title' ? 1 : 0));
  return [...new Set(head.flatMap(namesIn))].slice(0, MOST_NAMES);
}

function namesIn({ text, language, mentions, position }: Sentence): string[] {
  // Capitals of an English headline do not mark names.
  if (language === 'other' || (language === 'en' && position === 'title')) return [];
  return [...text.matchAll(NAME)].flatMap(({ 0: name, index }) => {
    const end = index + name.length;
    // A known name; but «Redstone Critical Metals» only holds one.
    if (mentions.some(({ start, end: last }) => start <= index && index < last)) return [];
    if (mentions.some(({ start, end: last }) => start < end && end < last)) return [];
    return isFirm(name, text.slice(Math.max(0, index - 40), index), text.slice(end), language) ? [name] : [];
  });
}

function isFirm(name: string, before: string, after: string, language: string): boolean {
  if (FIRM_WORD.test(name)) return name.includes(' ') && !name.startsWith('The ');
  // In English "American X" and "X company" may be anything.
  if (language === 'en' || /^[A-Z]{1,3}$/.test(name)) return false;
  return FIRM_BEFORE.test(before) || FIRM_AFTER.test(after);
}
