import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { byHistory } from '../support/zones.ts';
import type { ZoneResult, ZoneTask } from '../support/zoneWalk.ts';

/** The long form of what `scheduleZones.test.ts` samples: 25 million slots, so only on demand. */
const FULL = process.env.SCHEDULE === 'full';
const FIRST = '2024-01-01';
const LAST = '2030-12-31';

/** Walks every zone, as many at a time as there are cores. */
async function walkAll(zones: readonly string[]): Promise<(ZoneResult & { zone: string })[]> {
  const results: (ZoneResult & { zone: string })[] = [];
  const waiting = [...zones];
  const work = async () => {
    const worker = new Worker(new URL('../support/zoneWalk.ts', import.meta.url));
    try {
      for (let zone = waiting.shift(); zone !== undefined; zone = waiting.shift()) {
        const task: ZoneTask = { zone, first: FIRST, last: LAST };
        const result = await new Promise<ZoneResult>((resolve, reject) => {
          worker.once('message', resolve).once('error', reject);
          worker.postMessage(task);
        });
        worker.removeAllListeners('error');
        results.push({ ...result, zone });
        if (result.failure !== null) console.log(result.failure);
        if (results.length % 20 === 0) console.log(`${results.length} of ${zones.length} zones`);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return results;
}

test('every zone, every full hour, 2024–2030: one slot per local date, at the first valid instant', {
  skip: FULL ? false : 'SCHEDULE=full runs it',
}, async () => {
  const started = performance.now();
  // One zone of each kind of clock first: what is wrong shows early.
  const groups = byHistory(Intl.supportedValuesOf('timeZone'), Date.parse(FIRST), Date.parse(LAST));
  const zones = [
    ...groups.flatMap((group) => group.zones.slice(0, 1)),
    ...groups.flatMap((group) => group.zones.slice(1)),
  ];
  assert.ok(zones.length > 400, 'it saw the zones');
  console.log(`${zones.length} zones, ${groups.length} kinds of clocks`);
  const results = await walkAll(zones);
  assert.deepEqual(
    results.flatMap(({ failure }) => failure ?? []),
    [],
  );
  const slots = results.reduce((sum, result) => sum + result.slots, 0);
  const without = results.flatMap((result) => result.without.map((when) => `${result.zone} ${when}`));
  const dates = (Date.parse(LAST) - Date.parse(FIRST)) / 86_400_000 + 1;
  assert.equal(slots + without.length, zones.length * 24 * dates);
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`${zones.length} zones × 24 hours × ${dates} dates: ${slots} slots in ${seconds} s`);
  console.log(`dates that end before the hour: ${without.length}: ${without.sort().join(', ')}`);
});
