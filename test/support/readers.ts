import { type ChatDeps, openChat, resume, setZone, stop } from '../../src/app/chats.ts';
import { subscribe, unsubscribe } from '../../src/app/subscribe.ts';
import { setDigestTime, setQuiet, setTime } from '../../src/app/time.ts';
import type { Db } from '../../src/store/client.ts';
import { sql } from '../../src/store/drizzle.ts';
import { someKnowledge } from './delivery.ts';
import { between, oneOf, type Random } from './random.ts';
import { giveBack, type ModelChat, type ModelOrder, moveOrder, type Rules } from './scheduleModel.ts';
import { virtualClock } from './virtualClock.ts';

/**
 * Readers who change their minds by the program's own use cases, and a model of each that is changed by its own
 * rules. What a reader does between two ticks has one right outcome, whatever waits for the planner.
 */

const TOPICS = ['uranium', 'trade', 'energy'];
const ZONES = [
  'Asia/Almaty',
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
];
const DAY_SETS = [[1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5], [1], [2, 6]];
/** Whole half hours, and the ends of the day. */
const TIMES = [
  '00:00',
  '00:30',
  '01:30',
  '02:00',
  '02:30',
  '06:00',
  '08:30',
  '12:00',
  '18:00',
  '23:30',
  '23:59',
];
const DAY = 86_400_000;
const HOUR = 3_600_000;
const FIRST_CHAT = 1_000_001;

const maskOf = (days: readonly number[]) => days.reduce((mask, day) => mask | (1 << (day - 1)), 0);
const minutesOf = (at: string) => Number(at.slice(0, 2)) * 60 + Number(at.slice(3));

export function readers(db: Db, rules: Rules, random: Random) {
  const clock = virtualClock(db);
  const schedule = { days: [1, 2, 3, 4, 5, 6, 7], at: '08:30' };
  const deps: ChatDeps = { db, clock, knowledge: someKnowledge(schedule), defaultZone: 'Asia/Almaty' };
  const chats = new Map<number, ModelChat>();
  /** What /time was told; null = the digests' own hour. */
  const usual = new Map<number, { days: number; atMin: number }>();
  let made = 0;

  const usualOf = (id: number) => usual.get(id) ?? { days: 127, atMin: 510 };
  const anyone = () => oneOf(random, [...chats.values()]);
  const aTime = () => ({ at: oneOf(random, TIMES), days: oneOf(random, DAY_SETS) });
  const waits = (chat: ModelChat) => [...chat.deliveries.values()].some(({ state }) => state === 'queued');

  const move = (chat: ModelChat, now: number, change: (order: ModelOrder) => void, zone = chat.zone) => {
    const was = chat.zone;
    chat.zone = zone;
    for (const order of chat.orders.values()) {
      const before = { ...order, zone: was };
      change(order);
      moveOrder(rules, chat, order, before, now);
    }
  };

  const begin = async (chat: ModelChat, digest: string, now: number) => {
    await subscribe(deps, chat.id, [digest]);
    const order = { ...usualOf(chat.id), own: false, nextDue: null, lastDate: null };
    const first = rules.slotAfter(order, chat.zone, now, null);
    const coveredTo = rules.periodBefore(order, chat.zone, first);
    chat.orders.set(digest, { ...order, nextDue: first.at, coveredTo });
  };

  const newHour = async (chat: ModelChat, now: number) => {
    const wanted = aTime();
    await setTime(deps, chat.id, wanted);
    const time = { days: maskOf(wanted.days), atMin: minutesOf(wanted.at) };
    usual.set(chat.id, time);
    move(chat, now, (order) => Object.assign(order, order.own ? {} : time));
  };

  const ownHour = async (chat: ModelChat, now: number) => {
    const topic = oneOf(random, [...chat.orders.keys(), 'uranium']);
    const wanted = random() < 0.2 ? null : aTime();
    await setDigestTime(deps, chat.id, topic, wanted);
    const order = chat.orders.get(topic);
    if (order === undefined) return;
    const before = { ...order, zone: chat.zone };
    if (wanted === null) Object.assign(order, usualOf(chat.id), { own: false });
    else Object.assign(order, { days: maskOf(wanted.days), atMin: minutesOf(wanted.at), own: true });
    moveOrder(rules, chat, order, before, now);
  };

  const moveAway = async (chat: ModelChat, now: number) => {
    const zone = oneOf(random, ZONES);
    await setZone(deps, chat.id, zone);
    move(chat, now, () => {}, zone);
  };

  const stopOrComeBack = async (chat: ModelChat, now: number) => {
    if (chat.status === 'active') {
      await stop(deps, chat.id);
      chat.status = 'stopped';
      for (const delivery of chat.deliveries.values()) {
        if (delivery.state !== 'queued') continue;
        delivery.state = 'cancelled';
        giveBack(chat, delivery);
      }
      for (const order of chat.orders.values()) {
        if (order.nextDue !== null && order.nextDue <= now) {
          chat.givenAway += rules.runsSince(order, chat.zone, order.nextDue, now).runs.length;
        }
        order.nextDue = null;
      }
      return;
    }
    await resume(deps, chat.id);
    chat.status = 'active';
    const dayAgo = Math.floor((now - DAY) / HOUR) * HOUR;
    move(chat, now, (order) => Object.assign(order, { coveredTo: Math.max(order.coveredTo, dayAgo) }));
  };

  const otherTopics = async (chat: ModelChat, now: number) => {
    const topic = oneOf(random, TOPICS);
    const order = chat.orders.get(topic);
    // What /subscribe does to a stopped chat is the rule of coming back; what ends in a waiting digest, its own.
    if (chat.status !== 'active') return;
    if (order === undefined) return begin(chat, topic, now);
    if (waits(chat) || chat.orders.size === 1) return;
    await unsubscribe(deps, chat.id, [topic]);
    if (order.nextDue !== null && order.nextDue <= now) {
      chat.givenAway += rules.runsSince(order, chat.zone, order.nextDue, now).runs.length;
    }
    chat.orders.delete(topic);
  };

  return {
    chats,
    changes: () => made,
    /** `count` chats with one to three topics, some at hours of their own. */
    async come(count: number, now: number): Promise<void> {
      for (let id = FIRST_CHAT; id < FIRST_CHAT + count; id++) {
        const language = random() < 0.5 ? 'ru' : 'kk';
        await openChat(deps, { chatId: id, threadId: null, type: 'private', language });
        const chat: ModelChat = {
          ...{
            id,
            language,
            zone: 'Asia/Almaty',
            status: 'active',
            orders: new Map(),
            deliveries: new Map(),
          },
          ...{ givenAway: 0, settled: 0 },
        };
        chats.set(id, chat);
        await moveAway(chat, now);
        if (random() < 0.7) await newHour(chat, now);
        for (let n = between(random, 1, 3); n > 0; n--) {
          const topic = TOPICS[n - 1]!;
          await begin(chat, topic, now);
        }
        if (random() < 0.4) await ownHour(chat, now);
      }
    },
    /** One change of one reader, before the planners tick. */
    async change(now: number): Promise<void> {
      made += 1;
      await oneOf(random, [newHour, ownHour, moveAway, stopOrComeBack, otherTopics])(anyone(), now);
    },
    /** Takes the lock of a chat, most likely one that is due, beside the planners; changes nothing they plan. */
    async touch(now: number): Promise<null> {
      const due = [...chats.values()].filter(({ orders }) =>
        [...orders.values()].some(({ nextDue }) => nextDue !== null && nextDue <= now),
      );
      const chat = due.length > 0 ? oneOf(random, due) : anyone();
      await setQuiet(deps, chat.id, random() < 0.5 ? null : { from: '22:00', to: '07:00' });
      return null;
    },
    /** Lets a share of the digests that wait arrive; the others go on waiting. */
    async receive(share: number): Promise<void> {
      const ids: number[] = [];
      const keys: string[] = [];
      for (const chat of chats.values()) {
        for (const [key, delivery] of chat.deliveries) {
          if (delivery.state !== 'queued' || random() >= share) continue;
          delivery.state = 'sent';
          ids.push(chat.id);
          keys.push(key);
        }
      }
      await db.execute(sql`
        update deliveries d set state = 'sent', message_ids = '{1}', done_at = clock_timestamp()
          from unnest(${`{${ids.join(',')}}`}::bigint[], ${`{${keys.join(',')}}`}::text[]) as got(chat_id, key)
         where d.chat_id = got.chat_id and d.dedupe_key = got.key and d.state = 'queued'`);
    },
  };
}
