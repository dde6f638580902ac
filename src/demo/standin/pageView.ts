import type { Core } from './core.ts';
import { type MessageView, messageView } from './reads.ts';
import { type Chat, inLanguage, type Json, type Message, type User, type World } from './world.ts';

/** What Telegram's apps write in the middle of a chat, in the two languages of the demo. */
const SERVICE: Readonly<Record<string, Readonly<Record<'ru' | 'kk', (name: string) => string>>>> = {
  new_chat_members: { ru: (name) => `В группе теперь ${name}`, kk: (name) => `Топқа ${name} қосылды` },
  left_chat_member: { ru: (name) => `Группу покидает ${name}`, kk: (name) => `Топтан ${name} шықты` },
  pinned_message: { ru: () => 'Сообщение закреплено', kk: () => 'Хабарлама бекітілді' },
  forum_topic_created: { ru: (name) => `Открыта тема «${name}»`, kk: (name) => `«${name}» тақырыбы ашылды` },
  migrate_to_chat_id: { ru: () => 'Группа стала супергруппой', kk: () => 'Топ супертопқа айналды' },
  migrate_from_chat_id: { ru: () => 'Группа стала супергруппой', kk: () => 'Топ супертопқа айналды' },
};

/** The bot's name as people with this language see it. */
const botName = (world: World, languageCode: string) =>
  inLanguage(world.bot.names, languageCode) || world.bot.username;

/** Whom or what a service message is about. */
function subjectOf(world: World, field: string, value: unknown, languageCode: string): string {
  const subject = (Array.isArray(value) ? value[0] : value) as Json | undefined;
  if (subject?.id === world.bot.id) return botName(world, languageCode);
  return String((field === 'forum_topic_created' ? subject?.name : subject?.first_name) ?? '');
}

function serviceText(world: World, service: Json, languageCode: string): string {
  const [field = '', value] = Object.entries(service)[0] ?? [];
  const words = SERVICE[field]?.[languageCode === 'kk' ? 'kk' : 'ru'];
  return words?.(subjectOf(world, field, value, languageCode)) ?? field;
}

/** A message as the page shows it to people with this language: what happened is said in a sentence. */
export function pageMessage(core: Core, message: Message, languageCode: string): MessageView {
  const { service: _service, ...said } = messageView(core, message);
  const { world } = core;
  const place = message.service?.location as Json | undefined;
  const view = place === undefined ? said : { ...said, text: `📍 ${place.latitude}, ${place.longitude}` };
  const isService = message.service !== null && place === undefined;
  return {
    ...view,
    from: view.from.isBot ? { ...view.from, name: botName(world, languageCode) } : view.from,
    ...(isService && message.service ? { service: serviceText(world, message.service, languageCode) } : {}),
  };
}

const isIn = (chat: Chat, userId: number) =>
  chat.kind === 'private'
    ? chat.id === userId
    : !['left', 'kicked'].includes(chat.members.get(userId) ?? 'left') &&
      !chat.deleted &&
      chat.migratedTo === null;

/** What a forum's topic was called when it was opened. */
function threadName(chat: Chat, id: number): string {
  const opened = chat.messages.get(id)?.service?.forum_topic_created as Json | undefined;
  return String(opened?.name ?? '');
}

/** A chat as one account sees it in its list. */
export function pageChat(core: Core, chat: Chat, user: User): Json {
  if (chat.kind === 'private') {
    const title = botName(core.world, user.languageCode);
    const { started, blocked } = chat;
    return { chatId: chat.id, type: 'private', title, member: 'member', started, blocked };
  }
  return {
    chatId: chat.id,
    type: chat.kind,
    title: chat.title,
    ...(chat.forum ? { threads: chat.threads.map((id) => ({ id, name: threadName(chat, id) })) } : {}),
    member: chat.members.get(user.id) === 'creator' ? 'creator' : 'member',
    started: !['left', 'kicked'].includes(chat.botStatus),
    blocked: false,
  };
}

/** Everyone the page can be, each with the chats he is in. */
export function pageAccounts(core: Core): Json[] {
  const chats = [...core.world.chats.values()];
  return [...core.world.users.values()]
    .filter(({ deleted }) => !deleted)
    .map((user) => ({
      id: user.id,
      name: user.name,
      languageCode: user.languageCode,
      chats: chats.filter((chat) => isIn(chat, user.id)).map((chat) => pageChat(core, chat, user)),
    }));
}
