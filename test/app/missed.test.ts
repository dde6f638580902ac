import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { beforeEach, test } from 'node:test';
import { sweep } from '../../src/app/deliver.ts';
import { plan } from '../../src/app/plan.ts';
import { eq, sql } from '../../src/store/drizzle.ts';
import { deliveries } from '../../src/store/schema.ts';
import { freshDatabase } from '../support/database.ts';
import { aChat, aSubscription, frozenAt, planDeps } from '../support/delivery.ts';

/** The planner that comes back after hours and days, to chats with several topics. All local times are Almaty's, UTC+5. */

const { db } = await freshDatabase();
const clock = frozenAt('2026-11-25T00:00:00Z');
const planning = planDeps(db, clock);
const DAILY = 127;
const WEEKDAYS = 31;

beforeEach(async () => {
  await db.execute(sql`truncate chats, follows, subscriptions, deliveries, editions`);
  planning.asked.length = 0;
});

interface Topic {
  readonly digest: string;
  readonly days: number;
  readonly atMin: number;
  readonly due: string;
  readonly covered: string;
}
const MORNING: Topic = {
  ...{ digest: 'uranium', days: DAILY, atMin: 510 },
  ...{ due: '2026-11-27T03:30Z', covered: '2026-11-26T03:30Z' },
};
const EVENING: Topic = {
  ...{ digest: 'trade', days: DAILY, atMin: 1080 },
  ...{ due: '2026-11-27T13:00Z', covered: '2026-11-26T13:00Z' },
};
/** 27 November 2026 is a Friday. */
const WEEKDAY: Topic = { ...MORNING, digest: 'energy', days: WEEKDAYS };

interface Row {
  readonly date: string;
  readonly state: string;
  readonly slots: number;
  /** "digest from"; what it tells. */
  readonly tells: string[];
}

const CASES: { what: string; topics: Topic[]; ticks: string[]; rows: Row[] }[] = [
  {
    what: 'an hour: the digest comes late, the evening one in time',
    topics: [MORNING, EVENING],
    ticks: ['2026-11-27T04:30Z', '2026-11-27T13:00Z'],
    rows: [
      { date: '2026-11-27', state: 'sent', slots: 1, tells: ['uranium 2026-11-26T03:30Z'] },
      { date: '2026-11-27', state: 'sent', slots: 1, tells: ['trade 2026-11-26T13:00Z'] },
    ],
  },
  {
    what: 'seven hours: it is too late, and the next morning tells of two days',
    topics: [MORNING, EVENING],
    ticks: ['2026-11-27T10:30Z', '2026-11-27T13:00Z', '2026-11-28T03:30Z'],
    rows: [
      { date: '2026-11-27', state: 'expired', slots: 1, tells: [] },
      { date: '2026-11-27', state: 'sent', slots: 1, tells: ['trade 2026-11-26T13:00Z'] },
      { date: '2026-11-28', state: 'sent', slots: 1, tells: ['uranium 2026-11-26T03:30Z'] },
    ],
  },
  {
    what: 'from the morning to the evening: one message for both topics, once for each',
    topics: [MORNING, EVENING],
    ticks: ['2026-11-27T14:00Z', '2026-11-28T03:30Z', '2026-11-28T13:00Z'],
    rows: [
      {
        ...{ date: '2026-11-27', state: 'sent', slots: 2 },
        tells: ['trade 2026-11-26T13:00Z', 'uranium 2026-11-26T03:30Z'],
      },
      { date: '2026-11-28', state: 'sent', slots: 1, tells: ['uranium 2026-11-27T13:00Z'] },
      { date: '2026-11-28', state: 'sent', slots: 1, tells: ['trade 2026-11-27T13:00Z'] },
    ],
  },
  {
    what: 'three days: one message, for all that was missed',
    topics: [MORNING, EVENING],
    ticks: ['2026-11-30T04:00Z', '2026-11-30T13:00Z'],
    rows: [
      {
        ...{ date: '2026-11-30', state: 'sent', slots: 7 },
        tells: ['trade 2026-11-26T13:00Z', 'uranium 2026-11-26T03:30Z'],
      },
      { date: '2026-11-30', state: 'sent', slots: 1, tells: ['trade 2026-11-30T03:30Z'] },
    ],
  },
  {
    what: 'a weekend, on weekdays only: nothing on Sunday, Monday tells of all',
    topics: [WEEKDAY],
    ticks: ['2026-11-29T05:00Z', '2026-11-30T03:30Z'],
    rows: [
      { date: '2026-11-27', state: 'expired', slots: 1, tells: [] },
      { date: '2026-11-30', state: 'sent', slots: 1, tells: ['energy 2026-11-26T03:30Z'] },
    ],
  },
  {
    what: 'Friday to Monday noon, daily and on weekdays: one message',
    topics: [MORNING, WEEKDAY],
    ticks: ['2026-11-30T07:00Z', '2026-12-01T03:30Z'],
    rows: [
      {
        ...{ date: '2026-11-30', state: 'sent', slots: 6 },
        tells: ['energy 2026-11-26T03:30Z', 'uranium 2026-11-26T03:30Z'],
      },
      {
        ...{ date: '2026-12-01', state: 'sent', slots: 2 },
        tells: ['energy 2026-11-30T03:30Z', 'uranium 2026-11-30T03:30Z'],
      },
    ],
  },
  {
    what: 'twelve days: a week back, not more',
    topics: [MORNING],
    ticks: ['2026-12-09T04:00Z'],
    rows: [{ date: '2026-12-09', state: 'sent', slots: 13, tells: ['uranium 2026-12-02T03:30Z'] }],
  },
];
for (const { what, topics, ticks, rows } of CASES) {
  test(`down for ${what}`, async () => {
    const chatId = await aChat(db);
    for (const { digest, days, atMin, due, covered } of topics) {
      const times = { nextDueAt: new Date(due), coveredTo: new Date(covered) };
      await aSubscription(db, { chatId, digest, days, atMin, ...times });
    }
    for (const tick of ticks) {
      clock.at = new Date(Date.parse(tick) + 5_000);
      await plan(planning);
      // It arrives before the next tick.
      await db
        .update(deliveries)
        .set({ state: 'sent', doneAt: clock.at, messageIds: [1] })
        .where(eq(deliveries.state, 'queued'));
    }
    const found = await db.execute<Row & Record<string, unknown>>(sql`
      select d.local_date::text as date, d.state, d.slots,
             coalesce((select array_agg(split_part(s, '@', 1) || ' ' ||
               to_char(to_timestamp(split_part(s, '@', 2)::bigint) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"') order by s)
               from unnest(e.sections) s), '{}') as tells
        from deliveries d left join editions e on e.id = d.edition_id order by d.id`);
    assert.deepEqual(
      found.map(({ date, state, slots, tells }) => ({ date, state, slots, tells })),
      rows,
    );
    if (topics.length > 1) return;
    const dates = rows.filter(({ state }) => state === 'sent').map(({ date }) => date);
    assert.equal(new Set(dates).size, dates.length, 'never two for one local date');
  });
}

/** A digest of the 25th that waits; then the clock shows the morning of the 26th, when the next is due. */
async function aNightLater(): Promise<number> {
  clock.at = new Date('2026-11-25T03:30:05Z');
  const chatId = await aChat(db);
  await aSubscription(db, { chatId });
  assert.equal((await plan(planning)).queued, 1);
  clock.at = new Date('2026-11-26T03:30:05Z');
  planning.asked.length = 0;
  return chatId;
}

const states = async () =>
  (await db.select().from(deliveries).orderBy(deliveries.id)).map(({ state }) => state);
const coveredFrom = () => planning.asked.map(({ sections }) => sections[0]?.coveredTo.toISOString());

test('the news of a digest that a dead worker had claimed comes with the next one after a night', async () => {
  await aNightLater();
  await db.execute(sql`
    update deliveries set state = 'claimed', worker = ${randomUUID()}::uuid, lease_until = now() - interval '1 second'`);
  const report = await plan(planning);
  assert.deepEqual([report.expired, report.queued], [1, 1]);
  assert.deepEqual(await states(), ['expired', 'queued']);
  assert.deepEqual(coveredFrom(), ['2026-11-24T03:30:00.000Z']);
  assert.equal((await sweep({ db, unknownOutcome: 'resend' })).released, 0);
});

test('while a worker still holds an overdue digest, the next one waits for what becomes of it', async () => {
  await aNightLater();
  await db.execute(sql`
    update deliveries set state = 'claimed', worker = ${randomUUID()}::uuid, lease_until = now() + interval '1 minute'`);
  const held = await plan(planning);
  assert.deepEqual([held.expired, held.queued], [0, 0]);
  await db.execute(sql`update deliveries set state = 'queued', worker = null, lease_until = null`);
  await plan(planning);
  assert.deepEqual(coveredFrom(), ['2026-11-24T03:30:00.000Z']);
});

test('a chat that is held while its digest becomes too late loses no news', async () => {
  const chatId = await aNightLater();
  await db.transaction(async (tx) => {
    await tx.execute(sql`select 1 from chats where chat_id = ${chatId} for update`);
    const beside = planDeps(db, {
      now: async () => clock.at,
    });
    const { expired, queued } = await plan(beside);
    assert.deepEqual([expired, queued], [0, 0]);
  });
  await plan(planning);
  assert.deepEqual(await states(), ['expired', 'queued']);
  assert.deepEqual(coveredFrom(), ['2026-11-24T03:30:00.000Z']);
});
