/**
 * The whole program on machines whose clocks are hours off, first alone and then beside a replica with the right one:
 * `node test/faults/clocks.ts [--chats 500]`. PostgreSQL's clock decides: nothing is sent before it is due, nothing is
 * left unsent or given up because of the wrong clock, nothing comes twice, and the start says that the clocks differ.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Connection, connect } from '../../src/store/client.ts';
import { anEdition, aPart } from '../support/delivery.ts';
import { report } from '../support/figures.ts';
import { startLoadStandin } from '../support/loadStandin.ts';
import { withOwnServer } from '../support/ownServer.ts';
import { programs } from '../support/wholeProgram.ts';

export interface ClockFigures {
  /** Digests sent before they were due by PostgreSQL's clock, or that are due in an hour. */
  readonly early: number;
  /** Digests of now that came more than 20 s after they were due and the program ran, or never. */
  readonly late: number;
  /** Digests due five hours ago that were not sent, and ones due seven hours ago that were. */
  readonly misjudged: number;
  /** Digests due by then that the replica with the wrong clock did not send while it ran alone. */
  readonly leftToOthers: number;
  readonly doubled: number;
  /** Whether the start warned of the difference. */
  readonly warned: boolean;
  readonly sent: number;
}

const HOUR = 3_600_000;
const MINUTE = 60_000;
const DAY = 24 * HOUR;
/** The planner looks every five seconds; the rest is for a busy machine. */
const MOST_LATE_MS = 20_000;
const GROUPS = {
  late: -7 * HOUR,
  overdue: -5 * HOUR,
  due: -MINUTE,
  soon: 7_000,
  later: HOUR,
  beside: -MINUTE,
};
type Group = keyof typeof GROUPS;
const FIRST_CHAT = 1_000_000;
const RANGE = 100_000;

/** The program with a clock that is `shiftHours` ahead, in a migrated database without chats. */
export async function wrongClock(
  database: Connection & { url: string },
  shiftHours: number,
  chats: number,
): Promise<ClockFigures> {
  const arrived = new Map<number, number[]>();
  const standin = await startLoadStandin(4, 0, {
    faults: (chatId) => {
      arrived.set(chatId, [...(arrived.get(chatId) ?? []), Date.now()]);
      return null;
    },
  });
  const fleet = programs(database.url, {
    ...{ BOT_TOKEN: '1:fault-test', BOT_API_ROOT: standin.origin, SEND_RATE: '1000', PAID_BROADCAST: 'true' },
  });
  const due = {} as Record<Group, number>;
  const come = async (group: Group, count: number) => {
    due[group] = await someDue(database, group, count);
  };
  const of = (group: Group) => {
    const first = firstOf(group);
    return [...arrived].filter(([id]) => id > first && id < first + RANGE).map(([, times]) => times);
  };
  const all = async (groups: readonly Group[], count: number) => {
    const done = () => groups.every((group) => of(group).length === count);
    for (const until = performance.now() + 90_000; !done() && performance.now() < until; ) await sleep(100);
  };
  try {
    const few = Math.ceil(chats / 10);
    for (const group of ['late', 'overdue', 'due', 'later'] as const) await come(group, few);
    const wrong = await fleet.start(['--import', './test/support/wrongClock.ts'], {
      CLOCK_SHIFT_MS: String(shiftHours * HOUR),
    });
    const ran = Date.now();
    await come('soon', few);
    await all(['overdue', 'due', 'soon'], few);
    const alone = (['overdue', 'due', 'soon'] as const).flatMap(of).length;
    await fleet.start();
    const both = Date.now();
    await come('beside', chats);
    await all(['beside'], chats);
    await sleep(1_000);
    const lateIn = (group: Group, from: number, count: number) =>
      count - of(group).filter(([at = Number.POSITIVE_INFINITY]) => at - from <= MOST_LATE_MS).length;
    const early = of('soon').filter(([at = 0]) => at < due.soon).length + of('later').length;
    return {
      early,
      late: lateIn('due', ran, few) + lateIn('soon', due.soon, few) + lateIn('beside', both, chats),
      misjudged: few - of('overdue').length + of('late').length,
      leftToOthers: 3 * few - alone,
      doubled: [...arrived.values()].filter((times) => times.length > 1).length,
      warned: /"skewSeconds":\d{4}.*differ/.test(wrong.output()),
      sent: arrived.size,
    };
  } finally {
    await fleet.end();
    await standin.close();
  }
}

const firstOf = (group: Group) => FIRST_CHAT + Object.keys(GROUPS).indexOf(group) * RANGE;

/** Chats with a daily digest due then, in a zone where it is two in the afternoon: midnight is far. */
async function someDue({ db, sql }: Connection, group: Group, count: number): Promise<number> {
  const now = new Date();
  // Seconds stay: the planner takes the instant a chat waits since as it is.
  const due = new Date(Math.floor((now.getTime() + GROUPS[group]) / 1000) * 1000);
  const hours = 14 - now.getUTCHours();
  const zone = hours === 0 ? 'Etc/GMT' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
  const local = new Date(due.getTime() + hours * HOUR);
  const from = new Date(due.getTime() - DAY);
  const first = firstOf(group);
  await anEdition(db, {
    sections: [`uranium@${from.getTime() / 1000}`],
    windowTo: due,
    parts: [aPart(group)],
  });
  await sql`
    insert into chats (chat_id, type, language, zone)
    select ${first}::bigint + n, 'private', 'ru', ${zone} from generate_series(1, ${count}::int) n`;
  await sql`
    insert into subscriptions (chat_id, digest, zone, days, at_min, next_due_at, covered_to)
    select chat_id, 'uranium', zone, 127, ${local.getUTCHours() * 60 + local.getUTCMinutes()}::int, ${due.toISOString()}::timestamptz,
           ${from.toISOString()}::timestamptz
      from chats where chat_id > ${first} and chat_id < ${first + RANGE}`;
  return due.getTime();
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { chats: { type: 'string', default: '500' } } });
  for (const shift of [-2, 2]) {
    const found = await withOwnServer(async (url) => {
      const connection = connect(url, { max: 4, name: 'kopir-clocks' });
      try {
        return await wrongClock({ ...connection, url }, shift, Number(values.chats));
      } finally {
        await connection.close();
      }
    });
    const name = `clock ${Math.abs(shift)} h ${shift < 0 ? 'behind' : 'ahead'}`;
    report(`${name}, digests sent`, found.sent, 'digests');
    report(`${name}, early`, found.early, 'digests', { most: 0 });
    report(`${name}, later than 20 s or never`, found.late, 'digests', { most: 0 });
    report(`${name}, taken as too late or not`, found.misjudged, 'digests', { most: 0 });
    report(`${name}, left to the other replica`, found.leftToOthers, 'digests', { most: 0 });
    report(`${name}, twice`, found.doubled, 'digests', { most: 0 });
    report(`${name}, starts without a warning`, found.warned ? 0 : 1, 'starts', { most: 0 });
  }
}
