/**
 * A sender of the program in a process of its own: `node test/support/replica.ts <database> <Bot API> <SEND_RATE>`,
 * started with an IPC channel. It says `{ ready }`, sends from the message "go" on, and at "stop" ends in order
 * and says what it needed. With `--plans` it also plans what is due; `--http-seconds` is how long a request may take,
 * `--unknown` what becomes of a doubtful one; with `--errors` it writes what goes wrong to stderr at once.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startSender } from '../../src/app/deliver.ts';
import { plan } from '../../src/app/plan.ts';
import { connectSender } from '../../src/store/client.ts';
import { databaseClock } from '../../src/store/clock.ts';
import { createMessenger } from '../../src/telegram/messenger.ts';

/** What a replica says at its end. */
export interface ReplicaReport {
  /** Megabytes of memory at their highest. */
  readonly peakMegabytes: number;
  /** Processor time from "go" to "stop". */
  readonly cpuSeconds: number;
  /** Errors and alerts of the sender; empty when all went well. */
  readonly problems: readonly string[];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    plans: { type: 'boolean', default: false },
    errors: { type: 'boolean', default: false },
    unknown: { type: 'string', default: 'resend' },
    'http-seconds': { type: 'string', default: '60' },
  },
});
const [url = '', apiRoot = '', rate = ''] = positionals;
const httpSeconds = Number(values['http-seconds']);
const PLAN_EVERY_MS = 1_000;
const { db, close } = connectSender(url);
const problems: string[] = [];
const onProblem = (problem: string) => {
  problems.push(problem);
  if (values.errors) process.stderr.write(`${problem}\n`);
};
const clock = databaseClock(db);
await clock.now();
process.send?.({ ready: true });
await once(process, 'message');
const before = process.cpuUsage();
const sender = startSender({
  db,
  clock,
  messenger: createMessenger({
    token: '1:bench',
    apiRoot,
    timeoutSeconds: httpSeconds,
    paidBroadcast: false,
    zone: 'Asia/Almaty',
    username: 'kopir_bot',
  }),
  worker: randomUUID(),
  sendRate: Number(rate),
  httpTimeoutSeconds: httpSeconds,
  unknownOutcome: values.unknown === 'drop' ? 'drop' : 'resend',
  onAlert: (alert) => onProblem(JSON.stringify(alert)),
  onError: (error) => onProblem(String(error)),
});
const stop = once(process, 'message');
if (values.plans) void planOften();
await stop;
await sender.stop();
const { user, system } = process.cpuUsage(before);
const { maxRSS } = process.resourceUsage();
const cpuSeconds = (user + system) / 1e6;
process.send?.({ peakMegabytes: maxRSS / 1024, cpuSeconds, problems } satisfies ReplicaReport);
await close();
process.disconnect();

/** Editions are there already: what is missing is a mistake. */
async function planOften(): Promise<void> {
  const composeEdition = () => Promise.reject(new Error('no edition'));
  for (;;) {
    try {
      const report = await plan({ db, clock, composeEdition });
      for (const { what, error } of report.failures) onProblem(`${what}: ${error}`);
      if (report.queued > 0) sender.wake();
    } catch (error) {
      onProblem(String(error));
    }
    await sleep(PLAN_EVERY_MS);
  }
}
