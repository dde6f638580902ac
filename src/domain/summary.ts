import type { ReaderLanguage, ReadText } from './article.ts';
import { cleanHeadline, headlineFrom } from './headline.ts';
import { stem, words } from './language/stems.ts';
import { foldCase } from './language/text.ts';
import { cosineOf } from './lexrank.ts';
import { alike, type Scored, score } from './summaryScore.ts';
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

/** Length of a summary in characters, spaces between sentences included. */
const SHORT = 180;
const LONG = 420;
/** A flash has what it has, but at least this. */
const FLASH = 60;
const MOST_SENTENCES = 3;
/** Sentences that are tried in every combination, and articles that they come from. */
const BEST_SENTENCES = 14;
const MOST_ARTICLES = 4;
/** Sentences of one article that are looked at: an analysis says in these what it is about. */
const FIRST_SENTENCES = 70;
/** From this cosine on two sentences say the same. */
const SAME = 0.45;

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

interface Pool {
  readonly article: SummaryArticle;
  readonly headline: string;
  readonly speakerNamed: boolean;
  /** Questions and answers: what matters may stand anywhere, and the first sentence is no lead. */
  readonly dialogue: boolean;
  readonly sentences: readonly Candidate[];
  /** The least sum that a summary should name, in US dollars; 0 when the text names none to speak of. */
  readonly sum: number;
}

function poolOf(article: SummaryArticle, index: number, language: ReaderLanguage): Pool {
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
  return { article, headline, speakerNamed, dialogue: found.dialogue, sentences, sum };
}

function tell(
  articles: readonly SummaryArticle[],
  pool: Pool,
  others: readonly Pool[],
  language: ReaderLanguage | null,
): { summary: ExtractiveSummary; score: number } | null {
  const headline = new Set(language === null ? [] : stemsOf(pool.headline, language));
  const useful = (candidate: Candidate) => !repeats(candidate, headline, pool.headline);
  const guests = others.flatMap(({ sentences }) =>
    sentences.filter(
      ({ bound, vague, firstPerson, figures }) => !bound && !vague && !firstPerson && figures > 0,
    ),
  );
  const scored = score([...pool.sentences, ...guests].filter(useful), pool, headline);
  const chosen = choose(scored, pool);
  if (chosen === null || pool.headline === '') return null;
  const sentences = chosen.sentences.map(({ text }) => ({
    text,
    articleIds: holders(text, articles, pool, others),
  }));
  const fits = lengthOf(chosen.sentences) >= SHORT && chosen.sentences.length >= 2 ? 1 : 0;
  return {
    summary: {
      headline: pool.headline,
      headlineArticleId: pool.article.articleId,
      sentences,
      method: 'extractive',
    },
    score: fits * 2 + chosen.score - (pool.dialogue ? 1 : 0),
  };
}

/** Articles in which a sentence stands; the one it was taken from is always among them. */
function holders(
  text: string,
  articles: readonly SummaryArticle[],
  pool: Pool,
  others: readonly Pool[],
): number[] {
  const folded = foldCase(text);
  const ids = [pool, ...others]
    .filter(({ sentences }) => sentences.some((sentence) => foldCase(sentence.text) === folded))
    .map(({ article }) => article.articleId);
  return articles.map(({ articleId }) => articleId).filter((id) => ids.includes(id));
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

interface Choice {
  readonly sentences: readonly Scored[];
  readonly score: number;
}

/** The best combination that reads as a whole; null when there is none. */
function choose(scored: readonly Scored[], pool: Pool): Choice | null {
  const own = pool.sentences[0]?.article;
  const ranked = [...scored].sort((a, b) => b.score - a.score || a.article - b.article || a.index - b.index);
  const tried = new Set(ranked.slice(0, BEST_SENTENCES));
  for (const candidate of scored) if (candidate.article === own && candidate.index < 4) tried.add(candidate);
  const order = [...tried].sort(
    (a, b) =>
      Number(a.article !== own) - Number(b.article !== own) || a.article - b.article || a.index - b.index,
  );
  let best: Choice | null = null;
  const lead = order.find((candidate) => opens(candidate, pool, own));
  const consider = (sentences: readonly Scored[]) => {
    const value = worthOf(sentences, pool, lead);
    if (value !== null && (best === null || value > best.score)) best = { sentences, score: value };
  };
  for (const [i, first] of order.entries()) {
    if (!opens(first, pool, own)) continue;
    consider([first]);
    for (const [j, second] of order.entries()) {
      if (j <= i) continue;
      consider([first, second]);
      if (MOST_SENTENCES < 3) continue;
      for (const third of order.slice(j + 1)) consider([first, second, third]);
    }
  }
  return best;
}

/** True when a summary may begin with this sentence: it needs nothing before it. */
function opens(candidate: Scored, pool: Pool, own: number | undefined): boolean {
  if (candidate.bound || candidate.article !== own) return false;
  // «Our exports» of a column are the country's that it names; «we» of an answer are the guest's.
  if (candidate.firstPerson && !pool.speakerNamed && (pool.dialogue || candidate.names === 0)) return false;
  const first = pool.sentences.find(({ bound }) => !bound);
  return candidate.index === 0 || !candidate.vague || candidate === first;
}

const lengthOf = (sentences: readonly Candidate[]) =>
  sentences.reduce((sum, { text }) => sum + text.length, 0) + sentences.length - 1;

/** «Ерлан Жетыбаев», «сказал Дейнс», «Дейнс заявил»: somebody whom «сказал он» may mean. */
const SPEAKER =
  /\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)? \p{Lu}\p{Ll}{2,}|(?:сказал|заявил|отметил|сообщил|добавил|рассказал|пояснил|подчеркнул|уточнил|деді|айтты|мәлімдеді)а? \p{Lu}\p{Ll}+|\p{Lu}\p{Ll}+(?:ов|ев|ин|ова|ева|ина|ұлы|қызы)?(?:тың|тің|дың|дің|ның|нің)? (?:сказал|заявил|отметил|сообщил|добавил|рассказал|пояснил|деді|айтуынша)/u;
/** What it costs a dialogue to say «we» under a headline that does not say who speaks. */
const UNNAMED = 0.8;
/** What a first sentence is worth beyond its score: the lead says what happened. */
const LEAD = 2.5;

/** A text that names such a sum, in US dollars, is told worse without one of its order. */
const LARGE_SUM = 10_000_000;
const OF_ITS_ORDER = 0.05;
const NO_SUM = 1;

/** What goes on from the lead may point back to it at no cost. */
const AFTER_LEAD = 1.5;

/** Worth of a combination, or null when it may not be. */
function worthOf(sentences: readonly Scored[], pool: Pool, lead: Scored | undefined): number | null {
  const length = lengthOf(sentences);
  if (length > LONG || length < FLASH) return null;
  const named = pool.speakerNamed || sentences.some(({ names, firstPerson }) => !firstPerson && names > 0);
  let worth = 0;
  for (const [position, sentence] of sentences.entries()) {
    const before = sentences[position - 1];
    const follows = before?.article === sentence.article && before.index === sentence.index - 1;
    if (sentence.bound && !follows) return null;
    if (sentence.saidHe && !SPEAKER.test(before?.text ?? '')) return null;
    if (sentence.firstPerson && !named) return null;
    if (sentence.firstPerson && pool.dialogue && !pool.speakerNamed) worth -= UNNAMED;
    if (sentence.vague && position > 0 && !follows && sentence.index > 6) return null;
    if (addsNothing(sentence, sentences)) return null;
    for (const earlier of sentences.slice(0, position))
      if (cosineOf(earlier.vector, sentence.vector) >= SAME || contains(earlier, sentence)) return null;
    worth +=
      sentence.score * (follows ? 1.08 : 1) * (follows && sentence.bound && before === lead ? AFTER_LEAD : 1);
  }
  if (lead !== undefined && sentences[0] === lead) worth += leadWorth(lead, pool);
  if (pool.sum > 0 && !sentences.some(({ money }) => money >= pool.sum)) worth -= NO_SUM;
  // Too short or too few is better than nothing, and worse than anything that fits.
  return worth - (length < SHORT ? 10 : 0) - (sentences.length < 2 ? 10 : 0);
}

/**
 * In a dialogue only what the editors put before the first question can be a lead; a first sentence that names
 * nothing and counts nothing, or tells of years ago, sets a scene.
 */
function leadWorth({ intro, names, figures, history }: Candidate, { dialogue }: Pool): number {
  const whole = names + figures === 0 || history ? LEAD / 5 : LEAD;
  if (!dialogue) return whole;
  return intro ? whole / 2 : 0;
}

/** True for a sentence of another outlet all of whose figures the rest states: it tells the same once more. */
function addsNothing(sentence: Scored, sentences: readonly Scored[]): boolean {
  if (sentence.article === sentences[0]?.article) return false;
  const rest = sentences.filter((other) => other !== sentence).flatMap(({ amounts }) => amounts);
  return sentence.amounts.every((amount) => rest.includes(amount));
}

/** True when nearly all stems of one sentence stand in the other. */
function contains(a: Candidate, b: Candidate): boolean {
  const [small, large] =
    a.stems.length <= b.stems.length ? [a.stems, new Set(b.stems)] : [b.stems, new Set(a.stems)];
  return small.length > 0 && small.filter((key) => large.has(key)).length >= 0.75 * small.length;
}
