/**
 * How fast feeds are read: `node test/bench/reading.ts [--feeds 200] [--entries 200] [--seed 1]`, or `npm run bench --
 * reading --feeds 40`. Prints `name: figure unit (limit: figure) ratio` and exits 1 when a figure is beyond its limit
 * or an entry is lost, doubled or judged otherwise than by the whole analysis.
 *
 * The feeds (see support/feedServer.ts) are served by a process of its own on this machine, their address is in
 * FETCH_ALLOW, and the program's own reader, workers and use cases take them in, on PostgreSQL as it is embedded.
 * Texts are invented, in Russian, Kazakh and English, of 200–2,000 characters; about eight of a hundred are about both
 * countries. First form: fetched, parsed, deduplicated and stored, nothing judged. Second form, from nothing again:
 * `ingestAll` until no entry waits, with language, relevance and topics. The bare parse is feedsmith's, of the same
 * bytes, in a process of its own, on one core. All run with the options of `npm start`.
 */
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseFeed } from 'feedsmith';
import { ingestAll, SOURCES_AT_ONCE, takeIn } from '../../src/app/ingest.ts';
import type { NewsDeps } from '../../src/app/news.ts';
import { draftOf } from '../../src/app/readEntry.ts';
import type { Source } from '../../src/domain/knowledge.ts';
import { understand } from '../../src/domain/understand.ts';
import { urlKey } from '../../src/domain/urls.ts';
import { createReader } from '../../src/sources/reader.ts';
import { connect } from '../../src/store/client.ts';
import { addSources, claimSources } from '../../src/store/sources.ts';
import { atEnd } from '../support/atEnd.ts';
import type { FeedsReady } from '../support/feedServer.ts';
import { languageOf } from '../support/feedTexts.ts';
import { report } from '../support/figures.ts';
import { aSource, newsDeps, understandingWith } from '../support/news.ts';
import { ownServer } from '../support/ownServer.ts';

const { values } = parseArgs({
  options: {
    feeds: { type: 'string', default: '200' },
    entries: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    part: { type: 'string' },
    host: { type: 'string', default: '' },
  },
});
const FEEDS = Number(values.feeds);
const ENTRIES = Number(values.entries);
const LEAST_STORED = 2000;
const LEAST_JUDGED = 400;
/** What a reader may need at its most, also of hostile documents. */
const MEGABYTES = 400;
/** So many entries are judged once more by the whole analysis. */
const SAMPLE = 400;
/** What is not judged by now waits for something that will not come. */
const MOST_ROUNDS = 20;

if (values.part === undefined) await run('measure', 'show');
else if (values.part === 'bare') process.stdout.write(String(await bareParse(values.host)));
else {
  const feeds = fork('test/support/feedServer.ts', [values.feeds, values.entries, values.seed]);
  atEnd(() => void feeds.kill());
  const server = await ownServer();
  try {
    const [ready] = (await once(feeds, 'message')) as [FeedsReady];
    await measure(server.url, ready, async () => {
      feeds.send('again');
      await once(feeds, 'message');
    });
  } finally {
    feeds.kill();
    await server.close();
  }
}

/**
 * Runs a part of this file in a process of its own, with the options of `npm start`.
 *
 * @param how `tell` hands back what it prints
 */
async function run(part: string, how: 'show' | 'tell', host = ''): Promise<string> {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
  const options = scripts.start.split(' ').filter((word) => word.startsWith('--'));
  const load = ['--feeds', values.feeds, '--entries', values.entries, '--seed', values.seed];
  const own = [...options, import.meta.filename, ...load, '--part', part, '--host', host];
  const child = spawn(process.execPath, own, {
    stdio: ['ignore', how === 'tell' ? 'pipe' : 'inherit', 'inherit'],
  });
  const stay = atEnd(() => void child.kill());
  let told = '';
  child.stdout?.on('data', (piece: Buffer) => {
    told += piece;
  });
  const [status] = (await once(child, 'close')) as [number | null];
  stay();
  if (status !== 0) process.exitCode = 1;
  return told;
}

async function measure(url: string, ready: FeedsReady, changeFeeds: () => Promise<void>): Promise<void> {
  const { host, entries, bytes, letters } = ready;
  const name = `reading, ${FEEDS} feeds of ${ENTRIES} entries`;
  const say = (what: string, { seconds, cpuSeconds }: Took, least?: number) => {
    report(`${name}: ${what}`, entries / seconds, 'entries/s', least === undefined ? undefined : { least });
    const [own, share] = [(cpuSeconds / entries) * 1e6, bare / seconds];
    console.log(`  ${own.toFixed(0)} µs of processor time each; ${share.toFixed(3)} of the bare parse`);
  };
  console.log(`${entries} entries of ${Math.round(letters)} characters, ${(bytes / 2 ** 20).toFixed(1)} MB`);
  const bare = Number(await run('bare', 'tell', host));
  report(`${name}: bare parse of the same bytes, one core`, entries / bare, 'entries/s');

  const sources = Array.from({ length: FEEDS }, (_, n): Source => sourceAt(host, n));
  const u = await understandingWith(sources);
  const reader = createReader({ contact: null, version: '0', fetchAllow: [host] });
  const pool = connect(url, { name: 'kopir-bench' });
  const deps = newsDeps(pool.db, reader, u);
  try {
    const stored = await timed(() => takeInAll(deps, sources));
    expect('entries stored', (await pool.sql`select 1 from entries where state = 'waiting'`).length, entries);
    say('fetched, parsed, deduplicated, stored', stored, LEAST_STORED);
    say('the same feeds again, 304', await timed(() => takeInAll(deps, sources)));
    await changeFeeds();
    say('changed feeds, all entries known', await timed(() => takeInAll(deps, sources)));
    expect('entries after three readings', (await pool.sql`select 1 from entries`).length, entries);

    await pool.sql`truncate sources, entries, articles`;
    let rounds = 0;
    const judged = await timed(async () => {
      for (let waiting = 1; waiting > 0 && rounds < MOST_ROUNDS; rounds++) {
        const reports = await ingestAll(deps, new AbortController().signal);
        for (const { source, outcome, errors } of reports)
          if (outcome === 'failed') throw new Error(`${source}: ${errors.join('; ')}`);
        const [left] = await pool.sql<
          { n: number }[]
        >`select count(*)::int as n from entries where state = 'waiting'`;
        waiting = left?.n ?? 0;
      }
    });
    say(`with language, relevance, topics, in ${rounds} rounds`, judged, LEAST_JUDGED);
    report(`${name}: most memory of the process`, process.resourceUsage().maxRSS / 1024, 'MB', {
      most: MEGABYTES,
    });
    if (deps.problems.length > 0) throw deps.problems[0]?.error;
    await checkKept(deps, pool.sql, ready, sources);
  } finally {
    await reader.close();
    await pool.close();
  }
}

function sourceAt(host: string, n: number): Source {
  const language = languageOf(n);
  const name = { ru: `Хабаршы ${n}`, kk: `Хабаршы ${n}` };
  return aSource({ id: `feed_${n}`, url: `http://${host}/feed/${n}`, language, name });
}

/** What `ingestAll` does before it judges. */
async function takeInAll(deps: NewsDeps, sources: readonly Source[]): Promise<void> {
  const waiting = [...sources];
  const { signal } = new AbortController();
  await addSources(
    deps.db,
    waiting.map(({ id }) => id),
  );
  const lane = async () => {
    for (let source = waiting.shift(); source; source = waiting.shift()) {
      const [state] = await claimSources(deps.db, [source.id], 1, true);
      const taken = state && (await takeIn(deps, source, state, signal));
      if (taken?.error !== null) throw new Error(`${source.id}: ${taken?.error ?? 'not claimed'}`);
    }
  };
  await Promise.all(Array.from({ length: SOURCES_AT_ONCE }, lane));
}

/** Nothing lost, nothing doubled, and of the first feeds each entry judged as the whole analysis judges it. */
async function checkKept(
  deps: NewsDeps,
  sql: ReturnType<typeof connect>['sql'],
  ready: FeedsReady,
  sources: readonly Source[],
): Promise<void> {
  const [kept] = await sql<Record<'entries' | 'ended' | 'done' | 'articles', number>[]>`
    select count(*)::int as entries, count(*) filter (where state in ('done', 'ignored'))::int as ended,
           count(distinct split_part(url, '?', 1)) filter (where state = 'done')::int as done,
           (select count(*)::int from articles) as articles from entries`;
  expect('entries stored', kept?.entries, ready.entries);
  expect('entries judged', kept?.ended, ready.entries);
  expect('articles of the entries kept', kept?.articles, kept?.done);
  const [share] = [((kept?.articles ?? 0) / ready.addresses) * 100];
  if (share < 5 || share > 10)
    throw new Error(`${share.toFixed(1)} % of the articles are about both countries`);

  const u = deps.understanding();
  const stored = new Set((await sql`select url_key from articles`).map((row) => String(row.url_key)));
  let judged = 0;
  for (const source of sources) {
    if (judged >= SAMPLE) break;
    const nothing = { etag: null, lastModified: null, bodyHash: null };
    const reading = await deps.reader.readSource(source, nothing, new AbortController().signal);
    if (reading.kind !== 'entries') throw new Error(`${source.id} could not be read again`);
    for (const entry of reading.entries) {
      const { relevance, language } = understand(
        draftOf(source, entry, entry.publishedAt ?? new Date(), u),
        u,
      );
      const isArticle = relevance.relevant && language !== 'other';
      expect(`article ${entry.url}, ${entry.title}`, stored.has(urlKey(entry.url)), isArticle);
      judged++;
    }
  }
  console.log(
    `${kept?.articles} articles of ${ready.addresses} addresses (${share.toFixed(1)} %), ${judged} verdicts compared`,
  );
}

function expect<T>(what: string, got: T, wanted: T): void {
  if (got !== wanted) throw new Error(`${what}: ${got} instead of ${wanted}`);
}

/** What some work took: of the clock, and of the processors by this process with its threads. */
interface Took {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

async function timed(work: () => Promise<void>): Promise<Took> {
  const [started, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - started) / 1000, cpuSeconds: (user + system) / 1e6 };
}

/** Seconds that feedsmith takes for all feeds of `host`, once their bytes are here. */
async function bareParse(host: string): Promise<number> {
  let parsing = 0;
  for (let n = 0; n < FEEDS; n++) {
    const text = await (await fetch(`http://${host}/feed/${n}`)).text();
    const started = performance.now();
    const { format, feed } = parseFeed(text);
    parsing += performance.now() - started;
    const found = format === 'atom' ? feed.entries : format === 'rss' ? feed.items : [];
    if (found?.length !== ENTRIES) throw new Error(`feed ${n}: ${found?.length} entries`);
  }
  return parsing / 1000;
}
