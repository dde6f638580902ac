/** One call as the log keeps it. */
export interface Call {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** As the bot wrote it. */
  readonly method: string;
  /** JSON values where the text was JSON of an object or array, else text. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly chatId: number | null;
  /** 200, or the code of the refusal; 0 when the connection was cut or never answered. */
  readonly code: number;
  readonly result: unknown;
  /** Telegram's words when it was refused. */
  readonly description: string | null;
  /** The kind of an injected fault, or null. */
  readonly fault: string | null;
}

/** Which refusals a test asked for. A missing field matches everything. */
export interface ExpectedRefusal {
  readonly method?: string;
  readonly description?: string | RegExp;
}

/** Log of the calls, newest last. */
export interface CallLog {
  add(call: Call): void;
  all(method?: string): readonly Call[];
  expect(refusal: ExpectedRefusal): void;
  /** Calls refused with 400 or 404 that nobody asked for. */
  unexpected(): readonly Call[];
  clear(): void;
}

/** Calls kept; older ones are forgotten, but not their violations. */
const MAX_CALLS = 50_000;

function isExpected(call: Call, { method, description }: ExpectedRefusal): boolean {
  if (method !== undefined && method.toLowerCase() !== call.method.toLowerCase()) return false;
  if (description === undefined) return true;
  const words = call.description ?? '';
  return typeof description === 'string' ? words.includes(description) : description.test(words);
}

/** An empty log. */
export function createCallLog(): CallLog {
  let calls: Call[] = [];
  let refused: Call[] = [];
  let expected: ExpectedRefusal[] = [];
  return {
    add(call) {
      calls.push(call);
      if (calls.length > MAX_CALLS * 1.1) calls = calls.slice(-MAX_CALLS);
      if ((call.code === 400 || call.code === 404) && call.fault === null) refused.push(call);
    },
    all: (method) =>
      method === undefined
        ? calls
        : calls.filter((call) => call.method.toLowerCase() === method.toLowerCase()),
    expect(refusal) {
      expected.push(refusal);
    },
    unexpected: () => refused.filter((call) => !expected.some((one) => isExpected(call, one))),
    clear() {
      calls = [];
      refused = [];
      expected = [];
    },
  };
}
