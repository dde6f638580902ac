import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readChat } from '../../src/app/chats.ts';
import { createBot } from '../../src/telegram/bot.ts';
import { messagesFor } from '../../src/telegram/render-story.ts';
import { aReader, ask, newest, runBot, saidSince, setStage } from './stage.ts';

const stage = await setStage();
const { control, deps, news, pace } = stage;
runBot(stage);

/** Updates as fast as a test likes, of the kinds that the stand-in's people cannot make too. */
const bot = createBot(deps, { token: stage.standIn.token, apiRoot: stage.standIn.apiRoot });
await bot.init();
let updateId = 990_000_000;
const handle = (update: object) => {
  updateId += 1;
  return bot.handleUpdate({ update_id: updateId, ...update } as never);
};
const personJson = (id: number, languageCode = 'ru') => ({
  id,
  is_bot: false,
  first_name: 'Анна',
  language_code: languageCode,
});
/** What a person sends in the private chat with the bot, or in `chat`. */
function message(
  from: number,
  content: object,
  chat: object = { id: from, type: 'private', first_name: 'А' },
) {
  return { message: { message_id: 1, date: 1, chat, from: personJson(from), ...content } };
}
const command = (text: string) => ({
  text,
  entities: [{ type: 'bot_command', offset: 0, length: text.split(' ')[0]?.length ?? 0 }],
});
const aUser = (languageCode = 'ru') => aReader(control, languageCode);
const saidIn = (chatId: number, before = 0) => saidSince(control, chatId, before);
/** The answer to a press, without waiting for what its handler does besides. */
const atOnce = (pressed: ReturnType<typeof control.pressRaw>) =>
  stage.standIn.control.waitForAnswer(pressed, 20_000);
/** Runs `work` while time stands still but for `perLook` milliseconds between two requests. */
async function atPace<T>(perLook: number, work: () => Promise<T>): Promise<T> {
  const usual = pace.perLook;
  pace.perLook = perLook;
  try {
    return await work();
  } finally {
    pace.perLook = usual;
  }
}
const flood = async (from: number, times: number, content: object = command('/help'), chat?: object) => {
  for (let n = 0; n < times; n++) await handle(message(from, content, chat));
};

for (const language of ['ru', 'kk'] as const) {
  test(`a thousand commands in a minute get one notice in ${language} and at most 51 answers`, async () => {
    const { tooMany } = messagesFor(language).courtesy;
    const user = await aUser(language);
    const other = await aUser(language);
    const before = newest(stage, user).messageId;
    await atPace(60, async () => {
      await flood(user, 500);
      assert.ok(
        (await ask(stage, other, '/help')).text.startsWith('/topics'),
        'others are answered meanwhile',
      );
      await flood(user, 500);
    });
    const said = saidIn(user, before);
    assert.equal(said.filter((text) => text === tooMany).length, 1);
    assert.equal(said.indexOf(tooMany), 20);
    assert.ok(said.length >= 45 && said.length <= 51, `${said.length} answers`);
    assert.ok((await ask(stage, user, '/help')).text.startsWith('/topics'), 'after a pause all is well');
    assert.deepEqual(stage.problems, []);
  });
}

test('beyond the limit a button changes nothing and says why, each time', async () => {
  const user = await aUser('kk');
  await ask(stage, user, '/settings');
  const { tooMany } = messagesFor('kk').courtesy;
  await atPace(0, async () => {
    const toasts: string[] = [];
    for (let n = 0; n < 25; n++) {
      const data = n < 19 ? `v1:menu:${n % 2 === 0 ? 'zone' : 'main'}` : 'v1:sub:uranium:on';
      const pressed = control.pressRaw(user, data, { messageId: newest(stage, user).messageId });
      const { text, alert } = await control.waitForAnswer(pressed);
      assert.equal(alert, false);
      toasts.push(text);
    }
    assert.deepEqual(toasts.slice(0, 19), new Array(19).fill(''));
    assert.deepEqual(toasts.slice(19), new Array(6).fill(tooMany));
  });
  assert.deepEqual((await readChat(deps.db, user))?.digests, []);
});

test('typing in inline mode has a limit of its own, and beyond it finds nothing for a moment', async () => {
  const user = await aUser();
  const answers: object[] = [];
  const typing = createBot(deps, { token: stage.standIn.token, apiRoot: stage.standIn.apiRoot });
  await typing.init();
  typing.api.config.use((previous, method, payload, signal) => {
    if (method !== 'answerInlineQuery') return previous(method, payload, signal);
    answers.push(payload as object);
    return Promise.resolve({ ok: true, result: true as never });
  });
  await atPace(0, async () => {
    for (let n = 0; n < 25; n++) {
      updateId += 1;
      const inline = { id: String(updateId), from: personJson(user), query: `w${n}`, offset: '' };
      await typing.handleUpdate({ update_id: updateId, inline_query: inline } as never);
    }
    const { results, cache_time, is_personal } = answers.at(-1) as Record<string, unknown>;
    assert.deepEqual([results, cache_time, is_personal], [[], 5, true]);
    assert.ok((await ask(stage, user, '/help')).text.startsWith('/topics'), 'commands are not used up by it');
  });
});

test('in a group each member has a limit of his own, and the talk of the group is not counted', async () => {
  const [creator, member] = [await aUser(), await aUser()];
  const group = control.createGroup({ title: 'Логистика', creator, members: [member] });
  control.addBot(group, creator);
  await control.waitForMessage(group);
  const chat = { id: group, type: 'group', title: 'Логистика' };
  const before = saidIn(group).length;
  await atPace(0, async () => {
    await flood(creator, 100, { text: 'просто канареечный разговор' }, chat);
    await flood(creator, 100, command('/help@other_bot'), chat);
    assert.equal(saidIn(group).length, before);
    await flood(creator, 40, command('/help@kopir_bot'), chat);
    assert.equal(saidIn(group).length, before + 21);
    await flood(member, 1, command('/help'), chat);
    assert.equal(saidIn(group).length, before + 22, 'another member is answered');
    // Who writes as a channel comes under the id of one bot of Telegram's for all of them.
    for (const sender of [-100_777, -100_778]) {
      await flood(
        136_817_688,
        1,
        { ...command('/help'), sender_chat: { id: sender, type: 'channel' } },
        chat,
      );
    }
    assert.equal(saidIn(group).length, before + 24);
  });
});

test('a block is noted however much was asked before', async () => {
  const user = await aUser();
  await ask(stage, user, '/subscribe uranium');
  await atPace(0, async () => {
    await flood(user, 60);
    control.block(user);
    await control.until(() => control.pendingUpdates() === 0);
    await control.until(() => readChatNow(user) === 'paused');
  });
});
/** The chat's status as last read; reads it again for the next look. */
const statuses = new Map<number, string | undefined>();
function readChatNow(user: number): string | undefined {
  void readChat(deps.db, user).then((chat) => statuses.set(user, chat?.status));
  return statuses.get(user);
}

/** Holds up every edition until it is let go; then `outcome` decides. */
function holdEditions(outcome: () => void = () => {}) {
  const { editionNow } = news;
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  news.editionNow = async (asked) => {
    await held;
    news.editionNow = editionNow;
    outcome();
    return editionNow(asked);
  };
  return letGo;
}

test('a press is answered before a slow handler has done its work, and exactly once', async () => {
  const user = await aUser();
  const before = newest(stage, user).messageId;
  const letGo = holdEditions();
  const pressed = control.pressRaw(user, 'v1:dg:24', { messageId: before });
  assert.deepEqual(await atOnce(pressed), { text: '', alert: false, url: '' });
  assert.equal(newest(stage, user).messageId, before, 'the answer did not wait for the edition');
  letGo();
  await control.waitForMessage(user, { after: before, text: /Wabtec/, timeoutMilliseconds: 20_000 });
  await control.until(() => control.pendingUpdates() === 0, 20_000);
  assert.deepEqual(control.violations(), []);
  assert.deepEqual(stage.problems, []);
});

test('a press is answered while its chat is locked, and takes effect afterwards', async () => {
  const user = await aUser('kk');
  await ask(stage, user, '/subscribe trade');
  let release = () => {};
  const locked = new Promise<void>((isLocked) => {
    void deps.db.transaction(async (tx) => {
      await tx.execute(`select 1 from chats where chat_id = ${user} for update`);
      isLocked();
      await new Promise<void>((done) => {
        release = done;
      });
    });
  });
  await locked;
  try {
    const pressed = control.pressRaw(user, 'v1:sub:uranium:on', { messageId: newest(stage, user).messageId });
    assert.equal((await atOnce(pressed)).text, '');
    assert.deepEqual((await readChat(deps.db, user))?.digests, ['trade']);
  } finally {
    release();
  }
  await control.until(() => newest(stage, user).labels.includes('✓ ⚛️ Уран және атом саласы'), 20_000);
  assert.deepEqual((await readChat(deps.db, user))?.digests.toSorted(), ['trade', 'uranium']);
  assert.deepEqual(control.violations(), []);
});

test('a refusal that comes too late for the button is said as a message', async () => {
  const user = await aUser('kk');
  const before = newest(stage, user).messageId;
  const letGo = holdEditions(() => {
    throw new Error('no database');
  });
  const pressed = control.pressRaw(user, 'v1:dg:24', { messageId: before });
  assert.equal((await atOnce(pressed)).text, '');
  letGo();
  await control.waitForMessage(user, { after: before, text: /^Кешіріңіз/, timeoutMilliseconds: 20_000 });
  assert.deepEqual(stage.problems.splice(0), ['digest: Error: no database']);
  assert.deepEqual(control.violations(), []);
});

test('a message that is gone or out of reach is answered anew, and the same screen twice is no error', async () => {
  const user = await aUser();
  control.expectRefusal({ method: 'editMessageText', description: 'message to edit not found' });
  await ask(stage, user, '/settings');
  const before = newest(stage, user).messageId;
  const notThere = control.pressRaw(user, 'v1:menu:zone', { messageId: 999_999 });
  await control.waitForAnswer(notThere);
  assert.match(newest(stage, user).text, /^Часовой пояс/);
  assert.ok(newest(stage, user).messageId > before, 'said anew');
  for (let times = 0; times < 2; times++) {
    const pressed = control.pressRaw(user, 'v1:menu:zone', { messageId: newest(stage, user).messageId });
    await control.waitForAnswer(pressed);
  }
  // What the press shows already is not even asked for, so that nothing is refused.
  assert.deepEqual(control.violations(), []);
  assert.deepEqual(stage.problems, []);
});

test('a stale button says so and brings the menu that it promises', async () => {
  const user = await aUser('kk');
  const { stale } = messagesFor('kk');
  for (const data of [
    'v0:menu:main',
    'v1:sub:no_such_topic:on',
    'v1:dg:25',
    'v1:length:huge',
    'v1:quiet:x',
  ]) {
    const before = newest(stage, user).messageId;
    const answer = await control.waitForAnswer(control.pressRaw(user, data, { messageId: before }));
    assert.equal(answer.text, stale, data);
    assert.match(newest(stage, user).text, /^Баптаулар\n/, data);
    assert.ok(newest(stage, user).messageId > before, data);
  }
  assert.deepEqual(control.violations(), []);
});

test('a button under a message of inline mode, where there is no chat, says that it is dead', async () => {
  const answers: unknown[] = [];
  const lone = createBot(deps, { token: stage.standIn.token, apiRoot: stage.standIn.apiRoot });
  await lone.init();
  lone.api.config.use((previous, method, payload, signal) => {
    if (method !== 'answerCallbackQuery') return previous(method, payload, signal);
    answers.push((payload as { text?: string }).text);
    return Promise.resolve({ ok: true, result: true as never });
  });
  for (const data of ['v1:menu:main', 'v1:sub:uranium:on', 'nonsense']) {
    const query = { id: '1', from: personJson(1, 'kk'), chat_instance: '1', inline_message_id: 'x', data };
    updateId += 1;
    await lone.handleUpdate({ update_id: updateId, callback_query: query } as never);
  }
  assert.deepEqual(answers, new Array(3).fill(messagesFor('kk').courtesy.deadButton));
  assert.deepEqual(stage.problems, []);
});
