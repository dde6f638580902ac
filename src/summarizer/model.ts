import type { ModelSummarizer, ModelTelling, SummaryDraft, SummaryInput } from '../app/ports.ts';
import type { ReaderLanguage } from '../domain/article.ts';
import { createEndpoint, type Endpoint, type EndpointOptions } from './endpoint.ts';
import { type FaultKind, findFaults, type GuardDeps } from './faithful.ts';
import { type ModelAnswer, parseAnswer } from './parse.ts';
import { describe, firstQuestion, type PromptMessage, questionKey, secondQuestion } from './prompt.ts';
import { chooseSources, type SourceSentence } from './sources.ts';

/** All that one story may take, its second try included. */
const TOTAL_MS = 75_000;
/** So many failures in a row, and the server is left alone for so long. */
const MOST_FAILURES = 5;
const PAUSE_SECONDS = 15 * 60;
/** A spent budget is looked at again after so long: a new day may have begun. */
const SPENT_SECONDS = 30 * 60;

/** How one question to the model ended, for counting. */
export type Verdict = 'faithful' | 'remembered' | 'unfaithful' | 'bad_shape' | 'failed' | 'spent' | 'paused';

/** Answers that were given before, over all replicas. */
export interface AnswerMemory {
  find(key: string): Promise<{ readonly answer: unknown } | null>;
  save(key: string, answer: ModelAnswer | null): Promise<void>;
}

/** What a summarizer over a model is made with. `totalMs` limits all tries for one story together. */
export interface ModelOptions extends EndpointOptions {
  /** The words in force now. */
  readonly understanding: () => GuardDeps;
  readonly memory: AnswerMemory;
  /** Told of every answer and of each kind of fault that the guard found in it; must not throw. */
  readonly onVerdict?: ((verdict: Verdict, faults: readonly FaultKind[]) => void) | undefined;
  readonly totalMs?: number | undefined;
  /** Milliseconds of a clock that only goes forward. */
  readonly now?: (() => number) | undefined;
}

/**
 * Tells stories by a model behind an OpenAI-compatible address. Its text leaves only past the guard; with a fault it
 * is asked once more and told what was wrong. After five failures in a row it is left alone for 15 minutes.
 */
export async function createModelSummarizer(options: ModelOptions): Promise<ModelSummarizer> {
  const endpoint = await createEndpoint(options);
  const now = options.now ?? (() => performance.now());
  const count = (verdict: Verdict, faults: readonly FaultKind[] = []) => options.onVerdict?.(verdict, faults);
  let failures = 0;
  let pausedUntil = Number.NEGATIVE_INFINITY;

  const ask = async (
    articles: readonly SummaryInput[],
    language: ReaderLanguage,
    signal: AbortSignal,
  ): Promise<ModelTelling> => {
    const { gazetteer, identifier } = options.understanding();
    const guard = { gazetteer, identifier };
    const sources = chooseSources(articles, language);
    if (sources.length === 0) return { kind: 'refused', reason: 'no sentence to tell from' };
    const question = firstQuestion(sources, language, gazetteer);
    const key = questionKey(options.model, language, question);
    const remembered = await options.memory.find(key);
    if (remembered !== null) {
      const answer = parseAnswer(JSON.stringify(remembered.answer));
      count('remembered');
      // The guard may know more than it did then.
      if (answer === null || findFaults(answer, sources, language, guard).length > 0)
        return { kind: 'refused', reason: 'unfaithful when it was asked before' };
      return { kind: 'told', draft: draftOf(answer, sources, language) };
    }
    if (now() < pausedUntil) {
      count('paused');
      const afterSeconds = Math.ceil((pausedUntil - now()) / 1000);
      return { kind: 'later', reason: `${MOST_FAILURES} failures in a row`, afterSeconds };
    }
    const told = await converse(
      endpoint,
      question,
      (answer) => findFaults(answer, sources, language, guard),
      {
        signal: AbortSignal.any([signal, AbortSignal.timeout(options.totalMs ?? TOTAL_MS)]),
        count,
      },
    );
    if (told.kind === 'spent')
      return { kind: 'later', reason: "the day's budget is spent", afterSeconds: SPENT_SECONDS };
    if (signal.aborted) return { kind: 'later', reason: 'this process ends', afterSeconds: 0 };
    if (told.kind === 'failed') {
      failures += 1;
      if (failures >= MOST_FAILURES) {
        pausedUntil = now() + PAUSE_SECONDS * 1000;
        failures = 0;
      }
      return told;
    }
    failures = 0;
    await options.memory.save(key, told.kind === 'faithful' ? told.answer : null);
    if (told.kind === 'refused') return told;
    return { kind: 'told', draft: draftOf(told.answer, sources, language) };
  };

  return {
    tell: async (articles, language, signal) => {
      try {
        return await ask(articles, language, signal);
      } catch (error) {
        return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}

type Conversation =
  | { readonly kind: 'faithful'; readonly answer: ModelAnswer }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'spent' };

/** Asks, and asks once more when the answer is of no use. */
async function converse(
  endpoint: Endpoint,
  question: readonly PromptMessage[],
  judge: (answer: ModelAnswer) => ReturnType<typeof findFaults>,
  {
    signal,
    count,
  }: { signal: AbortSignal; count: (verdict: Verdict, faults?: readonly FaultKind[]) => void },
): Promise<Conversation> {
  let asked = question;
  for (let turn = 1; ; turn++) {
    const reply = await endpoint.ask(asked, signal);
    if (reply.kind !== 'text') {
      count(reply.kind);
      return reply;
    }
    const answer = parseAnswer(reply.text);
    const faults = answer === null ? null : judge(answer);
    if (answer !== null && faults?.length === 0) {
      count('faithful');
      return { kind: 'faithful', answer };
    }
    count(faults === null ? 'bad_shape' : 'unfaithful', [...new Set((faults ?? []).map(({ kind }) => kind))]);
    if (turn === 2)
      return faults === null
        ? { kind: 'failed', reason: 'no JSON object of the agreed shape, twice' }
        : { kind: 'refused', reason: faults.slice(0, 5).map(describe).join(' ') };
    asked = secondQuestion(question, reply.text, faults);
  }
}

/** The answer as a story's text; the headline leads to an article in the reader's language where one is cited. */
function draftOf(
  answer: ModelAnswer,
  sources: readonly SourceSentence[],
  language: ReaderLanguage,
): SummaryDraft {
  const byNumber = new Map(sources.map((source) => [source.number, source]));
  const cited = answer.sentences.map(({ from }) => from.flatMap((number) => byNumber.get(number) ?? []));
  const all = cited.flat();
  const lead = all.find((source) => source.language === language) ?? all[0];
  if (!lead) throw new Error('a faithful answer cites nothing');
  return {
    headline: answer.headline.replace(/(?<![.…])\.$/, ''),
    headlineArticleId: lead.articleId,
    sentences: answer.sentences.map(({ text }, index) => ({
      text,
      articleIds: [...new Set((cited[index] ?? []).map(({ articleId }) => articleId))],
    })),
    method: 'model',
  };
}
