import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readChat } from '../../src/app/chats.ts';
import { isZone } from '../../src/domain/schedule.ts';
import { kk } from '../../src/locales/kk.ts';
import { ru } from '../../src/locales/ru.ts';
import { sql } from '../../src/store/drizzle.ts';
import { zoneAt } from '../../src/telegram/zone.ts';
import { typeMistakes } from './conformance.ts';
import { answerAfter, aReader, ask, newest, press, runBot, setStage } from './stage.ts';

const stage = await setStage();
const recorded = runBot(stage);
const { control, deps } = stage;

const kept = async (id: number) => ({ zone: (await readChat(deps.db, id))?.zone });

const places = [
  { name: 'Oskemen, near the border', at: [49.95, 82.61], zone: 'Asia/Almaty' },
  { name: 'Barnaul, across the border', at: [53.35, 83.77], zone: 'Asia/Barnaul' },
  { name: 'Oral', at: [51.23, 51.37], zone: 'Asia/Oral' },
  { name: 'Washington', at: [38.9, -77.04], zone: 'America/New_York' },
  { name: 'Kyiv, by the name of the table of cities', at: [50.45, 30.52], zone: 'Europe/Kiev' },
  { name: 'the middle of the Indian Ocean', at: [-30, 80], zone: 'Etc/GMT-5' },
] as const;
for (const { name, at, zone } of places) {
  test(`the zone of ${name} is ${zone}`, () => assert.equal(zoneAt(at[0], at[1]), zone));
}

test('every place on the map has a zone, and what is no place has none', () => {
  const degrees = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
  fc.assert(
    fc.property(degrees(90), degrees(180), (latitude, longitude) => {
      assert.ok(isZone(zoneAt(latitude, longitude) ?? ''), `${latitude} ${longitude}`);
    }),
  );
  for (const [latitude, longitude] of [
    [90.1, 0],
    [0, -180.5],
    [Number.NaN, 0],
    [0, Number.POSITIVE_INFINITY],
  ] as const) {
    assert.equal(zoneAt(latitude, longitude), null);
  }
});

for (const [language, t, city] of [
  ['ru', ru, 'Нью-Йорк'],
  ['kk', kk, 'Нью-Йорк'],
] as const) {
  test(`a shared location sets the zone and leaves no trace of where it was, in ${language}`, async () => {
    const user = await aReader(control, language);
    await ask(stage, user, '/subscribe uranium');
    await ask(stage, user, '/settings');
    await press(stage, user, t.buttons.timezone);
    assert.ok(newest(stage, user).text.endsWith(t.settings.zoneByPlace));
    const share = (latitude: number, longitude: number) =>
      control.say(user, '', { other: { location: { latitude, longitude } } });
    const { text } = await answerAfter(control, user, share(40.7128, -74.006));
    const [zone, next, hint] = text.split('\n');
    assert.equal(zone, t.zoneSet(`${city}, UTC−5`, '22:10'));
    assert.match(next ?? '', /08:30/);
    assert.equal(hint, t.settings.zoneOfPlace);
    assert.equal((await kept(user)).zone, 'America/New_York');
    const rows = await deps.db.execute(sql`select to_jsonb(c) as chat from chats c where chat_id = ${user}`);
    assert.doesNotMatch(JSON.stringify(rows), /40\.71|74\.00/);
    const nowhere = await answerAfter(control, user, share(123, 456));
    assert.equal(nowhere.text, t.settings.placeUnknown);
    assert.equal((await kept(user)).zone, 'America/New_York');
  });
}

test('a location among the talk of a group changes nothing', async () => {
  const admin = control.addUser({ name: 'Админ' });
  const group = control.createGroup({ title: 'Группа', creator: admin });
  control.addBot(group, admin);
  await control.waitForMessage(group);
  await ask(stage, admin, '/settings', group);
  await press(stage, admin, ru.buttons.timezone, { chatId: group });
  assert.ok(!newest(stage, group).text.includes(ru.settings.zoneByPlace));
  const { messageId: replyTo } = newest(stage, group);
  control.say(admin, '', { chatId: group, replyTo, other: { location: { latitude: 40.7, longitude: -74 } } });
  await ask(stage, admin, '/time', group);
  assert.equal((await kept(group)).zone, 'Asia/Almaty');
});

test('nothing of it was refused by the strict Bot API, and every call type-checks', () => {
  assert.deepEqual(control.violations(), []);
  assert.deepEqual(stage.problems, []);
  assert.deepEqual(typeMistakes(recorded), []);
});
