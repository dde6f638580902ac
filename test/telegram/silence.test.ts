import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DateTime } from 'luxon';
import { readChat } from '../../src/app/chats.ts';
import { deliverDue } from '../../src/app/deliver.ts';
import { plan } from '../../src/app/plan.ts';
import { tellQuietWeek } from '../../src/app/quietWeek.ts';
import { kk } from '../../src/locales/kk.ts';
import { ru } from '../../src/locales/ru.ts';
import { databaseClock } from '../../src/store/clock.ts';
import { eq, sql } from '../../src/store/drizzle.ts';
import { chats, deliveries, sources, subscriptions } from '../../src/store/schema.ts';
import { createMessenger } from '../../src/telegram/messenger.ts';
import { renderQuietWeek } from '../../src/telegram/render-quiet.ts';
import { aDelivery, deliverDeps } from '../support/delivery.ts';
import { typeMistakes } from './conformance.ts';
import { aReader, ask, newest, press, runBot, setStage } from './stage.ts';

const stage = await setStage();
runBot(stage);
const { control, deps, standIn } = stage;
const { db } = deps;
const zone = 'Asia/Almaty';
const messenger = createMessenger({
  token: standIn.token,
  apiRoot: standIn.apiRoot,
  zone,
  username: 'kopir_bot',
  paidBroadcast: false,
});
const deliver = () => deliverDue(deliverDeps(db, { messenger }));

test('at one moment messages ring where it is day and are silent where it is night', {
  timeout: 120_000,
}, async () => {
  const readers: number[] = [];
  for (let hours = -11; hours <= 12; hours++) {
    const user = await aReader(control, hours % 2 === 0 ? 'ru' : 'kk');
    await ask(stage, user, `/timezone UTC${hours < 0 ? hours : `+${hours}`}`);
    await aDelivery(db, { chatId: user });
    readers.push(user);
  }
  const isNight = async (user: number, at: Date) => {
    const { hour } = DateTime.fromJSDate(at, { zone: (await readChat(db, user))?.zone ?? '' });
    return hour >= 22 || hour < 7;
  };
  const before = new Date();
  await deliver();
  const after = new Date();
  let [silent, ringing] = [0, 0];
  for (const user of readers) {
    const night = await isNight(user, before);
    if (night !== (await isNight(user, after))) continue;
    const stored = control.transcript(user).at(-1);
    assert.equal(stored?.text, 'Көпір');
    assert.equal(stored?.silent, night);
    if (night) silent += 1;
    else ringing += 1;
  }
  assert.ok(silent >= 8 && ringing >= 14, `${silent} silent, ${ringing} ringing`);
});

for (const [language, t] of [
  ['ru', ru],
  ['kk', kk],
] as const) {
  test(`a quiet week is said by a message whose buttons lead on, in ${language}`, async () => {
    const user = await aReader(control, language);
    await ask(stage, user, '/subscribe uranium');
    await ask(stage, user, '/quiet off');
    // A digest of this minute, of an order that is as old as the sources are well.
    const now = await databaseClock(db).now();
    const dueAt = new Date(Math.floor(now.getTime() / 60_000) * 60_000);
    const longAgo = new Date(now.getTime() - 30 * 86_400_000);
    const local = DateTime.fromJSDate(dueAt, { zone });
    await db.update(chats).set({ statusAt: longAgo }).where(eq(chats.chatId, user));
    await db
      .update(subscriptions)
      .set({ createdAt: longAgo, nextDueAt: dueAt, days: 127, atMin: local.hour * 60 + local.minute })
      .where(eq(subscriptions.chatId, user));
    await db
      .insert(sources)
      .values({ id: 'a', lastSuccessAt: now })
      .onConflictDoUpdate({ target: sources.id, set: { lastSuccessAt: now } });
    const words = { knowledge: { ...deps.knowledge(), sources: [{ id: 'a', enabled: true }] } } as never;
    const report = await plan({
      ...{ db, clock: databaseClock(db) },
      composeEdition: async () => ({ parts: [], storyIds: [] }),
      onEmpty: tellQuietWeek({
        understanding: () => words,
        renderQuietWeek: (week, reader) => renderQuietWeek(week, { language: reader, zone }),
      }),
    });
    assert.deepEqual([report.empty, report.failures], [1, []]);
    await deliver();
    const { text, labels } = newest(stage, user);
    assert.ok(text.includes(t.settings.quietWeekNone) && text.includes(t.settings.quietWeekChecked), text);
    assert.deepEqual(labels, [t.buttons.month, t.buttons.otherTopics]);
    assert.equal(control.transcript(user).filter((one) => one.text === text).length, 1);

    await press(stage, user, t.buttons.otherTopics);
    assert.equal(newest(stage, user).text, t.pickTopics);
    await press(stage, user, t.buttons.month);
    assert.deepEqual(stage.news.asked.at(-1)?.digests, ['uranium']);
    assert.equal(stage.news.asked.at(-1)?.windowHours, 720);

    await ask(stage, user, '/forget');
    await press(stage, user, t.buttons.delete);
    const [left] = await db
      .select({ n: sql<number>`count(*)::int` })
      .from(deliveries)
      .where(eq(deliveries.chatId, user));
    assert.equal(left?.n, 0);
  });
}

test('every one of these messages was accepted by the strict Bot API and type-checks', () => {
  assert.deepEqual(control.violations(), []);
  assert.deepEqual(stage.problems, []);
  const calls = control.calls('sendMessage').map(({ method, parameters }) => {
    // The stand-in keeps what came as text.
    const silent = parameters.disable_notification === undefined ? {} : { disable_notification: true };
    return { method, payload: { ...parameters, ...silent } };
  });
  assert.ok(calls.length > 50);
  assert.deepEqual(typeMistakes(calls), []);
});
