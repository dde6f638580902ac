/**
 * What the stand-in and the machine can carry: `node test/support/bareBot.ts <Bot API with its token>`, a webhook that
 * answers each command with one message of a usual size, and each press with an edit and an answer, and reads and keeps
 * nothing. Started with an IPC channel; it says `{ origin }`.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { aDigestPart } from './delivery.ts';

interface Update {
  readonly message?: { readonly chat: { readonly id: number } };
  readonly callback_query?: {
    readonly id: string;
    readonly from: { readonly id: number };
    readonly message: { readonly message_id: number };
    readonly data: string;
  };
}

const [api = ''] = process.argv.slice(2);
const { text, entities } = aDigestPart(0);

/** Buttons that switch a topic to what it is not. */
const keyboard = (state: 'on' | 'off') => ({
  inline_keyboard: ['rights', 'education'].map((id) => [
    { text: id, callback_data: `v1:sub:${id}:${state}` },
  ]),
});

async function call(method: string, fields: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${api}/${method}`, { method: 'POST', headers, body: JSON.stringify(fields) });
  await answer.arrayBuffer();
}

async function handle({ message, callback_query: press }: Update): Promise<void> {
  if (message !== undefined) {
    await call('sendMessage', { chat_id: message.chat.id, text, entities, reply_markup: keyboard('on') });
  } else if (press !== undefined) {
    const { message_id } = press.message;
    const reply_markup = keyboard(press.data.endsWith(':on') ? 'off' : 'on');
    await call('editMessageText', { chat_id: press.from.id, message_id, text, entities, reply_markup });
    await call('answerCallbackQuery', { callback_query_id: press.id });
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}

const server = createServer({ keepAliveTimeout: 60_000 }, async (request, response) => {
  await handle(JSON.parse(await bodyOf(request)));
  response.writeHead(200, { 'content-length': 0 }).end();
});
server.listen(0, '127.0.0.1', () => {
  process.send?.({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
process.once('disconnect', () => process.exit());
