/**
 * Loaded with `--import` before a program under test: stops the process (SIGSTOP) when it passes the moment HALT_AT
 * ("claimed", "sending") for the HALT_NTH time, counted from 1, and ends it with its parent. Somebody else has to let
 * it go on.
 */
import { subscribe } from 'node:diagnostics_channel';
import { MOMENTS, type Moment } from '../../src/app/moments.ts';

let left = Number(process.env.HALT_NTH ?? '1');
const nothing = new Int32Array(new SharedArrayBuffer(4));

subscribe(MOMENTS, (message) => {
  const moment = message as Moment;
  if (moment.point !== process.env.HALT_AT || ('ids' in moment && moment.ids.length === 0)) return;
  left -= 1;
  if (left !== 0) return;
  process.kill(process.pid, 'SIGSTOP');
  // The stop may reach this thread a moment after the call has returned: nothing may happen in between.
  Atomics.wait(nothing, 0, 0, 20);
});
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
