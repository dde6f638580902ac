import { type Config, readConfig } from '../config.ts';
import { loadKnowledge } from '../digests.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import { type OpenDatabase, openDatabase } from '../store/open.ts';

/** Ends a tool with what is wrong and what to do about it. */
export class ToolProblem extends Error {
  override readonly name = 'ToolProblem';
}

/** Runs a tool's work; problems go to standard error as words, not as stacks, and the exit code is 1. */
export async function runTool(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const expected = error instanceof Error && ['ToolProblem', 'DatabaseProblem'].includes(error.name);
    console.error(expected && error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

/** @throws ToolProblem with every configuration mistake */
export function toolConfig(): Config {
  const result = readConfig(undefined, 'tool');
  if (result.kind === 'invalid') throw new ToolProblem(`Configuration:\n${bullets(result.mistakes)}`);
  return result.config;
}

/** @throws ToolProblem with every mistake in the editors' files */
export function toolKnowledge(config: Config): Knowledge {
  const result = loadKnowledge(config.digestsDir);
  if (result.kind === 'invalid') throw new ToolProblem(bullets(result.mistakes));
  return result.knowledge;
}

/**
 * The database of the real bot, also while that bot runs; `demo` opens the demo's instead.
 *
 * @throws DatabaseProblem when it cannot serve us
 */
export function toolDatabase(config: Config, demo = false): Promise<OpenDatabase> {
  return openDatabase({
    databaseUrl: demo ? null : config.databaseUrl,
    dataDir: demo ? `${config.dataDir}/demo` : config.dataDir,
    migrate: config.migrate,
    kind: demo ? 'demo' : 'real',
    whenOwned: 'share',
    say: (words) => console.error(words),
  });
}

/** A plain table: columns as wide as their widest cell, numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const widths = head.map((title, i) =>
    Math.max(title.length, ...rows.map((row) => String(row[i] ?? '').length)),
  );
  const line = (row: readonly (string | number)[]) =>
    row
      .map((cell, i) =>
        typeof cell === 'number'
          ? String(cell).padStart(widths[i] ?? 0)
          : String(cell).padEnd(widths[i] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function bullets(lines: readonly string[]): string {
  return lines.map((text) => `- ${text}`).join('\n');
}
