import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tellQuietWeek } from '../../src/app/quietWeek.ts';
import { sql } from '../../src/store/drizzle.ts';
import { deliveries, sources, stories, subscriptions, troubles } from '../../src/store/schema.ts';
import { aPart, aSubscription } from '../support/delivery.ts';
import { DAY, FIRST, LONG_AGO, quietStage, words } from '../support/quietDays.ts';

const { db, aReader, tick, days, notices } = await quietStage();

const unquiet: { name: string; prepare: () => Promise<unknown>; before?: readonly number[] }[] = [
  { name: 'stories came six days ago', prepare: () => aReader(), before: [-6] },
  {
    name: 'a topic was chosen three days ago',
    prepare: async () => {
      const chatId = await aReader();
      await aSubscription(db, { chatId, digest: 'trade', createdAt: new Date(FIRST - 3 * DAY) });
    },
  },
  {
    name: 'the chat was stopped until yesterday',
    prepare: () => aReader(['uranium'], { statusAt: new Date(FIRST - DAY) }),
  },
  {
    name: 'a topic is not due today',
    prepare: async () => {
      const chatId = await aReader();
      // Tuesdays only.
      const nextDueAt = new Date('2026-12-01T03:30:00Z');
      await aSubscription(db, { chatId, digest: 'trade', days: 2, nextDueAt, createdAt: LONG_AGO });
    },
  },
  {
    name: 'a digest of the week came too late to be sent',
    prepare: async () => {
      const chatId = await aReader();
      await db.insert(deliveries).values({
        ...{ chatId, kind: 'digest', dedupeKey: `digest:${FIRST / 1000 - 86_400}`, slots: 1 },
        ...{ dueAt: new Date(FIRST - DAY), localDate: '2026-11-24', state: 'expired' },
        ...{
          notBefore: new Date(FIRST - DAY),
          expiresAt: new Date(FIRST - DAY),
          doneAt: new Date(FIRST - DAY),
        },
      });
    },
  },
  {
    name: 'the program was down for runs before',
    prepare: () => aReader(['uranium'], {}, { nextDueAt: new Date(FIRST - 2 * DAY) }),
  },
  {
    name: 'most sources fail',
    prepare: async () => {
      await aReader();
      await db.update(sources).set({ failures: 2 }).where(sql`id in ('a', 'b')`);
    },
  },
  {
    name: 'sources could not be read for a day of that week',
    prepare: async () => {
      await aReader();
      await db.insert(troubles).values({
        ...{ sourceId: null, what: 'outage', toldAt: new Date(FIRST - 3 * DAY) },
        ...{ since: new Date(FIRST - 3 * DAY), endedAt: new Date(FIRST - 2 * DAY) },
      });
    },
  },
];
for (const { name, prepare, before = [] } of unquiet) {
  test(`nothing is claimed when ${name}`, async () => {
    await prepare();
    if (before.length > 0) {
      await db.update(subscriptions).set({ nextDueAt: new Date(FIRST + (before[0] ?? 0) * DAY) });
      await days(before[0] ?? 0, -1, before);
    }
    const { report } = await tick(FIRST + 5000);
    assert.equal(report.empty, 1);
    assert.deepEqual(report.failures, []);
    assert.deepEqual(await notices(), []);
  });
}

test('nothing is claimed while nobody has read a source for hours', async () => {
  await aReader();
  await tick(FIRST + 5000, undefined, async (tx, chatIds, now) => {
    await tx.update(sources).set({ lastSuccessAt: new Date(FIRST - 4 * 3_600_000) });
    const tell = tellQuietWeek({ understanding: () => words, renderQuietWeek: () => [aPart()] });
    assert.equal(await tell(tx, chatIds, now), 0);
  });
  assert.deepEqual(await notices(), []);
});

test('an outage of an hour spoils no week, one of the week before neither', async () => {
  await aReader();
  for (const [from, hours] of [
    [FIRST - 3 * DAY, 1],
    [FIRST - 12 * DAY, 72],
  ] as const) {
    const [since, endedAt] = [new Date(from), new Date(from + hours * 3_600_000)];
    await db.insert(troubles).values({ sourceId: null, what: 'outage', since, endedAt, toldAt: since });
  }
  await tick(FIRST + 5000);
  assert.equal((await notices()).length, 1);
});

test('a chat whose other topic has stories is not told', async () => {
  const both = await aReader(['trade', 'uranium']);
  const one = await aReader(['uranium']);
  await tick(FIRST + 5000, (digests) => digests.includes('trade'));
  assert.deepEqual(
    (await notices()).map(({ chatId }) => chatId),
    [one],
  );
  assert.notEqual(both, one);
});

const aStory = (topic: string, daysAgo: number) => {
  const at = new Date(FIRST - daysAgo * DAY);
  return db.insert(stories).values({
    ...{ substance: 'x', topics: [topic], relevance: 1, toldVersion: 1 },
    ...{ firstPublishedAt: at, lastPublishedAt: at, readyAt: at, updatedAt: at },
  });
};

test('nobody is told who has a topic with a story of that week, whatever was sent', async () => {
  await aStory('uranium', 3);
  await aStory('energy', 8);
  await aReader(['uranium']);
  await aReader(['trade', 'uranium']);
  await aReader(['all']);
  const quiet = [await aReader(['trade']), await aReader(['energy', 'trade'])];
  await tick(FIRST + 5000);
  assert.deepEqual(
    (await notices()).map(({ chatId }) => chatId),
    quiet,
  );
});

test('while every topic has stories, no chat is looked at', async () => {
  for (const topic of ['uranium', 'trade', 'energy']) await aStory(topic, 1);
  await aReader();
  await tick(FIRST + 5000, undefined, async (tx, chatIds, now) => {
    const asked: string[] = [];
    const watched = new Proxy(tx, {
      get: (target, name) => {
        asked.push(String(name));
        return Reflect.get(target, name);
      },
    });
    const tell = tellQuietWeek({ understanding: () => words, renderQuietWeek: () => [aPart()] });
    for (let chunk = 0; chunk < 5; chunk++) assert.equal(await tell(watched, chatIds, now), 0);
    assert.deepEqual(asked, ['execute'], 'one query for a tick of many chunks');
  });
});
