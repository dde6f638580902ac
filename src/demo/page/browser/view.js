import { formatted } from './formatted.js';

/** Makes DOM nodes of messages and chats; knows nothing of how they came. */

function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

const dayKey = (unix) => new Date(unix * 1000).toDateString();
const clock = (unix, code) =>
  new Date(unix * 1000).toLocaleTimeString(code, { hour: '2-digit', minute: '2-digit' });

/**
 * A message with its buttons. `on.press(row, column)`, `on.command(text)` and `on.link(url)` tell what was tapped;
 * `on.thread` names the forum topic that it stands in.
 */
export function messageNode(message, account, words, on) {
  const isOwn = message.from.id === account.id;
  const row = element('article', `message ${message.service ? 'service' : isOwn ? 'own' : 'other'}`);
  row.dataset.id = String(message.messageId);
  if (message.service) {
    row.append(element('span', '', message.service));
    return row;
  }
  const bubble = element('div', 'bubble');
  if (on.thread) bubble.append(element('div', 'thread', `# ${on.thread}`));
  if (!isOwn && !message.from.isBot) bubble.append(element('div', 'author', message.from.name));
  if (message.viaBot) bubble.append(element('div', 'via', words.via(on.username)));
  const text = element('div', 'text');
  text.append(formatted(message.text, message.entities ?? [], on.command));
  const meta = element('span', 'meta');
  const marks = [message.editDate ? words.edited : '', message.silent ? words.silent : ''].filter(Boolean);
  meta.textContent = [...marks, clock(message.date, account.languageCode)].join(' · ');
  bubble.append(text, meta);
  row.append(bubble);
  if (message.keyboard?.length) row.append(keyboardNode(message.keyboard, on));
  return row;
}

function keyboardNode(rows, { press, link }) {
  const keyboard = element('div', 'keyboard');
  rows.forEach((buttons, row) => {
    const line = element('div', 'row');
    buttons.forEach((button, column) => {
      const node = element(button.url ? 'a' : 'button', 'button', button.text);
      if (button.url && /^https?:\/\//i.test(button.url)) {
        node.href = button.url;
        node.target = '_blank';
        node.rel = 'noopener noreferrer';
        node.addEventListener('click', (event) => link(event, button.url));
      } else {
        node.type = 'button';
        node.addEventListener('click', () => press(row, column, node));
      }
      line.append(node);
    });
    keyboard.append(line);
  });
  return keyboard;
}

/** All messages of a chat with a line before each new day. */
export function conversation(messages, account, words, on) {
  const nodes = [];
  let day = '';
  for (const message of messages) {
    if (dayKey(message.date) !== day) {
      day = dayKey(message.date);
      nodes.push(dayNode(message.date, account, words));
    }
    nodes.push(messageNode(message, account, words, on(message)));
  }
  return nodes;
}

export function dayNode(unix, account, words) {
  const node = element('div', 'day');
  const isToday = dayKey(unix) === new Date().toDateString();
  const words2 = new Date(unix * 1000).toLocaleDateString(account.languageCode, {
    day: 'numeric',
    month: 'long',
  });
  node.append(element('span', '', isToday ? words.today : words2));
  return node;
}

/** What a chat shows before Start: what the bot says of itself. */
export function aboutNode(card, words) {
  const node = element('div', 'about');
  node.append(element('strong', '', words.about), element('p', '', card.description ?? ''));
  return node;
}

/** A line of the chat list. */
export function chatRow({ account, chat, title, last, unread, isOpen }, words) {
  const row = element('button', `chat${isOpen ? ' open' : ''}`);
  row.type = 'button';
  row.dataset.chat = `${account.id}:${chat.chatId}`;
  const face = element('span', 'face', account.name.slice(0, 1));
  face.dataset.kind = chat.type === 'private' ? account.languageCode : 'group';
  if (chat.type !== 'private') face.textContent = title.slice(0, 1);
  const body = element('span', 'body');
  const head = element('span', 'line');
  head.append(
    element('strong', '', title),
    element('small', '', last ? clock(last.date, account.languageCode) : ''),
  );
  const tail = element('span', 'line');
  const place = { private: words.you, channel: words.channel }[chat.type] ?? words.group;
  const who = place(account.name);
  tail.append(
    element(
      'small',
      'last',
      last ? (last.service || last.text).replace(/\s+/g, ' ').slice(0, 80) : words.language,
    ),
  );
  if (unread) tail.append(element('span', 'badge', String(unread)));
  body.append(head, element('small', 'who', who), tail);
  row.append(face, body);
  return row;
}

/** The topics of a forum above the input, to choose where to write. `pick(id)`; 0 is the general one. */
export function threadChips(threads, chosen, words, pick) {
  return [{ id: 0, name: words.general }, ...threads].map(({ id, name }) => {
    const chip = element('button', `chip${id === chosen ? ' chosen' : ''}`, name);
    chip.type = 'button';
    chip.ariaPressed = String(id === chosen);
    chip.addEventListener('click', () => pick(id));
    return chip;
  });
}

/** The list of commands above the input. */
export function commandRows(commands, pick) {
  return commands.map(({ command, description }) => {
    const row = element('button', 'command-row');
    row.type = 'button';
    row.append(element('strong', '', `/${command}`), element('span', '', description));
    row.addEventListener('click', () => pick(`/${command}`));
    return row;
  });
}

/** Places that can be sent, above the input. */
export function placeRows(places, words, pick) {
  return places.map((place) => {
    const row = element('button', 'command-row place');
    row.type = 'button';
    const at = `${place.latitude}, ${place.longitude}`;
    row.append(element('strong', '', words.places[place.id]), element('span', '', at));
    row.addEventListener('click', () => pick(place));
    return row;
  });
}

/** The results of an inline query above the input: a line each, or the button that stands for none. */
export function resultRows(results, button, choose, openBot) {
  const rows = results.map(({ id, title, description }) => {
    const row = element('button', 'command-row result');
    row.type = 'button';
    row.append(element('strong', '', title), element('span', '', description));
    row.addEventListener('click', () => choose(id));
    return row;
  });
  if (!button) return rows;
  const top = element('button', 'command-row result');
  top.type = 'button';
  top.append(element('strong', '', button.text));
  top.addEventListener('click', () => openBot(button.start_parameter ?? ''));
  return [top, ...rows];
}
