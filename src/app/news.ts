import type { Understanding } from '../domain/understand.ts';
import type { Db } from '../store/client.ts';
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
  /** The editors' words in force now; another object after a reload. */
  readonly understanding: () => Understanding;
  /** Told of the unexpected; must not throw. */
  readonly onProblem: (problem: Problem) => void;
}
