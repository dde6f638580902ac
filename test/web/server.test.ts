import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Status } from '../../src/store/status.ts';
import { createReadiness, healthHandler } from '../../src/web/health.ts';
import { createMetrics } from '../../src/web/metrics.ts';
import { startWeb } from '../../src/web/server.ts';

const errors: unknown[] = [];
const web = await startWeb({ host: '127.0.0.1', port: 0, onError: (error) => errors.push(error) });
after(() => web.close(1));
const readiness = createReadiness(['database', 'telegram']);
web.add(healthHandler(readiness));
const get = async (path: string) => {
  const response = await fetch(`http://127.0.0.1:${web.port}${path}`);
  return { status: response.status, text: await response.text() };
};

test('healthz answers as soon as the process does, readyz with what is missing and what to do', async () => {
  assert.deepEqual(await get('/healthz'), { status: 200, text: 'ok\n' });
  const { status, text } = await get('/readyz');
  assert.equal(status, 503);
  const [what, ...remedies] = text.trimEnd().split('\n');
  assert.equal(what, 'waiting for: database, telegram');
  assert.deepEqual(
    remedies.map((line) => /^- (\w+): .*(DATABASE_URL|BOT_API_ROOT)/.exec(line)?.slice(1)),
    [
      ['database', 'DATABASE_URL'],
      ['telegram', 'BOT_API_ROOT'],
    ],
  );
  readiness.have('database');
  readiness.have('telegram');
  assert.deepEqual(await get('/readyz?probe=1'), { status: 200, text: 'ready\n' });
  readiness.lack('draining');
  assert.match((await get('/readyz')).text, /^waiting for: draining\n- draining: .*told to end/);
  assert.equal((await get('/readyz')).status, 503);
});

test('a proxy may keep its idle connections for a minute', async () => {
  const { headers } = await fetch(`http://127.0.0.1:${web.port}/healthz`);
  const seconds = Number(/timeout=(\d+)/.exec(headers.get('keep-alive') ?? '')?.[1]);
  assert.ok(seconds > 60, `they are closed after ${seconds} s`);
});

test('what nobody serves is 404, what throws is 500 and reported', async () => {
  assert.equal((await get('/nothing')).status, 404);
  web.add(async (request) => {
    if (request.url === '/throws') throw new Error('broken');
    return false;
  });
  assert.deepEqual(await get('/throws'), { status: 500, text: 'Internal error\n' });
  assert.equal(errors.length, 1);
});

test('a port that is taken is named with the remedy', async () => {
  await assert.rejects(
    startWeb({ host: '127.0.0.1', port: web.port, onError: () => {} }),
    /port \d+ is taken: set another PORT/,
  );
});

const STATUS: Status = {
  pending: { queued: 3, claimed: 0, sending: 1 },
  oldestQueuedSeconds: 12,
  finished: { sent: 40, dead: 2 },
  pauseSeconds: 0,
  chats: { active: 9, paused: 1 },
  subscriptions: 20,
  sourcesFailing: 2,
  sources: 19,
  sourceStates: [
    {
      id: 'tengri_ru',
      failures: 3,
      lastSuccess: 1795339321,
      lastNew: null,
      nextCheck: 1795340000,
      medianGap: 900,
    },
  ],
  troubles: [
    { source: 'tengri_ru', what: 'failing' },
    { source: null, what: 'outage' },
  ],
  entriesWaiting: 4,
  entriesQuarantined: 1,
  articles: [
    { language: 'kk', relevant: true, n: 60 },
    { language: 'en', relevant: false, n: 40 },
  ],
  stories: 30,
  editions: [{ kind: 'scheduled', language: 'kk', n: 4 }],
  scheduleLagSeconds: 2.5,
  connections: { kopir: 16, 'kopir-sender': 4 },
};

test('metrics show this process and the whole installation, also while the database is away', async () => {
  let isUp = true;
  const { handler, read, told, answered, handled, databaseDown } = createMetrics(
    async () => {
      if (!isUp) throw new Error('away');
      return STATUS;
    },
    () => ({ inFlight: 2, sent: 7, unknown: 0, gateWaitMs: 1, probing: false }),
  );
  web.add(handler);
  read('tengri_ru', 'failed', 1.5);
  told('kk', 'model');
  handled('message', 0.03);
  databaseDown();
  answered('unfaithful', ['unsupported_numbers', 'bad_form']);
  const up = (await get('/metrics')).text;
  for (const line of [
    'kopir_database_up 1',
    'kopir_deliveries_pending{state="queued"} 3',
    'kopir_deliveries_day{state="dead"} 2',
    'kopir_delivery_oldest_seconds 12',
    'kopir_chats{status="paused"} 1',
    'kopir_rows{what="sources_failing"} 2',
    'kopir_source_trouble{source="tengri_ru",what="failing"} 1',
    'kopir_source_trouble{source="all",what="outage"} 1',
    'kopir_source_failures{source="tengri_ru"} 3',
    'kopir_source_timestamp_seconds{source="tengri_ru",what="last_success"} 1795339321',
    'kopir_source_median_gap_seconds{source="tengri_ru"} 900',
    'kopir_sender{what="in_flight"} 2',
    'kopir_sends_total{outcome="sent"} 7',
    'kopir_rows{what="articles"} 100',
    'kopir_articles{language="kk",relevant="true"} 60',
    'kopir_editions_day{kind="scheduled",language="kk"} 4',
    'kopir_schedule_lag_seconds 2.5',
    'kopir_database_connections{name="kopir-sender"} 4',
    'kopir_update_seconds_bucket{le="0.05",kind="message"} 1',
    'kopir_database_silences_total 1',
    'kopir_source_readings_total{source="tengri_ru",outcome="failed"} 1',
    'kopir_summaries_total{language="kk",method="model"} 1',
    'kopir_model_answers_total{verdict="unfaithful"} 1',
    'kopir_model_faults_total{reason="unsupported_numbers"} 1',
  ]) {
    assert.ok(up.includes(`${line}\n`), line);
  }
  isUp = false;
  const down = await get('/metrics');
  assert.equal(down.status, 200);
  assert.match(down.text, /kopir_database_up 0/);
});
