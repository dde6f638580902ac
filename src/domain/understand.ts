import type { Analysis, Draft, Figure, ReadText } from './article.ts';
import { type ConceptIndex, compileConcepts } from './concepts.ts';
import { keyOrder } from './figures.ts';
import type { Knowledge } from './knowledge.ts';
import { compileGazetteer, type Gazetteer } from './language/gazetteer.ts';
import { type Identifier, loadIdentifier } from './language/identify.ts';
import { readText } from './language/read.ts';
import { compileRelevance, judgeRelevance, type RelevanceRules } from './relevance.ts';
import { compileTopics, findTopics, type TopicRules } from './topics.ts';

/** Editors' words made ready for reading. Immutable: a reload makes a new one. */
export interface Understanding {
  readonly knowledge: Knowledge;
  readonly gazetteer: Gazetteer;
  readonly relevance: RelevanceRules;
  readonly topics: TopicRules;
  readonly concepts: ConceptIndex;
  readonly identifier: Identifier;
}

/**
 * Makes `knowledge` ready for reading. The language model is loaded once per process, in about 0.3 s.
 *
 * @throws Error naming the entry when a name of the gazetteer does not compile
 */
export async function compileKnowledge(knowledge: Knowledge): Promise<Understanding> {
  const gazetteer = compileGazetteer(knowledge.gazetteer);
  return {
    knowledge,
    gazetteer,
    relevance: compileRelevance(knowledge.relevance, gazetteer),
    topics: compileTopics(knowledge.digests, gazetteer),
    concepts: compileConcepts(knowledge.concepts),
    identifier: await loadIdentifier(),
  };
}

/** Reads and judges one text. Never throws for what the text holds; an irrelevant text has no topics. */
export function understand(draft: Draft, u: Understanding): Analysis {
  const read = readText(draft, u.gazetteer, u.identifier);
  const relevance = judgeRelevance(read, u.relevance);
  const found = relevance.relevant ? findTopics(read, u.topics) : { topics: [], why: [] };
  return {
    read,
    language: read.language,
    relevance: { ...relevance, why: [...relevance.why, ...found.why] },
    topics: found.topics,
    entities: [...new Set(read.sentences.flatMap(({ mentions }) => mentions.map(({ entity }) => entity)))],
    figures: distinctFigures(read),
  };
}

/** Figures of a text once each: money, then counts, then percentages; those of the background last of all. */
function distinctFigures(read: ReadText): Figure[] {
  const found: Figure[] = [];
  const seen = new Set<string>();
  for (const background of [false, true]) {
    const part: Figure[] = [];
    for (const sentence of read.sentences)
      if ((sentence.position === 'background') === background)
        for (const figure of sentence.figures) {
          const key = `${figure.value} ${figure.unit}`;
          if (seen.has(key)) continue;
          seen.add(key);
          part.push(figure);
        }
    found.push(...part.sort((a, b) => keyOrder(a) - keyOrder(b)));
  }
  return found;
}
