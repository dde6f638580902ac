import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readChat } from '../../src/app/chats.ts';
import { answerAfter, ask, newest, press, runBot, setStage } from './stage.ts';

const stage = await setStage();
runBot(stage);
const { control, deps } = stage;
const digests = async (user: number) => (await readChat(deps.db, user))?.digests;

const SAID = {
  ru: {
    other: 'Қазақша',
    uranium:
      /^⚛️ Уран и атомная отрасль\. .*\nПрисылать дайджест по этой теме: по будням, 08:30 \(Астана\)\?$/,
    otherUranium: /^⚛️ Уран және атом саласы\./,
    keeps: /\nОстальные подписки сохранятся: 🚆 Транспорт и логистика\.$/,
    all: /^📰 Все темы\./,
    endsTopics: /\nВсе темы придут вместо отдельных: ⚛️ Уран и атомная отрасль, 🚆 Транспорт и логистика\.$/,
    endsAll: /\nСейчас приходят все темы\. Если подписаться, вместо них останется одна эта\.$/,
    yes: 'Подписаться',
    subscribed: /^Вы подписаны: ⚛️ Уран и атомная отрасль, 🚆 Транспорт и логистика\.\nСледующий дайджест: /,
    everything: /^Вы подписаны: 📰 Все темы\./,
    welcome: /^Здравствуйте\. Это Köpir/,
    welcomeBack: /^Здравствуйте\. Вы подписаны: ⚛️/,
    gone: /^Этой новости уже нет/,
    pick: 'Выбрать темы',
  },
  kk: {
    other: 'Русский',
    uranium:
      /^⚛️ Уран және атом саласы\. .*\nОсы тақырып бойынша шолу мына уақытта келіп тұрсын ба: .*08:30 \(Астана\)\?$/,
    otherUranium: /^⚛️ Уран и атомная отрасль\./,
    keeps: /\nБасқа жазылымдарыңыз сақталады: 🚆 Көлік және логистика\.$/,
    all: /^📰 Барлық тақырып\./,
    endsTopics:
      /\nБарлық тақырып мына жазылымдардың орнына қосылады: ⚛️ Уран және атом саласы, 🚆 Көлік және логистика\.$/,
    endsAll:
      /\nҚазір барлық тақырып бойынша шолу келіп тұр\. Жазылсаңыз, оның орнына тек осы тақырып қалады\.$/,
    yes: 'Жазылу',
    subscribed: /^Жазылымыңыз: ⚛️ Уран және атом саласы, 🚆 Көлік және логистика\.\nКелесі шолу: /,
    everything: /^Жазылымыңыз: 📰 Барлық тақырып\./,
    welcome: /^Сәлеметсіз бе\? Бұл – Köpir/,
    welcomeBack: /^Сәлеметсіз бе\? Жазылымыңыз: ⚛️/,
    gone: /^Бұл жаңалық енді қолжетімсіз/,
    pick: 'Тақырып таңдау',
  },
} as const;

/** The bot's messages to a person after `messageId`. */
const since = (user: number, messageId: number) =>
  control.transcript(user).filter((view) => view.from.isBot && view.messageId > messageId);

for (const [code, said] of Object.entries(SAID)) {
  const aUser = () => control.addUser({ name: 'Айгерім', languageCode: code });
  const follow = async (user: number, payload: string) => {
    const message = control.start(user, payload);
    await answerAfter(control, user, message);
    return since(user, message);
  };

  test(`a link to a topic keeps what the chat has, and says so before and after in ${code}`, async () => {
    const user = aUser();
    const [first] = await follow(user, 'uranium');
    assert.match(first?.text ?? '', said.uranium);
    await ask(stage, user, '/subscribe transport');
    const [asked] = await follow(user, 'URANIUM');
    assert.match(asked?.text ?? '', said.keeps);
    assert.deepEqual(await digests(user), ['transport'], 'nothing before the button');
    await press(stage, user, said.yes);
    assert.match(newest(stage, user).text, said.subscribed);
    assert.deepEqual(await digests(user), ['transport', 'uranium']);
    assert.match((await follow(user, 'uranium'))[0]?.text ?? '', said.welcomeBack);
  });

  test(`a link to all topics, and from them to one, say what they replace in ${code}`, async () => {
    const user = aUser();
    await follow(user, '');
    await ask(stage, user, '/subscribe transport uranium');
    const [asked] = await follow(user, 'all');
    assert.match(asked?.text ?? '', said.all);
    assert.match(asked?.text ?? '', said.endsTopics);
    await press(stage, user, said.yes);
    assert.match(newest(stage, user).text, said.everything);
    const [back] = await follow(user, 'energy');
    assert.match(back?.text ?? '', said.endsAll);
    await press(stage, user, said.yes);
    assert.deepEqual(await digests(user), ['energy']);
  });

  test(`the other language under a link's question asks the same again in ${code}`, async () => {
    const user = aUser();
    const [asked] = await follow(user, 'uranium');
    await press(stage, user, said.other);
    assert.equal(newest(stage, user).messageId, asked?.messageId);
    assert.match(newest(stage, user).text, said.otherUranium);
  });

  test(`a link to a story opens its page; the first time the welcome follows in ${code}`, async () => {
    const user = aUser();
    const [page, welcome, ...more] = await follow(user, 'story_zz');
    assert.match(page?.text ?? '', /^Wabtec/);
    assert.match(welcome?.text ?? '', said.welcome);
    assert.equal(more.length, 0);
    const again = await follow(user, 'story_zz');
    assert.equal(again.length, 1);
    assert.match(again[0]?.text ?? '', /^Wabtec/);
  });

  test(`a story that is gone, and payloads nobody made, get a way on in ${code}`, async () => {
    const user = aUser();
    await follow(user, '');
    for (const payload of ['story_zzzz', 'story_0', `story_${'z'.repeat(58)}`]) {
      const [gone, ...more] = await follow(user, payload);
      assert.match(gone?.text ?? '', said.gone, payload);
      assert.equal(gone?.keyboard?.flat().at(-1)?.text, said.pick);
      assert.equal(more.length, 0);
    }
    for (const payload of ['inline', 'no_such_topic', 'story_', 'story', '-', '__proto__', 'x'.repeat(64)]) {
      const [welcome, ...more] = await follow(user, payload);
      assert.match(welcome?.text ?? '', said.welcome, payload);
      assert.equal(more.length, 0);
    }
  });
}

test('in a group a link of a story opens it for everybody, and the welcome is the group’s', async () => {
  const user = control.addUser({ name: 'Анна' });
  const guest = control.addUser({ name: 'Гость' });
  const group = control.createGroup({ title: 'Аналитика', creator: user, members: [guest] });
  control.addBot(group, user);
  await control.waitForMessage(group, { text: /Язык, темы и время для этой группы/ });
  const welcome = await ask(stage, user, '/start@kopir_bot', group);
  assert.match(welcome.text, /Язык, темы и время для этой группы/);
  const page = await ask(stage, guest, '/start@kopir_bot story_zz', group);
  assert.match(page.text, /^Wabtec/);
});

test('nothing of it was refused or left unanswered', () => {
  assert.deepEqual(control.violations(), []);
  assert.deepEqual(stage.problems, []);
});
