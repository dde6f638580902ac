/** Requests that a person may make at once. */
export const BURST = 20;
/** The pace at which they come back. */
export const PER_MINUTE = 30;

const MS_PER_REQUEST = 60_000 / PER_MINUTE;
/** So many are back before a person who was told to slow down is told so again. */
const CALM = BURST / 2;
/** After so long a pause an account is full, whatever it owed: there is nothing left to remember. */
const FORGET_MS = (BURST + 1) * MS_PER_REQUEST;
/** Accounts that are kept at most, some 100 bytes each; the longest unused go first. */
const MOST_ACCOUNTS = 50_000;
/**
 * Updates whose verdicts are kept, the latest of all people: Telegram delivers an update again minutes later, when
 * its person's account is full and forgotten.
 */
const MOST_VERDICTS = 50_000;

/** What becomes of a request: `notice` = not done, and to be told; `silence` = not done, and told before. */
export type Verdict = 'pass' | 'notice' | 'silence';

/** Keeps people from asking more than the bot can answer without making others wait. */
export interface Allowance {
  /**
   * Takes one request off a person's account. An update that comes again costs nothing, however late: it is passed
   * as before, or kept silent about. Of very many updates the oldest count anew.
   */
  ask(personId: number, updateId: number): Verdict;
  /** Accounts that are kept now. */
  size(): number;
}

interface Account {
  /** Requests left at `at`, −1 to `BURST`: a notice may be owed for. */
  left: number;
  at: number;
  wasTold: boolean;
}

/**
 * An account of `BURST` requests for each person, refilled at `PER_MINUTE`. A notice is an answer too and is
 * charged like one, so that within any minute nobody gets more than `BURST` + `PER_MINUTE` + 1.
 *
 * In memory and for this process alone: what is lost with it is a few seconds of patience.
 *
 * @param now milliseconds of a clock that never goes back
 */
export function createAllowance(now: () => number): Allowance {
  /** The longest unused first. */
  const accounts = new Map<number, Account>();
  /** By update, the oldest first. */
  const verdicts = new Map<number, 'pass' | 'silence'>();

  const remember = (updateId: number, verdict: Verdict) => {
    verdicts.set(updateId, verdict === 'pass' ? 'pass' : 'silence');
    const [oldest] = verdicts.keys();
    if (verdicts.size > MOST_VERDICTS && oldest !== undefined) verdicts.delete(oldest);
  };

  const forget = (at: number) => {
    for (const [person, account] of accounts) {
      if (accounts.size <= MOST_ACCOUNTS && at - account.at < FORGET_MS) return;
      accounts.delete(person);
    }
  };

  const judge = (account: Account): Verdict => {
    if (account.left >= CALM) account.wasTold = false;
    if (account.left < 1 && account.wasTold) return 'silence';
    const isWithin = account.left >= 1;
    account.left -= 1;
    if (isWithin) return 'pass';
    account.wasTold = true;
    return 'notice';
  };

  return {
    ask(person, updateId) {
      const known = verdicts.get(updateId);
      if (known !== undefined) return known;
      const at = now();
      const account = accounts.get(person) ?? { left: BURST, at, wasTold: false };
      account.left = Math.min(BURST, account.left + (at - account.at) / MS_PER_REQUEST);
      account.at = at;
      accounts.delete(person);
      accounts.set(person, account);
      forget(at);
      const verdict = judge(account);
      remember(updateId, verdict);
      return verdict;
    },
    size: () => accounts.size,
  };
}
