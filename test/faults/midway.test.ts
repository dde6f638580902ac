import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Moment } from '../../src/app/moments.ts';
import { connect } from '../../src/store/client.ts';
import { checkMigrated, migrate, migrationCount } from '../../src/store/migrate.ts';
import { childEnvironment } from '../support/childEnvironment.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { seeded } from '../support/faultMix.ts';
import { aDataDir } from '../support/program.ts';
import { digestsWith, startSite } from '../support/site.ts';

/* What dies in the middle of its work, other than a fan-out, is done by the next one as if nothing had been. */

const SEED = Number(process.env.FAULT_SEED ?? randomInt(2 ** 31));
const random = seeded(SEED);
const SECONDS = 120;
const running = new Set<ChildProcess>();
after(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a command of the program; with `dieAt` it kills itself at the first passing of that moment. */
function command(file: string, environment: Record<string, string>, dieAt?: Moment['point']) {
  const own = { BOT_TOKEN: '1:fault-test', CONTACT: 'editor@example.org', ...environment };
  const child = fork(file, [], {
    execArgv: dieAt ? ['--import', './test/support/die.ts'] : [],
    env: childEnvironment(dieAt ? { ...own, DIE_AT: dieAt } : own),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk;
    });
  }
  const gone = once(child, 'close').then(() => running.delete(child));
  return { child, gone, output: () => output };
}

const GATE = 4711;

/**
 * Lets the `nth` command that changes the schema wait for the advisory lock GATE, for longer than a migration would
 * wait for a table; 0 = none. They are counted.
 */
async function haltAt({ sql }: TestDatabase, nth: number): Promise<void> {
  await sql.unsafe(`
    create schema halt;
    create sequence halt.commands;
    create function halt.wait() returns event_trigger language plpgsql as $$
      begin
        if nextval('halt.commands') = ${nth} then
          perform set_config('lock_timeout', '0', true), pg_advisory_xact_lock(${GATE});
        end if;
      end $$;
    create event trigger halt on ddl_command_start execute function halt.wait();`);
}

async function commandsOf(): Promise<number> {
  const database = await freshDatabase({ migrated: false });
  await haltAt(database, 0);
  await migrate(database.url);
  const [row] = await database.sql<{ n: number }[]>`select last_value::int as n from halt.commands`;
  return row!.n;
}

test('a migration that is killed in the middle leaves nothing, and the next one in the queue does all of it', {
  timeout: SECONDS * 1000,
}, async (t) => {
  const commands = await commandsOf();
  assert.ok(commands > 20, `${commands} commands`);
  for (const nth of [1, 1 + Math.ceil(random() * (commands - 2)), commands]) {
    t.diagnostic(`FAULT_SEED=${SEED}: killed at command ${nth} of ${commands}`);
    const database = await freshDatabase({ migrated: false, max: 4 });
    const { sql, url } = database;
    await haltAt(database, nth);
    // A connection that no idle time ends, however slow the machine: who holds the gate must not let go of it.
    const gate = connect(url, { max: 1, name: 'kopir-gate', statementSeconds: 0 });
    await gate.sql`select pg_advisory_lock(${GATE})`;
    const waiting = async () => {
      const locks = await sql`
        select 1 from pg_locks where locktype = 'advisory' and not granted
           and database = (select oid from pg_database where datname = current_database())`;
      return locks.length;
    };

    const victim = command('src/cli/migrate.ts', { DATABASE_URL: url, DATA_DIR: aDataDir() });
    while ((await waiting()) < 1) {
      assert.equal(victim.child.exitCode, null, victim.output());
      await sleep(20);
    }
    const next = command('src/cli/migrate.ts', { DATABASE_URL: url, DATA_DIR: aDataDir() });
    while ((await waiting()) < 2) {
      assert.equal(next.child.exitCode, null, next.output());
      await sleep(20);
    }
    victim.child.kill('SIGKILL');
    await victim.gone;
    const tables = await sql`select 1 from pg_tables where schemaname = 'public'`;
    assert.equal(tables.length, 0, 'nothing of it can be seen');
    await gate.sql`select pg_advisory_unlock(${GATE})`;
    await gate.close();
    await next.gone;
    assert.equal(next.child.exitCode, 0, next.output());
    await checkMigrated(url);
    const [row] = await sql`select count(*)::int as n from drizzle.__drizzle_migrations`;
    assert.equal(row?.n, migrationCount());
  }
});

const PAGES = Object.fromEntries(
  [1, 2, 3].map((n) => [
    `/kk/wabtec-${n}`,
    {
      title: `ҚТЖ мен Wabtec ${n}00 локомотив жөнінде келісті`,
      paragraphs: [
        `«Қазақстан темір жолы» америкалық Wabtec компаниясынан ${n}00 жүк локомотивін алады.`,
        'Келісімнің құны 4,2 млрд АҚШ долларын құрайды. Құжатқа Нью-Йоркте АҚШ Сауда министрі Говард Лутниктің қатысуымен қол қойылды.',
        'Локомотивтерді Астанадағы зауыт құрастырады. 2027 жылға қарай жергілікті бөлшектердің үлесі 55 пайызға жетуге тиіс.',
      ],
    },
  ]),
);

/** A database of its own, and the environment of a program that reads `site` into it. */
async function aReaderOf(site: Awaited<ReturnType<typeof startSite>>) {
  const { sql, url } = await freshDatabase({ max: 2 });
  const environment = {
    DATABASE_URL: url,
    DATA_DIR: aDataDir(),
    DIGESTS_DIR: digestsWith(site.feedUrl),
    FETCH_ALLOW: site.host,
  };
  return { sql, environment };
}

test('a reader that dies when an edited article is kept leaves no story that tells the old words', {
  timeout: SECONDS * 1000,
}, async () => {
  const page = (count: number, title: string) => ({
    title,
    paragraphs: PAGES['/kk/wabtec-1']!.paragraphs.map((text) => text.replace('100 жүк', `${count} жүк`)),
  });
  const pages = { '/kk/wabtec': page(100, 'ҚТЖ мен Wabtec локомотив жөнінде келісті') };
  const site = await startSite(pages);
  const { sql, environment } = await aReaderOf(site);
  const first = command('src/cli/ingest.ts', environment);
  await first.gone;
  assert.equal(first.child.exitCode, 0, first.output());
  const story = async () => {
    const rows = await sql<{ version: number; title: string; states: string[] }[]>`
      select version, title, (select array_agg(state) from entries) as states
        from stories s join articles a on a.story_id = s.id`;
    assert.equal(rows.length, 1);
    return { ...rows[0]! };
  };
  assert.deepEqual((await story()).version, 1);

  const title = 'ҚТЖ Wabtec компаниясынан 450 локомотив алады';
  pages['/kk/wabtec'] = page(450, title);
  const victim = command('src/cli/ingest.ts', environment, 'article');
  await victim.gone;
  assert.equal(victim.child.signalCode, 'SIGKILL', victim.output());
  assert.deepEqual(await story(), { version: 2, title, states: ['waiting'] });

  const next = command('src/cli/ingest.ts', environment);
  await next.gone;
  assert.equal(next.child.exitCode, 0, next.output());
  assert.deepEqual(await story(), { version: 2, title, states: ['done'] });
});

for (const [point, left] of [
  ['entries', 'entries are kept and none is read'],
  ['article', 'an article is kept whose entry still waits'],
] as const) {
  test(`a reader that dies when ${left} loses no page and keeps none twice`, {
    timeout: SECONDS * 1000,
  }, async () => {
    const site = await startSite(PAGES);
    const { sql, environment } = await aReaderOf(site);
    const pages = Object.keys(PAGES).length;
    const victim = command('src/cli/ingest.ts', environment, point);
    await victim.gone;
    assert.equal(victim.child.signalCode, 'SIGKILL', victim.output());
    const count = async () => {
      const [row] = await sql<{ waiting: number; entries: number; articles: number; read: boolean }[]>`
        select count(*)::int as entries, count(*) filter (where state = 'waiting')::int as waiting,
               (select count(*)::int from articles) as articles,
               (select last_success_at is not null from sources) as read from entries`;
      return { ...row! };
    };
    const after = await count();
    assert.deepEqual([after.entries, after.waiting], [pages, pages]);
    assert.equal(after.read, point === 'article', 'a source counts as read once its entries are kept');
    assert.equal(after.articles > 0, point === 'article');

    const next = command('src/cli/ingest.ts', environment);
    await next.gone;
    assert.equal(next.child.exitCode, 0, next.output());
    assert.deepEqual(await count(), { entries: pages, waiting: 0, articles: pages, read: true });
  });
}
