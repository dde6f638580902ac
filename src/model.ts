import type { NewsDeps } from './app/news.ts';
import { MODEL_AT_ONCE, type RetellDeps } from './app/retell.ts';
import type { Config } from './config.ts';
import type { Job } from './jobs/jobs.ts';
import { retellJobs } from './jobs/retell.ts';
import { findModelAnswer, saveModelAnswer } from './store/modelAnswers.ts';
import { takeModelCall } from './store/modelCalls.ts';
import { createModelSummarizer } from './summarizer/model.ts';

/** Characters sent to the model per day, over all replicas: what 300 usual calls take. */
const DAILY_CHARACTERS = 2_000_000;

/**
 * The jobs that let the configured model tell stories; none without a model.
 *
 * @param onVerdict told of every answer, with the kinds of faults that the guard found in it
 */
export async function modelJobs(
  { model, modelDailyCalls }: Pick<Config, 'model' | 'modelDailyCalls'>,
  news: NewsDeps,
  onVerdict: (verdict: string, faults: readonly string[]) => void,
): Promise<Job[]> {
  if (model === null) return [];
  const { db } = news;
  const limits = { calls: modelDailyCalls, characters: DAILY_CHARACTERS };
  const deps: RetellDeps = {
    ...news,
    model: await createModelSummarizer({
      baseUrl: model.baseUrl,
      model: model.name,
      apiKey: model.apiKey,
      takeCall: (characters) => takeModelCall(db, characters, limits),
      understanding: news.understanding,
      memory: {
        find: (key) => findModelAnswer(db, key),
        save: (key, answer) => saveModelAnswer(db, key, answer),
      },
      onVerdict,
    }),
  };
  return retellJobs(deps, MODEL_AT_ONCE);
}
