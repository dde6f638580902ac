/**
 * SIGKILL in a fan-out: two replicas as real processes, PostgreSQL as it is embedded, a Bot API that answers after 4 ms
 * and counts the copies of each chat. `node test/faults/kills.ts` is the full form: the whole program, 100,000 chats,
 * 300 messages a second, a replica killed every 0.2–2 s and started again, 100 times. Four scenarios, `--scenario` for one:
 * `plain` without kills, `kills`, `faults` with a mix of faults as well, `drop` the same with UNKNOWN_OUTCOME=drop.
 * `--chats`, `--kills`, `--rate`, `--seed`. The seed decides when and whom to kill, and which request meets which fault.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { type Connection, connect } from '../../src/store/client.ts';
import { FAULT_MIX } from '../support/faultMix.ts';
import { type Limit, report } from '../support/figures.ts';
import { type KillFigures, type KillOptions, killsInFanOut, MOST_TAKEOVER_MS } from '../support/killLoop.ts';
import { ownServer } from '../support/ownServer.ts';

const SCENARIOS = {
  plain: { kills: false, mix: {}, policy: 'resend', mostMissing: 0, mostDoubledPercent: 0 },
  kills: { kills: true, mix: {}, policy: 'resend', mostMissing: 2, mostDoubledPercent: 0.3 },
  faults: { kills: true, mix: FAULT_MIX, policy: 'resend', mostMissing: 10, mostDoubledPercent: 1.1 },
  drop: { kills: true, mix: FAULT_MIX, policy: 'drop', mostMissing: Infinity, mostDoubledPercent: 0 },
} as const;
export type Scenario = keyof typeof SCENARIOS;

/** What a scenario is, beside its size. */
export function scenario(name: Scenario, kills: number): Pick<KillOptions, 'kills' | 'mix' | 'policy'> {
  const { mix, policy, ...its } = SCENARIOS[name];
  return { kills: its.kills ? kills : 0, mix, policy };
}

/** A figure of a run with the limit that the promise sets. */
export type Line = readonly [name: string, figure: number, unit: string, limit?: Limit | undefined];

/** What a run of a scenario promises, whatever its size, and what it shows besides. */
export function linesOf(name: Scenario, figures: KillFigures, options: KillOptions): Line[] {
  const { mostMissing, mostDoubledPercent } = SCENARIOS[name];
  const { states, sendingAtKills, unanswered, settledSeconds, takeoverMs } = figures;
  const inDoubt = sendingAtKills + unanswered;
  const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), 0);
  const settled = most(settledSeconds);
  const none = { most: 0 };
  return [
    ['due chats without their delivery', options.chats - figures.planned, 'chats', none],
    [
      'missing (due, not accepted, not dead)',
      figures.missing,
      'chats',
      Number.isFinite(mostMissing) ? { most: mostMissing } : undefined,
    ],
    ['missing and not recorded as unknown', figures.unrecorded, 'chats', none],
    ['recorded as sent and not accepted', figures.falselySent, 'chats', none],
    ...(name === 'drop'
      ? [
          [
            'accepted and recorded neither as sent nor as unknown',
            figures.deniedCopies,
            'chats',
            none,
          ] as const,
        ]
      : []),
    ['most copies of a chat', figures.mostCopies, 'copies', { most: mostDoubledPercent > 0 ? 2 : 1 }],
    ['chats with two copies', figures.doubled, 'chats', mostDoubledPercent > 0 ? { most: inDoubt } : none],
    ['rows in sending at the kills', sendingAtKills, 'rows'],
    ['accepted and not answered', unanswered, 'messages'],
    ...Object.entries(states).map(([state, n]) => [`recorded as ${state}`, n, 'chats'] as const),
    // Without a limit: who is killed between a 429 and writing it down takes the pause along.
    ['requests inside a pause', figures.late, 'requests'],
    ['complaints of the replicas', figures.problems.length, 'kinds', none],
    [
      'the other replica goes on after',
      most(takeoverMs),
      'ms',
      name === 'kills' ? { most: MOST_TAKEOVER_MS } : undefined,
    ],
    [
      'stranded rows settled after',
      settled,
      's',
      options.waits ? { most: options.httpSeconds + 60 } : undefined,
    ],
    ['took', figures.seconds, 's'],
  ];
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      scenario: { type: 'string', default: Object.keys(SCENARIOS).join() },
      chats: { type: 'string', default: '100000' },
      kills: { type: 'string', default: '100' },
      rate: { type: 'string', default: '300' },
      seed: { type: 'string', default: String(randomInt(2 ** 31)) },
    },
  });
  const [chats, kills, rate, seed] = [values.chats, values.kills, values.rate, values.seed].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  const wrong = values.scenario.split(',').filter((name) => !(name in SCENARIOS));
  if (wrong.length > 0) throw new RangeError(`no scenario: ${wrong}; there are ${Object.keys(SCENARIOS)}`);
  console.log(`seed: ${seed}`);
  for (const name of values.scenario.split(',') as Scenario[]) {
    const its = scenario(name, kills);
    const options: KillOptions = { ...its, chats, rate, seed, run: 'program', httpSeconds: 60, waits: true };
    const figures = await onOwnServer((database) => killsInFanOut(database, options));
    for (const [what, ...line] of linesOf(name, figures, options)) report(`${name}, ${what}`, ...line);
    report(`${name}, kills`, figures.killed, 'kills', { least: its.kills });
    // As many kills for as many chats as the promise speaks of.
    if (its.kills > 0 && its.policy === 'resend') {
      const percent = (100 * figures.doubled) / chats;
      report(`${name}, share with two copies`, percent, '%', { most: SCENARIOS[name].mostDoubledPercent });
      report(`${name}, second copies for each kill`, figures.doubled / figures.killed, 'copies');
    }
    for (const problem of figures.problems.slice(0, 20)) console.error(`${name}: ${problem}`);
  }
}

async function onOwnServer<T>(
  work: (database: Connection & { readonly url: string }) => Promise<T>,
): Promise<T> {
  const server = await ownServer();
  const connection = connect(server.url, { max: 4, name: 'kopir-kills', statementSeconds: 0 });
  try {
    return await work({ ...connection, url: server.url });
  } finally {
    await connection.close();
    await server.close();
  }
}
