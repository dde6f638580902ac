import assert from 'node:assert/strict';
import type { StandIn } from '../../../src/demo/standin/standin.ts';

/** An answer of the Bot API as it came. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly ok: boolean;
    readonly result?: any;
    readonly error_code?: number;
    readonly description?: string;
    readonly parameters?: { retry_after?: number; migrate_to_chat_id?: number };
  };
}

/** Calls a method with a JSON body. */
export async function call(standIn: StandIn, method: string, parameters: object = {}): Promise<Answer> {
  const response = await fetch(`${standIn.apiRoot}/bot${standIn.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Answer['body'],
  };
}

/** Calls a method that must succeed and returns its result. */
export async function result(standIn: StandIn, method: string, parameters: object = {}): Promise<any> {
  const { body } = await call(standIn, method, parameters);
  assert.equal(body.ok, true, `${method}: ${body.description}`);
  return body.result;
}
