import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { namedChatId } from './access.ts';
import { answerBadGateway, answerNotJson, answerRefusal, answerResult } from './answer.ts';
import { type Core, isDescribed } from './core.ts';
import type { Fault } from './faults.ts';
import { isUpgradable, migrate } from './groups.ts';
import { METHODS } from './methods/table.ts';
import { type Parameters, readParameters } from './parameters.ts';
import { Refusal, tooManyRequests } from './refusal.ts';

const PATH = /^\/bot([^/]*)\/([^/]+)\/?$/;
const MAX_BODY_BYTES = 60 * 1024 * 1024;
const MAX_TOKEN = 80;

/** Methods that count against the limits of sending. */
const METERED = new Set([
  'sendmessage',
  'sendphoto',
  'senddocument',
  'editmessagetext',
  'editmessagereplymarkup',
]);

/** A call as far as it has been read. */
interface Reading {
  readonly method: string;
  readonly parameters: Parameters;
  readonly chatId: number | null;
  readonly fault: Fault | null;
}

/** What a call came to. */
type Outcome =
  | { readonly kind: 'result'; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly refusal: Refusal };

/** Reads a body up to `limit` bytes. @throws {Refusal} 413 beyond it */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > limit) throw new Refusal(413, 'Request Entity Too Large');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function checkToken(given: string, token: string): void {
  const wellFormed = /^[1-9]\d*:[A-Za-z0-9_-]+$/.test(given) && given.length <= MAX_TOKEN;
  if (!wellFormed) throw new Refusal(401, 'Unauthorized: invalid token specified');
  if (given !== token) throw new Refusal(401, 'Unauthorized');
}

/** Reads path, token and parameters. @throws {Refusal} 404, 401, 413 or 400 */
async function read(core: Core, token: string, request: IncomingMessage): Promise<Reading> {
  const url = URL.parse(request.url ?? '/', 'http://stand-in');
  if (url === null) throw new Refusal(404, 'Not Found');
  const [, given, method] = PATH.exec(url.pathname) ?? [];
  if (given === undefined || method === undefined) throw new Refusal(404, 'Not Found');
  // A colon may come as %3A; whatever else is escaped belongs to no token.
  checkToken(given.replace(/%3a/i, ':'), token);
  const body = await readBody(request, MAX_BODY_BYTES);
  const type = request.headers['content-type'] ?? '';
  const parameters = await readParameters(url.searchParams, type, body);
  const chatId = namedChatId(core.world, parameters);
  return { method, parameters, chatId, fault: core.faults.take(method, chatId) };
}

async function run(core: Core, { method, parameters }: Reading, signal: AbortSignal): Promise<Outcome> {
  const known = Object.hasOwn(METHODS, method.toLowerCase()) ? METHODS[method.toLowerCase()] : undefined;
  try {
    if (!known) throw new Refusal(404, 'Not Found: method not found');
    return { kind: 'result', value: await known(core, parameters, { signal }) };
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refusal', refusal: error };
    throw error;
  }
}

/** A parameter for the log: JSON of an object or array becomes its value. */
function logged(text: string): unknown {
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function note(core: Core, reading: Reading, outcome: Outcome | null): void {
  const refusal = outcome?.kind === 'refusal' ? outcome.refusal : null;
  const value = outcome?.kind === 'result' ? outcome.value : null;
  if (refusal?.parameters?.retry_after !== undefined) core.rate.pause(refusal.parameters.retry_after);
  core.calls.add({
    at: core.clock.now(),
    method: reading.method,
    // Decoded when somebody looks: most calls of a long run are never looked at.
    get parameters() {
      return Object.fromEntries([...reading.parameters.values].map(([name, text]) => [name, logged(text)]));
    },
    chatId: reading.chatId,
    code: outcome === null ? 0 : (refusal?.code ?? 200),
    result: isDescribed(value) ? value.result : value,
    description: refusal?.message ?? null,
    fault: reading.fault?.kind ?? null,
  });
  core.events.emit({ kind: 'call' });
}

function answer(response: ServerResponse, outcome: Outcome): void {
  if (outcome.kind === 'result') answerResult(response, outcome.value);
  else answerRefusal(response, outcome.refusal);
}

/** Faults that answer instead of the method. */
function replacement(fault: Fault | null): Refusal | null {
  switch (fault?.kind) {
    case 'tooManyRequests':
      return tooManyRequests(fault.seconds);
    case 'internalError':
      return new Refusal(500, 'Internal Server Error');
    case 'refuse':
      return new Refusal(fault.code, fault.description);
    default:
      return null;
  }
}

/** Does the call, or lets it go wrong as its fault says, and answers. */
async function carryOut(core: Core, reading: Reading, response: ServerResponse): Promise<void> {
  const { fault } = reading;
  const hungUp = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) hungUp.abort();
  });
  const refusal = replacement(fault);
  if (refusal) {
    const outcome: Outcome = { kind: 'refusal', refusal };
    note(core, reading, outcome);
    return answer(response, outcome);
  }
  const spoilt = fault?.kind === 'badGateway' || fault?.kind === 'notJson' || fault?.kind === 'hang';
  if (fault?.kind === 'dropBefore' || (spoilt && !fault.accepted)) {
    note(core, reading, null);
    if (fault.kind === 'dropBefore') response.destroy();
    if (fault.kind === 'badGateway') answerBadGateway(response);
    if (fault.kind === 'notJson') answerNotJson(response);
    return;
  }
  if (fault?.kind === 'migrate' && reading.chatId !== null && isUpgradable(core, reading.chatId)) {
    migrate(core, reading.chatId);
  }
  if (fault?.kind === 'slow') await delay(fault.milliseconds, undefined, { ref: false });
  const outcome = await run(core, reading, hungUp.signal);
  note(core, reading, fault?.kind === 'dropAfter' || spoilt ? null : outcome);
  if (fault?.kind === 'dropAfter') response.destroy();
  else if (fault?.kind === 'badGateway') answerBadGateway(response);
  else if (fault?.kind === 'notJson') answerNotJson(response);
  else if (fault?.kind !== 'hang') answer(response, outcome);
}

/** Serves one request to the Bot API, in the order of checks of the real server. Never rejects. */
export async function serveBotApi(
  core: Core,
  token: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const reading = await read(core, token, request);
    if (METERED.has(reading.method.toLowerCase()) && reading.chatId !== null) {
      const kind = core.world.chats.get(reading.chatId)?.kind ?? 'private';
      core.rate.arrive(reading.chatId, kind !== 'private');
    }
    await carryOut(core, reading, response);
  } catch (error) {
    if (response.destroyed) return;
    const refusal = error instanceof Refusal ? error : new Refusal(500, `Internal Server Error: ${error}`);
    answerRefusal(response, refusal);
  }
}
