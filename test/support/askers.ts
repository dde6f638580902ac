/** People who ask the bot for /help at an even pace, as `getUpdates` hands them out, and how long they wait. */
export interface Askers {
  /** The updates that are waiting, as soon as there are any; none after `POLL_MS`. */
  poll(): Promise<readonly object[]>;
  /** Whether the chat is one of theirs. */
  has(chatId: number): boolean;
  /** Notes that `chatId` got its answer. */
  answered(chatId: number): void;
  report(): AskersReport;
  close(): void;
}

export interface AskersReport {
  readonly asked: number;
  readonly answered: number;
  /** Milliseconds from the question to its answer that 95 of 100 were within; 0 when nobody was answered. */
  readonly p95Ms: number;
}

/** Far from the chats of a fan-out. */
const FIRST = 9_000_000_000;
/** One after the other, so that nobody asks too often. */
const PEOPLE = 200;
const POLL_MS = 25_000;

/** @param perSecond questions a second from the first poll on; 0 = nobody asks */
export function createAskers(perSecond: number): Askers {
  const askedAt = new Map<number, number>();
  const waits: number[] = [];
  let pending: object[] = [];
  let wake: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  let asked = 0;

  const ask = () => {
    const id = FIRST + (asked % PEOPLE);
    asked += 1;
    askedAt.set(id, performance.now());
    const person = { id, first_name: 'Дана', is_bot: false, language_code: asked % 2 === 0 ? 'kk' : 'ru' };
    const entities = [{ type: 'bot_command', offset: 0, length: 5 }];
    const date = Math.floor(Date.now() / 1000);
    const chat = { id, type: 'private', first_name: 'Дана' };
    pending.push({
      update_id: asked,
      message: { message_id: asked, date, from: person, chat, text: '/help', entities },
    });
    wake?.();
  };

  return {
    async poll() {
      timer ??= perSecond > 0 ? setInterval(ask, 1000 / perSecond).unref() : undefined;
      if (pending.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          setTimeout(resolve, POLL_MS).unref();
        });
      }
      const taken = pending;
      pending = [];
      return taken;
    },
    has: (chatId) => chatId >= FIRST,
    answered(chatId) {
      const at = askedAt.get(chatId);
      if (at !== undefined) waits.push(performance.now() - at);
      askedAt.delete(chatId);
    },
    report() {
      const sorted = waits.toSorted((a, b) => a - b);
      const p95Ms = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;
      return { asked, answered: waits.length, p95Ms };
    },
    close: () => clearInterval(timer),
  };
}
