import type { Part } from '../../src/domain/edition.ts';
import { instantOn, isoDate, type Span, spansOf } from './zones.ts';

/**
 * What the planner has to do, said once more and plainly: one chat after another, by the spans of zones.ts, without
 * the program's rules of time and without SQL. Instants are milliseconds, dates their midnights in UTC.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface ModelOrder {
  /** Bit mask, Monday = 1. */
  days: number;
  atMin: number;
  /** With a time of its own. */
  own: boolean;
  nextDue: number | null;
  lastDate: number | null;
  coveredTo: number;
}

export interface ModelDelivery {
  readonly dueAt: number;
  readonly localDate: number;
  slots: number;
  readonly expiresAt: number;
  /** `digest@from` in seconds, sorted; empty when nothing was to be told. */
  readonly sections: readonly string[];
  state: 'queued' | 'sent' | 'expired' | 'cancelled';
}

export interface ModelChat {
  readonly id: number;
  readonly language: 'ru' | 'kk';
  zone: string;
  status: 'active' | 'stopped';
  readonly orders: Map<string, ModelOrder>;
  /** By `digest:<due second>`. */
  readonly deliveries: Map<string, ModelDelivery>;
  /** Runs that got no digest because of what the reader did. */
  givenAway: number;
  /** Runs that fell due and were planned. */
  settled: number;
}

/** Which editions hold no story: a rule of the test that planner and model share. */
const isEmptyEdition = (language: string, windowTo: Date): boolean =>
  language === 'kk' && windowTo.getUTCDate() % 5 === 0;

/** Renders an edition by that rule. */
export function composeByRule(spec: { language: string; windowTo: Date }): {
  parts: Part[];
  storyIds: number[];
} {
  if (isEmptyEdition(spec.language, spec.windowTo)) return { parts: [], storyIds: [] };
  return { parts: [{ text: 'Көпір', entities: [], keyboard: [] }], storyIds: [1] };
}

/** The rules of time between two instants. */
export function rulesOfTime(first: number, last: number) {
  const known = new Map<string, Span[]>();
  const spans = (zone: string): Span[] => {
    const found = known.get(zone) ?? spansOf(zone, first - 40 * DAY, last + 40 * DAY);
    known.set(zone, found);
    return found;
  };
  const dateOf = (at: number, zone: string): number => {
    const span = spans(zone).find(({ from, to }) => at >= from && at < to);
    if (span === undefined) throw new Error(`${new Date(at).toISOString()} is outside the test's years`);
    return Math.floor((at + span.offset) / DAY) * DAY;
  };
  const isOn = (days: number, date: number) => (days & (1 << ((new Date(date).getUTCDay() + 6) % 7))) !== 0;
  const slotAfter = (
    order: { days: number; atMin: number },
    zone: string,
    after: number,
    lastDate: number | null,
  ) => {
    for (let date = dateOf(after, zone); ; date += DAY) {
      if (!isOn(order.days, date) || (lastDate !== null && date <= lastDate)) continue;
      const at = instantOn(spans(zone), date, order.atMin);
      if (at !== null && at > after) return { at, date };
    }
  };
  /** Six hours or midnight, whichever comes first, but an hour at least. */
  const expiryOf = (dueAt: number, zone: string): number => {
    const next = dateOf(dueAt, zone) + DAY;
    const midnight =
      instantOn(spans(zone), next, 0) ?? instantOn(spans(zone), next + DAY, 0) ?? Number.POSITIVE_INFINITY;
    return Math.max(dueAt + HOUR, Math.min(dueAt + 6 * HOUR, midnight));
  };
  /** One period before a first slot. */
  const periodBefore = (
    order: { days: number; atMin: number },
    zone: string,
    first: { at: number; date: number },
  ) => {
    const on = [1, 2, 3, 4, 5, 6, 7].filter((day) => order.days & (1 << (day - 1)));
    const gaps = on.map((day, n) => (n + 1 < on.length ? on[n + 1]! : on[0]! + 7) - day);
    const gap = Math.max(...gaps);
    return instantOn(spans(zone), first.date - gap * DAY, order.atMin) ?? first.at - gap * DAY;
  };
  /** The slots of an order that has waited since `since`, that one included, up to `now`. */
  const runsSince = (order: ModelOrder, zone: string, since: number, now: number) => {
    const runs = [{ at: since, date: dateOf(since, zone) }];
    for (;;) {
      const { at, date } = runs.at(-1)!;
      const next = slotAfter(order, zone, at, date);
      if (next.at > now) return { runs, next: next.at };
      runs.push(next);
    }
  };
  return { dateOf, slotAfter, expiryOf, periodBefore, runsSince };
}

export type Rules = ReturnType<typeof rulesOfTime>;

/** One tick of the planner over a chat: what waited too long ends, what is due becomes one delivery. */
export function tickChat(rules: Rules, chat: ModelChat, now: number): void {
  for (const delivery of chat.deliveries.values()) {
    if (delivery.state === 'queued' && delivery.expiresAt <= now) {
      delivery.state = 'expired';
      giveBack(chat, delivery);
    }
  }
  const due = [...chat.orders].filter(([, { nextDue }]) => nextDue !== null && nextDue <= now);
  if (chat.status !== 'active' || due.length === 0) return;
  const runs = due.map(([digest, order]) => {
    const { runs: came, next } = rules.runsSince(order, chat.zone, order.nextDue ?? now, now);
    const latest = came.at(-1)!;
    const weekly = (order.days & (order.days - 1)) === 0;
    const from = Math.max(order.coveredTo, latest.at - (weekly ? 14 : 7) * DAY);
    return {
      digest,
      order,
      latest,
      next,
      from,
      slots: came.length,
      expiresAt: rules.expiryOf(latest.at, chat.zone),
    };
  });
  const dueAt = Math.max(...runs.map(({ latest }) => latest.at));
  const send = runs.some(({ expiresAt }) => now < expiresAt);
  const empty = send && isEmptyEdition(chat.language, new Date(dueAt));
  const slots = runs.reduce((sum, run) => sum + run.slots, 0);
  chat.settled += slots;
  chat.deliveries.set(`digest:${dueAt / 1000}`, {
    dueAt,
    localDate: Math.max(...runs.map(({ latest }) => latest.date)),
    slots,
    expiresAt: Math.max(...runs.map((run) => run.expiresAt)),
    sections: send ? runs.map(({ digest, from }) => `${digest}@${Math.floor(from / 1000)}`).sort() : [],
    state: !send ? 'expired' : empty ? 'cancelled' : 'queued',
  });
  for (const { order, latest, next } of runs) {
    order.nextDue = next;
    order.lastDate = Math.max(order.lastDate ?? latest.date, latest.date);
    if (send) order.coveredTo = dueAt;
  }
}

/** News of a digest that was not sent belongs to the next one, unless that is planned. */
export function giveBack(chat: ModelChat, { sections, dueAt }: ModelDelivery): void {
  for (const section of sections) {
    const [digest = '', from] = section.split('@');
    const order = chat.orders.get(digest);
    if (order !== undefined && order.coveredTo === dueAt) order.coveredTo = Number(from) * 1000;
  }
}

/** An order's next slot after its chat's hour, days or zone changed at `now`. */
export function moveOrder(
  rules: Rules,
  chat: ModelChat,
  order: ModelOrder,
  before: ModelOrder & { zone: string },
  now: number,
): void {
  const { nextDue, lastDate } = order;
  if (chat.status !== 'active') return;
  const waits = nextDue !== null && nextDue <= now;
  if (waits && (lastDate === null || rules.dateOf(nextDue, chat.zone) > lastDate)) return;
  if (waits) chat.givenAway += rules.runsSince(before, before.zone, nextDue, now).runs.length;
  const next = rules.slotAfter(order, chat.zone, now, lastDate);
  order.nextDue = next.at;
  if (lastDate === null)
    order.coveredTo = Math.min(order.coveredTo, rules.periodBefore(order, chat.zone, next));
}

/** `digest:<second>`, when it is due, its local date, runs, and windows: to be compared with the database. */
export function asLine(key: string, { localDate, slots, sections, state }: ModelDelivery): string {
  return `${key} ${isoDate(localDate)} ${slots} ${state} ${sections.join(' ')}`.trimEnd();
}
