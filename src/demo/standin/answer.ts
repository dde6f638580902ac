import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { isDescribed } from './core.ts';
import type { Refusal } from './refusal.ts';

const JSON_TYPE: OutgoingHttpHeaders = { 'content-type': 'application/json' };

/** Answers `{ok: true, result}`, with Telegram's words where a result has some. */
export function answerResult(response: ServerResponse, value: unknown): void {
  const body = isDescribed(value)
    ? { ok: true, result: value.result, description: value.description }
    : { ok: true, result: value };
  response.writeHead(200, JSON_TYPE).end(JSON.stringify(body));
}

/** Answers `{ok: false, …}` with the code as the HTTP status too. */
export function answerRefusal(response: ServerResponse, { code, message, parameters }: Refusal): void {
  const wait = parameters?.retry_after;
  const headers = wait === undefined ? JSON_TYPE : { ...JSON_TYPE, 'retry-after': String(wait) };
  response.writeHead(code, headers).end(
    JSON.stringify({
      ok: false,
      error_code: code,
      description: message,
      ...(parameters === undefined ? {} : { parameters }),
    }),
  );
}

/** What a proxy in front of a dead server shows. */
export function answerBadGateway(response: ServerResponse): void {
  response
    .writeHead(502, { 'content-type': 'text/html' })
    .end('<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>');
}

/** Status 200 and a body that no JSON parser takes. */
export function answerNotJson(response: ServerResponse): void {
  response.writeHead(200, JSON_TYPE).end('{"ok":true,"result":{"message_id"');
}
