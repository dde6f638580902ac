import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql, TransactionSql } from 'postgres';

/** So soon after an error that ends a connection the driver knows of that end. */
const NOTICE_MS = 500;
const LOST = /^(CONNECTION_\w+|CONNECT_TIMEOUT|ECONNRESET|EPIPE|ETIMEDOUT)$/;

/**
 * Runs `work` in a transaction of `pool`.
 *
 * When its connection is lost, postgres.js 3.4 rejects the transaction, but what `work` does afterwards, and
 * the rollback, it still gives to the slot of the pool: a write to no socket, which nobody can catch, or, when
 * the slot has a connection again, statements outside of any transaction. Here nothing of it gets that far.
 *
 * @throws what `work` threw, or the loss of the connection: then nobody knows whether it was committed
 */
export function inTransaction<T>(pool: Sql, work: (tx: TransactionSql) => Promise<T>): Promise<T> {
  let isLost = false;
  const begun = pool.begin(async (tx) => {
    const guarded = new Proxy(tx, {
      get(target, key) {
        if (isLost) throw Object.assign(new Error('the transaction is over'), { code: 'CONNECTION_CLOSED' });
        return Reflect.get(target, key);
      },
    });
    const ended = await work(guarded).then(
      (value) => ({ value, error: undefined }),
      (error: unknown) => ({ value: undefined, error }),
    );
    if (endsConnection(ended.error)) await sleep(NOTICE_MS);
    // The driver has rejected the transaction: what it waits for here never comes.
    if (isLost) await new Promise(() => {});
    if (ended.error !== undefined) throw ended.error;
    return ended.value;
  });
  begun.catch(() => {
    isLost = true;
  });
  return begun as Promise<T>;
}

/** Whether an error, or a cause of it, comes with the end of the connection. */
function endsConnection(error: unknown): boolean {
  for (let e = error; e instanceof Error; e = e.cause) {
    if ('code' in e && LOST.test(String(e.code))) return true;
    if ('severity' in e && (e.severity === 'FATAL' || e.severity === 'PANIC')) return true;
  }
  return false;
}
