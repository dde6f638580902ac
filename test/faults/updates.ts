/**
 * Updates that come five times each and in any order, by webhook to two replicas and by polling to one, while the
 * processes are killed: `node test/faults/updates.ts [--updates 10000] [--kills 50] [--seed n] [--way webhook|polling]`, half
 * of each for either way. What is kept about every chat afterwards is what the first arrivals alone say, by a model that knows nothing of
 * the program, and every update has left its id in the transaction of its effect.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { connect } from '../../src/store/client.ts';
import { report } from '../support/figures.ts';
import { anOrder, asState, type ChatState, type Order } from '../support/orders.ts';
import { withOwnServer } from '../support/ownServer.ts';
import { between, faultSeed, oneOf, type Random, randomFrom, shuffled } from '../support/random.ts';
import { startUpdatesApi } from '../support/updatesApi.ts';
import { programs, type Running } from '../support/wholeProgram.ts';

export interface UpdateOptions {
  readonly way: 'webhook' | 'polling';
  readonly updates: number;
  readonly chats: number;
  readonly kills: number;
  readonly seed: number;
}

export interface UpdateFigures {
  /** Updates that were answered with 200 or confirmed, repetitions included. */
  readonly arrivals: number;
  readonly kills: number;
  /** Chats whose state is not that of the first arrivals, as "<state> (where)"; at most 20. */
  readonly differences: readonly string[];
  /** Updates that have left no id. */
  readonly lost: number;
  /** What the processes logged as errors. */
  readonly errors: readonly string[];
  readonly seconds: number;
}

const COPIES = 5;
const FIRST_CHAT = 2_000_001;
const FIRST_UPDATE = 5_000;
const LANES = 6;
const SECRET = 'a-secret_1';
const TOGETHER_SHARE = 0.1;

/** Delivers the updates in a migrated database without chats, and compares what is kept with the model. */
export async function updates(url: string, options: UpdateOptions): Promise<UpdateFigures> {
  const random = randomFrom(options.seed);
  const orders = Array.from({ length: options.updates }, (_, n) =>
    anOrder(random, FIRST_UPDATE + n, FIRST_CHAT + between(random, 0, options.chats - 1)),
  );
  const arrivals = shuffled(
    random,
    orders.flatMap((order) => Array.from({ length: COPIES }, () => order)),
  );
  const began = performance.now();
  const { kills, errors } =
    options.way === 'webhook'
      ? await byWebhook(url, arrivals, options, random)
      : await byPolling(url, arrivals, options, random);
  const seconds = (performance.now() - began) / 1000;
  return { arrivals: arrivals.length, kills, errors, seconds, ...(await judge(url, arrivals)) };
}

/** Kills by progress: the n-th of `kills` when that share of all arrivals has been handled. */
async function killOver(
  total: number,
  { kills }: UpdateOptions,
  handled: () => number,
  killOne: () => Promise<void>,
): Promise<number> {
  let done = 0;
  while (handled() < total) {
    if (done < kills && handled() >= ((done + 0.5) * total) / kills) {
      await killOne();
      done += 1;
    }
    await sleep(5);
  }
  return done;
}

async function byWebhook(url: string, arrivals: readonly Order[], options: UpdateOptions, random: Random) {
  const api = await startUpdatesApi();
  const fleet = programs(url, {
    ...{ BOT_TOKEN: '1:fault-test', BOT_API_ROOT: api.origin },
    ...{ WEBHOOK_URL: 'https://bot.example.org/hook', WEBHOOK_SECRET: SECRET },
  });
  const team: (Running | null)[] = [null, null];
  const outputs: (() => string)[] = [];
  const launch = async (place: number) => {
    const running = await fleet.start();
    outputs.push(running.output);
    team[place] = running;
  };
  let handled = 0;
  const post = async (order: Order, to: Running): Promise<boolean> => {
    const request = {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET },
      body: JSON.stringify(order.update),
    };
    return fetch(`${to.origin}/hook`, request).then(
      ({ status }) => status === 200,
      () => false,
    );
  };
  /** As Telegram: again until somebody says 200. */
  const deliver = async (order: Order) => {
    for (;;) {
      const alive = team.filter((running) => running !== null);
      const targets = random() < TOGETHER_SHARE ? alive : alive.slice(0, 1);
      const to = targets.length > 1 ? targets : alive.length > 0 ? [oneOf(random, alive)] : [];
      const answers = await Promise.all(to.map((running) => post(order, running)));
      if (answers.includes(true)) return;
      await sleep(50);
    }
  };
  const lanes = [...Map.groupBy(arrivals, ({ chatId }) => chatId).values()];
  const work = async () => {
    for (let lane = lanes.pop(); lane !== undefined; lane = lanes.pop()) {
      for (const order of lane) {
        await deliver(order);
        handled += 1;
      }
    }
  };
  try {
    await Promise.all([launch(0), launch(1)]);
    const relaunches: Promise<void>[] = [];
    const killOne = async () => {
      await relaunches.at(-2);
      const place = between(random, 0, 1);
      const victim = team[place];
      await sleep(between(random, 0, 50));
      await victim?.kill();
      team[place] = null;
      relaunches.push(launch(place));
    };
    const [kills] = await Promise.all([
      killOver(arrivals.length, options, () => handled, killOne),
      ...Array.from({ length: LANES }, work),
    ]);
    await Promise.all(relaunches);
    return { kills, errors: outputs.flatMap((output) => complaints(output())) };
  } finally {
    await fleet.end();
    api.close();
  }
}

async function byPolling(url: string, arrivals: readonly Order[], options: UpdateOptions, random: Random) {
  const api = await startUpdatesApi(arrivals.map(({ update }) => update));
  const fleet = programs(url, { BOT_TOKEN: '1:fault-test', BOT_API_ROOT: api.origin });
  const outputs: (() => string)[] = [];
  const launch = async () => {
    const running = await fleet.start();
    outputs.push(running.output);
    return running;
  };
  try {
    let running = await launch();
    const kills = await killOver(arrivals.length, options, api.confirmed, async () => {
      await sleep(between(random, 0, 200));
      await running.kill();
      running = await launch();
    });
    await api.done;
    return { kills, errors: outputs.flatMap((output) => complaints(output())) };
  } finally {
    await fleet.end();
    api.close();
  }
}

function complaints(output: string): string[] {
  return output.split('\n').filter((line) => /"level":(50|60)/.test(line));
}

async function judge(
  url: string,
  arrivals: readonly Order[],
): Promise<Pick<UpdateFigures, 'differences' | 'lost'>> {
  const states = new Map<number, ChatState | null>();
  const seen = new Set<number>();
  for (const { chatId, update, apply } of arrivals) {
    if (seen.has(update.update_id)) continue;
    seen.add(update.update_id);
    states.set(chatId, apply(states.get(chatId) ?? null));
  }
  const want = new Set([...states].flatMap(([id, state]) => (state === null ? [] : [asState(id, state)])));
  const { sql, close } = connect(url, { max: 1, name: 'kopir-updates' });
  try {
    const rows = await sql<{ line: string }[]>`
      select concat_ws(' ', c.chat_id, c.status, c.language, c.zone, coalesce(c.days::text, '-'), coalesce(c.at_min::text, '-'),
               (select string_agg(s.digest, ' ' order by s.digest collate "C") from subscriptions s
                 where s.chat_id = c.chat_id and s.zone = c.zone)) as line
        from chats c`;
    const have = new Set(rows.map(({ line }) => line));
    const ids = new Set(
      (await sql<{ id: string }[]>`select update_id::text as id from updates_seen`).map(({ id }) =>
        Number(id),
      ),
    );
    const must = new Set(arrivals.map(({ update }) => update.update_id));
    return {
      differences: [
        ...[...want].filter((line) => !have.has(line)).map((line) => `${line} (not in the database)`),
        ...[...have].filter((line) => !want.has(line)).map((line) => `${line} (not by the first arrivals)`),
      ]
        .sort()
        .slice(0, 20),
      lost: [...must].filter((id) => !ids.has(id)).length,
    };
  } finally {
    await close();
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      updates: { type: 'string', default: '10000' },
      kills: { type: 'string', default: '50' },
      seed: { type: 'string', default: String(faultSeed()) },
      way: { type: 'string' },
    },
  });
  const [count, kills, seed] = [Number(values.updates), Number(values.kills), Number(values.seed)];
  report('updates, seed', seed, '');
  for (const way of ['webhook', 'polling'] as const) {
    if (way !== (values.way ?? way)) continue;
    // Five or so for each chat: nobody may ask so often that the bot stops listening.
    const options = { way, updates: count / 2, chats: Math.ceil(count / 10), kills: kills / 2, seed };
    const found = await withOwnServer((url) => updates(url, options));
    report(`updates by ${way}`, count / 2, 'updates');
    report(`updates by ${way}, arrivals`, found.arrivals, 'arrivals', { least: (count / 2) * COPIES });
    report(`updates by ${way}, kills`, found.kills, 'kills', { least: kills / 2 });
    report(`updates by ${way}, lost`, found.lost, 'updates', { most: 0 });
    report(`updates by ${way}, chats unlike the first arrivals`, found.differences.length, 'chats', {
      most: 0,
    });
    report(`updates by ${way}, errors logged`, found.errors.length, 'errors', { most: 0 });
    report(`updates by ${way}, took`, found.seconds, 's');
    for (const line of [...found.differences, ...found.errors.slice(0, 3)]) console.log(line);
  }
}
