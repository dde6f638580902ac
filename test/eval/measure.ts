import { analyzeLines } from '../../src/cli/analyzeLines.ts';
import type { Language, ReaderLanguage } from '../../src/domain/article.ts';
import type { Identifier } from '../../src/domain/language/identify.ts';
import type { Understanding } from '../../src/domain/understand.ts';
import type { EvalArticle, Part } from './articles.ts';
import { declarationParagraphs, headlines, type LanguageText, letterCount } from './languageTexts.ts';
import {
  bCubed,
  bootstrap,
  type Counts,
  compareSets,
  type Grouped,
  harmonic,
  pairCounts,
  prf,
  sum,
} from './scores.ts';
import { type SummaryFaults, summaryFaults } from './summaryFaults.ts';

/** The column of a figure: a language of articles, or all of them. */
export type Column = Language | 'all';
export const COLUMNS: readonly Column[] = ['ru', 'kk', 'en', 'other', 'all'];

/** One measured figure. */
export interface Figure {
  /** 0–1, or a number of faults. NaN where nothing was there to measure. */
  readonly value: number;
  readonly n: number;
  /** 95 % bootstrap interval; null for numbers of faults. */
  readonly interval: readonly [number, number] | null;
}

/** Figures by measure and column. */
export type Report = ReadonlyMap<string, ReadonlyMap<Column, Figure>>;

/** What `analyze` answers, as far as it is judged. */
export interface Answer {
  readonly id: string;
  readonly language: Language;
  readonly relevant: boolean;
  readonly why: readonly string[];
  readonly topics: readonly string[];
  readonly story: string;
  readonly summary: Record<ReaderLanguage, string | null>;
}

/** An article with what was made of it. */
export interface Judged {
  readonly article: EvalArticle;
  readonly answer: Answer;
  readonly faults: readonly (SummaryFaults & { readonly reader: ReaderLanguage })[];
  /** Facts that its own language's summary carries, and that it should. */
  readonly facts: { readonly found: number; readonly wanted: number };
}

const SEED = 20_261_122;

/** Runs `analyze` over all articles at once, as it judges stories over all of them. */
export function judge(articles: readonly EvalArticle[], u: Understanding): Judged[] {
  const lines = articles.map(({ id, title, text, published, source }) =>
    JSON.stringify({ id, title, text, publishedAt: published ?? undefined, source: source || undefined }),
  );
  const answers = analyzeLines(lines.join('\n'), u, 2026).map((line) => JSON.parse(line) as Answer);
  return articles.map((article, index) => {
    const answer = answers[index] as Answer;
    return { article, answer, faults: faultsOf(article, answer), facts: factsOf(article, answer) };
  });
}

function faultsOf(article: EvalArticle, { summary }: Answer): Judged['faults'] {
  if (!article.relevant) return [];
  return (['ru', 'kk'] as const).flatMap((reader) => {
    const told = summary[reader];
    if (told === null) return [];
    const given = `${article.title}\n${article.text}\n${daysAround(article.published)}`;
    return [{ reader, ...summaryFaults(told, given, reader, article.language) }];
  });
}

/** «вчера», «кеше» and "on Friday" stand for days near the publication, which a card may write out. */
function daysAround(published: string | null): string {
  if (published === null) return '';
  const days = Array.from(
    { length: 15 },
    (_, back) => new Date(Date.parse(published) + (1 - back) * 86_400_000),
  );
  return days.map((day) => `${day.getUTCDate()} ${day.getUTCFullYear()}`).join(' ');
}

function factsOf({ facts, language }: EvalArticle, { summary }: Answer): Judged['facts'] {
  if (language !== 'ru' && language !== 'kk') return { found: 0, wanted: 0 };
  const told = plain(summary[language] ?? '');
  const found = facts.filter((spellings) => spellings.some((spelling) => told.includes(plain(spelling))));
  return { found: found.length, wanted: facts.length };
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[\s\u00a0\u202f]+/gu, ' ');

/** All figures of judged articles, by language and overall. */
export function measure(judged: readonly Judged[]): Report {
  const report = new Map<string, Map<Column, Figure>>();
  const columns = COLUMNS.map(
    (column) =>
      [column, judged.filter(({ article }) => column === 'all' || article.language === column)] as const,
  ).filter(([, items]) => items.length > 0);
  const put = (name: string, column: Column, figure: Figure) =>
    report.set(name, (report.get(name) ?? new Map()).set(column, figure));
  const share = <T>(
    name: string,
    column: Column,
    items: readonly T[],
    of: (sample: readonly T[]) => number,
  ) =>
    put(name, column, {
      value: items.length === 0 ? Number.NaN : of(items),
      n: items.length,
      interval: bootstrap(items, of, SEED),
    });

  for (const [column, items] of columns) {
    share('article language', column, items, (sample) => mean(sample.map(languageRight)));
    const relevance = items.map(relevanceCounts);
    share('relevance precision', column, relevance, (sample) => prf(sum(sample)).precision);
    share('relevance recall', column, relevance, (sample) => prf(sum(sample)).recall);
    share('relevance F1', column, relevance, (sample) => prf(sum(sample)).f1);
    const relevant = items.filter(({ article }) => article.relevant);
    const topics = relevant.map(({ article, answer }) => compareSets(answer.topics, article.topics));
    share('topics micro-F1', column, topics, (sample) => prf(sum(sample)).f1);
    share('topics macro-F1', column, relevant, macroF1);
    const withFacts = items.filter(({ facts }) => facts.wanted > 0);
    share('facts covered', column, withFacts, (sample) => {
      const wanted = sample.reduce((total, { facts }) => total + facts.wanted, 0);
      return sample.reduce((total, { facts }) => total + facts.found, 0) / wanted;
    });
    const faults = items.flatMap((item) => item.faults);
    const count = (name: string, bad: (fault: SummaryFaults) => boolean) =>
      put(name, column, { value: faults.filter(bad).length, n: faults.length, interval: null });
    count('summaries with unsupported numbers', ({ numbers }) => numbers.length > 0);
    count('summaries with boilerplate', ({ boilerplate }) => boilerplate.length > 0);
    count('summaries in the wrong language', ({ wrongLanguage }) => wrongLanguage);
  }
  storyFigures(judged, share);
  return report;
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const languageRight = ({ article, answer }: Judged) => (answer.language === article.language ? 1 : 0);

function relevanceCounts({ article, answer }: Judged): Counts {
  return compareSets(answer.relevant ? ['yes'] : [], article.relevant ? ['yes'] : []);
}

/** Mean over topics of the F1 of each: a rare topic counts as much as a common one. */
function macroF1(sample: readonly Judged[]): number {
  const counts = new Map<string, Counts>();
  for (const { article, answer } of sample) {
    for (const label of new Set([...article.topics, ...answer.topics])) {
      const [given, wanted] = [answer.topics.includes(label), article.topics.includes(label)];
      const { right, wrong, missed } = counts.get(label) ?? { right: 0, wrong: 0, missed: 0 };
      counts.set(label, {
        right: right + Number(given && wanted),
        wrong: wrong + Number(given && !wanted),
        missed: missed + Number(wanted && !given),
      });
    }
  }
  return counts.size === 0 ? Number.NaN : mean([...counts.values()].map((own) => prf(own).f1));
}

function storyFigures(
  judged: readonly Judged[],
  share: <T>(name: string, column: Column, items: readonly T[], of: (sample: readonly T[]) => number) => void,
) {
  const items: Grouped[] = judged.map(({ article, answer }) => ({
    language: article.language,
    truth: article.story,
    found: answer.story,
  }));
  const f1 = (sample: readonly { precision: number; recall: number }[]) =>
    harmonic(mean(sample.map(({ precision }) => precision)), mean(sample.map(({ recall }) => recall)));
  for (const [name, sees] of [
    ['story B³ F1', 'all'],
    ['story B³ F1 within languages', 'own language'],
    ['story B³ F1 across languages', 'other languages'],
  ] as const) {
    const scored = bCubed(items, sees);
    for (const column of COLUMNS) {
      const own = scored.filter((_, index) => column === 'all' || items[index]?.language === column);
      const counted = own.flatMap((score) => score ?? []);
      if (own.length > 0) share(name, column, counted, f1);
    }
  }
}

/** Pairs of articles on one event, of all judged together. */
export function pairsOf(judged: readonly Judged[]): ReturnType<typeof pairCounts> {
  return pairCounts(
    judged.map(({ article, answer }) => ({
      language: article.language,
      truth: article.story,
      found: answer.story,
    })),
  );
}

/** A text whose language was taken for another. */
export interface Mistaken extends LanguageText {
  readonly taken: Language;
}

/** How many texts were read as the language they are in, in every column, and which were not. */
export interface LanguageFigure {
  readonly n: number;
  readonly right: number;
  readonly columns: ReadonlyMap<Column, { readonly n: number; readonly right: number }>;
  readonly mistaken: readonly Mistaken[];
}

/** Language of paragraphs of 40 letters and more, and of headlines, each alone and without a hint. */
export function measureLanguages(
  part: Part,
  articles: readonly EvalArticle[],
  identifier: Identifier,
): Record<string, LanguageFigure> {
  const paragraphs = articles.flatMap(({ language, text, paragraphLanguages }) =>
    text
      .split('\n')
      .map((paragraph, index) => ({ language: paragraphLanguages.get(index) ?? language, text: paragraph }))
      .filter(({ text: paragraph }) => letterCount(paragraph) >= 40),
  );
  const titles = articles
    .filter(({ title }) => title !== '')
    .map(({ language, title }) => ({ language, text: title }));
  return {
    paragraphs: identifyAll(paragraphs, identifier),
    'paragraphs of the declaration': identifyAll(declarationParagraphs(), identifier),
    headlines: identifyAll(titles, identifier),
    'headlines of their own list': identifyAll(headlines(part), identifier),
  };
}

function identifyAll(texts: readonly LanguageText[], identifier: Identifier): LanguageFigure {
  const read = texts.map((one) => ({ ...one, taken: identifier.paragraph(one.text) }));
  const mistaken: Mistaken[] = read.filter(({ language, taken }) => language !== taken);
  const count = (column: Column, among: readonly LanguageText[]) =>
    among.filter(({ language }) => column === 'all' || language === column).length;
  const columns = COLUMNS.flatMap((column) => {
    const n = count(column, texts);
    return n === 0 ? [] : [[column, { n, right: n - count(column, mistaken) }] as const];
  });
  return { n: texts.length, right: texts.length - mistaken.length, columns: new Map(columns), mistaken };
}
