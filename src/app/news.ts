import type { ReaderLanguage } from '../domain/article.ts';
import type { Understanding } from '../domain/understand.ts';
import type { Db } from '../store/client.ts';
import type { StoredSummary } from '../store/summaries.ts';
import type { Reader, Summarizer } from './ports.ts';

/** What went wrong in one unit of work, while the others went on. */
export interface Problem {
  /** What was being done: "read page", "summarize story". */
  readonly doing: string;
  /** Which source, address or id. */
  readonly what: string;
  readonly error: unknown;
}

/** What the use cases of reading and understanding share. */
export interface NewsDeps {
  readonly db: Db;
  readonly reader: Reader;
  readonly summarizer: Summarizer;
  /** True when a model will tell the stories better, once they are told (see app/retell.ts). */
  readonly hasModel?: boolean | undefined;
  /** Told of every summary that is stored; must not throw. */
  readonly onTold?: ((language: ReaderLanguage, method: StoredSummary['method']) => void) | undefined;
  /** The editors' words in force now; another object after a reload. */
  readonly understanding: () => Understanding;
  /** Told of the unexpected; must not throw. */
  readonly onProblem: (problem: Problem) => void;
}
