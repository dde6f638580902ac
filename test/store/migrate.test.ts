import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { postgres } from '../../src/store/drizzle.ts';
import { checkMigrated, DatabaseProblem, migrate, migrationCount } from '../../src/store/migrate.ts';
import { freshDatabase } from '../support/database.ts';

test('twelve starts at once on an empty database leave each migration applied once', async () => {
  const { url, sql } = await freshDatabase({ migrated: false });
  await Promise.all(Array.from({ length: 12 }, () => migrate(url)));
  const [row] = await sql`select count(*)::int as n from drizzle.__drizzle_migrations`;
  assert.equal(row?.n, migrationCount());
  await checkMigrated(url);
});

test('an unmigrated database is refused by a program that may not migrate, with the remedy', async () => {
  const { url } = await freshDatabase({ migrated: false });
  await assert.rejects(checkMigrated(url), (error: unknown) => {
    assert.ok(error instanceof DatabaseProblem);
    assert.match(error.message, /npm run migrate/);
    return true;
  });
});

test('a migration that must wait for a table lets others pass, and comes again', async () => {
  const { url, sql } = await freshDatabase({ migrated: false });
  await migrate(url, 5);
  const holder = postgres(url, { max: 1 });
  const reader = postgres(url, { max: 1, connection: { statement_timeout: 60_000 } });
  try {
    await holder`begin`;
    await holder`select count(*) from sources`;
    let isOver = false;
    const migrated = migrate(url).finally(() => {
      isOver = true;
    });
    const waits = async () =>
      (await sql`select 1 from pg_locks where relation = 'sources'::regclass and not granted`).length > 0;
    while (!(await waits())) await sleep(10);
    await reader`select count(*) from sources`;
    assert.equal(isOver, false, 'the holder holds it still: without a limit the reader would wait for ever');
    await holder`commit`;
    assert.equal(await migrated, migrationCount());
  } finally {
    await Promise.all([holder.end(), reader.end()]);
  }
});

test('a database with tables of somebody else is refused in one line', async () => {
  const { url, sql } = await freshDatabase({ migrated: false });
  await sql`create table articles (id int)`;
  await assert.rejects(migrate(url), {
    name: 'DatabaseProblem',
    message: /^The database holds tables .*"articles" already exists.*empty database of its own$/,
  });
});

test('the schema in code and the migrations agree: drizzle-kit finds nothing to generate', () => {
  const out = mkdtempSync(join(tmpdir(), 'kopir-drizzle-'));
  try {
    cpSync('migrations', join(out, 'migrations'), { recursive: true });
    const before = readdirSync(join(out, 'migrations')).length;
    const config = join(out, 'drizzle.config.json');
    writeFileSync(
      config,
      JSON.stringify({
        dialect: 'postgresql',
        schema: './src/store/schema.ts',
        out: relativeTo(join(out, 'migrations')),
      }),
    );
    const said = execFileSync(
      'node_modules/.bin/drizzle-kit',
      ['generate', `--config=${relativeTo(config)}`],
      {
        encoding: 'utf8',
      },
    );
    assert.match(said, /No schema changes/);
    assert.match(said, /deliveries \d+ columns/, 'it saw the tables');
    assert.equal(readdirSync(join(out, 'migrations')).length, before);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
});

test('migrations are in the order of their timestamps: drizzle skips one that is older than the last', () => {
  const journal = JSON.parse(readFileSync('migrations/meta/_journal.json', 'utf8')) as {
    entries: { when: number }[];
  };
  const instants = journal.entries.map((entry) => entry.when);
  assert.ok(instants.length > 1);
  assert.deepEqual(
    instants,
    [...instants].sort((a, b) => a - b),
  );
});

const WRONG_DATABASES = [
  { name: 'LATIN1', options: `encoding 'LATIN1' locale 'C'`, says: /encoding LATIN1.*UTF8/ },
  { name: 'locale C', options: `encoding 'UTF8' locale 'C'`, says: /no Cyrillic.*C\.UTF-8/ },
];
for (const { name, options, says } of WRONG_DATABASES) {
  test(`a database with ${name} is refused with the remedy`, async () => {
    const { url } = await freshDatabase({ as: 'administrator' });
    const wrong = `wrong_${Date.now()}_${name.replace(/\W/g, '').toLowerCase()}`;
    const admin = postgres(url, { max: 1, onnotice: () => {} });
    try {
      await admin.unsafe(`create database ${wrong} template template0 ${options}`);
      await assert.rejects(migrate(Object.assign(new URL(url), { pathname: `/${wrong}` }).href), says);
    } finally {
      await admin.unsafe(`drop database if exists ${wrong} with (force)`);
      await admin.end();
    }
  });
}

test('a role without rights is told which right is missing', async () => {
  const { url, sql } = await freshDatabase({ migrated: false });
  const role = `poor_${Date.now()}`;
  await sql.unsafe(`create role ${role} login password 'x'`);
  try {
    const poor = Object.assign(new URL(url), { username: role, password: 'x' }).href;
    await assert.rejects(migrate(poor), /may not create|GRANT/);
  } finally {
    await sql.unsafe(`drop role ${role}`);
  }
});

function relativeTo(path: string): string {
  // drizzle-kit takes every path as relative to the working directory, absolute ones too.
  return `./${execFileSync('realpath', ['--relative-to=.', path], { encoding: 'utf8' }).trim()}`;
}
