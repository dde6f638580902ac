/**
 * A strict stand-in for Telegram's Bot API on loopback. The demo talks to it, and so do the tests: it
 * refuses what Telegram refuses, in Telegram's words, and knows nothing of the bot's code.
 *
 * In a test:
 *
 *     const standIn = await startStandIn();
 *     const anna = standIn.control.addUser({ name: 'Анна', languageCode: 'ru' });
 *     // start the bot with BOT_API_ROOT = standIn.apiRoot and BOT_TOKEN = standIn.token
 *     standIn.control.start(anna);
 *     const welcome = await standIn.control.waitForMessage(anna);
 *     const pressed = standIn.control.press(anna, 'Қазақша');
 *     await standIn.control.waitForAnswer(pressed);
 *     assert.deepEqual(standIn.control.violations(), []);
 *     await standIn.close();
 *
 * A refusal that the test provokes is announced with `control.expectRefusal`. Faults, a clock that can be
 * moved, groups and what can be read are described in control.ts.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveBotApi } from './botApi.ts';
import { createCallLog } from './calls.ts';
import { createClock } from './clock.ts';
import { type Control, createControl } from './control.ts';
import type { Core } from './core.ts';
import { createEvents } from './events.ts';
import { createFaults } from './faults.ts';
import { createGroup, type NewGroup } from './groups.ts';
import { serveHttpControl } from './httpControl.ts';
import { createRateMeter, type RateMode } from './rate.ts';
import { createState, restoreWorld } from './state.ts';
import { createUpdates } from './updates.ts';
import { createWebhook } from './webhook.ts';
import { createWorld, privateChat, type World } from './world.ts';

/** A ready person of the demo. */
export interface Account {
  readonly id: number;
  readonly name: string;
  readonly languageCode: string;
  readonly username?: string;
}

/** A ready group of the demo; its id is fixed so that it is the same after a restart. */
export type AccountGroup = NewGroup & { readonly id: number };

/** How a stand-in is started. */
export interface StandInOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  readonly host?: '127.0.0.1';
  /** Default a fixed token; the digits before the colon are the bot's id. */
  readonly token?: string;
  /** File in which everything is kept; missing keeps nothing. */
  readonly statePath?: string;
  /** The bot's first name before it sets one. Default "Көпір". */
  readonly botName?: string;
  /** Default "kopir_bot". */
  readonly botUsername?: string;
  /** Milliseconds since 1970; default the system's clock. */
  readonly clock?: () => number;
  /** Default `observe`. */
  readonly rate?: RateMode;
  /** Default 60: how long a pressed button or inline query can be answered. */
  readonly queryLifetimeSeconds?: number;
  /** Ready people and groups, see `DEMO_ACCOUNTS` and `DEMO_GROUPS`; default none. */
  readonly accounts?: readonly Account[];
  readonly groups?: readonly AccountGroup[];
}

/** A running stand-in. */
export interface StandIn {
  /** Such as `http://127.0.0.1:40123`, for `BOT_API_ROOT`. */
  readonly apiRoot: string;
  readonly token: string;
  readonly control: Control;
  /**
   * Serves a request of the chat page, so that it can be mounted on another server as well.
   * @returns false when the path is not under `/demo/api/`; nothing was written then
   */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  /** Ends every connection, also waiting polls, and saves the state. */
  close(): Promise<void>;
}

/** The people of the demo. */
export const DEMO_ACCOUNTS: readonly Account[] = [
  { id: 710_000_001, name: 'Айгерім', languageCode: 'kk', username: 'aigerim' },
  { id: 710_000_002, name: 'Сергей', languageCode: 'ru', username: 'sergey' },
];

/** A group, a forum and a channel of the demo: both people are in them, the bot is not yet. */
export const DEMO_GROUPS: readonly AccountGroup[] = [
  { id: -5_100_000_001, title: 'Аналитика C5+1', creator: 710_000_002, members: [710_000_001] },
  {
    id: -1_005_100_000_002,
    title: 'Орта дәліз · Средний коридор',
    creator: 710_000_002,
    members: [710_000_001],
    forum: true,
    threads: ['Новости', 'Құжаттар'],
  },
  {
    id: -1_005_100_000_003,
    title: 'Көпір хабары',
    kind: 'channel',
    username: 'kopir_habary',
    creator: 710_000_001,
    members: [710_000_002],
  },
];

const DEFAULT_TOKEN = '7000000001:stand-in-token_0123456789abcdefgh';

/** Adds the ready people and groups that are not there yet. */
function settle(core: Core, { accounts = [], groups = [] }: StandInOptions): void {
  for (const { id, name, languageCode, username } of accounts) {
    if (!core.world.users.has(id)) {
      core.world.users.set(id, { id, name, languageCode, username: username ?? null, deleted: false });
    }
    privateChat(core.world, id);
  }
  for (const group of groups) {
    if (!core.world.chats.has(group.id)) createGroup(core, group);
  }
}

function openWorld(options: StandInOptions, botId: number, now: number): World {
  const saved = options.statePath === undefined ? null : restoreWorld(options.statePath, botId);
  if (saved) return saved;
  const { botName = 'Көпір', botUsername = 'kopir_bot' } = options;
  return createWorld({ id: botId, name: botName, username: botUsername }, now);
}

/**
 * Starts a stand-in.
 *
 * @throws {Error} when the token is malformed or the port is taken
 */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const token = options.token ?? DEFAULT_TOKEN;
  const botId = Number(/^([1-9]\d*):[A-Za-z0-9_-]+$/.exec(token)?.[1]);
  if (Number.isNaN(botId)) throw new Error('the token must be digits, a colon, and letters');
  const clock = createClock(options.clock);
  const world = openWorld(options, botId, clock.now());
  const state = createState(world, options.statePath ?? null);
  const updates = createUpdates(world, clock, state.nextUpdateId);
  const webhook = createWebhook(world, clock, updates);
  updates.onNew(webhook.wake);
  const core: Core = {
    world,
    clock,
    events: createEvents(),
    updates,
    webhook,
    rate: createRateMeter(options.rate ?? 'observe', clock),
    calls: createCallLog(),
    faults: createFaults(),
    queryLifetimeSeconds: options.queryLifetimeSeconds ?? 60,
    nextMessageId: state.nextMessageId,
    changed: state.changed,
  };
  settle(core, options);
  const control = createControl(core);
  const handle = (request: IncomingMessage, response: ServerResponse) =>
    serveHttpControl(core, control, request, response);

  const server = createServer((request, response) => {
    void handle(request, response).then((served) => {
      if (!served) void serveBotApi(core, token, request, response);
    });
  });
  // Longer than any client waits between two calls, so that no call meets a closing connection.
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  webhook.wake();

  return {
    apiRoot: `http://127.0.0.1:${port}`,
    token,
    control,
    handle,
    async close() {
      webhook.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      state.close();
    },
  };
}
