import type { CallLog } from './calls.ts';
import type { Clock } from './clock.ts';
import type { Events } from './events.ts';
import type { Faults } from './faults.ts';
import type { Parameters } from './parameters.ts';
import type { RateMeter } from './rate.ts';
import type { Updates } from './updates.ts';
import type { Webhook } from './webhook.ts';
import type { World } from './world.ts';

/** Everything that a method or the control side works on. */
export interface Core {
  readonly world: World;
  readonly clock: Clock;
  readonly events: Events;
  readonly updates: Updates;
  readonly webhook: Webhook;
  readonly rate: RateMeter;
  readonly calls: CallLog;
  readonly faults: Faults;
  /** Seconds after which a pressed button or an inline query can no longer be answered. */
  readonly queryLifetimeSeconds: number;
  /** A message id of a private chat or basic group; never given out twice, also after a crash. */
  nextMessageId(): number;
  /** Says that something worth saving has changed. */
  changed(): void;
}

/** What a method may know about its call besides the parameters. */
export interface CallContext {
  /** Aborted when the bot hangs up. */
  readonly signal: AbortSignal;
}

/** One method of the Bot API: returns `result`, or throws a Refusal. */
export type Method = (core: Core, parameters: Parameters, context: CallContext) => unknown;

/** Methods by lower-case name. */
export type MethodTable = Readonly<Record<string, Method>>;

/** A result together with the words that Telegram adds to some, such as "Webhook was set". */
export interface Described {
  readonly result: unknown;
  readonly description: string;
}

const DESCRIBED = Symbol('described');

/** Wraps a result that comes with a description. */
export function described(result: unknown, description: string): Described {
  return Object.assign({ result, description }, { [DESCRIBED]: true });
}

/** Whether a method returned a result with words. */
export function isDescribed(value: unknown): value is Described {
  return typeof value === 'object' && value !== null && DESCRIBED in value;
}
