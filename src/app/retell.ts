import { areKept } from '../store/removed.ts';
import {
  type ClaimedRetelling,
  claimRetelling,
  endRetelling,
  type RetellingEnd,
} from '../store/retellings.ts';
import { livingStory } from '../store/stories.ts';
import { saveSummary } from '../store/summaries.ts';
import type { NewsDeps } from './news.ts';
import type { ModelSummarizer, ModelTelling } from './ports.ts';
import { storySources, tellingOf } from './summarize.ts';

/** Stories that the model is asked for at a time, over all replicas. */
export const MODEL_AT_ONCE = 2;
/** A digest of older news has gone out: telling them better helps nobody. */
const FRESH_HOURS = 48;
/** A story for which the model failed is asked for again after so long. */
const RETRY_SECONDS = 15 * 60;

/** What asking a model to tell stories needs. */
export interface RetellDeps extends NewsDeps {
  readonly model: ModelSummarizer;
}

/**
 * Lets the model tell one story in one language, and puts its text in place of what stands there.
 *
 * Nothing waits for it: the story is ready and told before it is queued, and stays told whatever the
 * model does. Safe in any number of replicas.
 *
 * @returns 1 when a story was asked for, 0 when none is due
 */
export async function retell(deps: RetellDeps, signal: AbortSignal): Promise<number> {
  if (signal.aborted) return 0;
  const claim = await claimRetelling(deps.db, { atOnce: MODEL_AT_ONCE, freshHours: FRESH_HOURS });
  if (claim === null) return 0;
  try {
    await ask(deps, claim, signal);
  } catch (error) {
    deps.onProblem({ doing: 'retell story', what: `${claim.storyId} ${claim.language}`, error });
    const reason = error instanceof Error ? error.message : String(error);
    await endRetelling(deps.db, claim, { state: 'failed', reason, afterSeconds: RETRY_SECONDS });
  }
  return 1;
}

async function ask(deps: RetellDeps, claim: ClaimedRetelling, signal: AbortSignal): Promise<void> {
  const { storyId, language } = claim;
  const story = await livingStory(deps.db, storyId);
  // A story that was merged, or has another version by now, is queued anew by whoever tells it.
  if (story?.id !== storyId || story.version !== claim.version) {
    await endRetelling(deps.db, claim, { state: 'later', reason: 'the story changes', afterSeconds: 60 });
    return;
  }
  const sources = await storySources(deps, storyId);
  const telling = await deps.model.tell(sources.inputs, language, signal);
  if (telling.kind !== 'told') {
    if (telling.kind === 'failed')
      deps.onProblem({
        doing: 'retell story',
        what: `${storyId} ${language}`,
        error: new Error(telling.reason),
      });
    await endRetelling(deps.db, claim, endOf(telling));
    return;
  }
  const stored = await deps.db.transaction(async (tx) => {
    // The claim's row stays locked until the text is stored: a newer state of the story comes after it.
    // Nor is an answer kept that stands on an article that was taken down meanwhile.
    if (
      !(await areKept(
        tx,
        sources.articles.map(({ id }) => id),
      ))
    )
      return false;
    if (!(await endRetelling(tx, claim, { state: 'told' }))) return false;
    await saveSummary(tx, tellingOf(language, story, telling.draft, sources));
    return true;
  });
  if (stored) deps.onTold?.(language, 'model');
}

function endOf(telling: Exclude<ModelTelling, { kind: 'told' }>): RetellingEnd {
  const { reason } = telling;
  if (telling.kind === 'refused') return { state: 'refused', reason };
  if (telling.kind === 'failed') return { state: 'failed', reason, afterSeconds: RETRY_SECONDS };
  return { state: 'later', reason, afterSeconds: telling.afterSeconds };
}
