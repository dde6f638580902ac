import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readChat } from '../../src/app/chats.ts';
import { connect } from '../../src/store/client.ts';
import { createBot } from '../../src/telegram/bot.ts';
import { messagesFor } from '../../src/telegram/render-story.ts';
import { aReader, ask, foundNothing, NOW, newest, press, runBot, setStage, until } from './stage.ts';

const stage = await setStage();
runBot(stage);
const { control, deps, news } = stage;
const aUser = (languageCode = 'ru') => aReader(control, languageCode);
const chat = (id: number) => readChat(deps.db, id);

test('all replaces single topics and a topic ends all', async () => {
  const user = await aUser();
  await ask(stage, user, '/subscribe уран, транспорт');
  assert.deepEqual((await chat(user))?.digests, ['transport', 'uranium']);
  await ask(stage, user, '/subscribe все');
  assert.deepEqual((await chat(user))?.digests, ['all']);
  await ask(stage, user, '/subscribe energy');
  assert.deepEqual((await chat(user))?.digests, ['energy']);
  const ended = await ask(stage, user, '/unsubscribe all');
  assert.match(
    ended.text,
    /^Подписка отменена: ⚡ Нефть, газ и энергетика\. Вернуть: \/subscribe energy\nПодписок больше нет/,
  );
  assert.deepEqual((await chat(user))?.digests, []);
});

test('a topic typed wrongly gets the nearest ones as buttons that subscribe', async () => {
  const user = await aUser();
  const answer = await ask(stage, user, '/subscribe ураан @x <b>');
  assert.match(answer.text, /^Темы «.*» нет/);
  assert.doesNotMatch(answer.text, /[@]/);
  const slip = await ask(stage, user, '/subscribe транспрт');
  assert.match(slip.text, /^Вы подписаны: 🚆/);
});

test('unsubscribing without a name offers the chat its own topics', async () => {
  const user = await aUser();
  await ask(stage, user, '/subscribe uranium trade');
  const which = await ask(stage, user, '/unsubscribe');
  assert.deepEqual(which.labels, ['💼 Торговля и инвестиции', '⚛️ Уран и атомная отрасль']);
  await press(stage, user, '💼 Торговля и инвестиции');
  assert.match(newest(stage, user).text, /Вернуть: \/subscribe trade\nСледующий дайджест: завтра/);
  assert.match((await ask(stage, user, '/unsubscribe energy')).text, /^Такой подписки нет: ⚡/);
});

test('an update that comes twice has one effect and one answer', async () => {
  const user = await aUser();
  const bot = createBot(deps, { token: stage.standIn.token, apiRoot: stage.standIn.apiRoot });
  await bot.init();
  const update = {
    update_id: 999_000_001,
    message: {
      message_id: 5,
      date: 1,
      chat: { id: user, type: 'private', first_name: 'А' },
      from: { id: user, is_bot: false, first_name: 'А' },
      text: '/subscribe uranium',
      entities: [{ type: 'bot_command', offset: 0, length: 10 }],
    },
  } as const;
  const before = control.calls('sendMessage').length;
  for (let times = 0; times < 3; times++) await bot.handleUpdate(update as never);
  const sent = control
    .calls('sendMessage')
    .slice(before)
    .filter(({ chatId }) => chatId === user);
  assert.deepEqual(
    sent.filter(({ parameters }) => String(parameters.text).startsWith('Вы подписаны')).length,
    1,
  );
});

test('a stopped chat is told that it is stopped, whatever it changes, until it comes back', async () => {
  const user = await aUser();
  await ask(stage, user, '/subscribe uranium trade');
  await ask(stage, user, '/stop');
  assert.match((await ask(stage, user, '/time 10:00')).text, /10:00 \(Астана\)\.\nРассылка остановлена/);
  assert.match((await ask(stage, user, '/unsubscribe trade')).text, /\nРассылка остановлена/);
  const settings = await ask(stage, user, '/settings');
  assert.match(settings.text, /\nРассылка остановлена\.$/);
  await press(stage, user, 'Темы');
  await press(stage, user, 'Готово');
  assert.match(newest(stage, user).text, /^Рассылка остановлена/);
  assert.match((await ask(stage, user, '/subscribe')).text, /^Какие темы присылать/);
  const toast = await press(stage, user, '🎓 Образование и культура');
  assert.match(toast.text, /^Следующий дайджест: завтра, 23 ноября, пн, 10:00/);
});

test('one topic may have an hour of its own, set and taken back by buttons', async () => {
  const user = await aUser();
  await ask(stage, user, '/subscribe uranium trade');
  await ask(stage, user, '/settings');
  await press(stage, user, 'Время');
  await press(stage, user, 'Своё время для темы');
  await press(stage, user, '08:30 · ⚛️ Уран и атомная отрасль');
  await press(stage, user, '20:00');
  await press(stage, user, 'По понедельникам');
  const own = async () => (await chat(user))?.schedules.find(({ digest }) => digest === 'uranium');
  assert.deepEqual(await own(), { digest: 'uranium', days: [1], at: '20:00', ownTime: true });
  assert.match(
    (await ask(stage, user, '/settings')).text,
    /Уран и атомная отрасль: раз в неделю, по понедельникам, 20:00/,
  );
  await press(stage, user, 'Время');
  await press(stage, user, 'Своё время для темы');
  await press(stage, user, '20:00 · ⚛️ Уран и атомная отрасль');
  await press(stage, user, 'Как у остальных тем');
  assert.equal((await own())?.ownTime, false);
});

const empties = [
  [
    'noNews',
    '/digest uranium',
    /^За сутки новостей нет: ⚛️ Уран и атомная отрасль\.\nЗа неделю: 3\.$/,
    ['За неделю', 'За 30 дней'],
  ],
  [
    'noNews',
    '/digest uranium 7d',
    /^За неделю ничего не вышло: ⚛️ .*\nБот работает, источники проверены: 10 минут назад\./,
    ['За 30 дней'],
  ],
  ['noNews', '/digest uranium 30d', /^За 30 дней новостей нет/, []],
  ['reading', '/digest', /^Бот ещё читает источники/, []],
  ['failing', '/digest', /^Источники сейчас не отвечают.*Последнее чтение: 10 минут назад/, []],
] as const;
for (const [why, command, expected, labels] of empties) {
  test(`an empty answer to ${command} says "${why}"`, async (t) => {
    const user = await aUser();
    const stories = news.stories;
    t.after(() => {
      news.stories = stories;
    });
    news.stories = [];
    news.empty = { kind: 'empty', why, weekCount: 3, lastReadAt: new Date(NOW.getTime() - 600_000) };
    const answer = await ask(stage, user, command);
    assert.match(answer.text, expected);
    assert.deepEqual(answer.labels, labels);
  });
}

test('suggestions of a search search again', async () => {
  const user = await aUser();
  news.found = foundNothing({ suggestions: ['Токаев', 'Қасым-Жомарт Тоқаев'] });
  const answer = await ask(stage, user, '/search Такаев');
  assert.deepEqual(answer.labels, ['Токаев', 'Қасым-Жомарт Тоқаев']);
  news.found = foundNothing({ stories: news.stories, total: 12, reachable: 12 });
  await press(stage, user, 'Қасым-Жомарт Тоқаев');
  assert.match(newest(stage, user).text, /^Поиск: Қасым-Жомарт Тоқаев · 1\/3\n12 новостей\n/);
});

test('buttons of another version or with made-up data get a fresh menu and are answered', async () => {
  const user = await aUser();
  const { messageId } = await ask(stage, user, '/help');
  for (const data of [
    'v0:old',
    'v1:nope',
    'v1:sub:../../etc:on',
    'v1:dg:9999:uranium',
    'v1:st:!!',
    'v1:pg:!:0:24',
    'v1:pg:1:-1:24',
    'v1:sp:0',
    'v1:own:uranium:usual',
    '😀',
  ]) {
    const answer = await control.waitForAnswer(control.pressRaw(user, data, { messageId }));
    assert.match(answer.text, /устарела|уже нет/, data);
  }
  for (const data of [
    'v1:at:9999',
    'v1:days:never',
    'v1:zone:Mars/Base',
    'v1:lang:xx',
    'v1:q:',
    'v1:menu:own:trade',
  ]) {
    await control.waitForAnswer(control.pressRaw(user, data, { messageId: 999_999 }));
  }
  control.expectRefusal({ description: 'message to edit not found' });
  assert.deepEqual(stage.problems, []);
});

test('other kinds of input get a short answer, whatever they hold', async () => {
  const user = await aUser();
  news.found = foundNothing();
  assert.match((await ask(stage, user, '/дайджест')).text, /^Такой команды нет/);
  assert.match((await ask(stage, user, '😀'.repeat(2048))).text, /ничего не нашлось/);
  assert.match((await ask(stage, user, '/search <b>жирно</b> & "кавычки"')).text, /ничего не нашлось/);
  assert.match((await ask(stage, user, `/timezone ${'я'.repeat(3000)}`)).text, /не найден/);
  assert.match((await ask(stage, user, '/time 8')).text, /08:00/);
  assert.match((await ask(stage, user, '/time завтра')).text, /^Не удалось разобрать время: завтра/);
});

test('a block pauses the chat, an unblock brings it back, a stop stays a stop', async () => {
  const user = await aUser();
  await ask(stage, user, '/subscribe uranium');
  control.block(user);
  await control.until(() => control.pendingUpdates() === 0);
  await until(async () => (await chat(user))?.status === 'paused');
  control.unblock(user);
  await until(async () => (await chat(user))?.status === 'active');
  assert.deepEqual((await chat(user))?.digests, ['uranium']);
  await ask(stage, user, '/stop');
  control.block(user);
  control.unblock(user);
  await control.until(() => control.pendingUpdates() === 0);
  assert.equal((await chat(user))?.status, 'stopped');
  const back = await ask(stage, user, '/start');
  assert.match(back.text, /^Здравствуйте\. Вы подписаны/);
});

test('a failure is apologised for in the language of the chat, and the next update works', async (t) => {
  const user = await aUser('kk');
  await ask(stage, user, '/language kk');
  const { editionNow } = news;
  t.after(() => {
    news.editionNow = editionNow;
    stage.problems.length = 0;
  });
  news.editionNow = async () => {
    throw new Error('no database');
  };
  assert.match((await ask(stage, user, '/digest')).text, /^Кешіріңіз, біздің тараптан ақау шықты/);
  assert.deepEqual(stage.problems, ['digest: Error: no database']);
  await ask(stage, user, '/help');
  news.stories = [];
  const toast = await control.waitForAnswer(control.pressRaw(user, 'v1:dg:24', { messageId: 1 }));
  assert.match(toast.text, /^Кешіріңіз/);
});

test('a database that is down is apologised for, typed or pressed', async () => {
  const user = await aUser('kk');
  const down = connect('postgres://nobody@127.0.0.1:9/none', { max: 1 });
  const problems: string[] = [];
  const bot = createBot(
    { ...deps, db: down.db, onProblem: (feature) => problems.push(feature) },
    { token: stage.standIn.token, apiRoot: stage.standIn.apiRoot },
  );
  await bot.init();
  const from = { id: user, is_bot: false, first_name: 'А', language_code: 'kk' };
  const message = {
    message_id: 1,
    date: 1,
    chat: { id: user, type: 'private', first_name: 'А' },
    from,
    text: 'x',
  };
  await bot.handleUpdate({ update_id: 999_000_002, message } as never);
  assert.match(newest(stage, user).text, /^Кешіріңіз, біздің тараптан ақау шықты/);
  const query = { id: '1', from, chat_instance: '1', data: 'v1:menu:main', message };
  const answers: unknown[] = [];
  bot.api.config.use((previous, method, payload, signal) => {
    if (method !== 'answerCallbackQuery') return previous(method, payload, signal);
    answers.push(payload);
    return Promise.resolve({ ok: true, result: true as never });
  });
  await bot.handleUpdate({ update_id: 999_000_003, callback_query: query } as never);
  assert.deepEqual(answers, [{ callback_query_id: '1', text: messagesFor('kk').error, show_alert: true }]);
  assert.deepEqual(problems, ['chat', 'chat']);
  await down.close(0);
});

test('a short 429 is waited out, a long one is not', async () => {
  const user = await aUser();
  await ask(stage, user, '/help');
  control.addFault({
    fault: { kind: 'tooManyRequests', seconds: 1 },
    method: 'sendMessage',
    chatId: user,
    count: 1,
  });
  assert.match((await ask(stage, user, '/help')).text, /\/topics/);
  control.addFault({
    fault: { kind: 'tooManyRequests', seconds: 30 },
    method: 'sendMessage',
    chatId: user,
    count: 2,
  });
  const before = control.calls('sendMessage').length;
  control.say(user, '/help');
  await control.until(() => control.calls('sendMessage').length >= before + 2);
  assert.match((await ask(stage, user, '/privacy')).text, /Хранится/);
  stage.problems.length = 0;
});

test('nothing that the bot did was refused by the strict Bot API', async () => {
  assert.deepEqual(control.violations(), []);
  assert.deepEqual(stage.problems, []);
});
