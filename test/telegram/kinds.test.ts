import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBot } from '../../src/telegram/bot.ts';
import { messagesFor } from '../../src/telegram/render-story.ts';
import { aReader, newest, runBot, saidSince, setStage } from './stage.ts';

const stage = await setStage();
const { control, deps } = stage;
runBot(stage);

/** Updates of the kinds that the stand-in's people cannot make. */
const bot = createBot(deps, { token: stage.standIn.token, apiRoot: stage.standIn.apiRoot });
await bot.init();
let updateId = 970_000_000;
const handle = (update: object) => {
  updateId += 1;
  return bot.handleUpdate({ update_id: updateId, ...update } as never);
};
/** What a person sends in the private chat with the bot, or in `chat`. */
function message(id: number, content: object, chat: object = { id, type: 'private', first_name: 'А' }) {
  const from = { id, is_bot: false, first_name: 'Анна', language_code: 'ru' };
  return { message: { message_id: 1, date: 1, chat, from, ...content } };
}
const aUser = (languageCode = 'ru') => aReader(control, languageCode);
const saidIn = (chatId: number, before = 0) => saidSince(control, chatId, before);

const KINDS: [content: object, advice: RegExp | null][] = [
  [{ voice: { file_id: 'x', duration: 1 } }, /словами|мәтін етіп/],
  [{ audio: { file_id: 'x', duration: 1 } }, /словами|мәтін етіп/],
  [{ video_note: { file_id: 'x', duration: 1, length: 1 } }, /словами|мәтін етіп/],
  [{ photo: [{ file_id: 'x', width: 1, height: 1 }] }, /Картинки|сурет/],
  [{ video: { file_id: 'x' } }, /Картинки|сурет/],
  // As Telegram sends it: an animation is a document too.
  [{ animation: { file_id: 'x' }, document: { file_id: 'x' } }, /Картинки|сурет/],
  [{ document: { file_id: 'x' } }, /Картинки|сурет/],
  [{ contact: { phone_number: '+7', first_name: 'А' } }, /Контакт/],
  [{ sticker: { file_id: 'x', type: 'regular' } }, null],
  [{ story: { chat: { id: 1, type: 'private' }, id: 1 } }, null],
  [{ poll: { id: '1', question: '?' } }, null],
  [{ dice: { emoji: '🎲', value: 3 } }, null],
  [{ game: { title: 'x', description: 'x', photo: [] } }, null],
];
for (const language of ['ru', 'kk'] as const) {
  test(`what is no text is answered with what the bot can do, in ${language}`, async () => {
    const user = await aUser(language);
    const { notText } = messagesFor(language).courtesy;
    for (const [content, advice] of KINDS) {
      const before = newest(stage, user).messageId;
      await handle(message(user, content));
      const said = saidIn(user, before);
      assert.equal(said.length, 1, JSON.stringify(content));
      const [first, second = ''] = said[0]?.split('\n') ?? [];
      assert.equal(first, notText);
      if (advice === null) assert.equal(second, '');
      else assert.match(second, advice);
    }
    assert.deepEqual(control.violations(), []);
    assert.deepEqual(stage.problems, []);
  });
}

test('nobody is answered who has not spoken to the bot: groups, service messages, edits, our own shared stories', async () => {
  const creator = await aUser();
  const group = control.createGroup({ title: 'Логистика', creator });
  control.addBot(group, creator);
  await control.waitForMessage(group);
  const chat = { id: group, type: 'group', title: 'Логистика' };
  const before = saidIn(group).length;
  for (const [content] of KINDS) await handle(message(creator, content, chat));
  await handle(message(creator, { photo: [], caption: 'уран' }, chat));
  assert.equal(saidIn(group).length, before);
  const own = saidIn(creator).length;
  for (const content of [
    { pinned_message: { message_id: 1, date: 0, chat } },
    { message_auto_delete_timer_changed: { message_auto_delete_time: 86_400 } },
    { chat_background_set: {} },
    { write_access_allowed: {} },
    { text: 'Wabtec', via_bot: { id: bot.botInfo.id, is_bot: true, first_name: 'Köpir' } },
  ]) {
    await handle(message(creator, content));
  }
  const entities = [{ type: 'bot_command', offset: 0, length: 5 }];
  await handle({ edited_message: message(creator, { text: '/help', entities }).message });
  assert.equal(saidIn(creator).length, own);
  assert.deepEqual(stage.problems, []);
});
