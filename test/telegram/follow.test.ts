import assert from 'node:assert/strict';
import { test } from 'node:test';
import { follows, MOST_FOLLOWS } from '../../src/app/follow.ts';
import { follows as rows } from '../../src/store/schema.ts';
import { aDelivery, anEdition } from '../support/delivery.ts';
import { aToldStory } from '../support/toldStories.ts';
import { typeMistakes } from './conformance.ts';
import { aStory } from './editions.ts';
import { answerAfter, ask, newest, press, runBot, setStage } from './stage.ts';

const stage = await setStage();
const recorded = runBot(stage);
const { control, news, deps } = stage;
const { db } = deps;

const ids: number[] = [];
for (let n = 0; n < 3; n++) ids.push(await aToldStory(db));
news.stories = ids.map((id, n) => aStory({ id, headline: `Новость ${'АБВ'[n]}` }));
/** The edition that fake /digest answers with, as the database would have it. */
await anEdition(db, { kind: 'onDemand', storyIds: ids });
const followed = (chatId: number) =>
  Promise.all(ids.map((id) => follows(db, chatId, id))).then((found) => found.map(Number).join(''));

const SAID = {
  ru: {
    follow: '🔔 Следить',
    unfollow: '🔕 Не следить',
    open: 'Подробнее',
    back: '← Назад',
    following: /^Вы следите за новостью:\nНовость Б\n/,
    already: /^Вы уже следите за новостью:\nНовость Б\n/,
    ended: /^Сообщений об этой новости больше не будет:\nНовость Б$/,
    not: /^За этой новостью вы не следите:\nНовость Б\n/,
    none: /^Вы пока не следите ни за одной новостью/,
    noEdition: /^Сначала откройте дайджест: \/digest/,
    noNumber: /: такого номера в последнем дайджесте нет\. Номера: от 1 до 3\./,
    noNumberHere: /^9: такого номера в этом сообщении нет\.$/,
    list: /^Новости, за которыми вы следите: 1\n\n1\. Новость \d+\n\n/,
    toast: 'Когда в новости что-то изменится, придёт сообщение.',
    gone: /^Этой новости уже нет/,
  },
  kk: {
    follow: '🔔 Жалғасын бақылау',
    unfollow: '🔕 Бақылауды тоқтату',
    open: 'Толығырақ',
    back: '← Артқа',
    following: /^Мына жаңалықтың жалғасын бақылап отырсыз:\nНовость Б\n/,
    already: /^Бұл жаңалықтың жалғасын бұрыннан бақылап отырсыз:\nНовость Б\n/,
    ended: /^Бұл жаңалық туралы хабарлама енді келмейді:\nНовость Б$/,
    not: /^Бұл жаңалықтың жалғасын бақылап отырған жоқсыз:\nНовость Б\n/,
    none: /^Әзірге бірде-бір жаңалықтың жалғасын бақылап отырған жоқсыз/,
    noEdition: /^Алдымен шолуды ашыңыз: \/digest/,
    noNumber: /: соңғы шолуда мұндай нөмір жоқ\. Нөмірлер: 1–3\./,
    noNumberHere: /^9: бұл хабарламада мұндай нөмір жоқ\.$/,
    list: /^Жалғасын бақылап отырған жаңалықтарыңыз: 1\n\n1\. Жаңалық \d+\n\n/,
    toast: 'Жаңалықта өзгеріс болса, хабарлама келеді.',
    gone: /^Бұл жаңалық енді қолжетімсіз/,
  },
};

for (const [code, said] of Object.entries(SAID)) {
  const aReader = async () => {
    const user = control.addUser({ name: 'Айгерім', languageCode: code });
    await answerAfter(control, user, control.start(user));
    return user;
  };

  test(`a story is followed from its page, and the list opens and ends it, in ${code}`, async () => {
    const user = await aReader();
    assert.match((await ask(stage, user, '/follow')).text, said.none);
    const digest = await ask(stage, user, '/digest');
    await press(stage, user, '2', { messageId: digest.messageId });
    const page = newest(stage, user);
    const toast = await press(stage, user, said.follow);
    assert.equal(toast.text, said.toast);
    assert.equal(await followed(user), '010');
    assert.equal(newest(stage, user).messageId, page.messageId, 'the page stays where it is');
    assert.ok(newest(stage, user).labels.includes(said.unfollow));
    const list = await ask(stage, user, '/follow');
    assert.match(list.text, said.list);
    assert.deepEqual(list.labels, ['1', '✕ 1']);
    const { entities = [] } = control.transcript(user).at(-1) ?? {};
    assert.deepEqual(entities[0], { type: 'bold', offset: 0, length: list.text.indexOf('\n') });
    await press(stage, user, '1', { messageId: list.messageId });
    assert.match(newest(stage, user).text, /^Новость Б/);
    assert.ok(newest(stage, user).labels.includes(said.unfollow));
    await press(stage, user, said.back);
    await press(stage, user, '✕ 1', { messageId: list.messageId });
    assert.equal(await followed(user), '000');
    assert.match(newest(stage, user).text, said.none);
  });

  test(`/follow and /unfollow take a number of the edition that the chat saw last, in ${code}`, async () => {
    const user = await aReader();
    assert.match((await ask(stage, user, '/follow 2')).text, said.noEdition);
    await ask(stage, user, '/digest');
    const answer = await ask(stage, user, '/follow 2');
    assert.match(answer.text, said.following);
    assert.deepEqual(answer.labels, [said.open, said.unfollow]);
    assert.equal(await followed(user), '010');
    assert.match((await ask(stage, user, '/follow №2')).text, said.already);
    assert.match((await ask(stage, user, '/unfollow 2')).text, said.ended);
    assert.match((await ask(stage, user, '/unfollow 2.')).text, said.not);
    for (const odd of ['4', '0', '99999999', '-1', 'два', '<b>', '2; drop table follows'])
      assert.match((await ask(stage, user, `/follow ${odd}`)).text, said.noNumber, odd);
    assert.equal(await followed(user), '000');

    // The digest that came since counts; its numbers are its own.
    const editionId = await anEdition(db, { storyIds: [ids[2]!, ids[1]!, ids[0]!] });
    await aDelivery(db, { chatId: user, editionId, state: 'sent', messageIds: [1], doneAt: new Date() });
    await ask(stage, user, '/follow 1');
    assert.equal(await followed(user), '001');
    await press(stage, user, said.unfollow);
    assert.equal(await followed(user), '000');
    assert.deepEqual(newest(stage, user).labels, [said.open, said.follow]);
    await press(stage, user, said.follow);
    assert.equal(await followed(user), '001');
  });

  test(`a number of a sample is understood in a reply, and who does not reply is told so, in ${code}`, async () => {
    const user = control.addUser({ name: 'Анна', languageCode: code });
    await answerAfter(control, user, control.start(user));
    await ask(stage, user, '/subscribe uranium');
    const sample = newest(stage, user);
    assert.match(sample.text, /^(Пример|Үлгі) · /);
    const lost = await ask(stage, user, '/follow 2');
    assert.match(lost.text, said.noEdition);
    assert.match(lost.text, code === 'ru' ? /ответьте этой командой/ : /жауап ретінде жіберіңіз/);
    const replied = control.say(user, '/follow 2', { replyTo: sample.messageId });
    assert.match((await answerAfter(control, user, replied)).text, said.following);
  });

  test(`a reply to a message of the bot means the numbers under that message, in ${code}`, async () => {
    const user = await aReader();
    const digest = await ask(stage, user, '/digest');
    const editionId = await anEdition(db, { storyIds: [ids[2]!] });
    await aDelivery(db, { chatId: user, editionId, state: 'sent', messageIds: [1], doneAt: new Date() });
    const reply = async (text: string, replyTo: number) =>
      answerAfter(control, user, control.say(user, text, { replyTo }));
    assert.match((await reply('/follow 2', digest.messageId)).text, said.following);
    assert.equal(await followed(user), '010');
    assert.match((await reply('/follow 9', digest.messageId)).text, said.noNumberHere);
    // The answer is about one story: no number is needed.
    const answer = newest(stage, user);
    assert.match((await reply('/unfollow 2', digest.messageId)).text, said.ended);
    assert.notEqual(answer.messageId, 0);
    const about = newest(stage, user);
    assert.match((await reply('/follow', about.messageId)).text, said.following);
  });

  test(`a story that is gone is not followed, whatever its button says, in ${code}`, async () => {
    const user = await aReader();
    const gone = aStory({ id: 888_888, headline: 'Новость Г' });
    news.stories = [...news.stories, gone];
    await ask(stage, user, '/digest');
    await press(stage, user, '4');
    const toast = await press(stage, user, said.follow);
    assert.match(toast.text, said.gone);
    news.stories = news.stories.filter((story) => story !== gone);
    assert.equal(await followed(user), '000');
  });
}

test('a chat that follows as many stories as it may is told so', async () => {
  const user = control.addUser({ name: 'Анна' });
  await answerAfter(control, user, control.start(user));
  await ask(stage, user, '/digest');
  for (let n = 0; n < MOST_FOLLOWS; n++) {
    const storyId = await aToldStory(db);
    await db.insert(rows).values({ chatId: user, storyId, version: 1 });
  }
  assert.match((await ask(stage, user, '/follow 1')).text, /^В одном чате можно следить не более чем за 50/);
  const list = await ask(stage, user, '/follow');
  assert.match(list.text, /следите: 50\n[\s\S]*\n20\. Новость \d+\n\nПоказаны последние: 20\n/);
  await press(stage, user, '✕ 20');
  assert.match(newest(stage, user).text, /следите: 49\n/);
});

test('in a group only administrators follow stories; everybody may look at the list', async () => {
  const [admin, member] = [control.addUser({ name: 'Анна' }), control.addUser({ name: 'Пётр' })];
  const group = control.createGroup({ title: 'Новости', creator: admin, members: [member] });
  control.addBot(group, admin);
  await answerAfter(control, group, 0);
  await answerAfter(control, group, control.say(admin, '/start', { chatId: group }));
  await answerAfter(control, group, control.say(admin, '/digest', { chatId: group }));
  await answerAfter(control, group, control.say(member, '/follow 1', { chatId: group }));
  assert.equal(await followed(group), '000');
  await answerAfter(control, group, control.say(admin, '/follow 1', { chatId: group }));
  assert.equal(await followed(group), '100');
  const answer = newest(stage, group);
  const refused = await press(stage, member, '🔕 Не следить', { chatId: group, messageId: answer.messageId });
  assert.match(refused.text, /только её администраторы/);
  assert.equal(await followed(group), '100');
  const list = await answerAfter(control, group, control.say(member, '/follow', { chatId: group }));
  assert.match(list.text, /следите: 1\n/);
});

test('a stopped chat learns that nothing is sent to it', async () => {
  const user = control.addUser({ name: 'Анна' });
  await answerAfter(control, user, control.start(user));
  await ask(stage, user, '/digest');
  await ask(stage, user, '/stop');
  assert.match((await ask(stage, user, '/follow 1')).text, /\nРассылка остановлена/);
});

test('every call was accepted, and type-checks against grammY', () => {
  assert.deepEqual(control.violations(), []);
  assert.deepEqual(stage.problems, []);
  assert.deepEqual(typeMistakes(recorded), []);
});
