import { after } from 'node:test';
import { type ChatDeps, openChat } from '../../src/app/chats.ts';
import { outcomeWriter } from '../../src/app/outcomes.ts';
import { plan } from '../../src/app/plan.ts';
import { type Shipper, shipper } from '../../src/app/ship.ts';
import type { SendOutcome, UnknownPolicy } from '../../src/domain/delivery.ts';
import { connect, type Db } from '../../src/store/client.ts';
import { databaseClock } from '../../src/store/clock.ts';
import type { Started } from '../../src/store/deliveries.ts';
import { sql } from '../../src/store/drizzle.ts';
import { freshDatabase } from './database.ts';
import { aPart, deliverDeps, someKnowledge } from './delivery.ts';

/** The program's outbox on a real database, with every clock in the test's hand. */
export interface Bench {
  readonly db: Db;
  readonly chatDeps: ChatDeps;
  /** Sets PostgreSQL's clock and this process' monotonic one. */
  setTime(milliseconds: number): Promise<void>;
  plan(): ReturnType<typeof plan>;
  open(chatId: number): Promise<unknown>;
  worker(id: string, policy: UnknownPolicy): Worker;
  clear(): Promise<void>;
}

/** One request that has no answer yet. */
export interface Request {
  readonly text: string;
  readonly plain: boolean;
  readonly chatId: number;
  /** Answers it, and resolves when the outcome is written. */
  readonly answer: (outcome: SendOutcome) => Promise<void>;
}

/** A sender's shipper whose requests wait for their answers. */
export interface Worker {
  readonly id: string;
  /** Ids that it claimed and has not begun. */
  held: number[];
  /** Rows whose `sending` is committed and whose request has not begun. */
  committed: { row: Started; began: number }[];
  readonly requests: Request[];
  readonly alerts: { deliveryId: number; state: string }[];
  /** Starts the request of a row, or finds that it must not; the answer says which. */
  ship(row: Started, began: number): Promise<Request | null>;
}

/** Stories of each digest's edition: how many parts it has. */
export const PARTS: Readonly<Record<string, number>> = { uranium: 2, trade: 1 };

/** Parts of an edition; an even day has no news on trade alone. */
export function partsOf(digests: readonly string[], windowTo: number): number {
  const isQuietDay = Math.floor(windowTo / 86_400_000) % 2 === 0;
  if (digests.length === 1 && digests[0] === 'trade' && isQuietDay) return 0;
  return digests.reduce((sum, digest) => sum + (PARTS[digest] ?? 0), 0);
}

/**
 * Opens a database whose `clock_timestamp()` is the test's: a function of that name stands before
 * PostgreSQL's own in the search path.
 */
export async function openBench(): Promise<Bench> {
  let close = async () => {};
  // Before the database is dropped, which happens in the order of these calls.
  after(() => close());
  const { sql: admin, url } = await freshDatabase({ max: 1, as: 'administrator' });
  await admin.unsafe(`
    create schema bench;
    create unlogged table bench.clock (at timestamptz not null);
    insert into bench.clock values (now());
    create function bench.clock_timestamp() returns timestamptz language sql volatile as 'select at from bench.clock';
    alter database ${new URL(url).pathname.slice(1)} set search_path = bench, pg_catalog, public`);
  const own = connect(url, { max: 6, name: 'kopir-test' });
  const { now } = performance;
  close = async () => {
    performance.now = now;
    await own.close();
  };
  const { db } = own;
  const clock = databaseClock(db);
  const knowledge = someKnowledge({ days: [1, 2, 3, 4, 5, 6, 7], at: '08:30' });
  const chatDeps = { db, clock, knowledge, defaultZone: 'Asia/Almaty' };
  let monotonic = 0;
  performance.now = () => monotonic;
  return {
    db,
    chatDeps,
    setTime: async (milliseconds) => {
      monotonic = milliseconds;
      await db.execute(sql`update bench.clock set at = ${new Date(milliseconds).toISOString()}::timestamptz`);
    },
    plan: () =>
      plan({
        db,
        clock,
        composeEdition: async ({ sections, windowTo, language }) => {
          const n = partsOf(sections.map(({ digest }) => digest).sort(), windowTo.getTime());
          const parts = Array.from({ length: n }, (_, part) => ({
            ...aPart(`${windowTo.getTime() / 1000}/${part}/${language}`),
            entities: [{ type: 'bold', offset: 0, length: 1 }],
          }));
          return { parts, storyIds: n === 0 ? [] : [1] };
        },
      }),
    open: (chatId) => openChat(chatDeps, { chatId, type: 'group', language: 'ru', threadId: null }),
    worker: (id, policy) => aWorker(db, id, policy),
    clear: async () => {
      await db.execute(sql`
        with a as (delete from deliveries), b as (delete from editions), c as (delete from chats)
        update send_gate set next_at = '-infinity', paused_until = '-infinity'`);
    },
  };
}

function aWorker(db: Db, id: string, policy: UnknownPolicy): Worker {
  const alerts: Worker['alerts'] = [];
  const asked: Request[] = [];
  let settled = () => {};
  const deps = deliverDeps(db, {
    worker: id,
    unknownOutcome: policy,
    onAlert: (alert) => alerts.push(alert),
    onError: (error) => {
      throw error;
    },
    messenger: {
      send: ({ chatId }, { text, entities }) =>
        new Promise<SendOutcome>((resolve) => {
          const answer = (outcome: SendOutcome) => {
            const written = new Promise<void>((done) => {
              settled = done;
            });
            resolve(outcome);
            return written;
          };
          asked.push({ text, plain: entities.length === 0, chatId, answer });
        }),
    },
  });
  const ship: Shipper = shipper(deps, outcomeWriter(db, id, deps.onError), () => settled());
  return {
    id,
    held: [],
    committed: [],
    requests: [],
    alerts,
    ship: async (row, began) => {
      await ship.prepare([row]);
      const given = new Promise<void>((done) => {
        settled = done;
      });
      const before = asked.length;
      ship.ship(row, began);
      // It asks for an answer at once, after it has looked whether the row is still its own, or not at all.
      for (;;) {
        if (asked.length > before) return asked.at(-1) ?? null;
        const over = await Promise.race([
          given.then(() => true),
          new Promise((go) => setImmediate(go, false)),
        ]);
        if (over === true) return asked.length > before ? (asked.at(-1) ?? null) : null;
      }
    },
  };
}
