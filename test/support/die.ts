/**
 * Loaded with `--import` before a program under test that was forked; ends it with its parent.
 *
 * With DIE_AT the process is killed without warning when it passes that moment ("claimed", "planned" …) for the
 * DIE_NTH time, counted from 1. Without, it says `{ claimed: ids }` of the deliveries that it claims, so that its rows
 * can be told from those of others.
 */
import { subscribe } from 'node:diagnostics_channel';
import { MOMENTS, type Moment } from '../../src/app/moments.ts';

/** A request is written some turns of the event loop after it was handed over; the answer has to take longer than this. */
const WRITTEN_MS = 20;
const at = process.env.DIE_AT;
let left = Number(process.env.DIE_NTH ?? '1');

const die = () => process.kill(process.pid, 'SIGKILL');

subscribe(MOMENTS, (message) => {
  const moment = message as Moment;
  if (at === undefined && moment.point === 'claimed') process.send?.({ claimed: moment.ids });
  if (moment.point !== at) return;
  left -= 1;
  if (left !== 0) return;
  if (at === 'posted') setTimeout(die, WRITTEN_MS);
  else die();
});
process.once('disconnect', die);
