import type { ReaderLanguage } from '../domain/article.ts';
import { eventDay, eventOf, factCard, lateIds, partyNames } from '../domain/card.ts';
import type { Outlet } from '../domain/edition.ts';
import { keyFigures, statedIn } from '../domain/figures.ts';
import type { Source } from '../domain/knowledge.ts';
import { readText } from '../domain/language/read.ts';
import type { StoryFeatures } from '../domain/storyFeatures.ts';
import { summaryDetails } from '../domain/summaryDetails.ts';
import type { Understanding } from '../domain/understand.ts';
import { statedOnly } from '../domain/versions.ts';
import { articlesOf, type StoryArticle } from '../store/articles.ts';
import { areKept } from '../store/removed.ts';
import { queueRetelling } from '../store/retellings.ts';
import { claimDirty, type DirtyStory, markReady, postponeStory } from '../store/stories.ts';
import { modelSummaryOf, type StoredSummary, saveSummary } from '../store/summaries.ts';
import type { NewsDeps } from './news.ts';
import type { SummaryDraft, SummaryInput } from './ports.ts';
import { draftOf } from './readEntry.ts';

/** Stories told at a time. */
const BATCH = 20;
/** Most outlets named under a story. */
const MOST_OUTLETS = 6;
/** A story that could not be told is tried again after so many minutes. */
const RETRY_MINUTES = 10;
/** Articles of one event come within seconds of each other: the model is asked when they are together. */
const MODEL_WAITS_SECONDS = 10;
const LANGUAGES: readonly ReaderLanguage[] = ['ru', 'kk'];

/**
 * Tells the stories that changed, in both languages, and says from when editions may show them.
 *
 * A story that fails waits ten minutes and does not stop the others. Safe in any number of replicas.
 *
 * @returns how many stories were told
 */
export async function summarize(deps: NewsDeps, signal: AbortSignal): Promise<number> {
  let told = 0;
  for (const story of await claimDirty(deps.db, BATCH)) {
    if (signal.aborted) break;
    try {
      await tell(deps, story, signal);
      told += 1;
    } catch (error) {
      deps.onProblem({ doing: 'summarize story', what: String(story.id), error });
      await postponeStory(deps.db, story.id, RETRY_MINUTES);
    }
  }
  return told;
}

/**
 * Tells a claimed story in both languages. What was told from an article that is taken down meanwhile is not kept:
 * whoever takes it down has the story told anew.
 */
export async function tell(deps: NewsDeps, story: DirtyStory, signal: AbortSignal): Promise<void> {
  const sources = await storySources(deps, story.id);
  const ids = sources.articles.map(({ id }) => id);
  for (const language of LANGUAGES) {
    const kept = await stillTold(deps, story, language, sources.articles);
    // Before the summary is stored, so that a model's answer on what the story said before is not taken any more.
    if (kept === null && deps.hasModel) await queueRetelling(deps.db, story, language, MODEL_WAITS_SECONDS);
    const draft = kept ?? (await deps.summarizer.summarize(sources.inputs, language, signal));
    const summary = tellingOf(language, story, draft, sources);
    const isKept = await deps.db.transaction(async (tx) => {
      if (!(await areKept(tx, ids))) return false;
      await saveSummary(tx, summary);
      return true;
    });
    if (!isKept) return;
    if (kept === null) deps.onTold?.(language, draft?.method ?? 'card');
  }
  await markReady(deps.db, story, statedOnly(story.substance, sources.features));
}

/** What a story is told from. */
export interface StorySources {
  /** Those that still have their text, the earliest published first. */
  readonly articles: readonly StoryArticle[];
  /** Of all its articles, also of those whose text is gone. */
  readonly features: readonly StoryFeatures[];
  /** The same as summarizers read them. */
  readonly inputs: readonly SummaryInput[];
  readonly publishers: ReadonlyMap<string, Source>;
  readonly understanding: Understanding;
}

/** Reads a story's articles. */
export async function storySources(
  deps: Pick<NewsDeps, 'db' | 'understanding'>,
  storyId: number,
): Promise<StorySources> {
  const u = deps.understanding();
  const publishers = new Map(u.knowledge.sources.map((source) => [source.id, source]));
  const all = await articlesOf(deps.db, [storyId]);
  const articles = all.filter(({ text }) => text !== null);
  const features = all.map((article) => article.features);
  const inputs = articles.map((article) => inputOf(article, publishers.get(article.sourceId), u));
  return { articles, features, inputs, publishers, understanding: u };
}

/**
 * A model's text of this very version, when the articles that it stands on say what they said: another
 * outlet with the same news is no reason to ask again.
 */
async function stillTold(
  deps: NewsDeps,
  story: DirtyStory,
  language: ReaderLanguage,
  articles: readonly StoryArticle[],
): Promise<SummaryDraft | null> {
  const stored = await modelSummaryOf(deps.db, story.id, language);
  if (stored === null || stored.version !== story.version) return null;
  const lead = articles.find(({ url }) => url === stored.story.url);
  const sentences = stored.story.sentences.map((text, index) => ({
    text,
    articleIds: stored.sentenceArticles[index] ?? [],
  }));
  if (!lead) return null;
  const draft: SummaryDraft = {
    headline: stored.story.headline,
    headlineArticleId: lead.id,
    sentences,
    method: 'model',
  };
  return stored.basis === basisOf(draft, articles) ? draft : null;
}

/** Names the texts that a draft stands on. */
function basisOf(draft: SummaryDraft, articles: readonly StoryArticle[]): string {
  const ids = new Set([draft.headlineArticleId, ...draft.sentences.flatMap(({ articleIds }) => articleIds)]);
  return [...ids]
    .sort((a, b) => a - b)
    .map((id) => `${id}:${articles.find((article) => article.id === id)?.textHash ?? 'gone'}`)
    .join(' ');
}

function inputOf(article: StoryArticle, source: Source | undefined, u: Understanding): SummaryInput {
  const text = { title: article.title, text: article.text ?? '' };
  const draft = source
    ? draftOf(source, text, article.publishedAt, u)
    : { ...text, publishedAt: article.publishedAt, languageHint: article.language };
  return {
    articleId: article.id,
    title: article.title,
    publishedAt: article.publishedAt,
    read: readText(draft, u.gazetteer, u.identifier),
  };
}

/** Everything that an edition shows of a story to readers of one language; a card without a draft. */
export function tellingOf(
  language: ReaderLanguage,
  story: Omit<DirtyStory, 'dirtyAt'>,
  draft: SummaryDraft | null,
  { articles, inputs, publishers, understanding: u }: StorySources,
): StoredSummary {
  const used = new Set(draft?.sentences.flatMap(({ articleIds }) => articleIds));
  const lead = articles.find(({ id }) => id === draft?.headlineArticleId) ?? bestForeign(articles, language);
  if (!lead) throw new Error(`story ${story.id} has no article with a text`);
  const ordered = [lead, ...others(articles, lead, used, language)];
  const outletName = ({ sourceId }: StoryArticle) => publishers.get(sourceId)?.name[language] ?? sourceId;
  const { figures, differing } = keyFigures(
    ordered.map((article) => ({
      figures: article.figures,
      outlet: outletName(article),
      head: article.features.headFigures,
    })),
  );
  const entities = commonEntities(ordered);
  const late = ordered.length === 1 ? lateIds(lead.features) : [];
  const card = draft
    ? null
    : factCard(
        {
          topics: story.topics,
          entities,
          late,
          companies: lead.features.companies,
          figures,
          event: eventOf(lead.features),
          date: eventDay(lead.features),
        },
        u,
        language,
      );
  const headline = draft?.headline ?? lead.title;
  // A model writes the headline itself, whatever the language of the article behind it.
  const headlineLanguage = draft?.method === 'model' ? language : lead.language;
  const sentences = draft?.sentences.map(({ text }) => text) ?? [];
  const told: StoredSummary['story'] = {
    id: story.id,
    version: story.version,
    headline,
    headlineLanguage,
    url: lead.url,
    sentences,
    textFigures: statedIn([headline, ...sentences], headlineLanguage),
    details: draft === null ? [] : detailsOf(draft, ordered, inputs, language),
    method: draft?.method ?? 'extractive',
    card,
    figures,
    differing,
    outlets: outletsOf(ordered, outletName),
    parties: partyNames({ entities, late, companies: lead.features.companies }, u, language),
    firstPublishedAt: story.firstPublishedAt,
    publishedAt: story.lastPublishedAt,
    topics: story.topics.flatMap((id) => u.knowledge.digests.find((d) => d.id === id)?.title[language] ?? []),
  };
  return {
    storyId: story.id,
    language,
    version: story.version,
    method: draft?.method ?? 'card',
    story: told,
    sentenceArticles: draft?.sentences.map(({ articleIds }) => [...articleIds]) ?? [],
    basis: draft?.method === 'model' ? basisOf(draft, articles) : null,
  };
}

/** What the story's page tells besides the draft, out of the same articles in the same order. */
function detailsOf(
  { headline, sentences }: SummaryDraft,
  ordered: readonly StoryArticle[],
  inputs: readonly SummaryInput[],
  language: ReaderLanguage,
): string[] {
  const read = ordered.flatMap(({ id }) => inputs.find(({ articleId }) => articleId === id) ?? []);
  return summaryDetails(read, language, { headline, sentences: sentences.map(({ text }) => text) });
}

/** The article to show a reader who has none in his language: of the region's other language before English. */
function bestForeign(articles: readonly StoryArticle[], language: ReaderLanguage): StoryArticle | undefined {
  const order = (a: StoryArticle) => (a.language === language ? 0 : a.language === 'en' ? 2 : 1);
  return [...articles].sort(
    (a, b) =>
      order(a) - order(b) || b.relevance - a.relevance || a.publishedAt.getTime() - b.publishedAt.getTime(),
  )[0];
}

/** The other articles: those that the summary stands on, then those in the reader's language, then the rest. */
function others(
  articles: readonly StoryArticle[],
  lead: StoryArticle,
  used: ReadonlySet<number>,
  language: ReaderLanguage,
): StoryArticle[] {
  const order = (a: StoryArticle) => (used.has(a.id) ? 0 : a.language === language ? 1 : 2);
  return articles.filter(({ id }) => id !== lead.id).sort((a, b) => order(a) - order(b));
}

/** One link per outlet. */
function outletsOf(articles: readonly StoryArticle[], nameOf: (article: StoryArticle) => string): Outlet[] {
  const outlets = new Map<string, Outlet>();
  for (const article of articles) {
    const name = nameOf(article);
    if (!outlets.has(name)) outlets.set(name, { name, url: article.url, language: article.language });
  }
  return [...outlets.values()].slice(0, MOST_OUTLETS);
}

/** Ids by the number of articles that name them, equal ones in the lead's order. */
function commonEntities(articles: readonly StoryArticle[]): string[] {
  const counts = new Map<string, number>();
  for (const { entities } of articles) for (const id of entities) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([id]) => id);
}
