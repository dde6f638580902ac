import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';
import type { SummaryInput } from '../../src/app/ports.ts';
import { readText } from '../../src/domain/language/read.ts';
import type { Understanding } from '../../src/domain/understand.ts';
import type { ModelAnswer } from '../../src/summarizer/parse.ts';

/** One request as a model's server got it. */
export interface ModelRequest {
  readonly body: {
    readonly model: string;
    readonly messages: { readonly role: string; readonly content: string }[];
    readonly response_format?: { readonly type: string };
    readonly tools?: unknown;
  };
  readonly authorization: string | undefined;
  readonly at: number;
}

/** What the server does with a request, the n-th since it was told so. */
export type Play = (request: ModelRequest, response: ServerResponse, n: number) => void | Promise<void>;

/** A model's server on 127.0.0.1 that plays what it is told; ends with the test file. */
export async function modelServer(first: Play) {
  const requests: ModelRequest[] = [];
  let play = first;
  const server = createServer((request, response) => {
    void whole(request).then(async (text) => {
      const got = {
        body: JSON.parse(text),
        authorization: request.headers.authorization,
        at: performance.now(),
      };
      requests.push(got);
      await play(got, response, requests.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    /** Plays something else from now on, and forgets what it was asked. */
    now(next: Play) {
      play = next;
      requests.length = 0;
    },
  };
}

async function whole(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

/** Answers as a chat model does. */
export function says(content: string): Play {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        id: 'chatcmpl-1',
        object: 'chat.completion',
        created: 1,
        model: 'fake',
        choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
      }),
    );
  };
}

/** Answers with a status, a body and headers. */
export function status(code: number, body = '{}', headers: Record<string, string> = {}): Play {
  return (_request, response) => {
    response.writeHead(code, { 'content-type': 'application/json', ...headers });
    response.end(body);
  };
}

/** Never answers. */
export const hangs: Play = () => {};

/** The numbered sentences that a request shows, by number. */
export function shown({ body }: ModelRequest): Map<number, string> {
  const text = body.messages[1]?.content ?? '';
  return new Map(
    [...text.matchAll(/^\[(\d+)\](?: \(title\))? (.*)$/gm)].map(([, n, line]) => [Number(n), line!]),
  );
}

/** An article as a summarizer sees it. */
export function anInput(
  u: Understanding,
  article: { readonly title: string; readonly text: string; readonly publishedAt?: Date },
  articleId = 1,
): SummaryInput {
  const publishedAt = article.publishedAt ?? new Date('2025-11-07T06:00:00Z');
  const draft = { ...article, publishedAt };
  return { articleId, title: article.title, publishedAt, read: readText(draft, u.gazetteer, u.identifier) };
}

/** A model's answer as it would write it. */
export const asJson = (answer: ModelAnswer): string => JSON.stringify(answer);
