import type { Core } from './core.ts';
import { botJson, userJson } from './json.ts';
import { addMessage, announceBotStatus, receive } from './messages.ts';
import type { GroupChat, MemberStatus } from './world.ts';

/** A group to make. */
export interface NewGroup {
  readonly title: string;
  /** User id of the creator. */
  readonly creator: number;
  /** User ids of the other members. */
  readonly members?: readonly number[];
  /** Default `group`. */
  readonly kind?: GroupChat['kind'];
  /** Only supergroups and channels have one. */
  readonly username?: string;
  readonly forum?: boolean;
  /** Names of a forum's topics besides General. */
  readonly threads?: readonly string[];
  /** Chosen by the stand-in when missing. */
  readonly id?: number;
}

const FIRST_GROUP = -5_000_000_001;
const FIRST_SUPERGROUP = -1_001_000_000_001;

function freeId(core: Core, first: number): number {
  let id = first;
  while (core.world.chats.has(id)) id -= 1;
  return id;
}

/** Makes a group without the bot. @returns its id */
export function createGroup(core: Core, group: NewGroup): number {
  const kind = group.kind ?? (group.forum ? 'supergroup' : 'group');
  const id = group.id ?? freeId(core, kind === 'group' ? FIRST_GROUP : FIRST_SUPERGROUP);
  const others = (group.members ?? []).filter((member) => member !== group.creator);
  const chat: GroupChat = {
    kind,
    id,
    title: group.title,
    username: group.username ?? null,
    forum: group.forum ?? false,
    threads: [],
    members: new Map<number, MemberStatus>([
      [group.creator, 'creator'],
      ...others.map((member): [number, MemberStatus] => [member, 'member']),
    ]),
    botStatus: 'left',
    membersMayWrite: true,
    deleted: false,
    migratedTo: null,
    nextMessageId: 1,
    messages: new Map(),
    pinned: [],
    typingUntil: 0,
  };
  core.world.chats.set(id, chat);
  for (const name of group.threads ?? []) addThread(core, id, name);
  core.changed();
  core.events.emit({ kind: 'chat', chatId: id });
  return id;
}

/** Finds a group by id. @throws {Error} when there is none */
export function groupOf(core: Core, chatId: number): GroupChat {
  const chat = core.world.chats.get(chatId);
  if (!chat || chat.kind === 'private') throw new Error(`there is no group ${chatId}`);
  return chat;
}

/** Someone who may act in the group's name: `byUserId`, else its creator. */
function actorOf(chat: GroupChat, byUserId: number | undefined): number {
  return byUserId ?? [...chat.members].find(([, status]) => status === 'creator')?.[0] ?? 0;
}

/** Gives the bot another status in a group and tells it; also kicks, promotes and demotes. */
export function setBotStatus(core: Core, chatId: number, status: MemberStatus, byUserId?: number): void {
  const chat = groupOf(core, chatId);
  const was = chat.botStatus;
  if (was === status) return;
  const by = actorOf(chat, byUserId);
  const gone = (one: MemberStatus) => one === 'left' || one === 'kicked';
  if (gone(was) && !gone(status)) {
    chat.botStatus = status;
    announceBotStatus(core, chat, by, was, status);
    // A channel says nothing of who joins and leaves.
    if (chat.kind === 'channel') return;
    receive(core, chat, { fromId: by, service: { new_chat_members: [botJson(core.world)] } });
    return;
  }
  if (gone(status) && !gone(was) && chat.kind !== 'channel') {
    receive(core, chat, { fromId: by, service: { left_chat_member: botJson(core.world) } });
  }
  chat.botStatus = status;
  announceBotStatus(core, chat, by, was, status);
}

/** Gives a person another status in a group. */
export function setMember(core: Core, chatId: number, userId: number, status: MemberStatus): void {
  const chat = groupOf(core, chatId);
  const user = core.world.users.get(userId);
  if (!user) throw new Error(`there is no user ${userId}`);
  const was = chat.members.get(userId) ?? 'left';
  chat.members.set(userId, status);
  const present = !['left', 'kicked'].includes(chat.botStatus);
  const add = present ? receive : addMessage;
  if (was === 'left' && status !== 'left' && status !== 'kicked') {
    add(core, chat, { fromId: userId, service: { new_chat_members: [userJson(user)] } });
  } else if (status === 'left' || status === 'kicked') {
    add(core, chat, { fromId: userId, service: { left_chat_member: userJson(user) } });
  }
  core.changed();
  core.events.emit({ kind: 'chat', chatId });
}

/** Whether a chat is a group that can still become a supergroup. */
export function isUpgradable(core: Core, chatId: number): boolean {
  const chat = core.world.chats.get(chatId);
  return chat?.kind === 'group' && !chat.deleted && chat.migratedTo === null;
}

/** Turns a group into a supergroup with another id, with the service messages of both sides. */
export function migrate(core: Core, chatId: number): number {
  const old = groupOf(core, chatId);
  if (old.kind !== 'group' || old.migratedTo !== null) throw new Error(`group ${chatId} cannot be upgraded`);
  const id = freeId(core, FIRST_SUPERGROUP);
  const by = actorOf(old, undefined);
  core.world.chats.set(id, {
    ...old,
    kind: 'supergroup',
    id,
    members: new Map(old.members),
    threads: [],
    messages: new Map(),
    pinned: [],
    nextMessageId: 1,
  });
  const present = !['left', 'kicked'].includes(old.botStatus);
  const add = present ? receive : addMessage;
  add(core, old, { fromId: by, service: { migrate_to_chat_id: id } });
  old.migratedTo = id;
  add(core, groupOf(core, id), { fromId: by, service: { migrate_from_chat_id: chatId } });
  core.events.emit({ kind: 'chat', chatId });
  core.events.emit({ kind: 'chat', chatId: id });
  return id;
}

/** Deletes a group for everyone. The bot is told by its next call only. */
export function deleteGroup(core: Core, chatId: number): void {
  groupOf(core, chatId).deleted = true;
  core.changed();
  core.events.emit({ kind: 'chat', chatId });
}

/** Opens a forum topic. @returns its message_thread_id */
export function addThread(core: Core, chatId: number, name: string): number {
  const chat = groupOf(core, chatId);
  if (!chat.forum) throw new Error(`group ${chatId} is no forum`);
  const by = actorOf(chat, undefined);
  const message = addMessage(core, chat, {
    fromId: by,
    service: { forum_topic_created: { name, icon_color: 7322096 } },
  });
  chat.threads.push(message.id);
  return message.id;
}

/** Deletes a forum topic with its messages; nobody is told. */
export function removeThread(core: Core, chatId: number, threadId: number): void {
  const chat = groupOf(core, chatId);
  const at = chat.threads.indexOf(threadId);
  if (at < 0) throw new Error(`group ${chatId} has no topic ${threadId}`);
  chat.threads.splice(at, 1);
  for (const message of [...chat.messages.values()]) {
    if (message.threadId === threadId) chat.messages.delete(message.id);
  }
  core.changed();
  core.events.emit({ kind: 'chat', chatId });
}

/** Says whether members without rights may write; the bot among them. */
export function setMembersMayWrite(core: Core, chatId: number, allowed: boolean): void {
  groupOf(core, chatId).membersMayWrite = allowed;
  core.changed();
}
