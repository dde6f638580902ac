import type { ReaderLanguage } from './article.ts';
import { stem, words } from './language/stems.ts';
import type { SummaryArticle } from './summary.ts';
import { type Candidate, findCandidates } from './summarySentences.ts';

/** All details of a story together, in characters, and in sentences. */
const LONGEST = 900;
const MOST_SENTENCES = 6;
/** Articles that they come from, and sentences of each that are looked at. */
const MOST_ARTICLES = 4;
const FIRST_SENTENCES = 40;
/** A sentence that loses more than this is none to add. */
const GOOD = 0.5;
/** From this share of common words on two sentences say the same: outlets copy from each other. */
const SAME = 0.5;

/**
 * What a page of its own tells of a story besides its headline and its summary: whole sentences of its articles in
 * `language`, in text order, those of the first article first. Only such as stand for themselves, name somebody or
 * a figure or an event, and say what was not said yet. Nothing out of dialogues, where a sentence needs its question.
 *
 * @param articles the one that the summary follows first
 */
export function summaryDetails(
  articles: readonly SummaryArticle[],
  language: ReaderLanguage,
  told: { readonly headline: string; readonly sentences: readonly string[] },
): string[] {
  const said = [told.headline, ...told.sentences].map((text) => stemsOf(text, language));
  const details: string[] = [];
  let length = 0;
  const own = articles.filter(({ read }) => read.language === language).slice(0, MOST_ARTICLES);
  for (const [index, { read }] of own.entries()) {
    const { sentences, dialogue } = findCandidates(read, index, language);
    if (dialogue) continue;
    for (const candidate of sentences.slice(0, FIRST_SENTENCES)) {
      if (details.length >= MOST_SENTENCES) return details;
      if (!standsAlone(candidate) || length + candidate.text.length > LONGEST) continue;
      const stems = new Set(candidate.stems);
      if (said.some((other) => isSame(stems, other))) continue;
      said.push(stems);
      details.push(candidate.text);
      length += candidate.text.length + 1;
    }
  }
  return details;
}

function standsAlone(sentence: Candidate): boolean {
  const { bound, underHeadline, saidHe, claim, definition, host, vague, firstPerson, history } = sentence;
  const leans = bound || underHeadline || saidHe || claim !== null || vague || firstPerson;
  if (leans || definition || host || history || sentence.penalty < GOOD) return false;
  return sentence.names > 0 || sentence.figures > 0 || sentence.event;
}

const stemsOf = (text: string, language: ReaderLanguage): ReadonlySet<string> =>
  new Set(words(text).map((word) => stem(word, language)));

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const least = Math.min(a.size, b.size);
  if (least === 0) return a.size === 0;
  let common = 0;
  for (const key of a) if (b.has(key)) common += 1;
  return common >= SAME * least;
}
