import type { SummaryInput } from '../app/ports.ts';
import type { Language, ReaderLanguage, Sentence } from '../domain/article.ts';
import { foldCase, plainLine } from '../domain/language/text.ts';
import { ordersMachine } from './instructions.ts';

/** A sentence that a model is shown under a number, and may cite. */
export interface SourceSentence {
  /** From 1. */
  readonly number: number;
  readonly articleId: number;
  readonly text: string;
  readonly language: Language;
  readonly isTitle: boolean;
  readonly publishedAt: Date | null;
}

const MOST_ARTICLES = 5;
const MOST_SENTENCES = 40;
const MOST_CHARACTERS = 6000;
/** A longer one is a list or a page's furniture, and would crowd out the rest. */
const LONGEST_SENTENCE = 600;

/**
 * Chooses what a model sees of a story: at most five articles, 40 sentences and 6,000 characters. Articles in
 * `language` come first, then the most recent of the others; reprints, what two articles say in the same words, and
 * sentences that give a machine orders are left out. Titles and first sentences go before later ones.
 *
 * @returns in reading order, numbered from 1; empty when there is nothing to tell from
 */
export function chooseSources(articles: readonly SummaryInput[], language: ReaderLanguage): SourceSentence[] {
  const order = (article: SummaryInput) => (article.read.language === language ? 0 : 1);
  const time = ({ publishedAt }: SummaryInput) => publishedAt?.getTime() ?? 0;
  const seen = new Set<string>();
  const texts = articles
    .toSorted((a, b) => order(a) - order(b) || time(b) - time(a))
    .map((article) => ({ article, sentences: usable(article, seen) }))
    .filter(({ sentences }) => sentences.some(({ position }) => position !== 'title'))
    .slice(0, MOST_ARTICLES);
  const kept = texts.map(() => 0);
  let [count, characters] = [0, 0];
  // In turns, so that a long article does not push the others out.
  for (let turn = 0; turn < MOST_SENTENCES; turn++)
    for (const [index, { sentences }] of texts.entries()) {
      const next = sentences[turn];
      if (next === undefined || kept[index] !== turn || count === MOST_SENTENCES) continue;
      if (characters + next.text.length > MOST_CHARACTERS) continue;
      kept[index] = turn + 1;
      count += 1;
      characters += next.text.length;
    }
  return texts
    .flatMap(({ article, sentences }, index) =>
      sentences.slice(0, kept[index]).map((sentence) => ({
        articleId: article.articleId,
        text: sentence.text,
        language: sentence.language,
        isTitle: sentence.position === 'title',
        publishedAt: article.publishedAt ?? null,
      })),
    )
    .map((sentence, index) => ({ number: index + 1, ...sentence }));
}

function usable({ read }: SummaryInput, seen: Set<string>): Sentence[] {
  const sentences: Sentence[] = [];
  for (const sentence of read.sentences) {
    const text = plainLine(sentence.text);
    const key = foldCase(text).replace(/[^\p{L}\p{N}]/gu, '');
    if (sentence.position === 'background' || sentence.language === 'other') continue;
    if (text.length > LONGEST_SENTENCE || key === '' || seen.has(key) || ordersMachine(text)) continue;
    seen.add(key);
    sentences.push({ ...sentence, text });
  }
  return sentences;
}
