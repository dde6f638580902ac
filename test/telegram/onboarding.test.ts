import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readChat } from '../../src/app/chats.ts';
import { createBot } from '../../src/telegram/bot.ts';
import { answerAfter, ask, NOW, newest, press, runBot, setStage } from './stage.ts';

const stage = await setStage();
runBot(stage);
const { control, deps, news, database } = stage;
const chat = (id: number) => readChat(deps.db, id);

const SAID = {
  ru: {
    pick: 'Выбрать темы',
    topic: '🚆 Транспорт и логистика',
    done: 'Готово',
    yes: 'Подписаться',
    subscribed: /^Вы подписаны: 🚆 Транспорт и логистика\.\nСледующий дайджест: завтра, 23 ноября, пн, 08:30/,
    sample: 'Пример · такой дайджест будет приходить: по будням, 08:30 (Астана)\n\n🚆 Транспорт и логистика',
    reading: /^Бот ещё читает источники/,
    quiet: /^За неделю ничего не вышло: 🚆 Транспорт и логистика\./,
  },
  kk: {
    pick: 'Тақырып таңдау',
    topic: '🚆 Көлік және логистика',
    done: 'Дайын',
    yes: 'Жазылу',
    subscribed: /^Жазылымыңыз: 🚆 Көлік және логистика\.\nКелесі шолу: ертең, 23 қараша, дс, 08:30/,
    sample: 'Үлгі · осындай шолу келіп тұрады: жұмыс күндері, 08:30 (Астана)\n\n🚆 Көлік және логистика',
    reading: /^Бот дереккөздерді алғаш рет оқып жатыр/,
    quiet: /^Апта ішінде жаңалық болмады: 🚆 Көлік және логистика\./,
  },
} as const;

/** The texts that the bot has sent to a person, as they are now. */
const texts = (user: number) =>
  control
    .transcript(user)
    .filter(({ from }) => from.isBot)
    .map(({ text }) => text);
const samples = (user: number) => texts(user).filter((text) => /^(Пример|Үлгі) · /.test(text));
const covered = (user: number) =>
  database.sql`select digest, covered_to, next_due_at from subscriptions where chat_id = ${user}`;

test('an interface in Kazakh is greeted in Kazakh, every other one in Russian', async () => {
  for (const [code, expected] of [
    ['kk', /^Сәлеметсіз бе/],
    ['ru', /^Здравствуйте/],
    ['en', /^Здравствуйте/],
  ] as const) {
    const user = control.addUser({ name: 'A', languageCode: code });
    const message = control.start(user);
    assert.match((await answerAfter(control, user, message)).text, expected);
  }
});

test('a start subscribes to nothing, and a link with a topic only after its button', async () => {
  const user = control.addUser({ name: 'Анна' });
  const message = control.start(user, 'uranium');
  const answer = await answerAfter(control, user, message);
  assert.equal(
    answer.text,
    '⚛️ Уран и атомная отрасль. Добыча, топливо, поставки, Казатомпром.\nПрисылать дайджест по этой теме: по будням, 08:30 (Астана)?',
  );
  assert.deepEqual((await chat(user))?.digests, []);
  await press(stage, user, 'Подписаться');
  assert.deepEqual((await chat(user))?.digests, ['uranium']);
  const again = await answerAfter(control, user, control.start(user, 'uranium'));
  assert.match(
    again.text,
    /^Здравствуйте\. Вы подписаны: ⚛️ Уран и атомная отрасль\.\nСледующий дайджест: завтра/,
  );
  const odd = await answerAfter(control, user, control.start(user, 'no_such_topic'));
  assert.match(odd.text, /^Здравствуйте/);
});

test('a language button turns the welcome into that language in place', async () => {
  const user = control.addUser({ name: 'Анна' });
  const welcome = await answerAfter(control, user, control.start(user));
  const toast = await press(stage, user, 'Қазақша');
  assert.equal(toast.text, 'Енді бәрі қазақша.');
  assert.equal(newest(stage, user).messageId, welcome.messageId);
  assert.match(newest(stage, user).text, /^Сәлеметсіз бе/);
  await press(stage, user, 'Қазақша');
  assert.deepEqual(
    control.violations().filter((line) => !line.includes('not modified')),
    [],
  );
  control.expectRefusal({ description: 'message is not modified' });
});

for (const [code, said] of Object.entries(SAID)) {
  const aUser = async (payload = '') => {
    const user = control.addUser({ name: 'Айгерім', languageCode: code });
    await answerAfter(control, user, control.start(user, payload));
    return user;
  };

  test(`three taps lead from the start to a subscription and a sample of it in ${code}`, async () => {
    const user = await aUser();
    await press(stage, user, said.pick);
    await press(stage, user, said.topic);
    const before = await covered(user);
    await press(stage, user, said.done);

    const [confirmed = '', sample = ''] = texts(user).slice(-2);
    assert.match(confirmed, said.subscribed);
    assert.ok(sample.startsWith(said.sample), sample);
    const { entities, keyboard } = control.transcript(user).at(-1) ?? {};
    const mark = sample.split(' ')[0] ?? '';
    assert.deepEqual(entities?.[0], { type: 'bold', offset: 0, length: mark.length });
    const bold = entities?.filter(({ type }) => type === 'bold') ?? [];
    assert.ok(
      bold.some(({ offset, length }) => sample.slice(offset, offset + length).startsWith('1. Wabtec')),
      'the other marks moved along with the text',
    );
    assert.equal(keyboard?.[0]?.[0]?.text, '1');
    assert.deepEqual(await covered(user), before, 'the first digest will leave nothing out');
    assert.equal((await database.sql`select 1 from deliveries where chat_id = ${user}`).length, 0);

    await press(stage, user, said.done, {
      messageId: (await ask(stage, user, '/subscribe')).messageId,
    });
    await ask(stage, user, '/subscribe energy');
    assert.equal(samples(user).length, 1, 'once is enough');
  });

  test(`the button of a link and a first /subscribe show a sample as well in ${code}`, async () => {
    const linked = await aUser('transport');
    await press(stage, linked, said.yes);
    assert.match(texts(linked).at(-2) ?? '', said.subscribed);
    assert.ok(texts(linked).at(-1)?.startsWith(said.sample));

    const typed = await aUser();
    assert.match((await ask(stage, typed, '/subscribe transport')).text, said.subscribed);
    assert.ok(texts(typed).at(-1)?.startsWith(said.sample));
  });

  test(`a quiet week is said, and the sample comes later in ${code}`, async (t) => {
    const user = await aUser();
    const { stories } = news;
    t.after(() => {
      news.stories = stories;
    });
    news.stories = [];
    news.empty = { kind: 'empty', why: 'reading', weekCount: 0, lastReadAt: null };
    await ask(stage, user, '/subscribe transport');
    assert.match(texts(user).at(-1) ?? '', said.reading);
    news.empty = { kind: 'empty', why: 'noNews', weekCount: 0, lastReadAt: NOW };
    await ask(stage, user, '/subscribe transport');
    assert.match(texts(user).at(-1) ?? '', said.quiet);

    news.stories = stories;
    await ask(stage, user, '/subscribe transport');
    assert.ok(texts(user).at(-1)?.startsWith(said.sample));
  });
}

test('a chat that a digest has reached gets no sample', async () => {
  const user = control.addUser({ name: 'Анна' });
  await answerAfter(control, user, control.start(user));
  await database.sql`
    insert into deliveries (chat_id, kind, dedupe_key, edition_id, due_at, local_date, slots, not_before, expires_at,
                            state, done_at, message_ids)
    values (${user}, 'digest', 'digest:1', 1, now(), '2026-11-20', 1, now(), now(), 'sent', now(), '{5}')`;
  await ask(stage, user, '/subscribe transport');
  assert.equal(samples(user).length, 0);
});

test('a group that becomes a supergroup is shown nothing a second time', async () => {
  const user = control.addUser({ name: 'Анна' });
  const group = control.createGroup({ title: 'Аналитика', creator: user, members: [] });
  control.addBot(group, user);
  await control.waitForMessage(group, { text: 'Язык, темы и время' });
  await ask(stage, user, '/subscribe@kopir_bot transport', group);
  assert.equal(samples(group).length, 1);
  const supergroup = control.migrate(group);
  await ask(stage, user, '/start@kopir_bot', supergroup);
  await ask(stage, user, '/subscribe@kopir_bot transport energy', supergroup);
  assert.equal(samples(supergroup).length, 0);
});

test('a sample that cannot be made leaves the subscription and its confirmation as they are', async (t) => {
  const user = control.addUser({ name: 'Анна' });
  await answerAfter(control, user, control.start(user));
  const whole = news.sample;
  t.after(() => {
    news.sample = whole;
  });
  news.sample = () => Promise.reject(new Error('no news today'));
  assert.match((await ask(stage, user, '/subscribe transport')).text, SAID.ru.subscribed);
  assert.match(newest(stage, user).text, SAID.ru.subscribed);
  assert.deepEqual(stage.problems.splice(0), ['sample: Error: no news today']);
  assert.deepEqual((await chat(user))?.digests, ['transport']);
});

test('two presses at the same time, and an update that comes twice, show one sample', async () => {
  const user = control.addUser({ name: 'Анна' });
  await answerAfter(control, user, control.start(user));
  const bot = createBot(deps, { token: stage.standIn.token, apiRoot: stage.standIn.apiRoot });
  await bot.init();
  const says = (updateId: number) => ({
    update_id: updateId,
    message: {
      message_id: 5,
      date: 1,
      chat: { id: user, type: 'private', first_name: 'А' },
      from: { id: user, is_bot: false, first_name: 'А' },
      text: '/subscribe transport',
      entities: [{ type: 'bot_command', offset: 0, length: 10 }],
    },
  });
  const twice = [999_100_001, 999_100_001, 999_100_002, 999_100_003];
  await Promise.all(twice.map((id) => bot.handleUpdate(says(id) as never)));
  assert.equal(texts(user).filter((text) => SAID.ru.subscribed.test(text)).length, 3);
  assert.equal(samples(user).length, 1);
});

test('nothing of it was refused', () => {
  assert.deepEqual(control.violations(), []);
  assert.deepEqual(stage.problems, []);
});
