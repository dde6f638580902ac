import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { setLanguage } from '../../src/app/chats.ts';
import { deliverDue } from '../../src/app/deliver.ts';
import { follow } from '../../src/app/follow.ts';
import { tellFollowers } from '../../src/app/tellFollowers.ts';
import { sql } from '../../src/store/drizzle.ts';
import { chats, deliveries, editions, follows, stories, storyVersions } from '../../src/store/schema.ts';
import { mergeStory } from '../../src/store/stories.ts';
import { asAdministrator, freshDatabase } from '../support/database.ts';
import {
  aChat,
  aDelivery,
  anEdition,
  aPart,
  deliverDeps,
  fakeMessenger,
  frozenAt,
} from '../support/delivery.ts';
import { aToldStory, grow, tellDeps } from '../support/toldStories.ts';

const { db } = await freshDatabase();

beforeEach(async () => {
  await db.execute(
    sql`truncate chats, follows, subscriptions, deliveries, editions, stories, summaries, articles, story_versions cascade`,
  );
});

const queued = async () =>
  (await db.select().from(deliveries).orderBy(deliveries.chatId)).map(({ chatId, dedupeKey, state }) => ({
    chatId,
    dedupeKey,
    state,
  }));

test('a version that grew is queued once for each chat that follows the story, rendered once per language', async () => {
  const [first, second, third, nobody] = [
    await aChat(db),
    await aChat(db, { language: 'kk' }),
    await aChat(db),
    await aChat(db),
  ];
  const [storyId, other] = [await aToldStory(db), await aToldStory(db)];
  for (const chatId of [first, second, third]) await follow({ db }, chatId, storyId);
  await follow({ db }, nobody, other);
  const deps = tellDeps(db);
  assert.equal((await tellFollowers(deps)).queued, 0, 'nothing has changed yet');
  await grow(db, storyId);
  assert.deepEqual(await tellFollowers(deps), { stories: 1, queued: 3, passedOver: 0, failures: [] });
  assert.deepEqual(await tellFollowers(deps), { stories: 0, queued: 0, passedOver: 0, failures: [] });
  const dedupeKey = `story:${storyId}:2`;
  assert.deepEqual(
    await queued(),
    [first, second, third].map((chatId) => ({ chatId, dedupeKey, state: 'queued' })),
  );
  assert.deepEqual(
    deps.rendered.map(({ language, story }) => [language, story.id]),
    [
      ['ru', storyId],
      ['kk', storyId],
    ],
  );
  for (const edition of await db.select().from(editions)) {
    assert.equal(edition.kind, 'story');
    assert.deepEqual(edition.sections, [`story:${storyId}@2`]);
    assert.deepEqual(edition.storyIds, [storyId]);
  }
  for (const row of await db.select().from(deliveries)) {
    assert.equal(row.slots, 0, 'it settles no subscription');
    assert.equal(Math.round((row.expiresAt.getTime() - row.dueAt.getTime()) / 3_600_000), 24);
  }
  await grow(db, storyId, 3);
  assert.equal((await tellFollowers(deps)).queued, 3);
});

test('the message arrives in the chat’s language and its forum topic, by the sender of digests', async () => {
  const forum = await aChat(db, { chatId: -100_5, type: 'group', threadId: 77, language: 'kk' });
  const storyId = await aToldStory(db);
  await follow({ db }, forum, storyId);
  await grow(db, storyId);
  await tellFollowers(tellDeps(db));
  const messenger = fakeMessenger();
  const deps = deliverDeps(db, { messenger });
  await deliverDue(deps);
  assert.deepEqual(deps.errors, []);
  assert.deepEqual(
    messenger.sent.map(({ chatId, threadId, text }) => ({ chatId, threadId, text })),
    [{ chatId: forum, threadId: 77, text: `Жаңалық ${storyId} kk` }],
  );
});

test('five replicas at once tell each chat once', async () => {
  const ids = [await aToldStory(db), await aToldStory(db), await aToldStory(db)];
  const chatIds = await Promise.all(Array.from({ length: 40 }, () => aChat(db)));
  for (const id of ids) for (const chatId of chatIds) await follow({ db }, chatId, id);
  for (const id of ids) await grow(db, id);
  const replicas = Array.from({ length: 5 }, () => tellDeps(db));
  const reports = await Promise.all(replicas.map((deps) => tellFollowers(deps)));
  const last = await tellFollowers(tellDeps(db));
  assert.deepEqual(
    [...reports, last].flatMap(({ failures }) => failures),
    [],
  );
  assert.equal(
    [...reports, last].reduce((sum, report) => sum + report.queued, 0),
    120,
  );
  assert.equal(await db.$count(deliveries), 120);
  assert.equal(await db.$count(editions), 6);
});

test('a stopped or paused chat is told nothing, now and when it comes back', async () => {
  const [stopped, paused, active] = [await aChat(db), await aChat(db), await aChat(db)];
  const storyId = await aToldStory(db);
  for (const chatId of [stopped, paused, active]) await follow({ db }, chatId, storyId);
  await db.execute(sql`update chats set status = 'stopped' where chat_id = ${stopped}`);
  await db.execute(
    sql`update chats set status = 'paused', status_reason = 'blocked' where chat_id = ${paused}`,
  );
  await grow(db, storyId);
  const report = await tellFollowers(tellDeps(db));
  assert.deepEqual([report.queued, report.passedOver], [1, 2]);
  await db.update(chats).set({ status: 'active', statusReason: null });
  assert.equal((await tellFollowers(tellDeps(db))).stories, 0);
  assert.deepEqual(
    (await queued()).map(({ chatId }) => chatId),
    [active],
  );
});

test('a chat whose digest tells the same version gets no second message', async () => {
  const [told, waiting, cancelled, before, other] = [
    await aChat(db),
    await aChat(db),
    await aChat(db),
    await aChat(db),
    await aChat(db),
  ];
  const storyId = await aToldStory(db);
  for (const chatId of [told, waiting, cancelled, before, other]) await follow({ db }, chatId, storyId);
  const earlier = await anEdition(db, { storyIds: [storyId], createdAt: new Date(Date.now() - 60_000) });
  await grow(db, storyId);
  const editionId = await anEdition(db, { storyIds: [4711, storyId] });
  const without = await anEdition(db, { storyIds: [4711] });
  const done = { state: 'sent' as const, messageIds: [1], doneAt: new Date() };
  await aDelivery(db, { chatId: told, editionId, ...done });
  await aDelivery(db, { chatId: waiting, editionId });
  await aDelivery(db, {
    chatId: cancelled,
    editionId,
    state: 'cancelled',
    reason: 'topics',
    doneAt: new Date(),
  });
  await aDelivery(db, { chatId: before, editionId: earlier, ...done });
  await aDelivery(db, { chatId: other, editionId: without, ...done });
  const report = await tellFollowers(tellDeps(db));
  assert.deepEqual([report.queued, report.passedOver], [3, 2]);
  const chatIds = (await queued())
    .filter(({ dedupeKey }) => dedupeKey.startsWith('story'))
    .map(({ chatId }) => chatId);
  assert.deepEqual(chatIds, [cancelled, before, other]);
});

test('what changed is said against the version that was told before', async () => {
  const [chatId, storyId] = [await aChat(db), await aToldStory(db)];
  await follow({ db }, chatId, storyId);
  const facts = (stage: string, value: number) =>
    JSON.stringify({
      since: null,
      stage,
      parties: [],
      figures: [{ value, unit: 'usd' }],
      days: [],
      turns: [],
    });
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  await db.insert(storyVersions).values([
    { storyId, version: 1, facts: facts('announced', 1e9), toldAt: at(60) },
    { storyId, version: 2, facts: facts('announced', 4e9), toldAt: at(30) },
  ]);
  await grow(db, storyId, 3);
  const [row] = await db.select().from(stories);
  await db
    .insert(storyVersions)
    .values({ storyId, version: 3, facts: facts('signed', 4.2e9), toldAt: row!.updatedAt! });
  const deps = tellDeps(db);
  await tellFollowers(deps);
  const changes = deps.rendered[0]?.story.changes;
  assert.deepEqual(changes?.stage, { from: 'announced', to: 'signed' });
  assert.deepEqual(changes?.figures, [
    { from: { value: 4e9, unit: 'usd' }, to: { value: 4.2e9, unit: 'usd' } },
  ]);
});

test('a story that fails does not stop the others, and is tried again', async () => {
  const chatId = await aChat(db);
  const [bad, good] = [await aToldStory(db), await aToldStory(db)];
  for (const id of [bad, good]) await follow({ db }, chatId, id);
  for (const id of [bad, good]) await grow(db, id);
  const broken = tellDeps(db, {
    renderStoryNews: (story) => {
      if (story.id === bad) throw new Error('cannot be rendered');
      return [aPart()];
    },
  });
  const report = await tellFollowers(broken);
  assert.equal(report.queued, 1);
  assert.deepEqual(
    report.failures.map(({ what }) => what),
    [`story ${bad}, version 2`],
  );
  assert.equal((await tellFollowers(tellDeps(db))).queued, 1);
  assert.equal(await db.$count(deliveries), 2);
});

test('what was told longer ago than a day is no news any more', async () => {
  const [chatId, storyId] = [await aChat(db), await aToldStory(db)];
  await follow({ db }, chatId, storyId);
  await grow(db, storyId);
  const deps = tellDeps(db, { clock: frozenAt(new Date(Date.now() + 25 * 3_600_000).toISOString()) });
  assert.equal((await tellFollowers(deps)).queued, 0);
  assert.equal((await tellFollowers(tellDeps(db))).queued, 1);
});

test('a chat that follows a merged story follows the living one, once, from what is told of it', async () => {
  const [one, both] = [await aChat(db), await aChat(db)];
  const [living, merged] = [await aToldStory(db, { version: 3, toldVersion: 3 }), await aToldStory(db)];
  await follow({ db }, one, merged);
  for (const id of [living, merged]) await follow({ db }, both, id);
  await db.transaction((tx) => mergeStory(tx, merged, living));
  assert.equal((await tellFollowers(tellDeps(db))).queued, 0, 'a merge alone is no news');
  const rows = await db.select().from(follows).orderBy(follows.chatId);
  assert.deepEqual(
    rows.map(({ chatId, storyId, version }) => [chatId, storyId, version]),
    [
      [one, living, 3],
      [both, living, 3],
    ],
  );
  await grow(db, living, 4);
  assert.equal((await tellFollowers(tellDeps(db))).queued, 2);
});

test('the followers of a story are found by an index, however many rows others have', async () => {
  const { db: one, url } = await freshDatabase({ max: 1 });
  const [hot, quiet] = [await aToldStory(one), await aToldStory(one)];
  await one.execute(sql`
    insert into chats (chat_id, type, language, zone)
    select n, 'private', case n % 2 when 0 then 'kk' else 'ru' end, 'Asia/Almaty' from generate_series(1, 12000) n`);
  await one.execute(sql`insert into follows select n, ${hot}::bigint, 1 from generate_series(1, 12000) n`);
  await one.execute(sql`insert into follows select n, ${quiet}::bigint, 1 from generate_series(1, 50) n`);
  await asAdministrator({ url }, 'analyze');
  const scans = async (): Promise<number> => {
    await one.execute(sql`select pg_stat_force_next_flush()`);
    const [row] = await one.execute<{ n: number }>(
      sql`select seq_scan::int as n from pg_stat_user_tables where relname = 'follows'`,
    );
    return row!.n;
  };
  await one.execute(sql`select count(*) from follows`);
  const before = await scans();
  assert.ok(before > 0, 'scans are counted');
  const deps = tellDeps(one);
  for (const id of [quiet, hot]) {
    await grow(one, id);
    assert.equal((await tellFollowers(deps)).queued, id === quiet ? 50 : 12_000);
  }
  assert.equal((await tellFollowers(deps)).stories, 0);
  assert.equal(await scans(), before);
});

test('what waits for a chat comes in the language that the chat has chosen meanwhile', async () => {
  const [late, early, other] = [await aChat(db), await aChat(db), await aChat(db)];
  const storyId = await aToldStory(db);
  for (const chatId of [late, early, other]) await follow({ db }, chatId, storyId);
  const deps = tellDeps(db);
  await tellFollowers(deps);
  await grow(db, storyId);
  await tellFollowers(deps);
  await db.execute(sql`update deliveries set unknown_count = 1 where chat_id = ${early}`);
  const knowledge = { digests: [] } as never;
  for (const chatId of [late, early])
    await setLanguage({ db, clock: deps.clock, knowledge, defaultZone: 'Asia/Almaty' }, chatId, 'kk');
  const messenger = fakeMessenger();
  await deliverDue(deliverDeps(db, { messenger }));
  const languageOf = (chatId: number) =>
    messenger.sent
      .find((one) => one.chatId === chatId)
      ?.text.split(' ')
      .at(-1);
  assert.deepEqual([languageOf(late), languageOf(other)], ['kk', 'ru']);
  assert.equal(languageOf(early), 'ru', 'it may have been sent: a second copy is the same');
});
