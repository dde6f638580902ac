/**
 * Memory and punctuality among hostile sources: `node test/faults/hostile.ts [--seconds 60] [--bare]`, or `npm run faults --
 * hostile`. Ten sources that drip, keep silent, send without end, compress bombs, nest and link (see
 * support/hostileWeb.ts) are read by the program's own jobs again and again for so many seconds, and a good one between
 * them; then, in another process, ten that are merely as large as a feed may be, and new each time. Both run with the
 * options of `npm start`, on PostgreSQL as it is embedded, and with the image's settings of the allocator, or with
 * `--bare` without. What counts is the memory of the reading process alone, as Linux tells it. Prints `name: figure unit (limit: figure) ratio` and exits 1 when a figure is beyond its limit.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { connect } from '../../src/store/client.ts';
import { type AmongHostile, GOOD_INTERVAL_MS, readAmong } from '../support/amongHostile.ts';
import { atEnd } from '../support/atEnd.ts';
import { report } from '../support/figures.ts';
import type { HostileWeb } from '../support/hostileWeb.ts';
import { ownServer } from '../support/ownServer.ts';
import { processFigures } from '../support/processFigures.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    bare: { type: 'boolean', default: false },
    part: { type: 'string' },
  },
});
const CALM_SECONDS = 15;
const AFTER_SECONDS = 60;
const MOST_ABOVE_GOOD = 50;
const MOST_PEAK = 400;
const MOST_KEPT = 30;

type Told = { phase: 'calm' | 'hostile' | 'over' } | { read: AmongHostile; codes: [string, number][] };
interface Work {
  readonly url: string;
  readonly web: Omit<HostileWeb, 'close'>;
}

if (values.part === 'read') await readerPart();
else {
  const large = await measured('large');
  const hostile = await measured('hostile');
  const above = hostile.peak - large.peak;
  report('hostile sources: peak memory', hostile.peak, 'MB', { most: MOST_PEAK });
  report('large good sources: peak memory', large.peak, 'MB');
  report('hostile sources: above as many good ones', above, 'MB', { most: MOST_ABOVE_GOOD });
  report(`hostile sources: kept after ${AFTER_SECONDS} s`, hostile.kept, 'MB', { most: MOST_KEPT });
}

/** Runs one kind in a process of its own. Memory in MB: the highest, and what is left of the rise at the end. */
async function measured(kind: 'hostile' | 'large'): Promise<{ peak: number; kept: number }> {
  const server = await ownServer();
  const web = fork('test/support/hostileWeb.ts', [kind]);
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
  const execArgv = scripts.start.split(' ').filter((word) => word.startsWith('--'));
  const reader = fork(import.meta.filename, ['--part', 'read', '--seconds', values.seconds], {
    execArgv,
    env: { ...process.env, ...(values.bare ? {} : allocatorOfImage()) },
  });
  const stay = atEnd(() => {
    web.kill();
    reader.kill();
  });
  try {
    const [sources] = (await once(web, 'message')) as [Work['web']];
    const pid = reader.pid ?? 0;
    let before = 0;
    let read: Extract<Told, { read: unknown }> | null = null;
    const over = new Promise<void>((resolve, reject) => {
      reader.once('exit', (code) => reject(new Error(`the reader ended with ${code}`)));
      reader.on('message', (told: Told) => {
        if ('read' in told) read = told;
        else if (told.phase === 'hostile') before = residentOf(pid);
        else if (told.phase === 'over') resolve();
      });
    });
    reader.send({ url: server.url, web: sources } satisfies Work);
    await over;
    const after = residentOf(pid);
    await sleep(AFTER_SECONDS * 1000);
    const kept = residentOf(pid) - before;
    const peak = processFigures(pid)?.peakMegabytes ?? Number.NaN;
    console.log(
      `${kind}: ${before.toFixed(0)} MB before, ${peak.toFixed(0)} at most, ${after.toFixed(0)} at the end`,
    );
    tell(kind, read);
    return { peak, kept };
  } finally {
    stay();
    reader.removeAllListeners('exit');
    reader.kill();
    web.kill();
    await server.close();
  }
}

function tell(kind: string, told: Extract<Told, { read: unknown }> | null): void {
  if (told === null) throw new Error('the reader told nothing');
  const { late, bad, problems } = told.read;
  console.log(
    `  of the ten: ${told.codes.map(([what, n]) => `${n} ${what}`).join(', ')}; the good one ${late.length + 1} times`,
  );
  if (problems.length > 0) {
    process.exitCode = 1;
    console.log(`  not expected: ${problems.join('; ')}`);
  }
  report(`${kind} sources: sources that came to an end`, bad, 'of 10', { least: 10 });
  report(`${kind} sources: most delay of the good one`, Math.max(...late) / 1000, 's', {
    most: GOOD_INTERVAL_MS / 1000,
  });
}

/** What the image says of MALLOC_…: nobody else's process starts with it by itself. */
function allocatorOfImage(): Record<string, string> {
  const settings = readFileSync('Dockerfile', 'utf8').matchAll(/\b(MALLOC_\w+)=(\d+)/g);
  return Object.fromEntries([...settings].map(([, name = '', value = '']) => [name, value]));
}

function residentOf(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1]) / 1024;
}

/** The process whose memory is looked at. It stays until it is ended. */
async function readerPart(): Promise<void> {
  const tell = (told: Told) => process.send?.(told);
  const [{ url, web }] = (await once(process, 'message')) as [Work];
  const connection = connect(url, { max: 16, name: 'kopir-hostile' });
  const read = await readAmong(connection, web, {
    seconds: Number(values.seconds),
    calmSeconds: CALM_SECONDS,
    onPhase: (phase) => {
      if (phase !== 'over') tell({ phase });
    },
  });
  tell({ read, codes: [...read.outcomes] });
  tell({ phase: 'over' });
  process.on('disconnect', () => process.exit());
}
