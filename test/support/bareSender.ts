/**
 * What a Bot API client can do without an outbox: `node test/support/bareSender.ts <Bot API> <first chat> <chats>
 * <plain | own>`, grammY's `Api` as it comes or the program's messenger, started with an IPC channel. It says
 * `{ ready }`, sends from the message "go" on, and says how long that took and how much processor time.
 */
import { once } from 'node:events';
import { Api } from 'grammy';
import { inFlightCap } from '../../src/domain/delivery.ts';
import { createMessenger, partFields } from '../../src/telegram/messenger.ts';
import { aDigestPart } from './delivery.ts';

const [apiRoot = '', first = '', chats = '', client = ''] = process.argv.slice(2);
const token = '1:bench';
const api = new Api(token, { apiRoot });
const messenger = createMessenger({ token, apiRoot, zone: 'UTC', username: null, paidBroadcast: false });
const part = aDigestPart(0);
const fields = partFields(part);
const send = async (chatId: number): Promise<void> => {
  if (client === 'plain') {
    await api.sendMessage(chatId, part.text, fields);
    return;
  }
  const { kind } = await messenger.send({ chatId, threadId: null }, part, { silent: false });
  if (kind !== 'sent') throw new Error(`a message of the bare loop was ${kind}`);
};
process.send?.({ ready: true });
await once(process, 'message');
const start = performance.now();
const before = process.cpuUsage();
let next = Number(first);
const end = next + Number(chats);
const lane = async () => {
  while (next < end) await send(next++);
};
// As many in flight as a replica has at its most.
await Promise.all(Array.from({ length: inFlightCap(Number.POSITIVE_INFINITY) }, lane));
const { user, system } = process.cpuUsage(before);
process.send?.({ seconds: (performance.now() - start) / 1000, cpuSeconds: (user + system) / 1e6 });
process.disconnect();
