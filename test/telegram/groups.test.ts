import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readChat } from '../../src/app/chats.ts';
import { deliverDue } from '../../src/app/deliver.ts';
import { createMessenger } from '../../src/telegram/messenger.ts';
import { aDelivery, anEdition, aPart, deliverDeps } from '../support/delivery.ts';
import { typeMistakes } from './conformance.ts';
import { answerAfter, ask, newest, press, runBot, setStage, until } from './stage.ts';

const stage = await setStage();
const recorded = runBot(stage);
const api = { token: stage.standIn.token, apiRoot: stage.standIn.apiRoot };
const { control, deps } = stage;
const chat = (id: number) => readChat(deps.db, id);
const aPerson = (languageCode = 'ru') => control.addUser({ name: 'Анна', languageCode });
const posts = (chatId: number) => control.transcript(chatId).filter(({ from }) => from.isBot);

const SAID = {
  ru: {
    other: 'kk',
    trade: '💼 Торговля и инвестиции',
    subscribed: /^Вы подписаны: ⚛️/,
    refused: /^Настройки группы меняют только её администраторы/,
    here: /Дайджесты теперь приходят сюда\.$/,
    muted: /^Здесь боту не разрешено писать/,
    stopped: /^Рассылка остановлена/,
    topics: /Уран и атомная отрасль/,
    notFound: /^«вольфрам»: ничего не нашлось/,
    digest: /^⚛️ Уран и атомная отрасль · 22 ноября/,
    settings: /^Настройки\n/,
  },
  kk: {
    other: 'ru',
    trade: '💼 Сауда және инвестиция',
    subscribed: /^Жазылымыңыз: ⚛️/,
    refused: /^Топ баптауын тек әкімшілер өзгерте алады/,
    here: /Шолу енді осында келіп тұрады\.$/,
    muted: /^Боттың мұнда жазуға рұқсаты жоқ/,
    stopped: /^Шолу тоқтатылды/,
    topics: /Уран және атом саласы/,
    notFound: /^«вольфрам»: ештеңе табылмады/,
    digest: /^⚛️ Уран және атом саласы · 22 қараша/,
    settings: /^Баптаулар\n/,
  },
};

for (const [language, said] of Object.entries(SAID)) {
  /** A group that speaks `language`, whoever is in it. */
  const aGroup = async (more: { forum?: boolean; kind?: 'group' | 'supergroup' } = {}) => {
    const admin = aPerson(said.other);
    const member = aPerson(said.other);
    const group = control.createGroup({ title: 'Группа', creator: admin, members: [member], ...more });
    control.addBot(group, admin);
    await control.waitForMessage(group);
    await ask(stage, admin, `/language ${language}`, group);
    return { admin, member, group };
  };

  test(`a group answers in its own language, also over buttons, in ${language}`, async () => {
    const { admin, member, group } = await aGroup();
    assert.match((await ask(stage, member, '/subscribe uranium', group)).text, said.refused);
    assert.match((await ask(stage, admin, '/subscribe@kopir_bot uranium', group)).text, said.subscribed);
    assert.match((await ask(stage, member, '/digest@kopir_bot', group)).text, said.digest);
    assert.match((await ask(stage, member, '/topics@kopir_bot', group)).text, said.topics);
    assert.match((await ask(stage, member, '/search@kopir_bot вольфрам', group)).text, said.notFound);
    assert.match((await ask(stage, member, '/settings', group)).text, said.settings);
    const toast = await control.waitForAnswer(
      control.pressRaw(member, 'v1:run:off', { chatId: group, messageId: newest(stage, group).messageId }),
    );
    assert.deepEqual([toast.alert, said.refused.test(toast.text)], [true, true]);
    const page = control.pressRaw(member, 'v1:st:1', { chatId: group, messageId: 1 });
    await control.waitForAnswer(page);
    for (const command of [
      '/time 10:00',
      '/timezone Дубай',
      '/stop',
      '/forget',
      '/language ru',
      '/unsubscribe',
    ]) {
      assert.match((await ask(stage, member, command, group)).text, said.refused, command);
    }
    assert.deepEqual([(await chat(group))?.digests, (await chat(group))?.status], [['uranium'], 'active']);
  });

  test(`who stops being an administrator changes nothing any more, in ${language}`, async () => {
    const { admin, member, group } = await aGroup({ kind: 'supergroup' });
    control.setMember(group, member, 'administrator');
    assert.match((await ask(stage, member, '/subscribe uranium', group)).text, said.subscribed);
    await ask(stage, member, '/subscribe', group);
    const { messageId } = newest(stage, group);
    control.setMember(group, member, 'member');
    const late = control.pressRaw(member, 'v1:sub:uranium:off', { chatId: group, messageId });
    assert.match((await control.waitForAnswer(late)).text, said.refused);
    control.setMember(group, member, 'left');
    assert.deepEqual((await chat(group))?.digests, ['uranium']);
    const stopped = control.say(admin, '/stop', { chatId: group, anonymous: true });
    assert.match((await answerAfter(control, group, stopped)).text, said.stopped, 'as the group itself');
  });

  test(`a group where the bot may not write is told so over a button, and it is noted, in ${language}`, async () => {
    const { admin, group } = await aGroup();
    const { messageId } = newest(stage, group);
    control.setMembersMayWrite(group, false);
    for (let n = 0; n < 2; n++)
      control.expectRefusal({ description: 'not enough rights to send text messages' });
    const before = posts(group).length;
    control.say(admin, '/settings', { chatId: group });
    const pressed = control.pressRaw(admin, 'v1:menu:new', { chatId: group, messageId });
    assert.match((await control.waitForAnswer(pressed)).text, said.muted);
    assert.equal(posts(group).length, before);
    assert.deepEqual(
      stage.problems.splice(0).map((problem) => String(problem).replace(/ .*/s, '')),
      ['settings:', 'settings:'],
    );
    const silent = control.pressRaw(admin, `v1:lang:${said.other}:none`, { chatId: group, messageId });
    await control.waitForAnswer(silent);
    assert.equal((await chat(group))?.language, said.other, 'what needs no new message still works');
  });

  test(`a forum keeps its topic: answers where they are asked for, digests where it was set up, in ${language}`, async () => {
    const { admin, member, group } = await aGroup({ forum: true });
    const [news, talk] = ['Новости', 'Разговоры'].map((name) => control.addThread(group, name));
    const inTopic = async (person: number, text: string, threadId: number | undefined) => {
      await control.until(() => control.pendingUpdates() === 0);
      const after = control.say(person, text, { chatId: group, ...(threadId ? { threadId } : {}) });
      const answer = await control.waitForMessage(group, { after });
      assert.equal(answer.threadId, threadId, text);
      return answer;
    };
    const thread = async () => (await chat(group))?.threadId;

    const first = await inTopic(admin, '/subscribe uranium', news);
    assert.match(first.text, said.subscribed);
    assert.doesNotMatch(first.text, said.here, 'nothing has moved');
    assert.equal(await thread(), news);
    await inTopic(member, '/digest', talk);
    await inTopic(member, '/start', talk);
    await inTopic(member, '/subscribe trade', talk);
    await inTopic(admin, '/settings', talk);
    await inTopic(admin, '/time 10:00', talk);
    await inTopic(admin, '/topics', undefined);
    assert.equal(await thread(), news, 'only an administrator moves them, by /start and /subscribe');

    const picker = await inTopic(admin, '/subscribe', talk);
    assert.equal(await thread(), news);
    const on = await press(stage, admin, said.trade, {
      chatId: group,
      messageId: picker.messageId,
    });
    // A press is answered within 0.7 s: on a busy machine before its handler has ended, and without words.
    assert.ok(on.text === '' || said.here.test(on.text), on.text);
    assert.equal(await thread(), talk);
    const gone = control.pressRaw(admin, 'v1:yes:energy', { chatId: group, messageId: 999_999 });
    control.expectRefusal({ method: 'editMessageText', description: 'message to edit not found' });
    await control.waitForAnswer(gone);
    assert.equal(await thread(), talk, 'a message that is gone says nothing of its topic');

    const moved = await inTopic(admin, '/subscribe uranium', undefined);
    assert.match(moved.text, said.here);
    assert.equal(await thread(), null);
    const again = await inTopic(admin, '/start', news);
    assert.match(again.text, said.here);
    assert.equal(await thread(), news);
    assert.doesNotMatch((await inTopic(admin, '/start', news)).text, said.here);

    control.kickBot(group, admin);
    await control.until(() => control.pendingUpdates() === 0);
    assert.equal((await chat(group))?.status, 'paused');
    control.addBot(group, admin);
    await control.until(() => control.pendingUpdates() === 0);
    assert.deepEqual(
      [(await chat(group))?.status, await thread()],
      ['active', news],
      'it goes on where it was',
    );

    control.removeThread(group, news ?? 0);
    const text = `Выпуск ${language}`;
    const editionId = await anEdition(deps.db, { parts: [aPart(text)] });
    await aDelivery(deps.db, { chatId: group, editionId });
    const messenger = createMessenger({ ...api, zone: 'Asia/Almaty', username: null, paidBroadcast: false });
    control.expectRefusal({ method: 'sendMessage', description: 'message thread not found' });
    const sender = deliverDeps(deps.db, { messenger });
    const digest = () => posts(group).filter((one) => one.text === text);
    for (const until = performance.now() + 20_000; digest().length === 0 && performance.now() < until; ) {
      await deliverDue(sender);
    }
    assert.deepEqual(
      digest().map(({ threadId }) => threadId),
      [undefined],
      'a digest whose topic is deleted comes to General, once',
    );
    assert.deepEqual([await thread(), sender.errors], [null, []]);
  });
}

test('a group that takes the bot in without letting it write is known, and that is noted once', async () => {
  const admin = aPerson();
  const group = control.createGroup({ title: 'Группа', creator: admin });
  control.setMembersMayWrite(group, false);
  control.expectRefusal({ description: 'not enough rights to send text messages' });
  control.addBot(group, admin);
  await control.until(() => control.pendingUpdates() === 0);
  assert.equal((await chat(group))?.status, 'active');
  assert.deepEqual(posts(group), []);
  const [problem, ...others] = stage.problems.splice(0);
  assert.match(String(problem), /^membership: .*not enough rights/);
  assert.deepEqual(others, []);
});

test('adding greets once, also again; promotion and demotion change and say nothing', async () => {
  const admin = aPerson();
  const group = control.createGroup({ title: 'Группа', creator: admin });
  const idle = () => control.until(() => control.pendingUpdates() === 0);
  control.addBot(group, admin);
  await control.waitForMessage(group);
  await ask(stage, admin, '/subscribe uranium', group);
  const known = await chat(group);
  const before = posts(group).length;
  control.promoteBot(group, admin);
  control.demoteBot(group, admin);
  await idle();
  assert.deepEqual(await chat(group), known);
  assert.equal(posts(group).length, before);
  control.kickBot(group, admin);
  await idle();
  control.addBot(group, admin);
  await control.until(() => posts(group).length > before);
  await idle();
  assert.equal(posts(group).length, before + 1);
  assert.deepEqual((await chat(group))?.digests, ['uranium']);
});

test('in a group everybody reads, and only administrators change settings', async () => {
  const admin = control.addUser({ name: 'Админ' });
  const member = control.addUser({ name: 'Участник' });
  const group = control.createGroup({ title: 'Группа', creator: admin, members: [member] });
  control.addBot(group, admin);
  const hello = await control.waitForMessage(group);
  assert.match(hello.text, /Язык, темы и время для этой группы выбирают её администраторы/);

  const refused = await ask(stage, member, '/subscribe@kopir_bot uranium', group);
  assert.match(refused.text, /^Настройки группы меняют только её администраторы/);
  const toast = await press(stage, member, 'Қазақша', { chatId: group });
  assert.deepEqual([toast.alert, /только её администраторы/.test(toast.text)], [true, true]);
  assert.deepEqual((await chat(group))?.digests, []);

  assert.match((await ask(stage, admin, '/subscribe@kopir_bot uranium', group)).text, /^Вы подписаны/);
  assert.match((await ask(stage, member, '/digest@kopir_bot', group)).text, /^⚛️/);

  const before = newest(stage, group).messageId;
  control.say(member, 'просто канареечный разговор', { chatId: group });
  control.say(member, '/digest@other_bot', { chatId: group });
  control.say(member, '/start@other_bot', { chatId: group });
  control.say(member, '/roll', { chatId: group });
  assert.match((await ask(stage, member, '/wat@kopir_bot', group)).text, /^Такой команды нет/);
  const since = control.transcript(group).filter(({ from, messageId }) => from.isBot && messageId > before);
  assert.equal(since.length, 1, 'talk and commands of other bots are left alone');

  await ask(stage, admin, '/stop@kopir_bot', group);
  await ask(stage, member, '/start@kopir_bot', group);
  assert.equal((await chat(group))?.status, 'stopped', 'only an administrator brings digests back');
});

test('a group takes its settings along when it becomes a supergroup, and is paused when it throws the bot out', async () => {
  const admin = control.addUser({ name: 'Админ' });
  const group = control.createGroup({ title: 'Группа', creator: admin });
  control.addBot(group, admin);
  await control.waitForMessage(group);
  await ask(stage, admin, '/subscribe trade', group);
  const supergroup = control.migrate(group);
  await until(async () => (await chat(supergroup))?.digests[0] === 'trade');
  assert.equal(await chat(group), null);
  control.kickBot(supergroup, admin);
  await until(async () => (await chat(supergroup))?.status === 'paused');
});

test('every call of these tests is accepted by the strict Bot API and by grammY', () => {
  assert.deepEqual(control.violations(), []);
  assert.deepEqual(stage.problems, []);
  assert.deepEqual(typeMistakes(recorded), []);
});
