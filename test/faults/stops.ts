/**
 * Senders that stand still (SIGSTOP) with deliveries in hand, for longer than their lease, while another replica
 * sends: `node test/faults/stops.ts [--rounds 10] [--seed n]`. Each round stops one at a random passing of a moment:
 * when its claims are committed, or when `sending` is and no request has begun. Whoever goes on afterwards sends
 * nothing that others have sent meanwhile. Leases and sends are made old in the database; at the end one round of each
 * kind waits them out.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Connection, connect } from '../../src/store/client.ts';
import { childEnvironment } from '../support/childEnvironment.ts';
import { aDigestPart, anEdition } from '../support/delivery.ts';
import { report } from '../support/figures.ts';
import { startLoadStandin } from '../support/loadStandin.ts';
import { withOwnServer } from '../support/ownServer.ts';
import { between, faultSeed, randomFrom } from '../support/random.ts';

export interface StopOptions {
  readonly moment: 'claimed' | 'sending';
  /** At its how manieth passing the sender stops. */
  readonly nth: number;
  readonly chats: number;
  /** True = the lease, or the time for a request and half a minute more, is waited out. */
  readonly waits: boolean;
}

export interface StopFigures {
  /** Deliveries in the hands of the sender when it stopped: claimed, and in `sending`. */
  readonly held: { readonly claimed: number; readonly sending: number };
  /** Requests of the stopped sender after it went on, when all had been sent. */
  readonly stale: number;
  /** Chats by copies: none, and more than one beyond those whose request was under way at the stop. */
  readonly missing: number;
  readonly doubled: number;
  readonly unsent: number;
  readonly seconds: number;
}

const LATENCY_MS = 4;
const RATE = 100;
const HTTP_SECONDS = 60;
const FIRST_CHAT = 1_000_001;
/** After it goes on, a sender has this long to do something stale. */
const WATCHED_MS = 3_000;
/** From two seconds on, by its own clock, a sender asks whether a row is still its own. */
const SHORTEST_STOP_MS = 2_500;
const PATIENCE_MS = 150_000;

/** One round in a migrated database; what was in it is deleted. */
export async function stopped(
  database: Connection & { url: string },
  options: StopOptions,
): Promise<StopFigures> {
  const { sql } = database;
  await queue(database, options.chats);
  const posts = new Map<string, number>();
  const standin = await startLoadStandin(LATENCY_MS, 0, {
    onRequest: (path) => {
      const [, name = ''] = path.split('/');
      posts.set(name, (posts.get(name) ?? 0) + 1);
    },
  });
  const children: ChildProcess[] = [];
  const start = (name: string, options: string[], env: Record<string, string>) => {
    const words = [
      database.url,
      `${standin.origin}/${name}`,
      String(RATE),
      '--http-seconds',
      String(HTTP_SECONDS),
    ];
    const child = fork('test/support/replica.ts', words, { execArgv: options, env: childEnvironment(env) });
    children.push(child);
    child.send('go', () => {});
    return child;
  };
  const began = performance.now();
  const until = async (what: string, look: () => boolean | Promise<boolean>) => {
    for (const from = performance.now(); !(await look()); await sleep(50)) {
      if (performance.now() - from > PATIENCE_MS) throw new Error(`${what}: not within ${PATIENCE_MS} ms`);
    }
  };
  const count = async (state: string) => {
    const [row] = await sql<
      { n: number }[]
    >`select count(*)::int as n from deliveries where state = ${state}`;
    return row?.n ?? 0;
  };
  try {
    const halted = start('halted', ['--import', './test/support/halt.ts'], {
      HALT_AT: options.moment,
      HALT_NTH: String(options.nth),
    });
    await until('the sender stops', () => isStopped(halted));
    const stoppedAt = performance.now();
    // What was answered before the stop and is not written was on its way when it stopped.
    const under = (posts.get('halted') ?? 0) - (await count('sent'));
    const held = { claimed: await count('claimed'), sending: await count('sending') };
    if (!options.waits) {
      await sql`update deliveries set lease_until = now() - interval '40 seconds' where state = 'claimed'`;
      await sql`update deliveries set sending_at = now() - interval '100 seconds' where state = 'sending'`;
    }
    start('other', [], {});
    await until('the other replica sends the rest', async () => (await count('sent')) === options.chats);
    await until('the stop becomes long', () => performance.now() - stoppedAt > SHORTEST_STOP_MS);
    const before = posts.get('halted') ?? 0;
    halted.kill('SIGCONT');
    await until('the sender goes on', () => !isStopped(halted));
    await sleep(WATCHED_MS);
    const copies = [...standin.copies.values()];
    return {
      held,
      stale: (posts.get('halted') ?? 0) - before,
      missing: options.chats - copies.length,
      doubled: Math.max(0, copies.filter((n) => n > 1).length - under),
      unsent: options.chats - (await count('sent')),
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    await Promise.all(children.map(end));
    await standin.close();
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** True while the kernel holds the process (state T). */
function isStopped({ pid }: ChildProcess): boolean {
  return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.startsWith('T') ?? false;
}

async function queue({ db, sql }: Connection, count: number): Promise<void> {
  await sql`truncate chats, follows, subscriptions, deliveries, editions`;
  await sql`update send_gate set next_at = now(), paused_until = '-infinity'`;
  const editionId = await anEdition(db, { parts: [aDigestPart(1)] });
  await sql`
    insert into chats (chat_id, type, language, zone)
    select ${FIRST_CHAT}::bigint + n, 'private', 'ru', 'Asia/Almaty' from generate_series(1, ${count}::int) n`;
  await sql`
    insert into deliveries (chat_id, kind, dedupe_key, edition_id, due_at, local_date, slots, state, not_before, expires_at)
    select chat_id, 'digest', 'digest:1', ${editionId}, now(), now()::date, 1, 'queued', now(), now() + interval '6 hours'
      from chats`;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '10' },
      seed: { type: 'string', default: String(faultSeed()) },
    },
  });
  const [rounds, seed] = [Number(values.rounds), Number(values.seed)];
  report('stops, seed', seed, '');
  const random = randomFrom(seed);
  const plans: StopOptions[] = Array.from({ length: rounds }, (_, n) => ({
    moment: n % 2 === 0 ? 'claimed' : 'sending',
    nth: between(random, 1, n % 2 === 0 ? 2 : 20),
    chats: 300,
    waits: false,
  }));
  plans.push({ moment: 'claimed', nth: 1, chats: 300, waits: true });
  plans.push({ moment: 'sending', nth: 1, chats: 300, waits: true });
  const found = await withOwnServer(async (url) => {
    const connection = connect(url, { max: 4, name: 'kopir-stops' });
    try {
      const all: StopFigures[] = [];
      for (const plan of plans) all.push(await stopped({ ...connection, url }, plan));
      return all;
    } finally {
      await connection.close();
    }
  });
  const sum = (of: (figures: StopFigures) => number) => found.reduce((total, one) => total + of(one), 0);
  report('stops, rounds', found.length, 'rounds');
  report(
    'stops, deliveries held in claims',
    sum(({ held }) => held.claimed),
    'deliveries',
    { least: rounds / 2 },
  );
  report(
    'stops, deliveries held in sending',
    sum(({ held }) => held.sending),
    'deliveries',
    { least: rounds / 2 },
  );
  report('stops, longest stop', Math.max(...found.map(({ seconds }) => seconds)), 's', { least: 90 });
  report(
    'stops, stale sends',
    sum(({ stale }) => stale),
    'requests',
    { most: 0 },
  );
  report(
    'stops, chats without a message',
    sum(({ missing }) => missing),
    'chats',
    { most: 0 },
  );
  report(
    'stops, second copies',
    sum(({ doubled }) => doubled),
    'chats',
    { most: 0 },
  );
  report(
    'stops, deliveries not sent',
    sum(({ unsent }) => unsent),
    'deliveries',
    { most: 0 },
  );
}
