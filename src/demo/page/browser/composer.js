import * as api from './api.js';
import { createInline } from './inline.js';
import { createPin } from './place.js';
import { commandRows } from './view.js';

const COMMAND_LIST_LETTERS = /^\/[a-z0-9_]*$/i;

/**
 * Where a person writes: the input, the menu of commands, inline results and places above it.
 *
 * @param options.form the whole of it
 * @param options.field the input
 * @param options.menu the button that lists the commands
 * @param options.box where commands, results and places are listed
 * @param options.pin the button that lists places
 * @param options.where what is open now: account, chat, forum topic, the bot's card and the words for it
 * @param options.failed told why when something could not be sent
 * @param options.openBot opens the private chat with the bot, by the button above inline results
 */
export function createComposer({ form, field, menu, box, pin, where, failed, openBot }) {
  const send = async (text) => {
    const { account, chat, threadId, card } = where();
    if (!account || text.trim() === '') return;
    box.hidden = true;
    // In a group a command is addressed, as Telegram's own menu does.
    const addressed = chat.type !== 'private' && /^\/[a-z0-9_]+/i.test(text) && !text.includes('@');
    const said = addressed ? text.replace(/^(\/[a-z0-9_]+)/i, `$1@${card?.username}`) : text;
    const answer = await api.say(account.id, chat.chatId, said, threadId);
    if (answer.ok === false) failed(answer.error);
  };
  const pick = (command) => {
    field.value = '';
    void send(command);
  };
  const inline = createInline({
    box,
    where: () => ({ account: where().account.id, chatId: where().chat.chatId }),
    openBot,
    sent: () => {
      field.value = '';
      box.hidden = true;
    },
  });
  const suggest = (typed) => {
    const { commands = [], username } = where().card ?? {};
    if (inline.typed(typed, username)) return;
    const fitting = commands.filter(({ command }) => `/${command}`.startsWith(typed.toLowerCase()));
    box.hidden = !COMMAND_LIST_LETTERS.test(typed) || fitting.length === 0;
    if (!box.hidden) box.replaceChildren(...commandRows(fitting, pick));
  };

  createPin({
    pin,
    box,
    where: () => ({ account: where().account.id, chatId: where().chat.chatId, words: where().words }),
    failed,
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    pick(field.value);
  });
  field.addEventListener('input', () => suggest(field.value));
  menu.addEventListener('click', () => {
    if (box.hidden) suggest('/');
    else box.hidden = true;
  });

  return {
    send,
    /** Puts `text` into the input, as if it had been typed. */
    type: (text) => {
      field.value = text;
      field.focus();
      suggest(text);
    },
  };
}
