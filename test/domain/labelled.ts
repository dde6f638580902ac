import { readdirSync, readFileSync } from 'node:fs';
import { loadKnowledge } from '../../src/digests.ts';
import type { ReadText } from '../../src/domain/article.ts';
import type { Knowledge } from '../../src/domain/knowledge.ts';
import { compileGazetteer, type Gazetteer } from '../../src/domain/language/gazetteer.ts';
import { loadIdentifier } from '../../src/domain/language/identify.ts';
import { readText } from '../../src/domain/language/read.ts';

/** One article of test/fixtures/labelled, with what an editor says of it. */
export interface Labelled {
  readonly id: string;
  readonly language: 'ru' | 'kk' | 'en';
  readonly relevant: boolean;
  readonly topics: readonly string[];
  /** Which kind of near miss it is; empty when it is relevant. */
  readonly miss: string;
  readonly title: string;
  readonly text: string;
}

const FOLDER = new URL('../fixtures/labelled/', import.meta.url);

/** All labelled articles. A block is `=== id | yes or no | topics | kind of near miss`, a title, and the text. */
export function labelled(): Labelled[] {
  return readdirSync(FOLDER).flatMap((file) =>
    readFileSync(new URL(file, FOLDER), 'utf8')
      .split(/^=== /m)
      .slice(1)
      .map((block) => {
        const [head = '', title = '', ...text] = block.trimEnd().split('\n');
        const [id = '', relevant = '', topics = '', miss = ''] = head.split('|').map((part) => part.trim());
        return {
          id,
          language: file.slice(0, 2) as Labelled['language'],
          relevant: relevant === 'yes',
          topics: topics === '' ? [] : topics.split(/,\s*/),
          miss,
          title,
          text: text.join('\n'),
        };
      }),
  );
}

/** The shipped words, and a reader that uses them. */
export async function shipped(): Promise<{
  knowledge: Knowledge;
  gazetteer: Gazetteer;
  read: (title: string, text: string) => ReadText;
}> {
  const loaded = loadKnowledge(new URL('../../digests', import.meta.url).pathname);
  if (loaded.kind === 'invalid') throw new Error(loaded.mistakes.join('\n'));
  const gazetteer = compileGazetteer(loaded.knowledge.gazetteer);
  const identifier = await loadIdentifier();
  return {
    knowledge: loaded.knowledge,
    gazetteer,
    read: (title, text) => readText({ title, text }, gazetteer, identifier),
  };
}

/** F1 of counts; 1 when there was nothing to find and nothing was found. */
export function f1({ right, wrong, missed }: { right: number; wrong: number; missed: number }): number {
  return right + wrong + missed === 0 ? 1 : (2 * right) / (2 * right + wrong + missed);
}
