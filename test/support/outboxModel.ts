/**
 * The outbox as its rules say it, in plain objects: what the database must show after each event. It
 * shares nothing with the program but words. All chats read daily at 03:30 UTC.
 */

export type RowState =
  | 'queued'
  | 'claimed'
  | 'sending'
  | 'sent'
  | 'dead'
  | 'unknown'
  | 'expired'
  | 'cancelled';

export interface Row {
  /** 0 until it was seen in the database. */
  id: number;
  chat: number;
  key: string;
  /** Milliseconds since 1970, like all instants here. */
  readonly due: number;
  state: RowState;
  part: number;
  parts: number;
  attempts: number;
  doubts: number;
  plain: boolean;
  worker: string | null;
  lease: number | null;
  since: number | null;
  notBefore: number;
  readonly expires: number;
  messages: number[];
  reason: string | null;
  readonly slots: number;
  language: string;
  /** `digest@covered_to`, sorted. */
  sections: string[];
}

export interface Chat {
  status: 'active' | 'stopped' | 'paused';
  why: string | null;
  language: string;
  /** When each digest is due next (null: not at all), and its last slot that was planned. */
  readonly digests: Map<string, { due: number | null; last: number | null }>;
}

export interface Model {
  now: number;
  readonly policy: 'resend' | 'drop';
  pausedTo: number;
  rows: Row[];
  readonly chats: Map<number, Chat>;
  /** Parts of each edition, 0 when it has no story. */
  readonly editions: Map<string, number>;
}

export const SECOND = 1000;
const HOUR = 3600 * SECOND;
export const DAY = 24 * HOUR;
const SLOT = 3.5 * HOUR;

/** The last slot at or before `at`. */
export const slotBefore = (at: number): number => Math.floor((at - SLOT) / DAY) * DAY + SLOT;
const slotAfter = (at: number, last: number | null): number =>
  Math.max(slotBefore(at), last ?? Number.NEGATIVE_INFINITY) + DAY;
export const isOpen = ({ state }: Row) => state === 'queued' || state === 'claimed';
export const editionKey = (sections: readonly string[], language: string, windowTo: number) =>
  `${sections.join()} ${language} ${windowTo}`;

/** Gives a row a state in which nobody holds it. */
export function put(row: Row, state: RowState, reason: string | null): void {
  Object.assign(row, { state, reason, worker: null, lease: null, since: null });
}

export const requeue = (row: Row): void => put(row, 'queued', row.reason);

/** Expires what waited too long, then gives each chat with due digests one row. Returns the new rows. */
export function plan(model: Model): Row[] {
  const isLate = (row: Row) => isOpen(row) && row.expires <= model.now;
  for (const row of model.rows) {
    const isLapsed = row.state === 'claimed' && (row.lease ?? 0) < model.now;
    if (isLate(row) && (row.state === 'queued' || isLapsed)) put(row, 'expired', 'too late');
  }
  const held = new Set(model.rows.filter(isLate).map(({ chat }) => chat));
  const due = slotBefore(model.now);
  const expires = due + 6 * HOUR;
  const planned: Row[] = [];
  for (const [chat, { language, digests }] of model.chats) {
    const ready = [...digests].filter(([, digest]) => digest.due !== null && digest.due <= model.now);
    if (ready.length === 0 || held.has(chat)) continue;
    const slots = ready.reduce((sum, [, digest]) => sum + (due - (digest.due ?? due)) / DAY + 1, 0);
    for (const [, digest] of ready) Object.assign(digest, { due: due + DAY, last: due });
    const key = `digest:${due / SECOND}`;
    const known = model.rows.find((row) => row.chat === chat && row.key === key);
    if (known) {
      Object.assign(known, { slots: known.slots + slots });
      continue;
    }
    const fixed = { id: 0, chat, key, due, part: 0, parts: 0, attempts: 0, doubts: 0, plain: false };
    const times = { worker: null, lease: null, since: null, notBefore: due, expires };
    const row: Row = {
      ...{ ...fixed, ...times, messages: [], slots, language },
      sections: ready.map(([digest]) => digest).sort(),
      ...(model.now < expires ? { state: 'queued', reason: null } : { state: 'expired', reason: 'missed' }),
    };
    planned.push(row);
  }
  model.rows.push(...planned);
  return planned;
}

export function stop(model: Model, id: number): void {
  silence(model, id, 'stopped', null);
}

export function pause(model: Model, id: number, reason: string): void {
  if (model.chats.get(id)?.status === 'active') silence(model, id, 'paused', reason);
}

/** Runs that came and that nobody will plan any more end as a row of their own. */
function giveAway(
  model: Model,
  chat: number,
  digest: string,
  due: number,
  slots: number,
  reason: string,
): void {
  const key = `given:${digest}:${due / SECOND}`;
  const known = model.rows.find((row) => row.chat === chat && row.key === key);
  if (known) {
    Object.assign(known, { slots: known.slots + slots });
    return;
  }
  const fixed = { id: 0, chat, key, due, part: 0, parts: 0, attempts: 0, doubts: 0, plain: false };
  const times = { worker: null, lease: null, since: null, notBefore: due, expires: due };
  model.rows.push({
    ...fixed,
    ...times,
    messages: [],
    slots,
    language: '',
    sections: [],
    state: 'cancelled',
    reason,
  });
}

function giveAwayDue(model: Model, id: number, digests: readonly string[], reason: string): void {
  for (const digest of digests) {
    const due = model.chats.get(id)?.digests.get(digest)?.due ?? null;
    if (due === null || due > model.now) continue;
    const latest = slotBefore(model.now);
    giveAway(model, id, digest, latest, (latest - due) / DAY + 1, reason);
  }
}

function silence(model: Model, id: number, status: Chat['status'], why: string | null): void {
  const chat = model.chats.get(id);
  if (chat === undefined) return;
  giveAwayDue(model, id, [...chat.digests.keys()], status);
  if (chat.status !== status) Object.assign(chat, { status, why });
  for (const row of model.rows) if (row.chat === id && isOpen(row)) put(row, 'cancelled', why ?? status);
  for (const digest of chat.digests.values()) digest.due = null;
}

/** What /start does. */
export function open(model: Model, id: number): void {
  const chat = model.chats.get(id);
  if (chat === undefined) {
    model.chats.set(id, { status: 'active', why: null, language: 'ru', digests: new Map() });
  } else if (chat.status !== 'active') {
    Object.assign(chat, { status: 'active', why: null });
    reschedule(model, chat);
  }
}

function reschedule(model: Model, { digests }: Chat): void {
  for (const digest of digests.values()) {
    const { due, last } = digest;
    const waits = due !== null && due <= model.now && (last === null || due > last);
    if (!waits) digest.due = slotAfter(model.now, last);
  }
}

export function forget(model: Model, id: number): void {
  model.chats.delete(id);
  model.rows = model.rows.filter(({ chat }) => chat !== id);
}

/** Changes language or topics, and brings what waits in line. */
export function change(
  model: Model,
  id: number,
  wish: { language?: string; add?: readonly string[]; end?: readonly string[] },
): void {
  if (wish.add) open(model, id);
  const chat = model.chats.get(id);
  if (chat === undefined) return;
  for (const digest of wish.add ?? []) {
    const fresh = { due: slotAfter(model.now, null), last: null };
    if (!chat.digests.has(digest)) chat.digests.set(digest, fresh);
  }
  giveAwayDue(model, id, wish.end ?? [], 'topics');
  for (const digest of wish.end ?? []) chat.digests.delete(digest);
  chat.language = wish.language ?? chat.language;
  for (const row of model.rows.filter((one) => one.chat === id && isOpen(one))) fit(model, chat, row);
}

function fit(model: Model, chat: Chat, row: Row): void {
  if (chat.status !== 'active') return;
  const kept = row.sections.filter((section) => chat.digests.has(section.split('@')[0] ?? ''));
  if (kept.length === 0) {
    put(row, 'cancelled', 'topics');
    return;
  }
  // What a reader has of it, or may have, is not exchanged for another message.
  if (row.messages.length > 0 || row.doubts > 0) return;
  const parts = model.editions.get(editionKey(kept, chat.language, row.due));
  if (parts === undefined) {
    model.rows = model.rows.filter((one) => one !== row);
    for (const section of kept) {
      const digest = chat.digests.get(section.split('@')[0] ?? '');
      if (digest) Object.assign(digest, { due: row.due, last: row.due - DAY });
    }
    const others = row.slots - kept.length;
    if (others > 0) giveAway(model, row.chat, 'others', row.due, others, 'planned again');
  } else if (parts === 0) {
    put(row, 'cancelled', 'no_stories');
  } else {
    requeue(row);
    Object.assign(row, { parts, language: chat.language, sections: kept });
  }
}

/** A group that became a supergroup. */
export function migrate(model: Model, from: number, to: number): void {
  const old = model.chats.get(from);
  if (old === undefined || from === to) return;
  const known = model.chats.get(to);
  const chat = known ?? old;
  if (known) {
    const { status, why, language } = old;
    if (known.digests.size === 0) Object.assign(known, { status, why, language });
    const doubled = [...old.digests.keys()].filter((digest) => known.digests.has(digest));
    giveAwayDue(model, from, doubled, 'merged');
    for (const [id, digest] of old.digests) if (!known.digests.has(id)) known.digests.set(id, digest);
    for (const row of model.rows.filter((one) => one.chat === from)) {
      if (!model.rows.some((one) => one.chat === to && one.key === row.key)) continue;
      row.key += `:from:${from}`;
      if (isOpen(row) || row.state === 'sending') put(row, 'cancelled', 'merged');
    }
  }
  for (const row of model.rows) if (row.chat === from) row.chat = to;
  model.chats.delete(from);
  model.chats.set(to, chat);
  if (chat.status === 'active') reschedule(model, chat);
  else silence(model, to, chat.status, chat.why);
}
