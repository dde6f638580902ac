import type { Config } from './config.ts';
import type { Demo } from './demo/demo.ts';
import { reloadKnowledge } from './digests.ts';
import type { Knowledge } from './domain/knowledge.ts';
import { compileKnowledge, type Understanding } from './domain/understand.ts';
import type { Log } from './log.ts';

/** The editors' words in force; SIGHUP loads them again, and a broken edit keeps the last good ones. */
export async function editorsWords(
  { digestsDir }: Config,
  shipped: Knowledge,
  demo: Demo | null,
  log: Log,
): Promise<() => Understanding> {
  const compile = (words: Knowledge) => compileKnowledge(demo ? { ...words, sources: demo.sources } : words);
  let knowledge = shipped;
  let understanding = await compile(knowledge);
  const reload = async (): Promise<void> => {
    const next = reloadKnowledge(knowledge, digestsDir);
    if (next.mistakes.length > 0) {
      log.error({ mistakes: next.mistakes }, "the editors' files have mistakes: the last good version stays");
      return;
    }
    understanding = await compile(next.knowledge);
    knowledge = next.knowledge;
    log.info("the editors' files were loaded again");
  };
  process.on('SIGHUP', () => {
    reload().catch((error: unknown) => log.error({ err: error }, "the editors' files could not be loaded"));
  });
  return () => understanding;
}
