/**
 * The disk of PostgreSQL's data full in a fan-out of the whole program: error 53100 for whatever needs room, while the
 * write-ahead log, on a disk of its own, goes on (with that full too PostgreSQL ends itself, which is a restart).
 * Needs root and mount. `node test/faults/diskFull.ts` is the full form: 60 s full. `--seconds`, `--chats`.
 */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  cpSync,
  lchownSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  symlinkSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { connect } from '../../src/store/client.ts';
import { dueChats, judge, openDeliveries, type Verdict } from '../support/fanOut.ts';
import { report } from '../support/figures.ts';
import { fleet } from '../support/fleet.ts';
import { startLoadStandin } from '../support/loadStandin.ts';
import { restartableServer } from '../support/restartable.ts';
import { freePort } from '../support/watchedApi.ts';
import { forgiveLostConnections } from './restarts.ts';

export interface FullFigures extends Verdict {
  /** Whether a statement that needs room met 53100 while the disk was full. */
  readonly wasFull: boolean;
  /** Messages that left while the row of their chat was neither in `sending` nor, a moment later, `sent`. */
  readonly unrecordedPosts: number;
  /** Messages to chats that left while the disk was full. */
  readonly postsWhileFull: number;
  /** Replies to /help while the disk was full, of those asked for. */
  readonly replies: number;
  readonly asked: number;
  readonly exited: boolean;
  /** From the room being there again until everything was sent. */
  readonly recoveredSeconds: number;
}

const MOUNT_SIZE = '160m';
const RATE = 30;
/** Long enough to look at the row while its request is on its way. */
const LATENCY_MS = 150;
const READER = 77;
const SECRET = 'a-secret_1';
const WAL_FRIENDLY = { fsync: 'off', min_wal_size: '32MB', max_wal_size: '64MB' };
const LONGEST_SECONDS = 120;

/** Why this cannot run here; null when it can. */
export function whyNot(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'needs root on Linux, to mount a disk';
  const place = mkdtempSync(join(tmpdir(), 'kopir-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place], { stdio: 'ignore' });
    execFileSync('umount', [place]);
    return null;
  } catch {
    return 'mount is not permitted here';
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** Fills the disk for `seconds` after a quarter of `chats` has its message. */
export async function fullDisk(chats: number, seconds: number): Promise<FullFigures> {
  const disk = mkdtempSync(join(tmpdir(), 'kopir-disk-'));
  const logs = mkdtempSync(join(tmpdir(), 'kopir-wal-'));
  chmodSync(logs, 0o755);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${MOUNT_SIZE}`, 'tmpfs', disk]);
  try {
    const server = await restartableServer(WAL_FRIENDLY, disk);
    try {
      await server.crash();
      moveLog(join(disk, 'postgres/pg_wal'), join(logs, 'pg_wal'));
      await server.start();
      return await run(server.url, disk, chats, seconds);
    } finally {
      // The folder of a mounted disk stays: its content goes.
      await server.close().catch(() => {});
    }
  } finally {
    execFileSync('umount', ['-l', disk]);
    for (const folder of [disk, logs]) rmSync(folder, { recursive: true, force: true });
  }
}

function moveLog(from: string, to: string): void {
  const { uid, gid } = statSync(from);
  cpSync(from, to, { recursive: true, preserveTimestamps: true });
  execFileSync('chown', ['-R', `${uid}:${gid}`, to]);
  rmSync(from, { recursive: true });
  symlinkSync(to, from);
  lchownSync(from, uid, gid);
}

async function run(url: string, disk: string, chats: number, seconds: number): Promise<FullFigures> {
  const database = { ...connect(url, { max: 10, name: 'kopir-test' }), url };
  const { sql } = database;
  let [isFull, unrecordedPosts, postsWhileFull, replies, asked] = [false, 0, 0, 0, 0];
  const look = async (chatId: number): Promise<void> => {
    if (chatId === READER) {
      if (isFull) replies += 1;
      return;
    }
    if (isFull) postsWhileFull += 1;
    const [row] = await sql`select state from deliveries where chat_id = ${chatId}`;
    // On a busy machine its outcome may be written by now.
    if (row?.state !== 'sending' && row?.state !== 'sent') unrecordedPosts += 1;
  };
  const standin = await startLoadStandin(LATENCY_MS, 0, {
    faults: (chatId) => {
      void look(chatId);
      return null;
    },
  });
  const port = await freePort();
  const hook = `http://127.0.0.1:${port}/hook`;
  const processes = fleet({
    database,
    origin: standin.origin,
    rate: RATE,
    policy: 'resend',
    run: 'program',
    httpSeconds: 60,
    environment: { PORT: String(port), WEBHOOK_URL: hook, WEBHOOK_SECRET: SECRET, LOG_LEVEL: 'fatal' },
  });
  const ask = (id: number, text: string) =>
    fetch(hook, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET },
      body: JSON.stringify(update(id, text)),
      signal: AbortSignal.timeout(20_000),
    }).then((response) => response.status);
  try {
    await dueChats(database, chats);
    const { child } = processes.start();
    const until = performance.now() + LONGEST_SECONDS * 1000;
    while (standin.copies.size < chats / 4 && performance.now() < until) await sleep(20);
    await ask(1, '/start');

    const filler = fill(join(disk, 'filler'));
    isFull = true;
    const wasFull =
      await sql`create table needs_room as select repeat(md5(n::text), 20) from generate_series(1, 20000) n`.then(
        () => false,
        (error: { code?: string }) => error.code === '53100',
      );
    for (const end = performance.now() + seconds * 1000; performance.now() < end; await sleep(1000)) {
      const before = replies;
      asked += 1;
      await ask(100 + asked, '/help').catch(() => 0);
      for (let i = 0; i < 20 && replies === before; i++) await sleep(50);
    }
    isFull = false;
    rmSync(filler);
    const freed = performance.now();
    const recovered = async () => (await openDeliveries(database)) === 0 && standin.copies.size >= chats;
    while (!(await recovered()) && performance.now() - freed < LONGEST_SECONDS * 1000) await sleep(100);
    const recoveredSeconds = (performance.now() - freed) / 1000;
    const exited = child.exitCode !== null || child.signalCode !== null;
    if (!exited) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    const copies = new Map([...standin.copies].filter(([chatId]) => chatId !== READER));
    const verdict = await judge(database, copies);
    return {
      ...verdict,
      wasFull,
      unrecordedPosts,
      postsWhileFull,
      replies,
      asked,
      exited,
      recoveredSeconds,
    };
  } finally {
    await processes.close();
    await standin.close();
    await database.close(1);
  }
}

/** Takes all the room that is left. */
function fill(path: string): string {
  const file = openSync(path, 'w');
  for (const size of [1024 * 1024, 4096]) {
    try {
      for (;;) writeSync(file, Buffer.alloc(size));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
  closeSync(file);
  return path;
}

function update(id: number, text: string): object {
  const from = { id: READER, is_bot: false, first_name: 'Дана', language_code: 'ru' };
  const chat = { id: READER, type: 'private', first_name: 'Дана' };
  const entities = [{ type: 'bot_command', offset: 0, length: text.length }];
  return {
    update_id: id,
    message: { message_id: id, date: Math.floor(Date.now() / 1000), chat, from, text, entities },
  };
}

/** What is promised of such a run, with the figures. */
export function linesOf(chats: number, figures: FullFigures) {
  const none = { most: 0 };
  return [
    ['statements that found the disk full', Number(figures.wasFull), 'statements', { least: 1 }],
    ['messages without a committed `sending`', figures.unrecordedPosts, 'messages', none],
    ['messages while it was full', figures.postsWhileFull, 'messages', undefined],
    ['/help without a reply while it was full', figures.asked - figures.replies, 'commands', none],
    ['/help asked', figures.asked, 'commands', { least: 1 }],
    ['processes that ended', Number(figures.exited), 'processes', none],
    ['missing', figures.missing, 'chats', none],
    ['not recorded as sent', chats - (figures.states.sent ?? 0), 'chats', none],
    ['second copies', figures.doubled, 'chats', none],
    ['all is sent after there is room', figures.recoveredSeconds, 's', { most: LONGEST_SECONDS }],
  ] as const;
}

if (import.meta.main) {
  forgiveLostConnections();
  const { values } = parseArgs({
    options: { seconds: { type: 'string', default: '60' }, chats: { type: 'string', default: '3000' } },
  });
  console.log('seed: none, nothing is left to chance');
  const reason = whyNot();
  if (reason !== null) console.log(`SKIPPED: ${reason}`);
  else {
    const chats = Number(values.chats);
    const figures = await fullDisk(chats, Number(values.seconds));
    for (const [name, figure, unit, limit] of linesOf(chats, figures)) report(name, figure, unit, limit);
  }
}
