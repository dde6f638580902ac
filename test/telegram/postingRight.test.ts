import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBot } from '../../src/telegram/bot.ts';
import { messagesFor } from '../../src/telegram/render-story.ts';
import { channelStage } from './channelStage.ts';
import { typeMistakes } from './conformance.ts';
import { ask, newest, runBot, setStage } from './stage.ts';

const stage = await setStage();
const recorded = runBot(stage);
const { control } = stage;
const { chat, aPerson, aReader, aChannel, posts, settled } = channelStage(stage);

/** A channel with the bot, set up by `admin`; with digests when `subscribed`. */
async function aSetUpChannel(admin: number, subscribed: boolean): Promise<number> {
  const { channel, username } = aChannel(admin);
  control.promoteBot(channel, admin);
  await settled();
  if (subscribed) await ask(stage, admin, `/subscribe @${username} uranium`);
  return channel;
}

for (const language of ['ru', 'kk'] as const) {
  const { groups, buttons } = messagesFor(language);

  test(`who takes the right to post from the bot is told once what that means, in ${language}`, async () => {
    const admin = await aReader(language);
    const channel = await aSetUpChannel(admin, true);
    const before = posts(admin).length;
    control.demoteBot(channel, admin);
    await settled();
    const { text, labels } = newest(stage, admin);
    assert.match(text, /Новости \d+/);
    assert.ok(text.endsWith(groups.mayNotPost), text);
    assert.deepEqual(labels, [buttons.settings]);
    assert.equal(posts(admin).length, before + 1);
    assert.equal((await chat(channel))?.status, 'active', 'the right may come back');
    assert.deepEqual(stage.problems, []);
  });

  test(`an administrator that may not post any more is as good as none, in ${language}`, async () => {
    const admin = await aReader(language);
    const channel = await aSetUpChannel(admin, true);
    const member = { status: 'administrator', user: { id: 7_000_000_001, is_bot: true, first_name: 'K' } };
    const bot = createBot(stage.deps, { token: stage.standIn.token, apiRoot: stage.standIn.apiRoot });
    await bot.init();
    const before = posts(admin).length;
    const firstUpdate = language === 'ru' ? 950_000_000 : 960_000_000;
    for (const [n, was, is] of [
      [1, false, true],
      [2, true, false],
      [2, true, false],
      [3, false, false],
    ] as const) {
      const my_chat_member = {
        chat: { id: channel, type: 'channel', title: 'Новости' },
        from: { id: admin, is_bot: false, first_name: 'Анна', language_code: language },
        date: 1,
        old_chat_member: { ...member, can_post_messages: was },
        new_chat_member: { ...member, can_post_messages: is },
      };
      await bot.handleUpdate({ update_id: firstUpdate + n, my_chat_member } as never);
    }
    assert.equal(posts(admin).length, before + 1, 'once, also when the update comes again');
    assert.ok(newest(stage, admin).text.endsWith(groups.mayNotPost));
  });

  test(`a channel that nothing comes to loses nothing, and nobody is told, in ${language}`, async () => {
    const admin = await aReader(language);
    const channel = await aSetUpChannel(admin, false);
    const before = posts(admin).length;
    control.demoteBot(channel, admin);
    await settled();
    assert.equal(posts(admin).length, before);
  });
}

test('who never started the bot cannot be told, and that is no trouble', async () => {
  const [admin, stranger] = [await aReader('ru'), aPerson('kk')];
  const channel = await aSetUpChannel(admin, true);
  control.expectRefusal({
    method: 'sendMessage',
    description: "bot can't initiate conversation with a user",
  });
  control.demoteBot(channel, stranger);
  await settled();
  assert.deepEqual([posts(stranger), stage.problems], [[], []]);
  assert.deepEqual(typeMistakes(recorded), []);
});
