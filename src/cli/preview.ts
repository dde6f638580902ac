import { existsSync } from 'node:fs';
import { editionNow, editionPage } from '../app/editions.ts';
import { compileKnowledge } from '../domain/understand.ts';
import { databaseClock } from '../store/clock.ts';
import { renderEdition } from '../telegram/render.ts';
import { runTool, ToolProblem, toolConfig, toolDatabase, toolKnowledge } from './tool.ts';

const WINDOWS: Readonly<Record<string, number>> = { '24h': 24, '7d': 7 * 24, '30d': 30 * 24 };
const USAGE = 'npm run preview -- <digest> <ru|kk> [24h|7d|30d] [--demo]';

/** `npm run preview`: prints the edition that a reader would get now, and sends nothing. */
await runTool(async () => {
  const demo = process.argv.includes('--demo');
  const [digest = '', language = '', window = '24h'] = process.argv
    .slice(2)
    .filter((word) => word !== '--demo');
  const config = toolConfig();
  const knowledge = toolKnowledge(config);
  const ids = knowledge.digests.map(({ id }) => id);
  if (!ids.includes(digest)) throw new ToolProblem(`Usage: ${USAGE}\nDigests: ${ids.join(', ')}`);
  if (language !== 'ru' && language !== 'kk') throw new ToolProblem(`Usage: ${USAGE}\nLanguages: ru, kk`);
  const windowHours = WINDOWS[window];
  if (windowHours === undefined)
    throw new ToolProblem(`Usage: ${USAGE}\nWindows: ${Object.keys(WINDOWS).join(', ')}`);

  const database = await toolDatabase(config, demo);
  try {
    const understanding = await compileKnowledge(knowledge);
    const answer = await editionNow(
      {
        db: database.db,
        clock: databaseClock(database.db),
        messenger: {
          render: (edition) => renderEdition(edition, { zone: config.defaultTimeZone, username: null }),
        },
        understanding: () => understanding,
      },
      { digests: [digest], language, variant: 'full', windowHours },
    );
    if (answer.kind === 'empty') {
      console.log(
        `No story of "${digest}" in this window (${answer.why}); in the last 7 days: ${answer.weekCount}`,
      );
      console.log(
        answer.lastReadAt
          ? `Sources were last read ${answer.lastReadAt.toISOString()}`
          : 'Nothing was read yet: npm run ingest',
      );
      if (!demo && existsSync(`${config.dataDir}/demo`)) console.log("For the demo's sample news add --demo");
      return;
    }
    for (let page = 0; page < answer.count; page += 1) {
      const part = (await editionPage(database, answer.editionId, page))?.part ?? answer.first;
      const links = part.entities.flatMap((e) => ('url' in e && typeof e.url === 'string' ? [e.url] : []));
      console.log(part.text);
      console.log(`\n[${[...new Set(links)].join('\n ')}]\n`);
    }
  } finally {
    await database.close();
  }
});
