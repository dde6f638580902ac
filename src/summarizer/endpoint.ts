import type { OpenAI } from 'openai';
import type { PromptMessage } from './prompt.ts';
import { ANSWER_SCHEMA } from './prompt.ts';

/** An OpenAI-compatible server. */
export interface EndpointOptions {
  /** Such as "http://127.0.0.1:11434/v1". */
  readonly baseUrl: string;
  readonly model: string;
  /** Null for servers that need none. */
  readonly apiKey: string | null;
  /** Asked before every single request, retries too; false = the day's budget is spent. */
  readonly takeCall: (characters: number) => Promise<boolean>;
  /** One request, 30 s unless told otherwise. */
  readonly timeoutMs?: number | undefined;
}

/** What became of a question. Reasons hold no text of the server's, which may be anything. */
export type Reply =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'spent' };

/** A model to which messages can be sent. */
export interface Endpoint {
  /** Never throws. A failure is tried three times in all, as the server's Retry-After says, until `signal` ends it. */
  ask(messages: readonly PromptMessage[], signal: AbortSignal): Promise<Reply>;
}

const TIMEOUT_MS = 30_000;
const RETRIES = 2;
/** An answer has some 2 KB, with a long train of thought some 60. */
const LARGEST_BODY = 256 * 1024;
/** Servers say so that they do not know a response format. */
const REFUSES_FORMAT: ReadonlySet<number> = new Set([400, 422]);
const SPENT = 402;
const TOO_LARGE = 413;

type Format = Pick<OpenAI.ChatCompletionCreateParamsNonStreaming, 'response_format' | 'temperature'>;
/** From the strictest to what every server takes. */
const FORMATS: readonly Format[] = [
  {
    temperature: 0,
    response_format: {
      type: 'json_schema',
      json_schema: { name: 'story', strict: true, schema: ANSWER_SCHEMA },
    },
  },
  { temperature: 0, response_format: { type: 'json_object' } },
  {},
];

/**
 * Connects to a model's server. The client library is loaded here and not before: it takes some 30 MB that an
 * installation without a model does not have to give.
 */
export async function createEndpoint(options: EndpointOptions): Promise<Endpoint> {
  const { OpenAI, APIError, APIUserAbortError } = await import('openai');
  let spent = false;
  const client = new OpenAI({
    baseURL: options.baseUrl,
    // The library insists on one; servers without keys ignore it. Its own environment variables are not ours.
    apiKey: options.apiKey ?? 'none',
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    timeout: options.timeoutMs ?? TIMEOUT_MS,
    maxRetries: RETRIES,
    logLevel: 'off',
    fetch: async (url, init) => {
      if (!(await options.takeCall(typeof init?.body === 'string' ? init.body.length : 0))) {
        spent = true;
        return refusal(SPENT);
      }
      const response = await fetch(url, { ...init, redirect: 'error' });
      return wholeResponse(response);
    },
  });
  // The format that worked last: a server is asked for one that it refuses only once.
  let known = 0;
  const request = async (
    format: number,
    messages: readonly PromptMessage[],
    signal: AbortSignal,
  ): Promise<Reply> => {
    try {
      const completion: unknown = await client.chat.completions.create(
        { model: options.model, messages: [...messages], ...FORMATS[format] },
        { signal },
      );
      const text = textOf(completion);
      if (text === null) return { kind: 'failed', reason: 'the answer is no chat completion' };
      known = format;
      return { kind: 'text', text };
    } catch (error) {
      if (error instanceof APIUserAbortError || signal.aborted)
        return { kind: 'failed', reason: 'no answer in time' };
      const status = error instanceof APIError ? error.status : undefined;
      if (status === SPENT && spent) return { kind: 'spent' };
      if (status !== undefined && REFUSES_FORMAT.has(status) && format + 1 < FORMATS.length)
        return request(format + 1, messages, signal);
      return { kind: 'failed', reason: reasonOf(error, status) };
    }
  };
  return { ask: (messages, signal) => request(known, messages, signal) };
}

/** The response with its whole body read, so that the request's time limit covers it; 413 when it is too large. */
async function wholeResponse(response: Response): Promise<Response> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > LARGEST_BODY) return refusal(TOO_LARGE);
    chunks.push(chunk);
  }
  const { status, headers } = response;
  const empty = status === 204 || status === 205 || status === 304;
  const plain = new Headers(headers);
  // The body is decoded already.
  plain.delete('content-encoding');
  plain.delete('content-length');
  return new Response(empty ? null : Buffer.concat(chunks), { status, headers: plain });
}

/** An answer in the server's place that the client library does not retry. */
function refusal(status: number): Response {
  return new Response('{}', {
    status,
    headers: { 'content-type': 'application/json', 'x-should-retry': 'false' },
  });
}

/** What the model wrote; null when the server's answer is something else, such as a page of HTML. */
function textOf(completion: unknown): string | null {
  if (typeof completion !== 'object' || completion === null || !('choices' in completion)) return null;
  const { choices } = completion;
  const first: unknown = Array.isArray(choices) ? choices[0] : null;
  if (typeof first !== 'object' || first === null || !('message' in first)) return null;
  const { message } = first;
  if (typeof message !== 'object' || message === null || !('content' in message)) return null;
  return textOfContent(message.content);
}

/** Some servers send the content in parts, the model's thoughts among them. */
function textOfContent(content: unknown): string | null {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return null;
  const texts = content.flatMap((part: unknown) =>
    typeof part === 'object' && part !== null && 'text' in part && typeof part.text === 'string'
      ? part.text
      : [],
  );
  return texts.length > 0 ? texts.join('') : null;
}

function reasonOf(error: unknown, status: number | undefined): string {
  if (status === TOO_LARGE)
    return `the answer is larger than ${LARGEST_BODY / 1024} KB, or the question too large`;
  if (status !== undefined) return `the server answered ${status}`;
  const name = error instanceof Error ? error.constructor.name : typeof error;
  const code = codeOf(error);
  return `no answer: ${name}${code === null ? '' : ` (${code})`}`;
}

/** «ECONNREFUSED», «SELF_SIGNED_CERT_IN_CHAIN»: what lies behind, however deep. Null when nothing tells. */
function codeOf(error: unknown): string | null {
  let [at, code]: [unknown, string | null] = [error, null];
  for (let depth = 0; at instanceof Error && depth < 5; depth++) {
    if ('code' in at && typeof at.code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(at.code)) code = at.code;
    at = at.cause;
  }
  return code;
}
