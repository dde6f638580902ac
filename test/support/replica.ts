/**
 * A sender of the program in a process of its own: `node test/support/replica.ts <database> <Bot API> <SEND_RATE>`,
 * started with an IPC channel. It says `{ ready }`, sends from the message "go" on, and at "stop" ends in order
 * and says what it needed.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { startSender } from '../../src/app/deliver.ts';
import { connect } from '../../src/store/client.ts';
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

const [url = '', apiRoot = '', rate = ''] = process.argv.slice(2);
/** As many connections as the program has. */
const { db, close } = connect(url, { max: 20, name: 'kopir-replica' });
const problems: string[] = [];
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
    paidBroadcast: false,
    zone: 'Asia/Almaty',
    username: 'kopir_bot',
  }),
  worker: randomUUID(),
  sendRate: Number(rate),
  unknownOutcome: 'resend',
  onAlert: (alert) => problems.push(JSON.stringify(alert)),
  onError: (error) => problems.push(String(error)),
});
await once(process, 'message');
await sender.stop();
const { user, system } = process.cpuUsage(before);
const { maxRSS } = process.resourceUsage();
const cpuSeconds = (user + system) / 1e6;
process.send?.({ peakMegabytes: maxRSS / 1024, cpuSeconds, problems } satisfies ReplicaReport);
await close();
process.disconnect();
