import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { SenderStatus } from '../app/deliver.ts';
import type { createStatus } from '../app/status.ts';
import { type Handler, sendText } from './server.ts';

/** What is counted as it happens, and the handler of `/metrics` that tells it. */
export interface Metrics {
  readonly handler: Handler;
  /** Counts one reading of a source. */
  read(source: string, outcome: string, seconds: number): void;
  /** Counts one summary that was stored. */
  told(language: string, method: string): void;
  /** Counts one update that was handled: its kind, such as `message`, and how long its handler took. */
  handled(kind: string, seconds: number): void;
  /** Counts one question to PostgreSQL that it answered with silence or a refusal. */
  databaseDown(): void;
  /** Counts one answer of the model, and each kind of fault that the guard found in it. */
  answered(verdict: string, faults: readonly string[]): void;
}

/**
 * `/metrics` in Prometheus' text format: this process' own counters, and how the whole installation
 * stands. `senderStatus` is null while nothing is sent. Without a database the process' figures are still served, and `kopir_database_up` is 0.
 */
export function createMetrics(
  status: ReturnType<typeof createStatus>,
  senderStatus: () => SenderStatus | null,
): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const sender = gauge(registry, 'kopir_sender', 'This process: in_flight, gate_wait_ms, probing', ['what']);
  const readings = counter(registry, 'kopir_source_readings_total', 'Readings by source and outcome', [
    'source',
    'outcome',
  ]);
  const readSeconds = new Histogram({
    name: 'kopir_source_reading_seconds',
    help: 'How long a reading of a source and its new pages takes',
    buckets: [0.5, 1, 2, 5, 10, 20, 60, 120],
    registers: [registry],
  });
  const summaries = counter(registry, 'kopir_summaries_total', 'Summaries stored: extractive, card, model', [
    'language',
    'method',
  ]);
  const answers = counter(registry, 'kopir_model_answers_total', "The model's answers by verdict", [
    'verdict',
  ]);
  const faults = counter(
    registry,
    'kopir_model_faults_total',
    'Answers that the guard held back, by reason',
    ['reason'],
  );
  const sends = counter(registry, 'kopir_sends_total', 'Messages that this process sent, by outcome', [
    'outcome',
  ]);
  const updates = new Histogram({
    name: 'kopir_update_seconds',
    help: 'How long the handler of an update takes, by kind',
    labelNames: ['kind'],
    buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  const silences = counter(
    registry,
    'kopir_database_silences_total',
    'Times that PostgreSQL refused the watchdog or said nothing',
    [],
  );
  const up = gauge(registry, 'kopir_database_up', 'Whether the database answers', []);
  const pending = gauge(registry, 'kopir_deliveries_pending', 'Unfinished deliveries by state', ['state']);
  const finished = gauge(registry, 'kopir_deliveries_day', 'Deliveries finished in 24 hours by state', [
    'state',
  ]);
  const oldest = gauge(
    registry,
    'kopir_delivery_oldest_seconds',
    'How long the oldest delivery has been due',
    [],
  );
  const pause = gauge(registry, 'kopir_send_pause_seconds', 'Rest of the pause that Telegram asked for', []);
  const chats = gauge(registry, 'kopir_chats', 'Chats by status', ['status']);
  const counts = gauge(registry, 'kopir_rows', 'What the database holds', ['what']);
  const articles = gauge(registry, 'kopir_articles', 'Articles by language and relevance', [
    'language',
    'relevant',
  ]);
  const editions = gauge(registry, 'kopir_editions_day', 'Editions made in 24 hours', ['kind', 'language']);
  const lag = gauge(
    registry,
    'kopir_schedule_lag_seconds',
    'How long the oldest digest that is not planned has been due',
    [],
  );
  const connections = gauge(
    registry,
    'kopir_database_connections',
    'Connections of all replicas by purpose',
    ['name'],
  );
  const trouble = gauge(
    registry,
    'kopir_source_trouble',
    '1 while a trouble lasts that the admins were told of; source "all": most fail at once',
    ['source', 'what'],
  );
  const failures = gauge(registry, 'kopir_source_failures', 'Failures in a row', ['source']);
  const instants = gauge(
    registry,
    'kopir_source_timestamp_seconds',
    'last_success, last_new (entry), next_check',
    ['source', 'what'],
  );
  const gap = gauge(registry, 'kopir_source_median_gap_seconds', 'Usual time between new entries', [
    'source',
  ]);
  const showSources = ({ sourceStates, troubles }: Awaited<ReturnType<typeof status>>): void => {
    for (const shown of [trouble, failures, instants, gap]) shown.reset();
    for (const { source, what } of troubles) trouble.set({ source: source ?? 'all', what }, 1);
    for (const state of sourceStates) {
      const source = state.id;
      failures.set({ source }, state.failures);
      if (state.lastSuccess !== null) instants.set({ source, what: 'last_success' }, state.lastSuccess);
      if (state.lastNew !== null) instants.set({ source, what: 'last_new' }, state.lastNew);
      instants.set({ source, what: 'next_check' }, state.nextCheck);
      if (state.medianGap !== null) gap.set({ source }, state.medianGap);
    }
  };

  const refresh = async (): Promise<void> => {
    try {
      const s = await status();
      up.set(1);
      for (const [state, n] of Object.entries(s.pending)) pending.set({ state }, n);
      finished.reset();
      for (const [state, n] of Object.entries(s.finished)) finished.set({ state }, n);
      oldest.set(s.oldestQueuedSeconds);
      pause.set(s.pauseSeconds);
      chats.reset();
      for (const [state, n] of Object.entries(s.chats)) chats.set({ status: state }, n);
      counts.set({ what: 'subscriptions' }, s.subscriptions);
      counts.set({ what: 'sources' }, s.sources);
      counts.set({ what: 'sources_failing' }, s.sourcesFailing);
      counts.set({ what: 'entries_waiting' }, s.entriesWaiting);
      counts.set({ what: 'entries_quarantined' }, s.entriesQuarantined);
      counts.set(
        { what: 'articles' },
        s.articles.reduce((sum, { n }) => sum + n, 0),
      );
      for (const shown of [articles, editions, connections]) shown.reset();
      for (const { language, relevant, n } of s.articles)
        articles.set({ language, relevant: String(relevant) }, n);
      for (const { kind, language, n } of s.editions) editions.set({ kind, language }, n);
      for (const [name, n] of Object.entries(s.connections)) connections.set({ name }, n);
      lag.set(s.scheduleLagSeconds);
      counts.set({ what: 'stories' }, s.stories);
      showSources(s);
    } catch {
      up.set(0);
    }
  };
  return {
    handler: async (request, response) => {
      if (request.url?.split('?')[0] !== '/metrics') return false;
      const own = senderStatus();
      if (own) {
        sender.set({ what: 'in_flight' }, own.inFlight);
        sends.reset();
        sends.inc({ outcome: 'sent' }, own.sent);
        sends.inc({ outcome: 'unknown' }, own.unknown);
        sender.set({ what: 'gate_wait_ms' }, own.gateWaitMs);
        sender.set({ what: 'probing' }, own.probing ? 1 : 0);
      }
      await refresh();
      sendText(response, 200, await registry.metrics(), registry.contentType);
      return true;
    },
    read: (source, outcome, seconds) => {
      readings.inc({ source, outcome });
      readSeconds.observe(seconds);
    },
    told: (language, method) => summaries.inc({ language, method }),
    handled: (kind, seconds) => updates.observe({ kind }, seconds),
    databaseDown: () => silences.inc(),
    answered: (verdict, reasons) => {
      answers.inc({ verdict });
      for (const reason of reasons) faults.inc({ reason });
    },
  };
}

function counter<Label extends string>(
  registry: Registry,
  name: string,
  help: string,
  labelNames: Label[],
): Counter<Label> {
  return new Counter({ name, help, labelNames, registers: [registry] });
}

function gauge<Label extends string>(
  registry: Registry,
  name: string,
  help: string,
  labelNames: Label[],
): Gauge<Label> {
  return new Gauge({ name, help, labelNames, registers: [registry] });
}
