import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Job, startJobs } from '../../src/jobs/jobs.ts';

const EVERY_SECOND = '* * * * * *';
const never = (job: Job, error: unknown) => assert.fail(`${job.name}: ${error}`);

test('a job runs at once and again at each tick', async () => {
  let runs = 0;
  const stop = startJobs([{ name: 'counts', cron: EVERY_SECOND, run: async () => ++runs }], never);
  assert.equal(runs, 1, 'not only at the first tick');
  await sleep(2300);
  await stop(1);
  assert.ok(runs >= 3, String(runs));
  const then = runs;
  await sleep(1200);
  assert.equal(runs, then, 'not after the stop');
});

test('a slow job never overlaps itself, and does not hold up another', async () => {
  let running = 0;
  let most = 0;
  let others = 0;
  const slow: Job = {
    name: 'slow',
    cron: EVERY_SECOND,
    run: async (signal) => {
      most = Math.max(most, ++running);
      await sleep(2500, undefined, { signal }).catch(() => {});
      running -= 1;
    },
  };
  const quick: Job = { name: 'quick', cron: EVERY_SECOND, run: async () => ++others };
  const stop = startJobs([slow, quick], never);
  await sleep(2200);
  assert.equal(most, 1);
  assert.ok(others >= 2);
  await stop(1);
  assert.equal(running, 0, 'a stop tells those that run');
});

test('a job that throws is reported and runs again', async () => {
  const errors: string[] = [];
  const stop = startJobs(
    [{ name: 'breaks', cron: EVERY_SECOND, run: () => Promise.reject(new Error('once more')) }],
    (job, error) => errors.push(`${job.name}: ${error instanceof Error ? error.message : error}`),
  );
  await sleep(1300);
  await stop(1);
  assert.ok(errors.length >= 2);
  assert.equal(errors[0], 'breaks: once more');
});

test('a job that hangs does not keep a stop from ending', async () => {
  const stop = startJobs([{ name: 'hangs', cron: EVERY_SECOND, run: () => new Promise(() => {}) }], never);
  const startedAt = performance.now();
  await stop(0.5);
  assert.ok(performance.now() - startedAt < 2000);
});
