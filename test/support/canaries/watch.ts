/**
 * Loaded with `--import` into every test file of a canary run (`run.ts`): what comes in is marked, what goes out is
 * looked at, whatever the test does. Tests know nothing of it.
 *
 * - A program or tool that the test starts: the secrets of its environment are learned, its output is looked at.
 * - A server of the test that is asked as the Bot API: token and secrets are learned, calls are looked at as replies,
 *   updates and persons in its answers are marked.
 * - A bot inside the test: its updates are marked, its calls are looked at.
 * - What the test fetches: pages, metrics. What it posts to a webhook is marked.
 */
import { ChildProcess } from 'node:child_process';
import { type IncomingMessage, Server, type ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { isMainThread } from 'node:worker_threads';
import { Bot, type Transformer } from 'grammy';
import { SHORTEST_SECRET } from './look.ts';
import { markPersons, markUpdate, personalWords } from './marks.ts';
import { canaries, count, inspect, isCanaryRun, learnSecret } from './record.ts';

const SECRETS = /^(BOT_TOKEN|WEBHOOK_SECRET|MODEL_API_KEY|DATABASE_URL|TEST_DATABASE_URL)=(.*)$/s;
const BOT_PATH = /\/bot(\d+(?::|%3A)[\w-]+)\/(\w+)/i;
/** Of a test's servers, these get texts of ours; others serve the news. */
const MODEL_PATH = /\/chat\/completions$/;
/** What is sent to a server that wants no key. */
const NO_KEY = 'none';
/** The demo's chat page shows people what they wrote themselves. */
const CHAT_PAGE = /^\/demo\/api\//;
/** A text may be cut anywhere on its way: so much of it is looked at again with what follows. */
const OVERLAP = 300;

function learnEnvironment(pairs: readonly string[]): void {
  for (const pair of pairs) {
    const [, name = '', value = ''] = SECRETS.exec(pair) ?? [];
    const secret = name.endsWith('DATABASE_URL')
      ? decodeURIComponent(URL.parse(value)?.password ?? '')
      : value;
    learnSecret(name, secret);
  }
}

/** Looks at all that passes through a stream, whoever reads it and however. */
function tap(stream: Readable, seen: (text: string) => void): void {
  const push = stream.push.bind(stream);
  let rest = '';
  stream.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (chunk instanceof Uint8Array || typeof chunk === 'string') {
      const text = rest + (typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
      rest = text.slice(-OVERLAP);
      seen(text);
    }
    return push(chunk, encoding);
  };
}

function watchPrograms(): void {
  const prototype = ChildProcess.prototype as unknown as {
    spawn(options: { envPairs?: readonly string[]; args?: readonly string[] }): unknown;
  };
  const { spawn } = prototype;
  prototype.spawn = function (this: ChildProcess, options) {
    learnEnvironment(options.envPairs ?? []);
    const started = spawn.call(this as never, options);
    const where = (options.args ?? [])
      .filter((word) => !word.startsWith('-'))
      .join(' ')
      .slice(0, 200);
    if (this.stdout !== null || this.stderr !== null) count('programs');
    for (const stream of [this.stdout, this.stderr])
      if (stream)
        tap(stream, (text) => {
          count('outputBytes', text.length);
          inspect('output', where, text);
        });
    return started;
  };
}

/** What was asked of the Bot API, with the chat that gets it. Telegram must be told the webhook's secret. */
function inspectCall(method: string, body: string): void {
  count('replies');
  let chat: number | null = null;
  let text = body;
  try {
    const { secret_token: secret, ...payload } = JSON.parse(body) as Record<string, unknown>;
    if (typeof secret === 'string') learnSecret('WEBHOOK_SECRET', secret);
    if (method.toLowerCase() === 'setwebhook') text = JSON.stringify(payload);
    if (payload.chat_id !== undefined) chat = Number(payload.chat_id);
  } catch {
    // Multipart, or a body that was cut: looked at as it is.
  }
  inspect('reply', method, text, chat);
}

function watchServer(request: IncomingMessage, response: ServerResponse): void {
  const url = request.url ?? '';
  const [, token, method] = BOT_PATH.exec(url) ?? [];
  const isModel = MODEL_PATH.test(url.split('?')[0] ?? '');
  if (token === undefined && !isModel) return;
  if (token !== undefined) learnSecret('token', token.replace(/%3a/i, ':'));
  const { authorization = '' } = request.headers;
  const key = authorization.replace(/^Bearer /, '');
  if (isModel && key !== NO_KEY) learnSecret('key of the model', key);
  const chunks: Buffer[] = [];
  const push = request.push.bind(request);
  request.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
    if (chunk === null) {
      const body = Buffer.concat(chunks).toString('utf8');
      if (method !== undefined) inspectCall(method, body);
      else {
        count('requests');
        inspect('request', url, body);
      }
    }
    return push(chunk, encoding);
  };
  if (token === undefined) return;
  const end = response.end.bind(response) as (...words: unknown[]) => ServerResponse;
  response.end = ((body: unknown, ...more: unknown[]) => end(withMarks(body), ...more)) as never;
}

/** An answer of the Bot API with its persons marked; anything else as it is. */
function withMarks(body: unknown): unknown {
  if (typeof body !== 'string' || !/"first_name"|"update_id"/.test(body)) return body;
  try {
    const mark = body.includes('"update_id"') ? markUpdate : markPersons;
    return JSON.stringify(mark(JSON.parse(body), canaries.told));
  } catch {
    return body;
  }
}

function watchServers(): void {
  const prototype = Server.prototype as unknown as { emit(name: string, ...words: unknown[]): boolean };
  const { emit } = prototype;
  prototype.emit = function (this: Server, name, ...words) {
    if (name === 'request') watchServer(words[0] as IncomingMessage, words[1] as ServerResponse);
    return emit.call(this as never, name, ...words);
  };
}

function watchPages(): void {
  const real = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    const headers = new Headers(init?.headers);
    // A test also posts wrong ones, which are nobody's secret.
    const secret = headers.get('x-telegram-bot-api-secret-token') ?? '';
    if (secret.length >= SHORTEST_SECRET) learnSecret('WEBHOOK_SECRET', secret);
    const isWritten = CHAT_PAGE.test(url.pathname);
    let body = init?.body;
    if (typeof body === 'string' && body.includes('"update_id"')) body = withMarks(body) as string;
    else if (isWritten && typeof body === 'string') learnSaid(url.pathname, body);
    const response = await real(
      input,
      init && body !== undefined && body !== null ? { ...init, body } : init,
    );
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
    // Answers of Telegram and of a model come in: what we make of them is looked at where it goes out.
    const comesIn = BOT_PATH.test(url.pathname) || MODEL_PATH.test(url.pathname);
    if (!isStream && !isWritten && !comesIn && response.body !== null) {
      const where = url.pathname;
      const look = (text: string) => {
        count(where === '/metrics' ? 'metrics' : 'pages');
        inspect('page', where, text);
      };
      // What the test gives up, or cannot be read, is its own business.
      response
        .clone()
        .text()
        .then(look, () => undefined);
    }
    return response;
  };
}

/** What somebody says at the demo's chat page. */
function learnSaid(path: string, body: string): void {
  try {
    const { text = '', account = 0 } = JSON.parse(body) as { text?: string; account?: number };
    const chat = Number(/chats\/(-?\d+)\//.exec(path)?.[1] ?? account);
    const message = { text, chat: { id: chat, type: 'private' }, from: { id: account, is_bot: false } };
    if (personalWords(text) !== null) markUpdate({ message }, canaries.told);
    canaries.told.chatIds.add(chat);
  } catch {
    // The stand-in says what is wrong with it.
  }
}

function watchBots(): void {
  const { handleUpdate } = Bot.prototype;
  const seen = new WeakSet<object>();
  const watchCall: Transformer = (previous, method, payload, signal) => {
    count('calls');
    const chat = 'chat_id' in payload ? Number(payload.chat_id) : null;
    if (method !== 'setWebhook') inspect('reply', method, JSON.stringify(payload), chat);
    return previous(method, payload, signal);
  };
  Bot.prototype.handleUpdate = function (update, envelope) {
    if (!seen.has(this)) {
      seen.add(this);
      this.api.config.use(watchCall);
    }
    return handleUpdate.call(this, markUpdate(update, canaries.told) as typeof update, envelope);
  };
}

/** Tests of the stand-in itself look at persons as they were made, and no bot of ours is there. */
const isOfStandIn = /[\\/]demo[\\/]standin[\\/]/.test(process.argv[1] ?? '');
if (isCanaryRun() && isMainThread && process.env.NODE_TEST_CONTEXT !== undefined && !isOfStandIn) {
  learnEnvironment(Object.entries(process.env).map(([name, value]) => `${name}=${value}`));
  watchPrograms();
  watchServers();
  watchPages();
  watchBots();
}
