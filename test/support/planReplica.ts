/**
 * The planner in a process of its own: `node test/support/planReplica.ts <database>`, started with an IPC channel. At
 * every message it plans one tick by the virtual clock, and says what came of it. Ends with its channel.
 */
import { plan } from '../../src/app/plan.ts';
import { connect } from '../../src/store/client.ts';
import { planDeps } from './delivery.ts';
import { composeByRule } from './scheduleModel.ts';
import { virtualClock } from './virtualClock.ts';

/** What a replica says after each tick. */
export interface TickReport {
  readonly planned: number;
  readonly expired: number;
  /** Null when the tick went well. */
  readonly error: string | null;
}

const [url = ''] = process.argv.slice(2);
const { db, close } = connect(url, { max: 4, name: 'kopir-plan-replica' });
const deps = planDeps(db, virtualClock(db), { composeEdition: async (spec) => composeByRule(spec) });
process.on('message', () => {
  void plan(deps).then(
    ({ queued, empty, missed, expired, failures }) => {
      const [failure] = failures;
      const error = failure === undefined ? null : `${failure.what}: ${failure.error}`;
      process.send?.({ planned: queued + empty + missed, expired, error } satisfies TickReport);
    },
    (error: unknown) => process.send?.({ planned: 0, expired: 0, error: String(error) } satisfies TickReport),
  );
});
process.on('disconnect', () => void close(1));
