import type { ReadText } from '../../src/domain/article.ts';
import { compileTopics, type TopicRules } from '../../src/domain/topics.ts';
import { shipped } from './labelled.ts';

/** The shipped topics, and a reader of texts that knows the shipped names. */
export async function topicReader(): Promise<{
  readonly rules: TopicRules;
  readonly read: (title: string, text: string) => ReadText;
}> {
  const { knowledge, gazetteer, read } = await shipped();
  return { rules: compileTopics(knowledge.digests, gazetteer), read };
}
