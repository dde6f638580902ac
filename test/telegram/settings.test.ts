import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openChat, readChat } from '../../src/app/chats.ts';
import { kk } from '../../src/locales/kk.ts';
import { ru } from '../../src/locales/ru.ts';
import { chatDeps } from '../../src/telegram/change.ts';
import { typeMistakes } from './conformance.ts';
import { answerAfter, aReader, ask, newest, press, runBot, setStage } from './stage.ts';

const stage = await setStage();
const recorded = runBot(stage);
const { control, deps } = stage;

const kept = async (id: number) => {
  const chat = await readChat(deps.db, id);
  return { length: chat?.variant, from: chat?.quietFrom, to: chat?.quietTo, zone: chat?.zone };
};

for (const [language, t] of [
  ['ru', ru],
  ['kk', kk],
] as const) {
  test(`the settings are one message that says and changes everything, in ${language}`, async () => {
    const user = await aReader(control, language);
    await ask(stage, user, '/subscribe uranium');
    const settings = await ask(stage, user, '/settings');
    const lines = settings.text.split('\n');
    assert.equal(lines.length, 8, settings.text);
    const heading = [{ type: 'bold', offset: 0, length: lines[0]?.length }];
    const entities = () => control.transcript(user).findLast(({ from }) => from.isBot)?.entities;
    assert.deepEqual(entities(), heading);
    assert.ok(lines.some((line) => line.includes('22:00–07:00')));
    assert.deepEqual(settings.labels, [
      t.buttons.topics,
      t.buttons.time,
      t.buttons.timezone,
      t.buttons.language,
      t.settings.length,
      t.settings.quiet,
      t.buttons.stop,
    ]);

    for (const [screen, choice, changed] of [
      [t.settings.length, t.settings.brief, { length: 'brief' }],
      [t.settings.length, t.settings.full, { length: 'full' }],
      [t.settings.quiet, '23:00–08:00', { from: '23:00', to: '08:00' }],
      [t.settings.quiet, t.settings.quietOff, { from: null, to: null }],
      [t.settings.quiet, '22:00–07:00', { from: '22:00', to: '07:00' }],
    ] as const) {
      const before = await kept(user);
      await press(stage, user, screen);
      assert.ok(newest(stage, user).labels.includes(t.buttons.back), screen);
      const toast = await press(stage, user, choice);
      assert.notEqual(toast.text, '');
      assert.deepEqual(await kept(user), { ...before, ...changed });
      assert.ok(newest(stage, user).labels.includes(`✓ ${choice}`), choice);
      await press(stage, user, t.buttons.back);
      assert.equal(newest(stage, user).messageId, settings.messageId, 'everything is said in one message');
    }
    assert.equal(newest(stage, user).text, settings.text);
    assert.deepEqual(entities(), heading);
  });

  test(`lengths and silent hours are typed as readers of ${language} say them`, async () => {
    const user = await aReader(control, language);
    const { settings: words } = t;
    for (const [typed, length] of [
      ['/length brief', 'brief'],
      ['/length Полностью', 'full'],
      ['/length кратко', 'brief'],
      ['/length ТОЛЫҚ', 'full'],
      ['/length қысқаша', 'brief'],
    ] as const) {
      assert.equal((await ask(stage, user, typed)).text, words.lengthSet(words.lengths[length]), typed);
      assert.equal((await kept(user)).length, length, typed);
    }
    for (const [typed, from, to] of [
      ['/quiet 23:00 08:00', '23:00', '08:00'],
      ['/quiet off', null, null],
      ['/quiet с 22 до 7', '22:00', '07:00'],
      ['/quiet нет', null, null],
      ['/quiet 21.30–6.15', '21:30', '06:15'],
      ['/quiet өшіру', null, null],
      ['/quiet on', '22:00', '07:00'],
      ['/quiet түнде', '22:00', '07:00'],
      ['/quiet 22:00-ден 07:00-ге дейін', '22:00', '07:00'],
      ['/quiet 2330 0730', '23:30', '07:30'],
    ] as const) {
      const span = from === null ? null : `${from}–${to}`;
      assert.equal((await ask(stage, user, typed)).text, words.quietSet(span), typed);
      const now = await kept(user);
      assert.deepEqual([now.from, now.to], [from, to], typed);
    }
    assert.ok((await ask(stage, user, '/length')).labels.includes(`✓ ${words.brief}`));
    assert.match((await ask(stage, user, '/quiet')).text, /23:30–07:30/);
  });

  test(`what is no length or no silent hours gets an answer that helps, in ${language}`, async () => {
    const user = await aReader(control, language);
    const { settings: words } = t;
    const before = await kept(user);
    for (const [typed, answer] of [
      ['/quiet 25:61 07:00', words.badQuiet('25:61 07:00')],
      ['/quiet 22:00 07:60', words.badQuiet('22:00 07:60')],
      ['/quiet иногда', words.badQuiet('иногда')],
      ['/quiet <b>22:00</b> 07:00', words.badQuiet('<b>22:00<b> 07:00')],
      ['/quiet 22:00 23:00 07:00', words.badQuiet('22:00 23:00 07:00')],
      ['/quiet -5', words.halfQuiet('05:00', '07:00')],
      ['/quiet 22:00', words.halfQuiet('22:00', '07:00')],
      ['/quiet 7:00', words.halfQuiet('07:00', '09:00')],
      ['/quiet 08:00 8.00', words.sameQuiet('08:00')],
      ['/length средне', words.badLength('средне')],
      ['/length 5', words.badLength('5')],
    ] as const) {
      assert.equal((await ask(stage, user, typed)).text, answer, typed);
    }
    for (const typed of [`/quiet ${'😀'.repeat(2000)}`, `/length ${'9'.repeat(4000)}`]) {
      const { text } = await ask(stage, user, typed);
      assert.ok(text.length < 400 && text.includes(typed.startsWith('/quiet') ? '/quiet' : '/length'), text);
    }
    assert.deepEqual(await kept(user), before);
  });

  test(`a digest in the silent hours is said to be silent, in ${language}`, async () => {
    const user = await aReader(control, language);
    await ask(stage, user, '/subscribe uranium');
    const note = t.settings.silentDigest('06:30');
    assert.ok((await ask(stage, user, '/time 06:30 daily')).text.endsWith(note));
    assert.ok((await ask(stage, user, '/quiet')).text.includes(note));
    assert.ok((await ask(stage, user, '/quiet 21:00 07:00')).text.endsWith(note));
    assert.doesNotMatch((await ask(stage, user, '/time 08:30')).text, /06:30/);
  });
}

for (const [language, labels, typed, expected] of [
  ['ru', ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'], '/time 9 пн, ср и сб', /пн, ср, сб, 09:00/],
  ['kk', ['дс', 'сс', 'ср', 'бс', 'жм', 'сб', 'жс'], '/time 9 дүйсенбі мен сенбі', /дс, сб, 09:00/],
] as const) {
  test(`days are chosen one by one, by buttons and by words, in ${language}`, async () => {
    const user = await aReader(control, language);
    await ask(stage, user, '/subscribe uranium');
    const { text } = await ask(stage, user, typed);
    assert.match(text, expected);
    const chosen = async () => (await readChat(deps.db, user))?.days;
    await ask(stage, user, '/time 08:30 weekdays');
    await ask(stage, user, '/time');
    assert.deepEqual(
      newest(stage, user).labels.filter((label) => /^(✓ )?\p{L}{2}$/u.test(label)),
      labels.map((label, n) => (n < 5 ? `✓ ${label}` : label)),
    );
    await press(stage, user, labels[6]);
    assert.deepEqual(await chosen(), [1, 2, 3, 4, 5, 7]);
    await press(stage, user, `✓ ${labels[0]}`);
    assert.deepEqual(await chosen(), [2, 3, 4, 5, 7]);
    await ask(stage, user, '/time 08:30 weekly');
    await ask(stage, user, '/time');
    await press(stage, user, `✓ ${labels[0]}`);
    assert.deepEqual(await chosen(), [1], 'the last day stays');
  });

  test(`whoever stops by a button comes back by one, in ${language}`, async () => {
    const t = language === 'ru' ? ru : kk;
    const user = await aReader(control, language);
    await ask(stage, user, '/subscribe uranium');
    const { messageId } = await ask(stage, user, '/settings');
    await press(stage, user, t.buttons.topics);
    assert.ok(newest(stage, user).labels.includes(t.buttons.back));
    await press(stage, user, t.buttons.back);
    await press(stage, user, t.buttons.stop);
    assert.equal(newest(stage, user).text, t.stopped);
    await press(stage, user, t.buttons.back);
    await press(stage, user, t.buttons.resume);
    await press(stage, user, t.buttons.back);
    assert.ok(newest(stage, user).labels.includes(t.buttons.stop));
    assert.equal(newest(stage, user).messageId, messageId);
    assert.equal((await readChat(deps.db, user))?.status, 'active');
  });
}

test('a new chat is silent at night, and one that said otherwise stays so when it comes again', async () => {
  const user = await aReader(control, 'ru');
  assert.deepEqual(await kept(user), {
    length: 'full',
    from: '22:00',
    to: '07:00',
    zone: 'Asia/Almaty',
  });
  await ask(stage, user, '/quiet off');
  await ask(stage, user, '/stop');
  await answerAfter(control, user, control.start(user));
  assert.deepEqual([(await kept(user)).from, (await kept(user)).to], [null, null]);
  const deps2 = chatDeps(deps);
  const group = { chatId: -5, threadId: null, type: 'group', language: 'kk' } as const;
  const { chat } = await openChat(deps2, group);
  assert.deepEqual([chat.quietFrom, chat.quietTo], ['22:00', '07:00']);
});

test('forged buttons for lengths and silent hours change nothing and are answered', async () => {
  const user = await aReader(control, 'ru');
  const { messageId } = await ask(stage, user, '/settings');
  const before = await kept(user);
  for (const data of [
    'v1:length:huge',
    'v1:length',
    'v1:quiet:2500:0700',
    'v1:quiet:2200',
    'v1:quiet:2200:2200',
    'v1:quiet',
    'v1:quiet:2200:0700:0800',
    'v1:quiet:a:b',
    'v1:length:constructor',
  ]) {
    const answer = await control.waitForAnswer(control.pressRaw(user, data, { messageId }));
    assert.equal(answer.text, ru.stale, data);
  }
  assert.deepEqual(await kept(user), before);
});

test('in a group only administrators set lengths and silent hours', async () => {
  const admin = control.addUser({ name: 'Админ' });
  const member = control.addUser({ name: 'Участник' });
  const group = control.createGroup({ title: 'Группа', creator: admin, members: [member] });
  control.addBot(group, admin);
  await control.waitForMessage(group);
  await ask(stage, admin, '/settings', group);
  await press(stage, admin, ru.settings.quiet, { chatId: group });
  const refused = await press(stage, member, '23:00–08:00', { chatId: group });
  assert.deepEqual([refused.text, refused.alert], [ru.notAdmin, true]);
  assert.equal((await ask(stage, member, '/length@kopir_bot brief', group)).text, ru.notAdmin);
  const before = await kept(group);
  assert.deepEqual([before.length, before.from], ['full', '22:00']);
  await press(stage, admin, '23:00–08:00', { chatId: group });
  assert.deepEqual([(await kept(group)).from, (await kept(group)).to], ['23:00', '08:00']);
});

test('nothing of it was refused by the strict Bot API, and every call type-checks', () => {
  assert.deepEqual(control.violations(), []);
  assert.deepEqual(stage.problems, []);
  assert.deepEqual(typeMistakes(recorded), []);
});
