import type { ReaderLanguage, ReadText } from './article.ts';
import { cleanHeadline, headlineFrom } from './headline.ts';
import { lettersAndDigits } from './language/plain.ts';
import { stem, words } from './language/stems.ts';
import { foldCase } from './language/text.ts';
import { choose, isFull, LARGE_SUM, OF_ITS_ORDER, type Pool } from './summaryChoice.ts';
import { namesGuest } from './summaryLead.ts';
import { alike, score } from './summaryScore.ts';
import { type Candidate, findCandidates } from './summarySentences.ts';

/** One article of a story as a summary draws on it. */
export interface SummaryArticle {
  readonly articleId: number;
  readonly read: ReadText;
  /** The published title. */
  readonly title: string;
}

/** A story told by sentences of its own articles. */
export interface ExtractiveSummary {
  readonly headline: string;
  readonly headlineArticleId: number;
  readonly sentences: readonly { readonly text: string; readonly articleIds: readonly number[] }[];
  readonly method: 'extractive';
}

/** Articles that the sentences of one summary come from. */
const MOST_ARTICLES = 4;
/** Sentences of one article that are looked at: an analysis says in these what it is about. */
const FIRST_SENTENCES = 70;
/** A sentence that loses no more than this is a good one. */
const GOOD = 0.5;

/**
 * Tells a story by two or three whole sentences of its articles in `language`, 180–420 characters in
 * all where the articles allow it; a flash has one sentence of at least 60. Sentences stand in text
 * order, those of the article that tells it best first.
 *
 * @param options.besideHeadline false when no headline will be shown, so that a sentence may repeat it
 * @returns null when no article in `language` has a sentence that may stand alone
 */
export function summarizeExtractive(
  articles: readonly SummaryArticle[],
  language: ReaderLanguage,
  { besideHeadline = true } = {},
): ExtractiveSummary | null {
  const own = articles.filter(({ read }) => read.language === language);
  let best: { summary: ExtractiveSummary; score: number } | null = null;
  const pools = own.slice(0, 12).map((article, index) => poolOf(article, index, language));
  for (const [index, pool] of pools.entries()) {
    const others = pools.filter((_, other) => other !== index).slice(0, MOST_ARTICLES - 1);
    const told = tell(own, pool, others, besideHeadline ? language : null);
    if (told !== null && (best === null || told.score > best.score + 1e-9)) best = told;
  }
  return best?.summary ?? null;
}

/** One article as the story may be told by it. */
interface Teller extends Pool {
  readonly article: SummaryArticle;
  readonly headline: string;
}

function poolOf(article: SummaryArticle, index: number, language: ReaderLanguage): Teller {
  const found = findCandidates(article.read, index, language);
  const sentences = found.sentences.slice(0, FIRST_SENTENCES);
  const titled = article.read.sentences[0];
  const readable =
    titled?.position !== 'title' || titled.language === language || titled.language === 'other';
  const title = readable ? cleanHeadline(article.read.title || article.title) : '';
  const headline =
    title === '' ? headlineFrom(sentences.find(({ bound, vague }) => !bound && !vague)?.text ?? '') : title;
  const speakerNamed =
    /\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)? \p{Lu}\p{Ll}{2,}/u.test(headline) ||
    /^[\p{L} .-]{3,60}: /u.test(headline);
  const largest = Math.max(0, ...sentences.map(({ money }) => money));
  const sum = largest < LARGE_SUM ? 0 : Math.max(LARGE_SUM, largest * OF_ITS_ORDER);
  const { dialogue } = found;
  const good = sentences.filter(
    ({ bound, vague, claim, definition, event, figures, penalty }) =>
      !bound && !vague && claim === null && !definition && (event || figures > 0) && penalty >= GOOD,
  );
  return {
    article,
    headline,
    speakerNamed,
    dialogue,
    sentences,
    sum,
    beneath: false,
    told: good.flatMap(({ sides }) => sides),
    guest:
      dialogue && !speakerNamed && sentences.some((candidate) => !candidate.host && namesGuest(candidate)),
  };
}

function tell(
  articles: readonly SummaryArticle[],
  pool: Teller,
  others: readonly Teller[],
  language: ReaderLanguage | null,
): { summary: ExtractiveSummary; score: number } | null {
  const headline = new Set(language === null ? [] : stemsOf(pool.headline, language));
  const useful = (candidate: Candidate) => !candidate.host && !repeats(candidate, headline, pool.headline);
  const guests = others.flatMap(({ sentences }) =>
    sentences.filter(
      ({ bound, vague, firstPerson, claim, definition, figures }) =>
        !bound && !vague && !firstPerson && claim === null && !definition && figures > 0,
    ),
  );
  const all = score([...pool.sentences, ...guests], pool, headline);
  const scored = all.filter(useful);
  const headlined = bare(pool.headline);
  const isCut = pool.headline.endsWith('…');
  const other = all.filter(({ text }) => !sameWords(text, headlined, isCut));
  const chosen = choose(scored, other, { ...pool, beneath: headline.size > 0 });
  if (chosen === null || pool.headline === '') return null;
  const sentences = chosen.sentences.map(({ text }) => ({
    text,
    articleIds: holders(text, articles, pool, others),
  }));
  return {
    summary: {
      headline: pool.headline,
      headlineArticleId: pool.article.articleId,
      sentences,
      method: 'extractive',
    },
    score: (isFull(chosen.sentences) ? 2 : 0) + chosen.score - (pool.dialogue ? 1 : 0),
  };
}

/** Articles in which a sentence stands; the one it was taken from is always among them. */
function holders(
  text: string,
  articles: readonly SummaryArticle[],
  pool: Teller,
  others: readonly Teller[],
): number[] {
  const folded = foldCase(text);
  // Folding keeps the length: most sentences need not be folded to be told apart.
  const same = (other: string) => other.length === text.length && foldCase(other) === folded;
  const ids = [pool, ...others]
    .filter(({ sentences }) => sentences.some((sentence) => same(sentence.text)))
    .map(({ article }) => article.articleId);
  return articles.map(({ articleId }) => articleId).filter((id) => ids.includes(id));
}

const bare = (line: string) => lettersAndDigits(foldCase(line));

/** True when the headline, bare, is the sentence itself, or its beginning. */
function sameWords(text: string, headline: string, isCut: boolean): boolean {
  // Most sentences are told apart by their first letters.
  const first = /^[^\p{L}\p{N}]*[\p{L}\p{N}]{1,9}(?!\p{M})/u.exec(text)?.[0] ?? '';
  if (headline.length >= 9 && !headline.startsWith(bare(first))) return false;
  const said = bare(text);
  return said === headline || (isCut && said.startsWith(headline));
}

/** True when a sentence says little more than the headline. */
function repeats({ stems, figures, text }: Candidate, headline: ReadonlySet<string>, title: string): boolean {
  if (headline.size === 0) return false;
  const own = [...new Set(stems)];
  const added = own.filter((key) => !headline.has(key) && ![...headline].some((other) => alike(key, other)));
  if (text.length <= title.length * 1.25 && added.length <= 2) return true;
  return added.length <= Math.max(1, own.length * 0.2) && figures <= 1;
}

const stemsOf = (text: string, language: ReaderLanguage) => words(text).map((word) => stem(word, language));
