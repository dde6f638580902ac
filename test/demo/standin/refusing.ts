import assert from 'node:assert/strict';
import { type StandIn, startStandIn } from '../../../src/demo/standin/standin.ts';
import { result } from './call.ts';

/** Chats by what is the matter with them. */
export const chats = {
  open: 101,
  neverStarted: 102,
  blocked: 103,
  deleted: 104,
  group: 0,
  adminGroup: 0,
  deletedGroup: 0,
  kickedGroup: 0,
  kickedSupergroup: 0,
  leftGroup: 0,
  oldGroup: 0,
  newGroup: 0,
  mutedGroup: 0,
  channel: 0,
  kickedChannel: 0,
};
/** Messages of chat 101 (`groupMessage`: of `chats.group`) by what is special about them. */
export const ids = {
  message: 0,
  withKeyboard: 0,
  withReplyKeyboard: 0,
  photo: 0,
  persons: 0,
  groupMessage: 0,
};
/** Callback and inline queries by what is the matter with them. */
export const queries = { open: '', answered: '', old: '', inline: '' };
/** The address of a photo, good enough to be sent. */
export const PICTURE = 'https://site.kz/picture.png';

/** Starts a stand-in with these chats, messages and queries. One in a process: their ids are kept above. */
export async function startRefusing(): Promise<StandIn> {
  const standIn = await startStandIn();
  const { control } = standIn;
  for (const id of [101, 102, 103, 104]) control.addUser({ id, name: `Читатель ${id}` });
  ids.persons = control.start(101);
  control.start(103);
  control.block(103);
  control.start(104);
  control.deleteAccount(104);
  const group = (title: string, more = {}) => control.createGroup({ title, creator: 101, ...more });
  chats.group = group('Группа');
  chats.adminGroup = group('С правами');
  chats.deletedGroup = group('Удалённая');
  chats.kickedGroup = group('Выгнан');
  chats.kickedSupergroup = group('Выгнан тоже', { kind: 'supergroup' });
  chats.leftGroup = group('Не был');
  chats.oldGroup = group('Старая');
  chats.mutedGroup = group('Молчаливая');
  chats.channel = group('Канал', { kind: 'channel', username: 'the_channel' });
  chats.kickedChannel = group('Канал без бота', { kind: 'channel' });
  for (const [name, id] of Object.entries(chats)) {
    if (/group|channel/i.test(name) && id !== 0 && id !== chats.leftGroup) control.addBot(id);
  }
  control.promoteBot(chats.adminGroup);
  control.deleteGroup(chats.deletedGroup);
  for (const id of [chats.kickedGroup, chats.kickedSupergroup, chats.kickedChannel]) control.kickBot(id);
  chats.newGroup = control.migrate(chats.oldGroup);
  control.setMembersMayWrite(chats.mutedGroup, false);

  const send = async (method: string, more: object) =>
    (await result(standIn, method, { chat_id: 101, ...more })).message_id as number;
  const keyboard = (text: string, data: string) => ({ inline_keyboard: [[{ text, callback_data: data }]] });
  ids.message = await send('sendMessage', { text: 'просто' });
  ids.withKeyboard = await send('sendMessage', { text: 'с кнопкой', reply_markup: keyboard('Да', 'v1:yes') });
  ids.withReplyKeyboard = await send('sendMessage', {
    text: 'с клавиатурой',
    reply_markup: { keyboard: [[{ text: 'Меню' }]] },
  });
  ids.photo = await send('sendPhoto', { photo: PICTURE });
  ids.groupMessage = control.say(101, '/digest', { chatId: chats.group });

  const press = () => {
    const pressed = control.press(101, 'Да');
    assert.equal(pressed.kind, 'callback');
    return pressed.kind === 'callback' ? pressed.queryId : '';
  };
  queries.old = press();
  control.advance(61_000);
  queries.answered = press();
  await result(standIn, 'answerCallbackQuery', { callback_query_id: queries.answered });
  queries.open = press();
  queries.inline = control.inlineQuery(101, 'уран');
  return standIn;
}

/** Parameters of calls, right but for what `more` says. */
export const long = (count: number) => 'я'.repeat(count);
/** A keyboard of one button. */
export const button = (more: object) => ({ inline_keyboard: [[{ text: 'К', ...more }]] });
/** An inline result. */
export const article = (more: object = {}) => ({
  type: 'article',
  id: '1',
  title: 'Т',
  input_message_content: { message_text: 'т' },
  ...more,
});
/** Parameters of sendMessage to an open chat. */
export const send = (more: object) => ({ chat_id: 101, text: 'А👍Б', ...more });
/** The same with one entity. */
export const entity = (more: object) => send({ entities: [{ type: 'bold', offset: 0, length: 1, ...more }] });
/** Parameters of editMessageText of a message that may be edited. */
export const edit = (more: object) => ({ chat_id: 101, message_id: ids.message, text: 'новый', ...more });

/** A call that is refused. `method` is sendMessage and `code` 400 where not said. */
export interface Refused {
  readonly name: string;
  readonly method?: string;
  readonly parameters: () => object;
  readonly code?: number;
  readonly says: string | (() => string);
}
