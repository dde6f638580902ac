import { group } from '../app/group.ts';
import { ingestAll } from '../app/ingest.ts';
import type { NewsDeps } from '../app/news.ts';
import { summarize } from '../app/summarize.ts';
import { compileKnowledge } from '../domain/understand.ts';
import { createReader } from '../sources/reader.ts';
import { databaseTurns } from '../store/hosts.ts';
import { createExtractiveSummarizer } from '../summarizer/extractive.ts';
import { VERSION } from '../version.ts';
import { runTool, table, toolConfig, toolDatabase, toolKnowledge } from './tool.ts';

/** `npm run ingest`: reads every enabled source once, now, and prints what each came to. */
await runTool(async () => {
  const config = toolConfig();
  const understanding = await compileKnowledge(toolKnowledge(config));
  const database = await toolDatabase(config);
  const { contact, fetchAllow } = config;
  const turns = databaseTurns(database.db);
  const reader = createReader({ contact, version: VERSION, fetchAllow, turns });
  const stopping = new AbortController();
  process.once('SIGINT', () => stopping.abort());
  const deps: NewsDeps = {
    db: database.db,
    reader,
    summarizer: createExtractiveSummarizer(),
    // What is told here waits for the running program's model.
    hasModel: config.model !== null,
    understanding: () => understanding,
    onProblem: ({ doing, what, error }) => console.error(`${doing} ${what}:`, error),
  };
  try {
    const reports = await ingestAll(deps, stopping.signal);
    while (!stopping.signal.aborted && (await group(deps)) > 0) {
      // The next batch.
    }
    let told = 0;
    for (let n = 1; n > 0 && !stopping.signal.aborted; told += n) n = await summarize(deps, stopping.signal);
    console.log(
      table(
        ['source', 'outcome', 'entries', 'new', 'relevant', 'errors', 'seconds'],
        reports.map((r) => [
          r.source,
          r.outcome,
          r.entries,
          r.fresh,
          r.relevant,
          r.errors.length,
          Number(r.seconds.toFixed(1)),
        ]),
      ),
    );
    for (const { source, errors } of reports) for (const error of errors) console.log(`${source}: ${error}`);
    for (const { source, movedTo } of reports)
      if (movedTo) console.log(`${source}: moved for good: write ${movedTo} into sources.json`);
    console.log(`\nStories told: ${told}`);
    if (reports.length > 0 && reports.every(({ outcome }) => outcome === 'failed')) process.exitCode = 1;
  } finally {
    await reader.close();
    await database.close();
  }
});
