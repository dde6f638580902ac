import { between, oneOf, type Random } from './random.ts';
import type { PlainUpdate } from './updatesApi.ts';

/**
 * What people tell the bot, as updates, and what has to come of it, by rules of its own: the state of a chat after
 * the first arrivals of its updates.
 */

export interface ChatState {
  status: 'active' | 'stopped' | 'paused';
  language: 'ru' | 'kk';
  zone: string;
  days: number | null;
  atMin: number | null;
  readonly digests: Set<string>;
}

interface Order {
  readonly update: PlainUpdate;
  readonly chatId: number;
  /** Null for a chat that is not known. */
  readonly apply: (state: ChatState | null) => ChatState | null;
}

const TOPICS = ['uranium', 'trade', 'energy', 'minerals', 'security'];
const ZONES = ['Asia/Almaty', 'America/New_York', 'Europe/Berlin', 'Asia/Tokyo'];
const WEEKDAYS = 31;

const anew = (): ChatState => ({
  ...{ status: 'active', language: 'ru', zone: 'Asia/Almaty', days: null, atMin: null, digests: new Set() },
});

/** Update number `id` of a chat, of a random kind. */
export function anOrder(random: Random, id: number, chatId: number): Order {
  const person = { id: chatId, is_bot: false, first_name: 'A', language_code: 'ru' };
  const chat = { id: chatId, type: 'private', first_name: 'A' };
  const known = (change: (state: ChatState) => void) => (state: ChatState | null) => {
    const now = state ?? anew();
    change(now);
    return now;
  };
  const say = (text: string, change: (state: ChatState) => void): Order => {
    const [command = ''] = text.split(' ');
    const entities = [{ type: 'bot_command', offset: 0, length: command.length }];
    const message = { message_id: id, date: 1, chat, from: person, text, entities };
    return { update: { update_id: id, message }, chatId, apply: known(change) };
  };
  const press = (data: string, change: (state: ChatState) => void): Order => {
    const message = { message_id: 1, date: 1, chat, text: 'menu' };
    const query = { id: String(id), from: person, chat_instance: '1', message, data };
    return { update: { update_id: id, callback_query: query }, chatId, apply: known(change) };
  };
  const member = (from: string, to: string, apply: Order['apply']): Order => {
    const user = { id: 1, is_bot: true, first_name: 'Köpir', username: 'kopir_bot' };
    const [before, after] = [from, to].map((status) => ({ status, user, until_date: 0 }));
    const change = { chat, from: person, date: 1, old_chat_member: before, new_chat_member: after };
    return { update: { update_id: id, my_chat_member: change }, chatId, apply };
  };
  const time = () => `${String(between(random, 0, 23)).padStart(2, '0')}${oneOf(random, ['00', '15', '30'])}`;
  const setTime = (at: string) => (state: ChatState) => {
    state.days ??= WEEKDAYS;
    state.atMin = Number(at.slice(0, 2)) * 60 + Number(at.slice(2));
  };
  const wake = (state: ChatState) => {
    state.status = 'active';
  };
  const topic = oneOf(random, TOPICS);
  const zone = oneOf(random, ZONES);
  const language = oneOf(random, ['ru', 'kk'] as const);
  const at = time();
  const subscribe = (state: ChatState) => {
    wake(state);
    state.digests.add(topic);
  };
  const end = (state: ChatState | null) => {
    state?.digests.delete(topic);
    return state;
  };
  const kinds: (() => Order)[] = [
    () => say('/start', wake),
    () => say(`/language ${language}`, (state) => Object.assign(state, { language })),
    () => press(`v1:lang:${language}:menu`, (state) => Object.assign(state, { language })),
    () => say(`/time ${at.slice(0, 2)}:${at.slice(2)}`, setTime(at)),
    () => press(`v1:at:${at}`, setTime(at)),
    () => say(`/timezone ${zone}`, (state) => Object.assign(state, { zone })),
    () => press(`v1:zone:${zone}`, (state) => Object.assign(state, { zone })),
    () => say(`/subscribe ${topic}`, subscribe),
    () => press(`v1:sub:${topic}:on`, subscribe),
    () => press(`v1:sub:${topic}:off`, (state) => state.digests.delete(topic)),
    () => ({ ...say(`/unsubscribe ${topic}`, () => {}), apply: end }),
    () => ({ ...press(`v1:end:${topic}`, () => {}), apply: end }),
    () => say('/stop', (state) => Object.assign(state, { status: 'stopped' })),
    () => press('v1:run:on', wake),
    () =>
      member('member', 'kicked', (state) => {
        if (state?.status === 'active') state.status = 'paused';
        return state;
      }),
    () =>
      member('kicked', 'member', (state) => {
        if (state?.status === 'paused') state.status = 'active';
        return state;
      }),
  ];
  return oneOf(random, kinds)();
}

export type { Order };

/** "<chat> <status> <language> <zone> <days> <minute> <digests>", as the database is asked for it. */
export const asState = (chatId: number, state: ChatState): string =>
  [
    ...[chatId, state.status, state.language, state.zone, state.days ?? '-', state.atMin ?? '-'],
    ...[...state.digests].sort(),
  ].join(' ');
