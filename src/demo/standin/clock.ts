/** Time as the stand-in sees it: real time that a test may move, for lifetimes of days. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Whole seconds since 1970, as in a message's `date`. */
  unix(): number;
  /** Moves the clock forward; it goes on running from there. */
  advance(milliseconds: number): void;
}

/** @param source milliseconds since 1970; `Date.now` unless a test brings its own */
export function createClock(source: () => number = Date.now): Clock {
  let ahead = 0;
  const now = () => source() + ahead;
  return {
    now,
    unix: () => Math.floor(now() / 1000),
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
  };
}
