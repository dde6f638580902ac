/**
 * Five planners that tick at the same time, again and again, while a clock that all share moves through weeks with
 * changes of clocks in them, and while readers change hours, days, zones and topics, stop and come back:
 * `node test/faults/ticks.ts [--ticks 1000] [--chats 300] [--seed n]`. Each chat gets exactly one delivery per due slot,
 * with the windows that a plain model of the rules says, and the sum of `slots` is the number of runs that fell due.
 */
import { parseArgs } from 'node:util';
import { connect } from '../../src/store/client.ts';
import { sql } from '../../src/store/drizzle.ts';
import { report } from '../support/figures.ts';
import { withOwnServer } from '../support/ownServer.ts';
import { planners } from '../support/planners.ts';
import { between, faultSeed, oneOf, randomFrom } from '../support/random.ts';
import { readers } from '../support/readers.ts';
import { asLine, type ModelChat, rulesOfTime, tickChat } from '../support/scheduleModel.ts';
import { makeVirtualClock, setVirtualClock } from '../support/virtualClock.ts';

export interface TickOptions {
  readonly replicas: number;
  /** Of each replica. */
  readonly ticks: number;
  readonly chats: number;
  readonly seed: number;
  /** Date of the first tick, "2026-10-23". */
  readonly from: string;
}

export interface TickFigures {
  /** Of all replicas together. */
  readonly ticks: number;
  readonly days: number;
  readonly changes: number;
  readonly deliveries: number;
  /** Runs that fell due, by the model, and those in `slots` of deliveries. */
  readonly runs: number;
  readonly slots: number;
  /** Runs that their readers gave up while they waited for the planner. */
  readonly givenAway: number;
  /** Deliveries that the model or the database has alone; at most 20. */
  readonly differences: readonly string[];
  readonly errors: readonly string[];
}

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const CHANGES_A_ROUND = 6;
const BESIDE_A_ROUND = 3;
const SENT_SHARE = 0.9;

/** Mostly an hour or so; now and then a night, or days, without a planner. Whole minutes. */
function nextStep(random: () => number): number {
  const chance = random();
  if (chance < 0.7) return between(random, 20, 90) * MINUTE;
  if (chance < 0.94) return between(random, 2 * 60, 5 * 60) * MINUTE;
  if (chance < 0.985) return between(random, 7 * 60, 14 * 60) * MINUTE;
  return between(random, 2 * 24 * 60, 4 * 24 * 60) * MINUTE;
}

/** Runs the ticks in a migrated database without chats, and compares what is there with the model. */
export async function ticks(url: string, options: TickOptions): Promise<TickFigures> {
  const random = randomFrom(options.seed);
  const { db, close } = connect(url, { max: 8, name: 'kopir-ticks' });
  const start = Date.parse(`${options.from}T00:07:00Z`);
  const rules = rulesOfTime(start, start + 400 * DAY);
  await makeVirtualClock(db);
  await setVirtualClock(db, start);
  const team = await planners(url, options.replicas);
  const errors: string[] = [];
  try {
    const people = readers(db, rules, random);
    await people.come(options.chats, start);
    let now = start;
    for (let round = 0; round < options.ticks; round++) {
      now += nextStep(random);
      await setVirtualClock(db, now);
      for (let n = 0; n < CHANGES_A_ROUND; n++) await people.change(now);
      const beside = Array.from({ length: BESIDE_A_ROUND }, () => people.touch(now));
      const all = await Promise.all([...team.map((planner) => planner.tick()), ...beside]);
      // Chats that someone held are planned by the next tick; so is whatever is left at the end.
      const last = await oneOf(random, team).tick();
      for (const said of [...all, last]) if (said?.error) errors.push(said.error);
      for (const chat of people.chats.values()) tickChat(rules, chat, now);
      await people.receive(SENT_SHARE);
    }
    const differences = await differing(db, people.chats);
    const [sum] = await db.execute<{ slots: number; n: number }>(sql`
      select coalesce(sum(slots), 0)::int as slots, count(*)::int as n from deliveries`);
    const chats = [...people.chats.values()];
    const givenAway = chats.reduce((total, chat) => total + chat.givenAway, 0);
    return {
      ticks: options.replicas * options.ticks,
      days: (now - start) / DAY,
      changes: people.changes(),
      deliveries: sum?.n ?? 0,
      runs: chats.reduce((total, chat) => total + chat.settled, givenAway),
      slots: sum?.slots ?? 0,
      givenAway,
      differences,
      errors,
    };
  } finally {
    for (const planner of team) planner.end();
    await close();
  }
}

async function differing(
  db: ReturnType<typeof connect>['db'],
  chats: ReadonlyMap<number, ModelChat>,
): Promise<string[]> {
  const want = new Set<string>();
  for (const chat of chats.values()) {
    for (const [key, delivery] of chat.deliveries) want.add(`${chat.id} ${asLine(key, delivery)}`);
  }
  const rows = await db.execute<{ line: string }>(sql`
    select trim(trailing from concat_ws(' ', d.chat_id, d.dedupe_key, d.local_date, d.slots, d.state,
             array_to_string(e.sections, ' '))) as line
      from deliveries d left join editions e on e.id = d.edition_id where d.dedupe_key like 'digest:%'`);
  const have = new Set(rows.map(({ line }) => line));
  return [
    ...[...want].filter((line) => !have.has(line)).map((line) => `${line} (not in the database)`),
    ...[...have].filter((line) => !want.has(line)).map((line) => `${line} (not by the rules)`),
  ]
    .sort()
    .slice(0, 20);
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      replicas: { type: 'string', default: '5' },
      ticks: { type: 'string', default: '1000' },
      chats: { type: 'string', default: '300' },
      seed: { type: 'string', default: String(faultSeed()) },
    },
  });
  const options = {
    replicas: Number(values.replicas),
    ticks: Number(values.ticks),
    chats: Number(values.chats),
    seed: Number(values.seed),
    from: '2026-09-20',
  };
  report('ticks, seed', options.seed, '');
  const found = await withOwnServer((url) => ticks(url, options));
  report('ticks, of all replicas', found.ticks, 'ticks', { least: options.replicas * options.ticks });
  report('ticks, time that passed', found.days, 'days');
  report('ticks, changes of readers', found.changes, 'changes');
  report('ticks, deliveries', found.deliveries, 'deliveries');
  report('ticks, runs that fell due', found.runs, 'runs');
  report('ticks, runs given up by readers', found.givenAway, 'runs');
  report('ticks, runs not accounted for', Math.abs(found.runs - found.slots), 'runs', { most: 0 });
  report('ticks, deliveries unlike the rules', found.differences.length, 'deliveries', { most: 0 });
  report('ticks, errors', found.errors.length, 'errors', { most: 0 });
  for (const line of [...found.differences, ...found.errors.slice(0, 5)]) console.log(line);
}
