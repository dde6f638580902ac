import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { migrateChat } from '../../src/app/chats.ts';
import {
  follow,
  followList,
  follows,
  lastShown,
  MOST_FOLLOWS,
  MOST_LISTED,
  noteShown,
  unfollow,
} from '../../src/app/follow.ts';
import { forget } from '../../src/app/forget.ts';
import { databaseClock } from '../../src/store/clock.ts';
import { sql } from '../../src/store/drizzle.ts';
import { deliveries, follows as rows, stories } from '../../src/store/schema.ts';
import { mergeStory } from '../../src/store/stories.ts';
import { freshDatabase } from '../support/database.ts';
import { aChat, aDelivery, anEdition, aSubscription } from '../support/delivery.ts';
import { aToldStory } from '../support/toldStories.ts';

const { db } = await freshDatabase();
const clock = databaseClock(db);

beforeEach(async () => {
  await db.execute(
    sql`truncate chats, follows, subscriptions, deliveries, editions, stories, summaries, articles cascade`,
  );
});

test('a chat follows a story once, from the version that was told of it', async () => {
  const chatId = await aChat(db);
  const storyId = await aToldStory(db, { version: 4, toldVersion: 3 });
  assert.deepEqual(await follow({ db }, chatId, storyId), { kind: 'followed', storyId });
  assert.deepEqual(await follow({ db }, chatId, storyId), { kind: 'already', storyId });
  const [row] = await db.select().from(rows);
  assert.deepEqual([row?.chatId, row?.storyId, row?.version], [chatId, storyId, 3]);
  assert.equal(await follows(db, chatId, storyId), true);
  assert.equal(await unfollow({ db }, chatId, storyId), true);
  assert.equal(await unfollow({ db }, chatId, storyId), false);
  assert.equal(await follows(db, chatId, storyId), false);
});

test('a story that does not exist, or that nobody can read yet, is not followed', async () => {
  const chatId = await aChat(db);
  const untold = await aToldStory(db, { readyAt: null, updatedAt: null, toldVersion: 0, version: 1 });
  for (const id of [999_999_999, untold])
    assert.deepEqual(await follow({ db }, chatId, id), { kind: 'gone' });
  assert.equal(await db.$count(rows), 0);
});

test('a chat follows fifty stories, also when it asks for more at the same moment', async () => {
  const chatId = await aChat(db);
  const ids: number[] = [];
  for (let n = 0; n < MOST_FOLLOWS + 3; n++) ids.push(await aToldStory(db));
  for (const id of ids.slice(0, MOST_FOLLOWS - 1)) await follow({ db }, chatId, id);
  const last = await Promise.all(ids.slice(MOST_FOLLOWS - 1).map((id) => follow({ db }, chatId, id)));
  assert.deepEqual(last.map(({ kind }) => kind).sort(), ['followed', 'full', 'full', 'full']);
  assert.equal(await db.$count(rows), MOST_FOLLOWS);
  const list = await followList(db, chatId, 'kk');
  assert.equal(list.total, MOST_FOLLOWS);
  assert.equal(list.stories.length, MOST_LISTED);
  assert.match(list.stories[0]!.headline, /^Жаңалық/);
});

test('the id of a merged story means the living one, whichever of them was followed', async () => {
  const [living, merged, chatId, other] = [
    await aToldStory(db),
    await aToldStory(db),
    await aChat(db),
    await aChat(db),
  ];
  await follow({ db }, chatId, merged);
  await db.transaction((tx) => mergeStory(tx, merged, living));
  assert.equal(await follows(db, chatId, living), true);
  assert.equal(await follows(db, chatId, merged), true);
  assert.deepEqual(await follow({ db }, chatId, living), { kind: 'already', storyId: living });
  assert.deepEqual(
    (await followList(db, chatId, 'ru')).stories.map(({ storyId }) => storyId),
    [living],
  );
  assert.deepEqual(await follow({ db }, other, merged), { kind: 'followed', storyId: living });
  assert.equal(await unfollow({ db }, chatId, living), true);
  assert.equal(await follows(db, chatId, merged), false);
});

test('what waits of a story is not sent any more to who follows it no longer', async () => {
  const [chatId, storyId, stays] = [await aChat(db), await aToldStory(db), await aToldStory(db)];
  await follow({ db }, chatId, storyId);
  for (const id of [storyId, stays])
    await aDelivery(db, { chatId, kind: 'story', dedupeKey: `story:${id}:2`, slots: 0 });
  await aDelivery(db, { chatId, dedupeKey: 'digest:1' });
  await unfollow({ db }, chatId, storyId);
  const states = await db.select({ key: deliveries.dedupeKey, state: deliveries.state }).from(deliveries);
  assert.deepEqual(Object.fromEntries(states.map(({ key, state }) => [key, state])), {
    [`story:${storyId}:2`]: 'cancelled',
    [`story:${stays}:2`]: 'queued',
    'digest:1': 'queued',
  });
});

test('forgetting a chat forgets what it follows', async () => {
  const [chatId, other, storyId] = [await aChat(db), await aChat(db), await aToldStory(db)];
  for (const id of [chatId, other]) await follow({ db }, id, storyId);
  await forget(db, chatId);
  assert.deepEqual(
    (await db.select().from(rows)).map((row) => row.chatId),
    [other],
  );
});

test('a group that becomes a supergroup goes on following', async () => {
  const [from, storyId] = [await aChat(db, { chatId: -77, type: 'group' }), await aToldStory(db)];
  await follow({ db }, from, storyId);
  await migrateChat({ db, clock }, from, -10077);
  assert.deepEqual(
    (await db.select().from(rows)).map((row) => row.chatId),
    [-10077],
  );
});

test('two groups that become one follow what either did, from the newest version that either was told', async () => {
  const [from, to] = [
    await aChat(db, { chatId: -78, type: 'group' }),
    await aChat(db, { chatId: -10078, type: 'group' }),
  ];
  await aSubscription(db, { chatId: to });
  const [both, only, theirs] = [await aToldStory(db), await aToldStory(db), await aToldStory(db)];
  for (const [chatId, storyId] of [
    [from, both],
    [from, only],
    [to, both],
    [to, theirs],
  ] as const)
    await follow({ db }, chatId, storyId);
  await db.execute(sql`update follows set version = 5 where chat_id = ${from}`);
  await migrateChat({ db, clock }, from, to);
  const found = await db.select().from(rows).orderBy(rows.storyId);
  assert.deepEqual(
    found.map(({ chatId, storyId, version }) => [chatId, storyId, version]),
    [
      [to, both, 5],
      [to, only, 5],
      [to, theirs, 1],
    ],
  );
});

test('the last edition is the digest that came last, or what was shown on demand since', async () => {
  const chatId = await aChat(db);
  assert.deepEqual(await lastShown(db, chatId), []);
  const [old, digest, waiting, onDemand] = [
    await anEdition(db, { storyIds: [1] }),
    await anEdition(db, { storyIds: [4, 2] }),
    await anEdition(db, { storyIds: [8] }),
    await anEdition(db, { storyIds: [7, 9], kind: 'onDemand' }),
  ];
  const sent = { chatId, state: 'sent' as const, messageIds: [1] };
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  await aDelivery(db, { ...sent, editionId: old, doneAt: ago(30) });
  await aDelivery(db, { ...sent, editionId: digest, doneAt: ago(20) });
  await aDelivery(db, { chatId, editionId: waiting });
  await aDelivery(db, {
    ...sent,
    editionId: await anEdition(db, { storyIds: [3], kind: 'story' }),
    kind: 'story',
    doneAt: ago(5),
  });
  assert.deepEqual(await lastShown(db, chatId), [4, 2]);
  await noteShown(db, chatId, onDemand);
  assert.deepEqual(await lastShown(db, chatId), [7, 9]);
  await aDelivery(db, { ...sent, editionId: old, doneAt: new Date(Date.now() + 60_000) });
  assert.deepEqual(await lastShown(db, chatId), [1], 'the newest of both');
});

test('a story that is taken out of the database takes its follows along', async () => {
  const [chatId, storyId] = [await aChat(db), await aToldStory(db)];
  await follow({ db }, chatId, storyId);
  await db.delete(stories);
  assert.equal(await follows(db, chatId, storyId), false);
});
