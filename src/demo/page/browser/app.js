import * as api from './api.js';
import { createComposer } from './composer.js';
import { aboutNode, chatRow, conversation, dayNode, messageNode, threadChips } from './view.js';
import { wordsFor } from './words.js';

const at = (id) => document.getElementById(id);
const TOAST_MS = 3500;
/** What comes so soon after a tap is its answer, and is shown wherever the tap was. */
const ANSWER_MS = 10_000;
const CALM = matchMedia('(prefers-reduced-motion: reduce)');

/** One line of the list: an account in a chat. */
const rows = [];
let open = null;
const cards = new Map();
let typingTimer = 0;
let tappedAt = Number.NEGATIVE_INFINITY;

const keyOf = (account, chatId) => `${account.id}:${chatId}`;
const rowOf = (account, chatId) => rows.find((row) => row.key === keyOf(account, chatId));

async function load() {
  const accounts = await api.accounts();
  for (const account of accounts) {
    cards.set(account.id, await api.botCard(account.id));
    for (const chat of account.chats) {
      const { messages } = await api.transcript(account.id, chat.chatId);
      rows.push({
        key: keyOf(account, chat.chatId),
        account,
        chat,
        last: messages.at(-1) ?? null,
        unread: 0,
      });
    }
  }
  // Private chats first, Russian before Kazakh as the page's own order; the group once per person.
  rows.sort((a, b) => Number(a.chat.type !== 'private') - Number(b.chat.type !== 'private'));
  for (const account of accounts) listenTo(account);
  const wanted = location.hash.slice(1);
  showList();
  const first =
    rows.find(({ key }) => key === wanted) ?? (matchMedia('(min-width: 760px)').matches ? rows[0] : null);
  if (first) await openChat(first);
}

function listenTo(account) {
  api.listen(account.id, {
    message: ({ chatId, message }) => arrived(account, chatId, message),
    edited: ({ chatId, message }) => edited(account, chatId, message),
    deleted: ({ chatId, messageId }) => {
      if (isOpen(account, chatId)) at('messages').querySelector(`[data-id="${messageId}"]`)?.remove();
    },
    callbackAnswer: ({ chatId, text, alert, url }) => {
      // Whoever else is at another window: what they are told is not shown here.
      if (!isOpen(account, chatId)) return;
      if (url) void follow(account, url);
      if (!text) return;
      if (alert) {
        at('alert').querySelector('p').textContent = text;
        at('alert').showModal();
      } else toast(text);
    },
    typing: ({ chatId }) => isOpen(account, chatId) && showTyping(),
    commands: async () => {
      cards.set(account.id, await api.botCard(account.id));
      showList();
      if (open?.account.id === account.id) showHead();
    },
    chat: (chat) => {
      const row = rowOf(account, chat.chatId);
      if (!row) return;
      Object.assign(row.chat, chat);
      if (open === row) showHead();
    },
    open: () => toast(''),
    error: () => toast(wordsFor(account.languageCode).offline),
  });
}

const isOpen = (account, chatId) => open?.key === keyOf(account, chatId);

function arrived(account, chatId, message) {
  const row = rowOf(account, chatId);
  if (!row) return;
  if (!row.last || dayOf(row.last) !== dayOf(message)) row.newDay = true;
  row.last = message;
  if (open === row) {
    const box = at('messages');
    box.querySelector('.about')?.remove();
    const wasAtEnd = isAtEnd(box);
    if (row.newDay || box.childElementCount === 0) box.append(dayNode(message.date, account, wordsOf()));
    const node = messageNode(message, account, wordsOf(), handlers(message));
    box.append(node);
    // A long digest is read from its beginning, like in a messenger.
    const isAnswer = message.from.isBot && performance.now() - tappedAt < ANSWER_MS;
    if (wasAtEnd || isAnswer || message.from.id === account.id) scrollTo(node);
    tappedAt = Number.NEGATIVE_INFINITY;
    at('status').textContent = statusOf(row);
  } else if (message.from.id !== account.id) row.unread += 1;
  row.newDay = false;
  showList();
}

const dayOf = (message) => new Date(message.date * 1000).toDateString();

function edited(account, chatId, message) {
  const row = rowOf(account, chatId);
  if (row?.last?.messageId === message.messageId) row.last = message;
  if (!isOpen(account, chatId)) return;
  const box = at('messages');
  const wasAtEnd = isAtEnd(box);
  const old = box.querySelector(`[data-id="${message.messageId}"]`);
  old?.replaceWith(messageNode(message, account, wordsOf(), handlers(message)));
  // Like in a messenger, a screen that grows grows upwards: its buttons stay under the thumb.
  if (wasAtEnd) box.scrollTop = box.scrollHeight;
}

const isAtEnd = ({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight < 160;

const wordsOf = () => wordsFor(open?.account.languageCode ?? 'ru');

/** The words after ?start= of a link to this bot; null for any other link. */
function payloadOf(account, url) {
  const { host, pathname, searchParams } = new URL(url);
  const { username } = cards.get(account.id) ?? {};
  return host === 't.me' && pathname === `/${username}` ? (searchParams.get('start') ?? '') : null;
}

/** A link to the bot opens its private chat, as in a messenger. @returns false when it leads elsewhere */
async function follow(account, url) {
  const payload = payloadOf(account, url);
  if (payload === null) return false;
  await startBot(account, payload);
  return true;
}

/** Presses Start in the private chat with what a link carried. */
async function startBot(account, payload) {
  const row = rowOf(account, account.id);
  await openChat(row);
  await api.start(account.id, account.id, payload);
  Object.assign(row.chat, { blocked: false, started: true });
  showHead();
}

function handlers(message) {
  return {
    thread: open.chat.threads?.find(({ id }) => id === message.threadId)?.name ?? null,
    command: (command) => composer.send(command),
    link: (event, url) => {
      if (payloadOf(open.account, url) === null) return;
      event.preventDefault();
      void follow(open.account, url);
    },
    username: cards.get(open.account.id)?.username,
    press: async (row, column, button) => {
      button.classList.add('pressed');
      setTimeout(() => button.classList.remove('pressed'), 400);
      tappedAt = performance.now();
      const answer = await api.press(open.account.id, open.chat.chatId, message.messageId, row, column);
      if (answer.ok === false) toast(answer.error);
      if (answer.kind === 'inline') share(answer.query);
    },
  };
}

/** A button that shares: its words stand in the input behind the bot's name, and the results above it. */
function share(query) {
  composer.type(`@${cards.get(open.account.id)?.username} ${query}`);
}

function showList() {
  const titles = (row) =>
    row.chat.type === 'private' ? (cards.get(row.account.id)?.name ?? row.chat.title) : row.chat.title;
  at('chats').replaceChildren(
    ...rows.map((row) => {
      const node = chatRow(
        { ...row, title: titles(row), isOpen: row === open },
        wordsFor(row.account.languageCode),
      );
      node.addEventListener('click', () => openChat(row));
      return node;
    }),
  );
}

async function openChat(row) {
  open = row;
  row.unread = 0;
  document.body.dataset.view = 'chat';
  document.documentElement.lang = row.account.languageCode;
  history.replaceState(null, '', `#${row.key}`);
  const { messages, started, blocked } = await api.transcript(row.account.id, row.chat.chatId);
  Object.assign(row.chat, { started, blocked });
  const box = at('messages');
  const card = cards.get(row.account.id);
  box.replaceChildren(
    ...(messages.length === 0 ? [aboutNode(card, wordsOf())] : []),
    ...conversation(messages, row.account, wordsOf(), handlers),
  );
  showHead();
  showList();
  // Last: the head decides whether there is a composer, and so how much room the messages have.
  if (messages.length > 0) box.scrollTop = box.scrollHeight;
}

function showHead() {
  const words = wordsOf();
  const { chat, account } = open;
  at('title').textContent =
    chat.type === 'private' ? (cards.get(account.id)?.name ?? chat.title) : chat.title;
  at('status').textContent = statusOf(open);
  at('menu').textContent = words.menu;
  at('text').placeholder = words.placeholder;
  at('pin').title = words.pin;
  at('pin').ariaLabel = words.pin;
  // In a group a location is talk among its members.
  at('pin').hidden = chat.type !== 'private';
  at('block').title = chat.blocked ? words.unblock : words.block;
  at('block').ariaLabel = at('block').title;
  at('block').hidden = chat.type !== 'private' || !chat.started;
  const isReady = chat.started && !chat.blocked;
  const isChannel = chat.type === 'channel';
  at('composer').hidden = !isReady || isChannel;
  at('start').hidden = isReady || (isChannel && chat.member !== 'creator');
  const first = { private: words.start, channel: words.startChannel }[chat.type] ?? words.startGroup;
  at('start').textContent = chat.blocked ? words.restart : first;
  at('threads').hidden = !isReady || !chat.threads?.length;
  at('threads').replaceChildren(
    ...threadChips(chat.threads ?? [], open.threadId ?? 0, words, (id) => {
      open.threadId = id;
      showHead();
    }),
  );
  at('commands').hidden = true;
}

function statusOf({ chat }) {
  const words = wordsOf();
  return { private: words.bot, channel: words.channelStatus }[chat.type] ?? words.groupStatus;
}

function showTyping() {
  at('status').textContent = wordsOf().typing;
  clearTimeout(typingTimer);
  typingTimer = setTimeout(() => {
    if (open) at('status').textContent = statusOf(open);
  }, 5000);
}

function toast(text) {
  at('toast').textContent = text;
  at('toast').hidden = text === '';
  clearTimeout(toast.timer);
  if (text) toast.timer = setTimeout(() => toast(''), TOAST_MS);
}

function scrollTo(node) {
  const box = at('messages');
  const top = node.offsetTop - box.offsetTop - 12;
  box.scrollTo({ top: Math.min(top, box.scrollHeight), behavior: CALM.matches ? 'auto' : 'smooth' });
}

const composer = createComposer({
  form: at('composer'),
  field: at('text'),
  menu: at('menu'),
  box: at('commands'),
  pin: at('pin'),
  where: () => ({ ...open, card: cards.get(open?.account.id), words: wordsOf() }),
  failed: toast,
  openBot: (payload) => startBot(open.account, payload),
});

at('start').addEventListener('click', async () => {
  const { account, chat } = open;
  if (chat.blocked) await api.block(account.id, chat.chatId, false);
  else await api.start(account.id, chat.chatId);
  Object.assign(chat, { blocked: false, started: true });
  showHead();
});
at('block').addEventListener('click', async () => {
  const { account, chat } = open;
  await api.block(account.id, chat.chatId, !chat.blocked);
  chat.blocked = !chat.blocked;
  showHead();
});
at('back').addEventListener('click', () => {
  document.body.dataset.view = 'list';
  history.replaceState(null, '', location.pathname);
  open = null;
  showList();
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') at('commands').hidden = true;
});

load().catch(() => toast(wordsFor('ru').offline));
