import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBot } from '../../src/telegram/bot.ts';
import { aimCallback, parseCallback } from '../../src/telegram/callbacks.ts';
import { channelStage } from './channelStage.ts';
import { answerAfter, ask, newest, press, runBot, setStage } from './stage.ts';

const stage = await setStage();
runBot(stage);
const { control, deps } = stage;
const { chat, aReader, aChannel, posts, settled } = channelStage(stage);

test('a channel is forgotten from the private chat, which stays as it is', async () => {
  const admin = await aReader();
  const { channel, username } = aChannel(admin);
  const before = newest(stage, admin).messageId;
  control.promoteBot(channel, admin);
  await answerAfter(control, admin, before);
  const own = await chat(admin);
  const asked = await ask(stage, admin, `/forget @${username}`);
  assert.match(asked.text, /^Канал «Новости \d+»\n\nУдалить всё/);
  await press(stage, admin, 'Удалить');
  assert.match(newest(stage, admin).text, /Данные этого канала или группы удалены\.$/);
  assert.deepEqual([await chat(channel), await chat(admin)], [null, own]);
  await press(stage, admin, '⚙ Настройки');
  assert.match(newest(stage, admin).text, /^Канал «Новости \d+»\n\nНастройки\nТемы: подписок нет/);
});

test('a promotion that is told twice, or follows a demotion, asks the administrator once each', async () => {
  const admin = await aReader();
  const { channel } = aChannel(admin);
  const setUps = () => posts(admin).filter(({ text }) => /Бот стал администратором канала/.test(text)).length;
  control.promoteBot(channel, admin);
  await settled();
  assert.equal(setUps(), 1);
  const bot = createBot(deps, { token: stage.standIn.token, apiRoot: stage.standIn.apiRoot });
  await bot.init();
  const from = { id: admin, is_bot: false, first_name: 'А', language_code: 'ru' };
  const user = { id: bot.botInfo.id, is_bot: true, first_name: 'К' };
  const update = {
    update_id: 999_100_001,
    my_chat_member: {
      chat: { id: channel, type: 'channel', title: 'Новости' },
      from,
      date: 1,
      old_chat_member: { status: 'left', user },
      new_chat_member: { status: 'administrator', user },
    },
  };
  for (let times = 0; times < 3; times++) await bot.handleUpdate(structuredClone(update) as never);
  assert.equal(setUps(), 2, 'told three times, asked once');
  const [demotion, again] = [structuredClone(update), structuredClone(update)];
  Object.assign(demotion, { update_id: 999_100_002 });
  Object.assign(demotion.my_chat_member, {
    old_chat_member: { status: 'administrator', user },
    new_chat_member: { status: 'member', user },
  });
  Object.assign(again, { update_id: 999_100_003 });
  Object.assign(again.my_chat_member, { old_chat_member: { status: 'administrator', user } });
  for (const one of [demotion, again]) await bot.handleUpdate(one as never);
  assert.equal(setUps(), 2, 'other rights are nothing to ask about');
  assert.deepEqual(posts(channel), []);
});

test('the title is taken from the screen above the button, and asked for when that is another chat', async () => {
  const admin = await aReader();
  const [one, two] = [aChannel(admin), aChannel(admin)];
  for (const { channel } of [one, two]) {
    const before = newest(stage, admin).messageId;
    control.promoteBot(channel, admin);
    await answerAfter(control, admin, before);
  }
  const title = (username: string) => `Канал «Новости ${username.split('_').at(-1)}»`;
  const asked = () => control.calls('getChat').length;
  const before = asked();
  await press(stage, admin, 'Время');
  assert.equal(newest(stage, admin).text.split('\n')[0], title(two.username));
  assert.equal(asked(), before, 'nothing is asked that the screen shows');
  const { messageId } = newest(stage, admin);
  const forged = `v1:menu:zone@${one.channel.toString(36)}`;
  await control.waitForAnswer(control.pressRaw(admin, forged, { messageId }));
  assert.equal(newest(stage, admin).text.split('\n')[0], title(one.username));
  assert.equal(asked(), before + 1);
});

test('a group is set up from the private chat as well, and its members see nothing of it', async () => {
  const admin = await aReader();
  const group = control.createGroup({ title: 'Шумная группа', creator: admin, kind: 'supergroup' });
  control.addBot(group, admin);
  const hello = await control.waitForMessage(group);
  const button = hello.keyboard?.flat().find(({ text }) => text === 'Настроить в личном чате');
  const payload = /\?start=(.+)$/.exec(String(button?.url))?.[1] ?? '';
  const shown = await answerAfter(control, admin, control.start(admin, payload));
  assert.match(shown.text, /^Группа «Шумная группа»\n\nНастройки\n/);
  await press(stage, admin, 'Темы');
  await press(stage, admin, '⚛️ Уран и атомная отрасль');
  assert.deepEqual((await chat(group))?.digests, ['uranium']);
  assert.equal(posts(group).length, 1);
});

test('a button that names another chat does nothing in a group, whoever presses it', async () => {
  const admin = await aReader();
  const [here, there] = [1, 2].map(() => control.createGroup({ title: 'Группа', creator: admin }));
  for (const group of [here, there]) {
    control.addBot(group ?? 0, admin);
    await control.waitForMessage(group ?? 0);
  }
  const pressed = control.pressRaw(admin, `v1:sub:uranium:on@${there?.toString(36)}`, {
    chatId: here ?? 0,
    messageId: newest(stage, here ?? 0).messageId,
  });
  assert.match((await control.waitForAnswer(pressed)).text, /устарела/);
  assert.deepEqual([(await chat(here ?? 0))?.digests, (await chat(there ?? 0))?.digests], [[], []]);
});

test('the longest data of a button fits with the longest id, and odd ids are no target', () => {
  const longest = `v1:own:${'a'.repeat(32)}:weekdays`;
  const aimed = aimCallback(longest, -1_009_999_999_999);
  assert.ok(aimed !== null && Buffer.byteLength(aimed) <= 64);
  assert.equal(parseCallback(aimed)?.target, -1_009_999_999_999);
  assert.deepEqual(parseCallback(aimed)?.args, ['a'.repeat(32), 'weekdays']);
  assert.equal(aimCallback(`v1:q:${'a'.repeat(58)}`, -1_001_000_000_001), null);
  for (const odd of ['@', '@5', '@-', '@-!', '@-zzzzzzzzzzzz', '@-zzzzzzzzzzz', '@-1@-2', '@-0']) {
    assert.equal(parseCallback(`v1:menu:main${odd}`), null, odd);
  }
});

test('nothing of this was refused by the strict Bot API', () => {
  assert.deepEqual(control.violations(), []);
  assert.deepEqual(stage.problems, []);
});
