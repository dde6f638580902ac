import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startSender } from '../../src/app/deliver.ts';
import { editionNow } from '../../src/app/editions.ts';
import { previewRemoval, readAddress, withdrawAgain } from '../../src/app/remove.ts';
import { search } from '../../src/app/search.ts';
import { storyPage } from '../../src/app/storyPage.ts';
import { summarize } from '../../src/app/summarize.ts';
import { urlKey } from '../../src/domain/urls.ts';
import { eq, sql } from '../../src/store/drizzle.ts';
import { deliveries, editions, follows, removedUrls, stories } from '../../src/store/schema.ts';
import { aChat, aDelivery, deliverDeps, fakeMessenger } from '../support/delivery.ts';
import {
  ADMIN,
  aLonelyOne,
  aScheduled,
  aToldArchive,
  remove,
  SIGNAL,
  shownOf,
  type Told,
  tablesWith,
  textOf,
} from './removeStage.ts';

test('an article that others tell of as well is taken out of all that is kept, and its story told from the rest', async () => {
  const { database, told } = await aToldArchive();
  const { db } = database;
  const edition = await aScheduled(database, told, 'ru');
  const shown = await textOf(database, edition);
  const mine = shownOf(told, shown, (n) => n > 2);
  const { id, storyId, article } = mine;
  const [sentence = ''] = article.paragraphs[0]?.split(/(?<=\.) /) ?? [];
  assert.ok(sentence.length > 30);
  await editionNow(told.editions, { digests: ['all'], language: 'ru', variant: 'full', windowHours: 168 });
  const holding = await tablesWith(database, article.url);
  for (const table of ['articles', 'editions', 'entries', 'summaries'])
    assert.ok(holding.includes(table), table);

  const preview = await previewRemoval({ db }, ADMIN, article.url, 'ru');
  assert.ok(preview.kind === 'found' && preview.others > 1 && preview.headline !== null);
  const version = async () => (await db.select().from(stories).where(eq(stories.id, storyId)))[0]?.version;
  const before = await version();
  const removal = await remove(database, told, id);
  assert.equal(removal?.story, 'retold');
  assert.ok((removal?.editions ?? 0) >= 2);
  assert.equal(await version(), before, 'that less is said is no news');

  assert.deepEqual(await tablesWith(database, article.title), []);
  assert.deepEqual(await tablesWith(database, sentence), []);
  assert.deepEqual(await tablesWith(database, article.url), ['entries'], 'so that it is known');
  assert.deepEqual(await tablesWith(database, urlKey(article.url)), ['audit', 'entries', 'removed_urls']);
  for (const language of ['ru', 'kk'] as const) {
    const page = await storyPage(told.editions, storyId, language);
    assert.ok(page !== null && !JSON.stringify(page).includes(article.url), 'the page stands on the others');
  }
  const found = await search(told.editions, article.title, 'ru', { offset: 0, limit: 10, until: new Date() });
  assert.ok(!JSON.stringify(found).includes(article.url));
  assert.equal(await remove(database, told, id), null, 'a second press finds nothing');
});

test('with its only article a story goes: page, follows, editions; who waits gets an edition without it', async () => {
  const { database, told } = await aToldArchive();
  const { db } = database;
  const language = 'ru';
  const { mine, edition } = await aLonelyOne(database, told);
  const { id, storyId, article } = mine;
  const chatId = await aChat(db);
  await db.insert(follows).values({ chatId, storyId, version: 1 });
  // Nothing but this story.
  const [alone] = await db
    .insert(editions)
    .values({
      kind: 'scheduled',
      sections: ['uranium@1'],
      language,
      variant: 'full',
      windowTo: new Date(Date.now() - 8 * 86_400_000),
      parts: [{ text: article.title, entities: [], keyboard: [] }],
      storyIds: [storyId],
    })
    .returning({ id: editions.id });
  assert.ok(alone);
  await aDelivery(db, { chatId, editionId: edition });
  await aDelivery(db, { chatId, editionId: edition, part: 1, messageIds: [5] });
  await aDelivery(db, { chatId, editionId: alone.id });
  await aDelivery(db, { editionId: alone.id, state: 'sent', doneAt: new Date(), messageIds: [7] });
  const preview = await previewRemoval({ db }, ADMIN, article.url, 'kk');
  assert.ok(preview.kind === 'found');
  assert.deepEqual([preview.others, preview.reached], [0, 1]);

  assert.equal((await remove(database, told, id))?.story, 'gone');
  assert.equal(await storyPage(told.editions, storyId, 'ru'), null);
  assert.equal(await db.$count(follows), 0);
  assert.deepEqual(await tablesWith(database, article.title), []);
  assert.ok(!(await textOf(database, edition)).includes(article.url));
  const rows = await db.select().from(deliveries).orderBy(deliveries.id);
  assert.deepEqual(
    rows.map(({ state, reason }) => [state, reason]),
    [
      ['queued', null],
      ['cancelled', 'removed'],
      ['cancelled', 'removed'],
      ['sent', null],
    ],
  );
  const messenger = fakeMessenger();
  const sender = startSender(deliverDeps(db, { messenger }));
  while (messenger.sent.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await sender.stop();
  assert.ok(!messenger.sent.some(({ text }) => text.includes(article.title)));
});

test('a story whose other articles have no text any more is hidden until another one joins it', async () => {
  const { database, told } = await aToldArchive();
  const { db } = database;
  const [mine, ...others] = told.byStory.find((members) => members.length > 1) ?? [];
  assert.ok(mine);
  for (const { id } of others) await db.execute(sql`update articles set text = null where id = ${id}`);
  await db.execute(
    sql`insert into model_answers (key, answer) values ('k', ${JSON.stringify({ text: mine.article.title })}::jsonb)`,
  );
  assert.equal((await remove(database, told, mine.id))?.story, 'hidden');
  assert.equal(await storyPage(told.editions, mine.storyId, 'ru'), null);
  assert.deepEqual(await tablesWith(database, mine.article.title), []);
  await told.read();
  assert.equal(await storyPage(told.editions, mine.storyId, 'ru'), null, 'nobody tries to tell it');
  await db.execute(sql`update articles set text = title where story_id = ${mine.storyId}`);
  await db
    .update(stories)
    .set({ dirtyAt: new Date(0) })
    .where(eq(stories.id, mine.storyId));
  await told.read();
  assert.notEqual(await storyPage(told.editions, mine.storyId, 'ru'), null);
});

test('a sender that remembers an edition sends the one without the article from then on', async () => {
  const { database, told } = await aToldArchive();
  const { db } = database;
  const { mine, edition: editionId } = await aLonelyOne(database, told);
  const parts = (await db.select().from(editions).where(eq(editions.id, editionId)))[0]?.parts ?? [];
  const at = parts.findIndex((part) => JSON.stringify(part).includes(mine.article.url));
  assert.ok(at >= 0);
  // Only the part that tells it, so that its number says nothing.
  await db
    .update(editions)
    .set({ parts: parts.slice(at, at + 1) })
    .where(eq(editions.id, editionId));
  await aDelivery(db, { editionId });
  const messenger = fakeMessenger();
  const deps = deliverDeps(db, { messenger });
  const sender = startSender(deps);
  const until = async (n: number) => {
    while (messenger.sent.length < n) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  await until(1);
  assert.ok(messenger.sent[0]?.text.includes(mine.article.title));
  await remove(database, told, mine.id);
  await aDelivery(db, { editionId });
  await until(2);
  await sender.stop();
  assert.ok(!messenger.sent[1]?.text.includes(mine.article.title), 'the second one is without it');
  assert.deepEqual(deps.errors, []);
});

test('an article that was taken down is never read again, under whatever address its feeds have it', async () => {
  const { database, told } = await aToldArchive();
  const { db } = database;
  const [mine] = told.kept;
  assert.ok(mine);
  const { article } = mine;
  await remove(database, told, mine.id);
  const [source = ''] = Object.keys(told.feeds);
  const again = { title: article.title, publishedAt: new Date(), text: '' };
  const alias = 'http://127.0.0.1:1/redirect/77';
  told.feeds[source]?.push(
    { ...again, guid: 'tracked', url: `${article.url}?utm_source=x` },
    { ...again, guid: 'www', url: `${article.url}/amp#top` },
    { ...again, guid: 'changed', url: article.url, title: `${article.title} (обновлено)` },
    { ...again, guid: 'alias', url: alias },
  );
  told.pages[alias] = {
    kind: 'page',
    page: {
      canonicalUrl: article.url,
      title: article.title,
      text: article.paragraphs.join('\n'),
      author: null,
      publishedAt: null,
    },
  } as never;
  await told.read();
  await told.read();
  assert.deepEqual(await tablesWith(database, article.title), []);
  const shunned = (await db.select().from(removedUrls)).map(({ urlKey: key }) => key);
  assert.ok(shunned.includes(urlKey(alias)), 'nor is its other address asked again');
});

test('what was being told or composed from an article while it was taken down is not kept', async () => {
  const { database, told } = await aToldArchive();
  const { db } = database;
  const [mine] = told.byStory.find((members) => members.length > 2) ?? [];
  assert.ok(mine);
  await db.update(stories).set({ dirtyAt: new Date() }).where(eq(stories.id, mine.storyId));
  const reached = Promise.withResolvers<void>();
  const removed = Promise.withResolvers<void>();
  const slow: Told['news'] = {
    ...told.news,
    summarizer: {
      summarize: async (...ask) => {
        reached.resolve();
        await removed.promise;
        return told.news.summarizer.summarize(...ask);
      },
    },
  };
  const telling = summarize(slow, SIGNAL);
  await reached.promise;
  const late = await aScheduled(database, told, 'ru');
  const stale = (await db.select().from(editions).where(eq(editions.id, late)))[0];
  assert.ok(stale);
  const removal = await remove(database, told, mine.id);
  removed.resolve();
  await telling;
  assert.deepEqual(await tablesWith(database, mine.article.title), []);
  // As if its composing had ended only now.
  await db
    .update(editions)
    .set({ parts: stale.parts, storyIds: stale.storyIds })
    .where(eq(editions.id, late));
  await withdrawAgain(told.editions, removal?.storyIds ?? []);
  assert.deepEqual(await tablesWith(database, mine.article.title), []);
  assert.deepEqual(told.news.problems, []);
});

test('an article that is being kept while its address is taken down goes, too', async () => {
  const { database, told } = await aToldArchive();
  const [mine] = told.kept;
  assert.ok(mine);
  const { db } = database;
  const held = Promise.withResolvers<void>();
  const kept = Promise.withResolvers<void>();
  const { mayKeep } = await import('../../src/store/removed.ts');
  const keeping = db.transaction(async (tx) => {
    assert.equal(await mayKeep(tx, urlKey(mine.article.url)), true);
    held.resolve();
    await kept.promise;
    await tx.execute(sql`update articles set title = 'Другой заголовок' where id = ${mine.id}`);
  });
  await held.promise;
  const removing = remove(database, told, mine.id);
  await new Promise((resolve) => setTimeout(resolve, 200));
  kept.resolve();
  await keeping;
  assert.notEqual(await removing, null);
  assert.deepEqual(await tablesWith(database, 'Другой заголовок'), []);
  await db.transaction(async (tx) => assert.equal(await mayKeep(tx, urlKey(mine.article.url)), false));
});

const addresses: readonly (readonly [string, string | null])[] = [
  ['https://www.zakon.kz/novosti/1.html?utm_source=tg#x', 'zakon.kz/novosti/1.html'],
  ['zakon.kz/novosti/1.html', 'zakon.kz/novosti/1.html'],
  ['http://m.zakon.kz/novosti/1.html/amp', 'zakon.kz/novosti/1.html'],
  ['HTTPS://ZAKON.KZ/novosti/1.html', 'zakon.kz/novosti/1.html'],
  ['https://zakon.kz/', null],
  ['https://user:pw@zakon.kz/1', null],
  ['ftp://zakon.kz/1', null],
  ['статья про уран', null],
  ['https://', null],
  ['17', null],
];
for (const [typed, key] of addresses) {
  test(`${typed} is ${key === null ? 'no address of an article' : `the article ${key}`}`, () => {
    const url = readAddress(typed);
    assert.equal(url === null ? null : urlKey(url), key);
  });
}
