import assert from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { prune } from '../src/app/prune.ts';
import { startStandIn } from '../src/demo/standin/standin.ts';
import { connect } from '../src/store/client.ts';
import { databaseClock } from '../src/store/clock.ts';
import { checkMigrated, migrate, migrationCount } from '../src/store/migrate.ts';
import { openDatabase } from '../src/store/open.ts';
import { inspectDatabase } from './support/canaries/tables.ts';
import { inMaintenance } from './support/database.ts';
import { aDataDir, endProgram, startProgram } from './support/program.ts';
import { asRole, documentedRoles, type RoleNames } from './support/roles.ts';
import { runToEnd } from './support/runToEnd.ts';
import { digestsWith, startSite } from './support/site.ts';

const READER = { id: 7_100_000_611, name: 'Дана', languageCode: 'kk' };
const telegram = await startStandIn({ accounts: [READER] });
after(() => telegram.close());
const site = await startSite({
  '/kk/uran': {
    title: 'Қазатомөнеркәсіп АҚШ-қа уран жеткізу туралы келісті',
    paragraphs: [
      'Қазатомөнеркәсіп америкалық энергетика компанияларымен уран жеткізу туралы келісімге қол қойды. Құжат Вашингтонда жасалды.',
      'АҚШ-тың уран импортының 24 пайызы Қазақстанға тиесілі. Компания 2024 жылы 23 270 тонна уран өндірді.',
    ],
  },
});

const names: RoleNames = {
  owner: `kopir_owner_${process.pid}`,
  bot: `kopir_bot_${process.pid}`,
  database: `kopir_roles_${process.pid}`,
};
const { make, grant } = documentedRoles(names);
const server = await inMaintenance(async (sql, url) => {
  for (const statement of make) await sql.unsafe(statement);
  return Object.assign(new URL(url), { pathname: `/${names.database}` }).href;
});
after(() =>
  inMaintenance(async (sql) => {
    await inspectDatabase(server);
    await sql.unsafe(`drop database ${names.database} with (force)`);
    await sql.unsafe(`drop role ${names.owner}, ${names.bot}`);
  }),
);
const owner = connect(asRole(server, names.owner), { max: 1 });
const bot = connect(asRole(server, names.bot), { max: 2 });
after(() => Promise.all([owner.close(), bot.close()]));
const url = asRole(server, names.bot);
const ENVIRONMENT = {
  ...{ BOT_TOKEN: telegram.token, BOT_API_ROOT: telegram.apiRoot, CONTACT: 'editor@example.org' },
  // A zone in which it is not nearly midnight: a digest is not sent on another day than its own.
  DEFAULT_TIMEZONE: new Date().getUTCHours() === 18 ? 'UTC' : 'Asia/Almaty',
  ...{ DATABASE_URL: url, MIGRATE: 'false', PORT: '0', FETCH_ALLOW: site.host },
};

/** Waits until a question to the database has an answer. */
async function until(ask: () => PromiseLike<readonly unknown[]>): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(50))
    if ((await ask()).length > 0) return;
  assert.fail('it did not come to pass within 30 s');
}

async function run(
  file: string,
  args: readonly string[] = [],
): Promise<{ code: number | null; said: string }> {
  const { code, out, err } = await runToEnd(file, args, { ...ENVIRONMENT, DATA_DIR: aDataDir() });
  return { code, said: out + err };
}

test('a database that lacks migrations or grants is refused in words, and exits with 1', async () => {
  const unmigrated = await run('src/main.ts');
  assert.equal(unmigrated.code, 1, unmigrated.said);
  assert.match(unmigrated.said, /has 0 of \d+ migrations and MIGRATE is false: run "npm run migrate"/);
  assert.doesNotMatch(unmigrated.said, /\n\s+at /, 'words, not a stack');

  assert.equal(await migrate(asRole(server, names.owner)), migrationCount());
  await assert.rejects(
    checkMigrated(url),
    /may not read which migrations it has: run the grants of SECURITY/,
  );
  for (const statement of grant.slice(0, 2)) await owner.sql.unsafe(statement);
  await assert.rejects(checkMigrated(url), /may not use .*articles, .*chats, .*: run the grants/);
  for (const statement of grant) await owner.sql.unsafe(statement);
  assert.equal(await checkMigrated(url), migrationCount());
});

test('the whole program works as the documented role: from a feed to a digest, backup and /forget', async () => {
  const program = await startProgram({
    ...ENVIRONMENT,
    DATA_DIR: aDataDir(),
    DIGESTS_DIR: digestsWith(site.feedUrl),
  });
  const { control } = telegram;
  control.start(READER.id);
  await control.waitForMessage(READER.id, { text: 'Сәлеметсіз бе', timeoutMilliseconds: 20_000 });
  control.say(READER.id, '/subscribe uranium');
  await control.waitForMessage(READER.id, { text: 'Жазылымыңыз', timeoutMilliseconds: 20_000 });
  await until(() => owner.sql`select 1 from stories where ready_at is not null`);
  // As if the story had been there an hour ago, and the hour of the digest were now.
  await owner.sql`update stories set ready_at = ready_at - interval '1 hour'`;
  await owner.sql`update subscriptions set covered_to = now() - interval '2 hours', next_due_at = date_trunc('minute', now())`;
  await control.waitForMessage(READER.id, { text: /^⚛️.*23 270/s, timeoutMilliseconds: 20_000 });
  control.say(READER.id, '/forget');
  const asked = await control.waitForMessage(READER.id, { text: 'жойылсын ба', timeoutMilliseconds: 20_000 });
  control.press(READER.id, 'Жою', { messageId: asked.messageId });
  await until(() => owner.sql`select 1 where not exists (select 1 from chats)`);
  assert.equal((await fetch(`${program.origin}/readyz`)).status, 200);
  assert.match(await (await fetch(`${program.origin}/metrics`)).text(), /kopir_deliveries/);
  await prune({ db: bot.db, clock: databaseClock(bot.db) });
  const backup = await run('src/cli/backup.ts', [join(aDataDir(), 'kopir.gz')]);
  assert.equal(backup.code, 0, backup.said);
  assert.deepEqual(control.violations(), []);
  assert.doesNotMatch(program.output(), /"level":[56]0/, 'nothing failed');
  const gone = once(program.child, 'exit');
  await endProgram(program.child, 'SIGTERM');
  assert.deepEqual(await gone, [0, null]);
});

const REFUSED = [
  'create table extra (n int)',
  'create schema extra',
  'create temporary table extra (n int)',
  'create extension pgcrypto',
  'alter table chats add column extra int',
  'drop table chats',
  'truncate chats',
  'create index extra on chats (zone)',
  'update audit set outcome = outcome',
  'delete from audit',
  'delete from drizzle.__drizzle_migrations',
  `insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', 1)`,
  'select * from pg_authid',
  `copy chats to '/tmp/kopir-chats'`,
  `copy chats to program 'cat'`,
];
for (const statement of REFUSED)
  test(`the documented role may not: ${statement}`, () =>
    assert.rejects(bot.sql.unsafe(statement), { code: '42501' }));

test('tables of a later migration need no further grants, and a program of before goes on beside them', async () => {
  await owner.sql.unsafe('create table of_a_later_version (n int)');
  await bot.sql.unsafe('insert into of_a_later_version values (1)');
  await owner.sql.unsafe(
    `create table of_an_extension (n int); revoke all on of_an_extension from ${names.bot}`,
  );
  await owner.sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', ${Date.now()})`;
  const said: string[] = [];
  const open = await openDatabase({
    ...{ databaseUrl: url, dataDir: aDataDir(), migrate: false, kind: 'real', whenOwned: 'refuse' },
    say: (words) => said.push(words),
  });
  await open.close();
  assert.match(
    said.join('\n'),
    /^The database has (\d+) migrations, and this version knows (\d+): a newer one/,
  );
});
