import type { Clock } from './clock.ts';

/** `off` measures nothing; `observe` measures; `enforce` also refuses with 429. */
export type RateMode = 'off' | 'observe' | 'enforce';

/** What the meter saw since the start or the last reset. */
export interface RateReport {
  /** Calls that would have sent or edited something. */
  readonly calls: number;
  /** Most such calls within any one second. */
  readonly peakPerSecond: number;
  /** Most within any one second to the same chat. */
  readonly peakPerChatSecond: number;
  /** Most within any one minute to the same group. */
  readonly peakPerGroupMinute: number;
  readonly refused: number;
  /** 0–1: the part of the calls that was answered with 429. */
  readonly refusedShare: number;
  /** Calls that came although an earlier 429 had asked for silence. */
  readonly callsInsidePause: number;
}

/** Counts what is sent, and says when it is too much. */
export interface RateMeter {
  /** Notes that a call came which would send or edit something, whatever becomes of it. */
  arrive(chatId: number, isGroup: boolean): void;
  /** Asks whether one more may pass now; `paid` with `allow_paid_broadcast`. @returns seconds to wait when it may not, else null */
  admit(chatId: number, isGroup: boolean, paid?: boolean): number | null;
  /** Notes that the bot was told to be silent for `seconds`. */
  pause(seconds: number): void;
  report(): RateReport;
  reset(): void;
}

const PER_SECOND = 30;
const PAID_PER_SECOND = 1000;
const PER_GROUP_MINUTE = 20;
/** One a second to one chat; this many at once pass. */
const CHAT_BURST = 5;

/** Instants of the last `span` milliseconds. */
function slidingWindow(span: number) {
  let instants: number[] = [];
  let head = 0;
  const count = (now: number) => {
    while (head < instants.length && (instants[head] ?? now) <= now - span) head += 1;
    if (head > 1024) {
      instants = instants.slice(head);
      head = 0;
    }
    return instants.length - head;
  };
  return {
    count,
    add(now: number) {
      instants.push(now);
      return count(now);
    },
    /** Milliseconds until the oldest one leaves. */
    untilFree: (now: number) => Math.max(0, (instants[head] ?? now) + span - now),
  };
}

type SlidingWindow = ReturnType<typeof slidingWindow>;

function emptyFigures() {
  return {
    arrived: slidingWindow(1000),
    arrivedByChat: new Map<number, SlidingWindow>(),
    arrivedByGroup: new Map<number, SlidingWindow>(),
    admitted: slidingWindow(1000),
    admittedByGroup: new Map<number, SlidingWindow>(),
    tokens: new Map<number, { readonly left: number; readonly at: number }>(),
    calls: 0,
    peakPerSecond: 0,
    peakPerChatSecond: 0,
    peakPerGroupMinute: 0,
    refused: 0,
    callsInsidePause: 0,
    pausedUntil: 0,
  };
}

function windowOf(map: Map<number, SlidingWindow>, id: number, span: number): SlidingWindow {
  const known = map.get(id);
  if (known) return known;
  const made = slidingWindow(span);
  map.set(id, made);
  return made;
}

/** Telegram's exact limits are not published; these are the documented round numbers. */
export function createRateMeter(mode: RateMode, clock: Clock): RateMeter {
  let figures = emptyFigures();

  return {
    arrive(chatId, isGroup) {
      if (mode === 'off') return;
      const now = clock.now();
      figures.calls += 1;
      if (now < figures.pausedUntil) figures.callsInsidePause += 1;
      figures.peakPerSecond = Math.max(figures.peakPerSecond, figures.arrived.add(now));
      const chat = windowOf(figures.arrivedByChat, chatId, 1000).add(now);
      figures.peakPerChatSecond = Math.max(figures.peakPerChatSecond, chat);
      if (!isGroup) return;
      const group = windowOf(figures.arrivedByGroup, chatId, 60_000).add(now);
      figures.peakPerGroupMinute = Math.max(figures.peakPerGroupMinute, group);
    },
    admit(chatId, isGroup, paid = false) {
      if (mode !== 'enforce') return null;
      const now = clock.now();
      if (figures.admitted.count(now) >= (paid ? PAID_PER_SECOND : PER_SECOND)) return 1;
      const group = isGroup ? windowOf(figures.admittedByGroup, chatId, 60_000) : null;
      if (group && group.count(now) >= PER_GROUP_MINUTE) return Math.ceil(group.untilFree(now) / 1000) || 1;
      const before = figures.tokens.get(chatId) ?? { left: CHAT_BURST, at: now };
      const left = Math.min(CHAT_BURST, before.left + (now - before.at) / 1000);
      if (left < 1) return 1;
      figures.tokens.set(chatId, { left: left - 1, at: now });
      figures.admitted.add(now);
      group?.add(now);
      return null;
    },
    pause(seconds) {
      figures.refused += 1;
      figures.pausedUntil = Math.max(figures.pausedUntil, clock.now() + seconds * 1000);
    },
    report: () => ({
      calls: figures.calls,
      peakPerSecond: figures.peakPerSecond,
      peakPerChatSecond: figures.peakPerChatSecond,
      peakPerGroupMinute: figures.peakPerGroupMinute,
      refused: figures.refused,
      refusedShare: figures.calls === 0 ? 0 : figures.refused / figures.calls,
      callsInsidePause: figures.callsInsidePause,
    }),
    reset() {
      figures = emptyFigures();
    },
  };
}
