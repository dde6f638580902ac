import { readdirSync, readFileSync } from 'node:fs';
import type { Language } from '../../src/domain/article.ts';

/**
 * `tuned` may be read while rules are written; it holds what was frozen before, too. `frozen` is by other hands and only
 * ever scored.
 */
export type Part = 'tuned' | 'frozen';

/** One article of the development set, with what an editor says of it. */
export interface EvalArticle {
  readonly id: string;
  readonly part: Part;
  readonly language: Language;
  readonly relevant: boolean;
  /** Digest ids; empty when the article is not relevant. */
  readonly topics: readonly string[];
  /** Equal for articles of one event, in any language; its own id for an event told once. */
  readonly story: string;
  readonly kind: 'news' | 'analysis' | 'interview' | 'flash';
  /** Which kind of near miss it is; empty when it is relevant. */
  readonly miss: string;
  /** Null when it carries no date. */
  readonly published: string | null;
  readonly source: string;
  /** What a summary of two or three sentences must carry: each fact in its acceptable spellings, lower case. */
  readonly facts: readonly (readonly string[])[];
  /** Languages of the paragraphs that are not in the article's own, by index from 0. */
  readonly paragraphLanguages: ReadonlyMap<number, Language>;
  readonly title: string;
  /** One paragraph per line. */
  readonly text: string;
}

const FOLDERS: Record<Part, URL> = {
  tuned: new URL('./tuned/', import.meta.url),
  frozen: new URL('./frozen/', import.meta.url),
};
const LANGUAGES = ['ru', 'kk', 'en', 'other'];
const KINDS = ['news', 'analysis', 'interview', 'flash'];

/**
 * The articles of one part. A block is `=== id`, its labels as `name: value`, `---`, and the text.
 *
 * @throws Error naming the article whose labels are not legal
 */
export function evalArticles(part: Part): EvalArticle[] {
  const articles = readdirSync(FOLDERS[part])
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .flatMap((file) =>
      readFileSync(new URL(file, FOLDERS[part]), 'utf8')
        .split(/^=== /m)
        .slice(1)
        .map((block) => articleOf(block, part, file)),
    );
  const ids = new Set(articles.map(({ id }) => id));
  if (ids.size !== articles.length) throw new Error(`${part}: two articles have one id`);
  return articles;
}

function articleOf(block: string, part: Part, file: string): EvalArticle {
  const cut = block.indexOf('\n---\n');
  const [id = '', ...lines] = block.slice(0, cut).split('\n');
  const labels = new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const label = (name: string) => labels.get(name) ?? '';
  const wrong = (what: string) => new Error(`${file}, ${id}: ${what}`);
  if (cut < 0) throw wrong('no --- before the text');
  if (!LANGUAGES.includes(label('language'))) throw wrong(`language "${label('language')}"`);
  if (!['yes', 'no'].includes(label('relevant'))) throw wrong(`relevant "${label('relevant')}"`);
  if (!KINDS.includes(label('kind'))) throw wrong(`kind "${label('kind')}"`);
  return {
    id: id.trim(),
    part,
    language: label('language') as Language,
    relevant: label('relevant') === 'yes',
    topics: listed(label('topics'), ','),
    story: label('story') || id.trim(),
    kind: label('kind') as EvalArticle['kind'],
    miss: label('miss'),
    published: label('published') || null,
    source: label('source'),
    facts: listed(label('facts'), ';').map((fact) => listed(fact.toLowerCase(), '|')),
    paragraphLanguages: new Map(
      listed(label('paragraphs'), ',').map((pair) => {
        const [index = '', language = ''] = pair.split('=');
        return [Number(index), language as Language];
      }),
    ),
    title: label('title'),
    text: block.slice(cut + 5).trim(),
  };
}

const listed = (value: string, separator: string) =>
  value
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '');
