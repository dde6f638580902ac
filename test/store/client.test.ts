import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, connectSender } from '../../src/store/client.ts';
import { claimDue } from '../../src/store/deliveries.ts';
import { sql } from '../../src/store/drizzle.ts';
import { isLostConnection } from '../../src/store/strays.ts';
import { freshDatabase } from '../support/database.ts';
import { startProxy } from '../support/proxy.ts';

// What the driver still does on a lost connection is thrown where nobody can catch it: the program logs it and goes on
// (see serve.ts), and here the runner hears of everything else only.
before(() => {
  const told: NodeJS.EventEmitter = process;
  for (const event of ['uncaughtException', 'unhandledRejection']) {
    const runner = told.listeners(event);
    told.removeAllListeners(event);
    told.on(event, (error: unknown, ...more: unknown[]) => {
      if (!isLostConnection(error)) for (const listener of runner) listener(error, ...more);
    });
  }
});

const { url } = await freshDatabase();

/** A pool behind a proxy of its own, both closed after the file. */
async function behindProxy(max: number) {
  const proxy = await startProxy(Number(new URL(url).port));
  const connection = connect(Object.assign(new URL(url), { port: String(proxy.port) }).href, { max });
  after(async () => {
    await connection.close(1);
    await proxy.close();
  });
  return { proxy, ...connection };
}

/** The code of what a promise rejects with, or of its cause, and after how many seconds. */
async function failure(of: PromiseLike<unknown>): Promise<{ code: string; seconds: number }> {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  return of.then(
    () => ({ code: 'none', seconds: seconds() }),
    (error: { code?: string; cause?: { code?: string } }) => ({
      code: error.code ?? error.cause?.code ?? String(error),
      seconds: seconds(),
    }),
  );
}

suite('a pool of connections', { concurrency: true, timeout: 90_000 }, () => {
  test('every query on a network that fell silent ends, and the same pool serves again', async () => {
    const { proxy, db, sql } = await behindProxy(3);
    await sql`select 1`;
    const waiting = [
      sql`select pg_sleep(1)`,
      db.execute('select pg_sleep(1)'),
      db.transaction(async (tx) => {
        await tx.execute('select 1');
        await sleep(200);
        await tx.execute('select 2');
      }),
      sql`select 'more than there are connections'`,
    ].map(failure);
    await sleep(100);
    proxy.become({ kind: 'blackHole' });
    for (const { code, seconds } of await Promise.all(waiting)) {
      assert.match(code, /^(CONNECTION_\w+|CONNECT_TIMEOUT|none)$/);
      assert.ok(seconds < 25, `${code} after ${seconds} s`);
    }
    assert.equal((await failure(sql`select 1`)).code, 'CONNECT_TIMEOUT');
    proxy.become({ kind: 'pass' });
    assert.equal((await failure(sql`select 1`)).code, 'none');
  });

  test('a statement that may run is not silence, and neither is a pause between two', async () => {
    const { sql } = await behindProxy(1);
    await sql`select pg_sleep(9.5)`;
    await sleep(13_000);
    assert.deepEqual([...(await sql`select 7 as n`)], [{ n: 7 }]);
  });

  test('after connections are lost within transactions, the next queries are served at once', async () => {
    const { proxy, db, sql } = await behindProxy(5);
    for (let round = 0; round < 5; round++) {
      const isCut = Promise.withResolvers<void>();
      let begun = 0;
      const open = Array.from({ length: 5 }, () =>
        failure(
          db.transaction(async (tx) => {
            await tx.execute('select 1');
            begun += 1;
            await isCut.promise;
            await tx.execute('select 2');
          }),
        ),
      );
      while (begun < 5) await sleep(10);
      proxy.cut();
      isCut.resolve();
      for (const { code } of await Promise.all(open)) assert.notEqual(code, 'none');
      const began = performance.now();
      await Promise.all(Array.from({ length: 20 }, () => sql`select 1`));
      assert.ok(performance.now() - began < 3000, `${performance.now() - began} ms`);
    }
  });

  test('a server that ends every start of a connection is asked politely, and every query hears of it', async () => {
    const { proxy, sql } = await behindProxy(5);
    proxy.become({ kind: 'fin' });
    const until = performance.now() + 4000;
    const asking = Array.from({ length: 10 }, async () => {
      for (let asked = 0; ; asked++) {
        if (performance.now() > until) return asked;
        assert.equal((await failure(sql`select 1`)).code, 'CONNECTION_CLOSED');
      }
    });
    const asked = await Promise.all(asking);
    assert.ok(Math.min(...asked) > 0);
    const connects = proxy.connects();
    assert.ok(connects <= 80, `${connects} connections in 4 s`);
    proxy.become({ kind: 'pass' });
    assert.equal((await failure(sql`select 1`)).code, 'none');
  });

  test('a pool that lost a connection lets the work on its others end', async () => {
    const { sql } = await behindProxy(3);
    const steady = sql`select pg_sleep(2), 5 as n`;
    const [victim] = await sql`select pg_backend_pid() as pid`;
    await sql`select pg_terminate_backend(${victim?.pid})`.catch(() => {});
    assert.equal((await steady)[0]?.n, 5);
    assert.equal((await sql`select 6 as n`)[0]?.n, 6);
  });
});

test('a sender parses each of its statements once per connection, whatever their values', async () => {
  const { db, close } = connectSender(url);
  const worker = '00000000-0000-4000-8000-000000000001';
  for (let n = 1; n <= 20; n++) await claimDue(db, worker, n);
  const kept = await db.execute<{ statement: string; calls: number }>(sql`
    select statement, (generic_plans + custom_plans)::int as calls from pg_prepared_statements
     where statement like '%for update skip locked%'`);
  await close();
  assert.deepEqual(
    kept.map(({ calls }) => calls),
    [20],
  );
});
