import type { Relevance } from '../../src/domain/article.ts';
import { compileRelevance, judgeRelevance } from '../../src/domain/relevance.ts';
import { shipped } from './labelled.ts';

/** Judges titles and texts by the shipped words. */
export async function relevanceJudge(): Promise<(title: string, text?: string) => Relevance> {
  const { knowledge, gazetteer, read } = await shipped();
  const rules = compileRelevance(knowledge.relevance, gazetteer);
  return (title, text = '') => judgeRelevance(read(title, text), rules);
}
