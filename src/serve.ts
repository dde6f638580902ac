import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { adminDesk } from './adminDesk.ts';
import { tooManyPlanned } from './app/backlog.ts';
import { type Sender, startSender } from './app/deliver.ts';
import { composeScheduled, type EditionDeps } from './app/editions.ts';
import type { NewsDeps } from './app/news.ts';
import { createOverview } from './app/overview.ts';
import type { ComposedEdition } from './app/plan.ts';
import { createPublicStatus } from './app/publicStatus.ts';
import { tellQuietWeek } from './app/quietWeek.ts';
import { createStatus } from './app/status.ts';
import type { Config } from './config.ts';
import { createDeliveryLog } from './deliveryLog.ts';
import type { Demo } from './demo/demo.ts';
import type { Edition, Part } from './domain/edition.ts';
import type { Knowledge } from './domain/knowledge.ts';
import { endOnce } from './ending.ts';
import { followersJob } from './jobs/followers.ts';
import { type StopJobs, startJobs } from './jobs/jobs.ts';
import { newsJobs } from './jobs/news.ts';
import { alertJob, announceJob, overviewJob, planJob, pruneJob } from './jobs/upkeep.ts';
import type { Log } from './log.ts';
import { modelJobs } from './model.ts';
import { readersNews } from './readersNews.ts';
import { reachTelegram, receive } from './receive.ts';
import { sayReady } from './sayReady.ts';
import { createReader } from './sources/reader.ts';
import { connectSender } from './store/client.ts';
import { databaseClock } from './store/clock.ts';
import { databaseTurns } from './store/hosts.ts';
import { clearDemoNews } from './store/installation.ts';
import { openDatabase } from './store/open.ts';
import { profileHashStore } from './store/profile.ts';
import { isLostConnection } from './store/strays.ts';
import { createExtractiveSummarizer } from './summarizer/extractive.ts';
import { createAnswerCount } from './telegram/answerCount.ts';
import { createBot } from './telegram/bot.ts';
import { loggable } from './telegram/errors.ts';
import { createMessenger } from './telegram/messenger.ts';
import { syncProfile } from './telegram/profile.ts';
import { renderEdition } from './telegram/render.ts';
import { renderStoryNews } from './telegram/render-follow.ts';
import { renderNotice } from './telegram/render-notice.ts';
import { renderQuietWeek } from './telegram/render-quiet.ts';
import type { Updates } from './telegram/updates.ts';
import { VERSION } from './version.ts';
import { watchDatabase } from './watch.ts';
import { createReadiness, healthHandler } from './web/health.ts';
import { createMetrics } from './web/metrics.ts';
import { startWeb, type WebServer } from './web/server.ts';
import { statusPage } from './web/statusPage.ts';
import { editorsWords } from './words.ts';

/** Sends and handlers may take this long to end; then the process ends, whatever hangs. */
const GRACE_SECONDS = 20;
const CLOSE_SECONDS = 2;
/** Connections of the pool: reading lanes, planners, and people's commands. The sender has its own. */
const CONNECTIONS = 16;
const MOST_CLOCK_SKEW_SECONDS = 60;

/**
 * Starts everything, in the order in which it depends on each other, and resolves when it runs. From
 * then on signals end it: SIGTERM and SIGINT in order, SIGHUP loads the editors' files again.
 *
 * @throws DatabaseProblem when the database cannot serve us, AddressProblem when the web address is taken
 */
export async function serve(config: Config, shipped: Knowledge, log: Log): Promise<void> {
  const startedAt = performance.now();
  const stopping = new AbortController();
  const readiness = createReadiness(['database', 'telegram']);
  const web = await startWeb({
    host: config.host,
    port: config.port,
    onError: (error) => log.error({ err: error }, 'a web request failed'),
  });
  web.add(healthHandler(readiness));
  let endWork = async (): Promise<unknown> => (await opening.catch(() => null))?.close(CLOSE_SECONDS);
  const shutDown = endOnce(async (exitCode, why) => {
    log.info({ why }, 'stopping');
    readiness.lack('draining');
    stopping.abort();
    await endWork();
    process.exit(exitCode);
  });
  // From here on: a connection to PostgreSQL may be lost while the database is still being opened.
  process.on('uncaughtException', (error) => {
    if (isLostConnection(error)) return log.warn({ err: error }, 'a lost connection left this behind');
    log.fatal({ err: error }, 'nobody caught this: the process ends, so that a new one starts clean');
    process.exit(1);
  });
  const isDemo = config.botToken === null;
  const opening = openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: isDemo ? `${config.dataDir}/demo` : config.dataDir,
    migrate: config.migrate,
    kind: isDemo ? 'demo' : 'real',
    whenOwned: 'refuse',
    max: CONNECTIONS,
    say: (words) => log.warn(words),
    signal: stopping.signal,
  });
  // Who is told to stop before the database is there does not fail: the signal's way ends the process.
  const database = await opening.catch((error: unknown) => {
    if (stopping.signal.aborted) return new Promise<never>(() => {});
    throw error;
  });
  const { db } = database;
  // Only now: whoever has the database has the folder, and another demo's files are not touched.
  const demo = isDemo ? await openDemo(config, web) : null;
  const api = { token: demo?.token ?? config.botToken ?? '', apiRoot: demo?.apiRoot ?? config.botApiRoot };
  const clock = databaseClock(db);
  if (demo?.renewed) await clearDemoNews(db);
  readiness.have('database');
  const skewSeconds = Math.abs((await clock.now()).getTime() - Date.now()) / 1000;
  if (skewSeconds >= MOST_CLOCK_SKEW_SECONDS) log.warn({ skewSeconds }, "this clock and PostgreSQL's differ");
  const words = await editorsWords(config, shipped, demo, log);
  const reader = createReader({
    contact: config.contact,
    version: VERSION,
    fetchAllow: demo ? [...config.fetchAllow, `127.0.0.1:${web.port}`] : config.fetchAllow,
    turns: databaseTurns(db),
  });
  const news: NewsDeps = {
    db,
    reader,
    summarizer: createExtractiveSummarizer(),
    hasModel: config.model !== null,
    onTold: (language, method) => metrics.told(language, method),
    understanding: words,
    onProblem: ({ doing, what, error }) => log.error({ err: error, what }, `${doing} failed`),
  };
  const zone = config.defaultTimeZone;
  const render = (edition: Edition): Part[] =>
    renderEdition(edition, { zone, username: bot.botInfo.username });
  const editions: EditionDeps = { db, clock, messenger: { render }, understanding: words };
  const announcing = announceJob({ db, sendRate: config.sendRate }, (chats) => {
    log.info({ chats }, 'announced');
    sender?.wake();
  });
  const overview = createOverview(db, () => words().knowledge.sources);
  const bot = createBot(
    {
      db,
      clock,
      news: readersNews(editions),
      knowledge: () => words().knowledge,
      defaultZone: config.defaultTimeZone,
      contact: config.contact,
      admin: adminDesk({
        ids: config.adminIds,
        sendRate: config.sendRate,
        news,
        editions,
        overview,
        announcing,
        signal: stopping.signal,
      }),
      onHandled: (kind, seconds) => metrics.handled(kind, seconds),
      onProblem: (feature, error) => log.error({ err: loggable(error), feature }, 'an update failed'),
    },
    api,
  );
  const answers = createAnswerCount();
  bot.api.config.use(answers.transformer);
  const outbox = connectSender(database.url);
  let sender: Sender | undefined;
  let stopDelivery: StopJobs | undefined;
  let updates: Updates | undefined;
  const metrics = createMetrics(
    createStatus(db, () => words().knowledge.sources),
    () => sender?.status() ?? null,
  );
  web.add(metrics.handler);
  const publicStatus = createPublicStatus({ db, clock, knowledge: () => words().knowledge });
  if (config.statusPage && !demo) web.add(statusPage(publicStatus, config.defaultTimeZone));

  // Reading needs no Telegram: it begins while the Bot API may still be out of reach.
  const onJobError = (job: { name: string }, error: unknown) =>
    log.error({ err: error, job: job.name }, 'a job failed');
  const reading = newsJobs(news, ({ seconds, errors, ...report }) => {
    metrics.read(report.source, report.outcome, seconds);
    const level = errors.length > 0 || report.movedTo ? 'warn' : report.fresh > 0 ? 'info' : 'debug';
    log[level]({ ...report, seconds, errors: errors.slice(0, 3) }, 'source read');
  });
  const background = [...reading, ...(await modelJobs(config, news, metrics.answered))];
  const alerts = { ...news, clock, adminIds: config.adminIds, renderNotice };
  // The demo's outlets are bound to fall silent.
  if (!demo || config.adminIds.length > 0)
    background.push(alertJob(alerts, ({ level, words: said, ...report }) => log[level](report, said)));
  const stopNews = startJobs(background, onJobError);
  endWork = async () => {
    // What fails to end must not keep the rest from ending: the embedded server goes last.
    await Promise.allSettled([
      stopNews(GRACE_SECONDS),
      stopDelivery?.(GRACE_SECONDS),
      sender?.stop(GRACE_SECONDS),
      Promise.race([updates?.stop(), sleep(GRACE_SECONDS * 1000, undefined, { ref: false })]),
    ]);
    const ends = [stopWatchdog(), web.close(1), demo?.close(), reader.close(), outbox.close(CLOSE_SECONDS)];
    await Promise.allSettled(ends);
    await database.close(CLOSE_SECONDS);
  };
  const stopWatchdog = watchDatabase({
    url: database.url,
    isGone: database.isGone,
    isStopping: () => stopping.signal.aborted,
    readiness,
    log,
    onDown: metrics.databaseDown,
  });
  const onFatal = (error: unknown) => {
    log.fatal({ err: loggable(error) }, 'Telegram refuses the token: check BOT_TOKEN and BOT_API_ROOT');
    shutDown(1, 'unauthorized');
  };

  const reach = { log, onFatal, signal: stopping.signal };
  if (!(await reachTelegram(reach, () => introduce(bot)))) return;
  await syncProfile(bot.api, bot.botInfo.id, profileHashStore(db)).catch((error: unknown) =>
    log.warn(
      { err: error },
      "the bot's commands and descriptions could not be set; next try at the next start",
    ),
  );
  const messenger = createMessenger({
    ...api,
    paidBroadcast: config.paidBroadcast,
    zone: config.defaultTimeZone,
    username: bot.botInfo.username,
  });
  const deliveryLog = createDeliveryLog(log);
  sender = startSender({
    db: outbox.db,
    clock,
    messenger,
    worker: randomUUID(),
    sendRate: config.sendRate,
    unknownOutcome: config.unknownOutcome,
    takeInteractive: answers.take,
    onAlert: (alert) => log.error(alert, 'a delivery needs a look'),
    onOutcome: deliveryLog.onOutcome,
    onError: (error) => log.error({ err: error }, 'sending failed'),
  });
  void sender.ended.then((end) => {
    deliveryLog.flush();
    if (end === 'unauthorized') onFatal(new Error('a send was refused'));
  });
  const composeEdition = (spec: Parameters<typeof composeScheduled>[1]) => composeScheduled(editions, spec);
  const onEmpty = tellQuietWeek({
    understanding: news.understanding,
    renderQuietWeek: (week, language) => renderQuietWeek(week, { language, zone }),
  });
  const onEdition = (edition: ComposedEdition) => log.info(edition, 'edition composed');
  stopDelivery = startJobs(
    [
      planJob({ db, clock, composeEdition, onEmpty, onEdition }, ({ failures, ...counts }) => {
        log.info(counts, 'planned');
        for (const { what, error } of failures) log.error({ err: error, what }, 'planning failed');
        if (counts.queued > 0) sender?.wake();
        tooManyPlanned(db, counts.queued, config.sendRate).then(
          (most) => most && log.warn(most, 'more messages wait than SEND_RATE allows until they expire'),
          (error: unknown) => log.error({ err: error }, 'what waits could not be counted'),
        );
      }),
      followersJob({ ...editions, zone, renderStoryNews }, ({ failures, ...counts }) => {
        log.info(counts, 'followers told');
        for (const { what, error } of failures) log.error({ err: error, what }, 'telling followers failed');
        if (counts.queued > 0) sender?.wake();
      }),
      pruneJob({ db, clock }),
      announcing,
      ...(config.adminIds.length > 0 ? [overviewJob(overview)] : []),
    ],
    onJobError,
  );
  const webhook = demo ? null : config.webhook;
  updates = await receive({ ...reach, bot, web, readiness, databaseUrl: database.url, webhook });
  sayReady(log, demo, web.port, (performance.now() - startedAt) / 1000);
}

/** Learns who the bot is. Not `bot.init()`, which repeats for ever without a word when nobody answers. */
async function introduce(bot: ReturnType<typeof createBot>): Promise<void> {
  bot.botInfo = await bot.api.getMe();
}

/** Serves what stands in for the world on our own web server. */
async function openDemo({ dataDir }: Config, web: WebServer): Promise<Demo> {
  const { startDemo } = await import('./demo/demo.ts');
  const demo = await startDemo({ origin: `http://127.0.0.1:${web.port}`, dataDir: `${dataDir}/demo` });
  web.add(demo.handle);
  return demo;
}
