import type { DateMention, ReaderLanguage, Sentence } from './article.ts';
import { foldCase } from './language/text.ts';
import { WORDS } from './summaryWords.ts';

/** So many years before the text's own days something is history. */
const HISTORY_YEARS = 4;
/** What was before this is history whatever the text's own days. */
const NEW_CENTURY = 2000;

/** The latest year of which a text states a day; 0 when it states none. */
export const presentYear = (text: readonly Sentence[]): number =>
  text.flatMap(({ dates }) => dates).reduce((year, date) => Math.max(year, yearOfDay(date)), 0);

/** The year of a complete date; 0 for a bare year, which may be any. */
const yearOfDay = ({ date }: DateMention): number => (date.length > 4 ? Number(date.slice(0, 4)) : 0);

/**
 * True when all that a sentence dates was over years before: «в 2015 году», not «с 1993 года».
 *
 * @param present see `presentYear`
 */
export function isHistory({ text, dates }: Sentence, present: number, language: ReaderLanguage): boolean {
  const { since } = WORDS[language];
  const stated = dates.map(({ date, start, end }) => ({ year: Number(date.slice(0, 4)), start, end }));
  const years = stated.length > 0 ? stated : distantYears(text);
  return (
    years.length > 0 &&
    years.every(
      ({ year, start, end }) =>
        (year <= present - HISTORY_YEARS || (year < NEW_CENTURY && tellsWhen(text, start, end))) &&
        !since.test(foldCase(text.slice(0, start))) &&
        !since.test(foldCase(text.slice(end))),
    )
  );
}

/** Years in which no news is dated: «в 1875 году», «1875 жылы». */
const distantYears = (text: string) =>
  [...text.matchAll(/(?<!\d)1\d{3}(?= (?:году|жылы)(?!\p{L}))/gu)].map(({ 0: year, index }) => ({
    year: Number(year),
    start: index,
    end: index + year.length,
  }));

/** «В 1974 году приняли», «1974 жылы»; not «ограничения 1974 года», nor «принятый в 1974 году». */
function tellsWhen(text: string, start: number, end: number): boolean {
  if (/^\d{4} жылы(?!\p{L})/u.test(text.slice(start, end + 5))) return true;
  return (
    /^\d{4} году(?!\p{L})/u.test(text.slice(start, end + 5)) &&
    !/\p{L}{3,}(?:ый|ая|ое|ые|ого|ой|ому|ым|ую|ых|ом)(?: \p{L}+)? в $/u.test(text.slice(0, start))
  );
}
