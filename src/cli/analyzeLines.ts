import type { Analysis, Draft, ReaderLanguage } from '../domain/article.ts';
import { eventDay, eventOf, factCard, lateIds } from '../domain/card.ts';
import { clusterAll, storyKey } from '../domain/stories.ts';
import { type StoryFeatures, storyFeatures } from '../domain/storyFeatures.ts';
import { summarizeExtractive } from '../domain/summary.ts';
import { type Understanding, understand } from '../domain/understand.ts';
import { kk } from '../locales/kk.ts';
import { ru } from '../locales/ru.ts';

type Id = string | number;

interface Understood {
  readonly id: Id | undefined;
  readonly analysis: Analysis;
  readonly features: StoryFeatures;
}

interface Mistaken {
  readonly id: Id | undefined;
  readonly error: string;
}

const LANGUAGES: readonly ReaderLanguage[] = ['ru', 'kk'];
/** Longest text that is read; what is longer is cut, for one line must not stop the others. */
const LONGEST = 200_000;

/**
 * Answers each line of `input` by one line of JSON, in the same order; empty lines are passed over.
 * Stories are judged over all lines together. Never throws for what a line holds.
 *
 * @param yearNow dates of another year are written with it
 */
export function analyzeLines(input: string, u: Understanding, yearNow: number): string[] {
  const lines = input.replace(/^\uFEFF/, '').split(/\r?\n/);
  const answers = lines.filter((line) => line.trim() !== '').map((line) => readLine(line, u));
  const understood = answers.filter((answer): answer is Understood => 'analysis' in answer);
  const keys = new Map<Understood, string>();
  for (const group of clusterAll(understood.map(({ features }) => features))) {
    const members = group.flatMap((index) => understood[index] ?? []);
    const key = storyKey(members.map(({ features }) => features));
    for (const member of members) keys.set(member, key);
  }
  return answers.map((answer) =>
    JSON.stringify('analysis' in answer ? tell(answer, keys.get(answer) ?? '', u, yearNow) : answer),
  );
}

function readLine(line: string, u: Understanding): Understood | Mistaken {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return { id: undefined, error: 'not JSON' };
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    return { id: undefined, error: 'not a JSON object' };
  const fields: Record<string, unknown> = { ...parsed };
  const id = typeof fields.id === 'string' || typeof fields.id === 'number' ? fields.id : undefined;
  const wrong = ['title', 'text'].filter((name) => !isText(fields[name]));
  if (wrong.length > 0) return { id, error: `${wrong.join(' and ')} must be text` };
  if (`${textOf(fields.title)}${textOf(fields.text)}`.trim() === '')
    return { id, error: 'title or text is needed' };
  try {
    return understandFields(id, fields, u);
  } catch (error) {
    return { id, error: `cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}

const isText = (value: unknown) => value === undefined || value === null || typeof value === 'string';
const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

function understandFields(id: Id | undefined, fields: Record<string, unknown>, u: Understanding): Understood {
  const publishedAt = instantOf(fields.publishedAt);
  const source = sourceOf(fields.source, u);
  const draft: Draft = {
    title: textOf(fields.title).slice(0, 1000),
    text: textOf(fields.text).slice(0, LONGEST),
    url: textOf(fields.url) || undefined,
    publishedAt: publishedAt ?? undefined,
    languageHint: source.language,
    outletNames: source.names,
  };
  const analysis = understand(draft, u);
  return {
    id,
    analysis,
    features: storyFeatures(analysis.read, analysis, publishedAt, u),
  };
}

function instantOf(value: unknown): Date | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** What we know of a source by its id or name; a name that we do not know is still an outlet's name. */
function sourceOf(
  value: unknown,
  u: Understanding,
): Pick<Draft, 'languageHint'> & { language: Draft['languageHint']; names: string[] } {
  const named = textOf(value).trim();
  if (named === '') return { language: undefined, names: [] };
  const known = u.knowledge.sources.find(({ id, name }) => [id, name.ru, name.kk].includes(named));
  return known === undefined
    ? { language: undefined, names: [named] }
    : { language: known.language, names: [...new Set([known.name.ru, known.name.kk])] };
}

function tell({ id, analysis, features }: Understood, story: string, u: Understanding, yearNow: number) {
  const { read, relevance, language, topics, entities, figures } = analysis;
  const summary = Object.fromEntries(
    LANGUAGES.map((wanted) => [wanted, summaryText(analysis, features, wanted, u, yearNow)]),
  );
  return {
    ...(id === undefined ? {} : { id }),
    language: read.language,
    relevant: relevance.relevant,
    relevance: Math.round(relevance.value * 1000) / 1000,
    why: relevance.why,
    topics,
    story,
    entities,
    figures: figures.map(({ text, value, unit }) => ({ text, value, unit })),
    summary: language === 'other' ? { ru: null, kk: null } : summary,
  };
}

/** Sentences of the text in its own language, a card in the other; null when neither says enough. */
function summaryText(
  { read, topics, entities, figures }: Analysis,
  features: StoryFeatures,
  wanted: ReaderLanguage,
  u: Understanding,
  yearNow: number,
): string | null {
  if (read.language === wanted) {
    const told = summarizeExtractive([{ articleId: 0, read, title: read.title }], wanted, {
      besideHeadline: hasHeadlineIn(read, wanted),
    });
    return told === null ? null : told.sentences.map(({ text }) => text).join(' ');
  }
  const card = factCard(
    {
      topics,
      entities,
      late: lateIds(features),
      companies: features.companies,
      figures,
      headFigures: features.headFigures,
      event: eventOf(features),
      date: eventDay(features),
    },
    u,
    wanted,
  );
  return card === null ? null : { ru, kk }[wanted].factCard(card, yearNow);
}

/** A headline in another language is not shown, so a sentence may say the same. */
function hasHeadlineIn({ sentences: [first] }: Analysis['read'], wanted: ReaderLanguage): boolean {
  return first?.position === 'title' && (first.language === wanted || first.language === 'other');
}
