import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from './botApi.ts';
import type { Control } from './control.ts';
import type { Core } from './core.ts';
import type { StandInEvent } from './events.ts';
import { setBotStatus } from './groups.ts';
import { pageAccounts, pageChat, pageMessage } from './pageView.ts';
import { chatOf, personOf } from './persons.ts';
import type { Chat, Json, User } from './world.ts';

const PREFIX = '/demo/api/';
const MAX_BODY_BYTES = 64 * 1024;
const HEARTBEAT_MS = 15_000;
/** So long a client waits for the results of an inline query. */
const INLINE_MS = 10_000;
const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::\d+)?$/i;

/** A mistake of the page: its words go back as `error`. */
class BadAsk extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}

/** The account that a request speaks for. */
function accountOf(core: Core, given: unknown): User {
  const user = core.world.users.get(Number(given));
  if (!user) throw new BadAsk(404, 'there is no such account');
  return personOf(core, user.id);
}

/** What of an event an account may see, as name and data; null for nothing. */
function visible(core: Core, user: User, event: StandInEvent): [string, Json] | null {
  if (event.kind === 'commands') return ['commands', {}];
  if (!('chatId' in event)) return null;
  const chat = core.world.chats.get(event.chatId);
  if (!chat || (chat.kind === 'private' ? chat.id !== user.id : !chat.members.has(user.id))) return null;
  const { chatId } = event;
  switch (event.kind) {
    case 'message':
    case 'edited':
      return [event.kind, { chatId, message: pageMessage(core, event.message, user.languageCode) }];
    case 'deleted':
      return ['deleted', { chatId, messageId: event.messageId }];
    case 'callbackAnswer': {
      const { messageId, text, alert, url } = event;
      return event.userId === user.id ? ['callbackAnswer', { chatId, messageId, text, alert, url }] : null;
    }
    case 'typing':
      return ['typing', { chatId }];
    case 'chat':
      return ['chat', pageChat(core, chat, user)];
  }
}

/** Streams events of one account until the page goes away. */
function streamEvents(core: Core, user: User, response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    connection: 'keep-alive',
  });
  response.write('retry: 2000\n\n');
  const stop = core.events.listen((event) => {
    const seen = visible(core, user, event);
    if (seen) response.write(`event: ${seen[0]}\ndata: ${JSON.stringify(seen[1])}\n\n`);
  });
  const heartbeat = setInterval(() => response.write(': heartbeat\n\n'), HEARTBEAT_MS);
  heartbeat.unref();
  response.on('close', () => {
    clearInterval(heartbeat);
    stop();
  });
}

function text(body: Json, field: string): string {
  const value = body[field] ?? '';
  if (typeof value !== 'string') throw new BadAsk(400, `"${field}" must be text`);
  return value;
}

/** Degrees on the map, at most `most` to either side. */
function degrees(body: Json, field: string, most: number): number {
  const value = body[field];
  if (typeof value !== 'number' || !(Math.abs(value) <= most)) {
    throw new BadAsk(400, `"${field}" must be degrees from -${most} to ${most}`);
  }
  return value;
}

/** What the page may do in a chat, by the last part of the path. */
const ACTIONS: Readonly<
  Record<
    string,
    (
      core: Core,
      control: Control,
      user: User,
      chat: Chat,
      body: Json,
    ) => Json | undefined | Promise<Json | undefined>
  >
> = {
  say(_core, control, user, chat, body) {
    const threadId = Number(body.threadId ?? 0);
    control.say(user.id, text(body, 'text'), { chatId: chat.id, ...(threadId > 0 ? { threadId } : {}) });
    return undefined;
  },
  place(_core, control, user, chat, body) {
    const location = { latitude: degrees(body, 'latitude', 90), longitude: degrees(body, 'longitude', 180) };
    control.say(user.id, '', { chatId: chat.id, other: { location } });
    return undefined;
  },
  start(core, control, user, chat, body) {
    const payload = text(body, 'payload');
    if (chat.kind === 'private') {
      control.start(user.id, payload);
      return undefined;
    }
    // In a group, Start means: add the bot; once it is a member, or with a payload, write the command.
    if (['left', 'kicked'].includes(chat.botStatus)) {
      setBotStatus(core, chat.id, chat.kind === 'channel' ? 'administrator' : 'member', user.id);
      if (payload === '') return undefined;
    }
    if (chat.kind === 'channel') return undefined;
    control.say(user.id, `/start@${core.world.bot.username} ${payload}`, { chatId: chat.id });
    return undefined;
  },
  press(_core, control, user, chat, body) {
    const [messageId, row, column] = [body.messageId, body.row, body.column].map(Number);
    return { ...control.pressAt(user.id, chat.id, messageId ?? 0, row ?? 0, column ?? 0) };
  },
  async inline(_core, control, user, chat, body) {
    const isOwn = chat.kind === 'private';
    const options = { offset: text(body, 'offset'), chatType: isOwn ? 'sender' : chat.kind };
    const queryId = control.inlineQuery(user.id, text(body, 'text'), options);
    const answer = await control.until(() => control.inlineAnswer(queryId), INLINE_MS).catch(() => null);
    const results = (answer?.results ?? []) as readonly Json[];
    return {
      queryId,
      results: results.map(({ id, title, description }) => ({ id, title, description: description ?? '' })),
      nextOffset: answer?.nextOffset ?? '',
      button: answer?.button ?? null,
    };
  },
  choose(_core, control, user, chat, body) {
    control.chooseResult(user.id, text(body, 'queryId'), text(body, 'resultId'), chat.id);
    return undefined;
  },
  block(_core, control, user) {
    control.block(user.id);
    return undefined;
  },
  unblock(_core, control, user) {
    control.unblock(user.id);
    return undefined;
  },
};

async function readJson(request: IncomingMessage): Promise<Json> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new BadAsk(415, 'application/json is expected');
  const body = await readBody(request, MAX_BODY_BYTES);
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  } catch {
    // Falls through to the same answer as JSON that is no object.
  }
  throw new BadAsk(400, 'a JSON object is expected');
}

/** What a GET shows; null when the path is not known. */
function read(core: Core, control: Control, path: string, account: () => User): unknown {
  if (path === 'accounts') return pageAccounts(core);
  if (path === 'bot') return control.card(account().id);
  const chatId = /^chats\/(-?\d+)$/.exec(path)?.[1];
  if (chatId === undefined) return null;
  const user = account();
  const chat = chatOf(core, user.id, Number(chatId));
  const { started, blocked } = pageChat(core, chat, user);
  const messages = [...chat.messages.values()].map((one) => pageMessage(core, one, user.languageCode));
  return { messages, typing: control.isTyping(chat.id), blocked, started };
}

function get(core: Core, control: Control, url: URL, response: ServerResponse): void {
  const path = url.pathname.slice(PREFIX.length);
  const account = () => accountOf(core, url.searchParams.get('account'));
  if (path === 'events') {
    streamEvents(core, account(), response);
    return;
  }
  const shown = read(core, control, path, account);
  if (shown === null) throw new BadAsk(404, 'there is nothing here');
  answerJson(response, 200, shown);
}

async function post(core: Core, control: Control, url: URL, request: IncomingMessage): Promise<Json> {
  const body = await readJson(request);
  const [, chatId, name = ''] = /^chats\/(-?\d+)\/([a-z]+)$/.exec(url.pathname.slice(PREFIX.length)) ?? [];
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (!action) throw new BadAsk(404, 'there is nothing here');
  const user = accountOf(core, body.account);
  return { ok: true, ...(await action(core, control, user, chatOf(core, user.id, Number(chatId)), body)) };
}

/**
 * Serves the chat page's requests under `/demo/api/`. Only a loopback Host is served, so that a web page
 * elsewhere cannot reach the demo by a name that points here.
 *
 * @returns false when the path is not of this kind and somebody else should answer
 */
export async function serveHttpControl(
  core: Core,
  control: Control,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (!request.url?.startsWith(PREFIX)) return false;
  try {
    const url = new URL(request.url, 'http://stand-in');
    if (!LOOPBACK.test(request.headers.host ?? '')) throw new BadAsk(403, 'only for this machine');
    if (request.method === 'GET') get(core, control, url, response);
    else if (request.method === 'POST') answerJson(response, 200, await post(core, control, url, request));
    else throw new BadAsk(405, 'GET or POST is expected');
  } catch (error) {
    const status = error instanceof BadAsk ? error.status : 400;
    const words = error instanceof Error ? error.message : 'something went wrong';
    answerJson(response, status, { ok: false, error: words });
  }
  return true;
}
