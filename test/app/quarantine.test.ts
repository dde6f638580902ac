import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { ingestAll } from '../../src/app/ingest.ts';
import { createReader } from '../../src/sources/reader.ts';
import { freshDatabase } from '../support/database.ts';
import { aSource, newsDeps, understandingWith } from '../support/news.ts';

const TITLE = 'Казахстан и США подписали меморандум о критических минералах';
const TEXT =
  'В Вашингтоне министр промышленности Казахстана Ерсайын Нагаспаев и министр торговли США Говард Лутник подписали меморандум о критических минералах. Документ охватывает разведку и переработку.';
const MORE = 'Стороны договорились о проектах по вольфраму и редкоземельным металлам. '.repeat(8).trim();
/** Every twentieth letter lost, as a text has it that was decoded wrongly before it was put into the feed. */
const lossy = (text: string) => text.replace(/(.{19})./gsu, '$1\ufffd');
const page = (title: string, text: string) =>
  `<html lang="ru"><head>${title && `<title>${title}</title>`}</head><body><article>${title && `<h1>${title}</h1>`}<p>${text}</p><p>${MORE}</p></article></body></html>`;

/** A feed's item and its page; what becomes of them. */
const ENTRIES: Record<
  string,
  { title: string; text?: string; page: string | null; reason: RegExp | null; asked: number }
> = {
  good: { title: TITLE, page: page(TITLE, TEXT), reason: null, asked: 1 },
  // Its own page makes up for what the feed lost.
  mended: { title: lossy(TITLE), page: page(`${TITLE} и металлах`, TEXT), reason: null, asked: 1 },
  cut: {
    title: `${TITLE} снова`,
    text: `${TEXT} В Астан\ufffd…`,
    page: page(`${TITLE} снова`, `${TEXT} В Астане.`),
    reason: null,
    asked: 1,
  },
  untitled: { title: '', text: TEXT, page: page('', TEXT), reason: /^no title$/, asked: 3 },
  untitledWhole: { title: '', text: `${TEXT}\n${MORE}`, page: null, reason: /^no title$|404/, asked: 3 },
  lost: { title: TITLE, text: lossy(`${TEXT} ${MORE}`), page: null, reason: /bad_charset|404/, asked: 3 },
  lostPage: {
    title: `${TITLE} вновь`,
    text: 'Подробности на сайте',
    page: page(`${TITLE} вновь`, lossy(TEXT)),
    reason: /^bad_charset: \d\.\d % of its letters are lost$/,
    asked: 3,
  },
  killer: {
    title: `${TITLE}: итоги`,
    text: TEXT,
    page: `<html><body>${'<div>'.repeat(60_000)}${TEXT}</body></html>`,
    reason: /^parse: /,
    asked: 3,
  },
};

test('each poison entry is tried three times and never kept; the good ones beside it are', {
  timeout: 240_000,
}, async () => {
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    const name = (request.url ?? '').slice(1);
    asked.set(name, (asked.get(name) ?? 0) + 1);
    if (name === 'feed') {
      const items = Object.entries(ENTRIES).map(
        ([id, { title, text = '' }]) =>
          `<item><title>${title}</title><guid isPermaLink="false">${id}</guid><link>http://${request.headers.host}/${id}</link><pubDate>${new Date().toUTCString()}</pubDate><description>${text}</description></item>`,
      );
      response.writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8' });
      response.end(`<rss version="2.0"><channel><title>Проба</title>${items.join('')}</channel></rss>`);
      return;
    }
    const body = ENTRIES[name]?.page;
    response.writeHead(body ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' }).end(body ?? '');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  after(() => server.close());
  const address = server.address();
  const host = `127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`;
  const reader = createReader({ contact: null, version: '0', fetchAllow: [host] });
  after(() => reader.close());
  const { db, sql } = await freshDatabase();
  const deps = newsDeps(db, reader, await understandingWith([aSource({ url: `http://${host}/feed` })]));
  for (let run = 0; run < 5; run++) {
    await ingestAll(deps, AbortSignal.timeout(60_000));
    await sql`update entries set not_before = now() - interval '1 minute'`;
  }
  assert.deepEqual(deps.problems, []);
  const rows = await sql`select guid, state, attempts, reason from entries order by guid`;
  assert.equal(rows.length, Object.keys(ENTRIES).length);
  for (const { guid, state, attempts, reason } of rows) {
    const expected = ENTRIES[guid as string]!;
    assert.equal(state, expected.reason === null ? 'done' : 'quarantined', `${guid}: ${state} ${reason}`);
    if (expected.reason !== null) {
      assert.equal(attempts, 3, guid);
      assert.match(reason, expected.reason, guid);
    }
    assert.equal(asked.get(guid as string), expected.asked, `${guid} was asked for`);
  }
  const kept = await sql`select title, text from articles order by title`;
  assert.deepEqual(
    kept.map(({ title }) => title).sort(),
    [TITLE, `${TITLE} и металлах`, `${TITLE} снова`].sort(),
  );
  for (const { title, text } of kept) assert.doesNotMatch(`${title}${text}`, /\ufffd/);
  const [source] = await sql`select failures from sources`;
  assert.equal(source?.failures, 0, 'its source is well');
});
