import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';

/**
 * What a statement of a migration may do to replicas of the version before, which go on while it runs and afterwards.
 * Read from its text: a table that the same migration creates is nobody's yet.
 */
const DANGERS: readonly { readonly what: string; readonly sql: RegExp }[] = [
  { what: 'takes away what old code reads', sql: /\bDROP (TABLE|COLUMN|VIEW|TYPE|FUNCTION|SCHEMA)\b/i },
  { what: 'renames what old code names', sql: /\bRENAME\b/i },
  { what: 'refuses rows as old code writes them', sql: /\bSET NOT NULL\b/i },
  { what: 'refuses rows as old code writes them', sql: /\bDROP DEFAULT\b/i },
  {
    what: 'refuses rows as old code writes them',
    sql: /\bADD COLUMN(?=.*\bNOT NULL\b)(?!.*\b(DEFAULT|GENERATED)\b)/is,
  },
  { what: 'refuses rows that were allowed', sql: /\bADD CONSTRAINT\b|\bCREATE UNIQUE INDEX\b/i },
  { what: 'takes away what ON CONFLICT and plans need', sql: /\bDROP (INDEX|CONSTRAINT)\b/i },
  { what: 'writes the whole table anew while nobody may read it', sql: /\bSET DATA TYPE\b|\bSTORED\b/i },
  { what: 'changes every row in one transaction', sql: /^\s*(UPDATE|DELETE|TRUNCATE)\b/i },
  {
    what: 'keeps writers out while it reads the whole table',
    sql: /\bCREATE (UNIQUE )?INDEX\b(?! IF NOT EXISTS)/i,
  },
];

/** What was looked at and is safe, or was when it was made: where, which statement, why. */
const LOOKED_AT: readonly { readonly at: string; readonly statement: string; readonly because: string }[] = [
  {
    at: '0003_model.sql',
    statement: 'ADD CONSTRAINT "summaries_basis_of_model"',
    because: 'before it nothing wrote a summary with the method "model"',
  },
  {
    at: '0004_search_title.sql',
    statement: 'UPDATE "articles"',
    because: 'made before the first release, when no installation had more than the sample archive',
  },
  {
    at: '0004_search_title.sql',
    statement: 'ADD COLUMN "search_title"',
    because: 'made before the first release; old code neither names nor writes the column',
  },
  {
    at: '0005_hosts.sql',
    statement: 'ADD CONSTRAINT "hosts_',
    because: 'on columns that it adds, with defaults that fit; the table has a row for each site',
  },
  {
    at: '0006_source_health.sql',
    statement: 'CONSTRAINT "editions_',
    because: 'a check is replaced by one that allows more; editions are few and kept for a month',
  },
  {
    at: '0008_follows_and_admins.sql',
    statement: 'CONSTRAINT "editions_',
    because: 'a check is replaced by one that allows more; editions are few and kept for a month',
  },
  {
    at: '0009_follow_planning.sql',
    statement: 'DROP INDEX "follows_story"',
    because: 'no ON CONFLICT names it, and "follows_behind" begins with the same column',
  },
  {
    at: '0009_follow_planning.sql',
    statement: 'CREATE INDEX "follows_behind"',
    because: 'made before the first release; at most fifty rows for a chat',
  },
  {
    at: '0009_follow_planning.sql',
    statement: 'CREATE INDEX "stories_merged"',
    because: 'made before the first release; a partial index of few rows',
  },
  {
    at: '0011_admin_desk.sql',
    statement: 'CREATE INDEX "deliveries_announced"',
    because: 'made before the first release; a partial index without a row in it',
  },
];

/** Statements of a migration that touch tables which were there before it. */
function touching(file: string): string[] {
  const statements = readFileSync(file, 'utf8')
    .replace(/^--(?!>).*$/gm, '')
    .split('--> statement-breakpoint');
  const created = statements.flatMap(
    (one) => /\bCREATE TABLE(?: IF NOT EXISTS)? "(\w+)"/i.exec(one)?.[1] ?? [],
  );
  return statements.filter((one) => {
    const table = /\b(?:ALTER TABLE|ON|UPDATE|FROM|INTO)(?: ONLY)? "(\w+)"/i.exec(one)?.[1];
    return !/^\s*CREATE TABLE/i.test(one) && !(table !== undefined && created.includes(table));
  });
}

/** The first tables are made by these: nothing runs beside them. */
const FIRST = /^000[0-2]_/;

test('no migration does to replicas of the version before what nobody looked at', () => {
  const files = globSync('migrations/*.sql').filter((file) => !FIRST.test(basename(file)));
  assert.ok(files.length >= 11);
  const used = new Set<number>();
  const unsafe = files.flatMap((file) =>
    touching(file).flatMap((statement) => {
      const dangers = DANGERS.filter(({ sql }) => sql.test(statement));
      if (dangers.length === 0) return [];
      const known = LOOKED_AT.findIndex(
        (one) => one.at === basename(file) && statement.includes(one.statement),
      );
      used.add(known);
      return known >= 0 ? [] : dangers.map(({ what }) => `${basename(file)}: ${what}: ${statement.trim()}`);
    }),
  );
  assert.deepEqual(unsafe, [], 'see "a column" in CONTRIBUTING.md');
  assert.deepEqual(
    LOOKED_AT.filter((_, n) => !used.has(n)),
    [],
    'what is listed is there',
  );
});

/** Statements as drizzle-kit writes them, and whether they may stand in a migration without a word. */
const STATEMENTS: readonly [statement: string, isSafe: boolean][] = [
  ['ALTER TABLE "chats" ADD COLUMN "note" text;', true],
  ['ALTER TABLE "chats" ADD COLUMN "seen" boolean DEFAULT false NOT NULL;', true],
  ['CREATE INDEX IF NOT EXISTS "chats_zone" ON "chats" USING btree ("zone");', true],
  ['ALTER TABLE "chats" ALTER COLUMN "zone" DROP NOT NULL;', true],
  ['ALTER TABLE "chats" ALTER COLUMN "zone" SET DEFAULT \'UTC\';', true],
  ['INSERT INTO "send_gate" ("id") VALUES (2);', true],
  ['ALTER TABLE "chats" ADD COLUMN "note" text NOT NULL;', false],
  ['ALTER TABLE "chats" DROP COLUMN "zone";', false],
  ['ALTER TABLE "chats" RENAME COLUMN "zone" TO "time_zone";', false],
  ['ALTER TABLE "chats" RENAME TO "rooms";', false],
  ['DROP TABLE "hosts" CASCADE;', false],
  ['ALTER TABLE "chats" ALTER COLUMN "zone" SET NOT NULL;', false],
  ['ALTER TABLE "chats" ALTER COLUMN "zone" DROP DEFAULT;', false],
  ['ALTER TABLE "chats" ALTER COLUMN "at_min" SET DATA TYPE bigint;', false],
  ['ALTER TABLE "chats" ADD COLUMN "n" integer GENERATED ALWAYS AS (at_min + 1) STORED;', false],
  ['ALTER TABLE "chats" ADD CONSTRAINT "chats_zone" CHECK ("chats"."zone" <> \'\');', false],
  ['ALTER TABLE "chats" DROP CONSTRAINT "chats_zone";', false],
  ['CREATE UNIQUE INDEX IF NOT EXISTS "chats_one" ON "chats" USING btree ("zone");', false],
  ['CREATE INDEX "chats_zone" ON "chats" USING btree ("zone");', false],
  ['UPDATE "chats" SET "zone" = \'UTC\';', false],
];
for (const [statement, isSafe] of STATEMENTS)
  test(`in a migration ${isSafe ? 'may stand' : 'has to be looked at'}: ${statement}`, () => {
    assert.equal(
      DANGERS.some(({ sql }) => sql.test(statement)),
      !isSafe,
    );
  });
