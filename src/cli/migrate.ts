import { migrationCount } from '../store/migrate.ts';
import { openDatabase } from '../store/open.ts';
import { runTool, toolConfig } from './tool.ts';

/** `npm run migrate`: brings the database to the present schema, and nothing else. */
await runTool(async () => {
  const config = toolConfig();
  const database = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    migrate: true,
    kind: 'real',
    whenOwned: 'share',
    say: (words) => console.error(words),
  });
  await database.close();
  console.log(`The database has all ${migrationCount()} migrations`);
});
