import * as api from './api.js';
import { resultRows } from './view.js';

/** After so long without another letter the bot is asked. */
const QUIET_MS = 300;

/**
 * Inline mode: the bot's name and words in the input bring results above it; a chosen one is sent.
 *
 * @param options.box where results are shown
 * @param options.where the account and chat that are open now
 * @param options.openBot opens the private chat with a payload
 * @param options.sent told when a result was sent
 */
export function createInline({ box, where, openBot, sent }) {
  let timer = 0;
  let asked = 0;

  async function ask(words, offset) {
    const mine = ++asked;
    const { account, chatId } = where();
    const { queryId, results = [], nextOffset, button } = await api.inline(account, chatId, words, offset);
    // Another letter was typed meanwhile, or another chat opened.
    if (mine !== asked) return;
    const choose = async (resultId) => {
      sent();
      await api.choose(account, chatId, queryId, resultId);
    };
    const rows = resultRows(results, button, choose, openBot);
    if (offset === '') {
      box.replaceChildren(...rows);
      box.scrollTop = 0;
    } else box.append(...rows);
    box.hidden = box.childElementCount === 0;
    box.onscroll = () => {
      const isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
      if (!isAtEnd || !nextOffset) return;
      box.onscroll = null;
      void ask(words, nextOffset);
    };
  }

  return {
    /** Asks for results. @returns false when `typed` is no inline query to `username` */
    typed(typed, username) {
      clearTimeout(timer);
      asked += 1;
      box.onscroll = null;
      const prefix = `@${username} `;
      if (!username || !typed.toLowerCase().startsWith(prefix.toLowerCase())) return false;
      timer = setTimeout(() => void ask(typed.slice(prefix.length), ''), QUIET_MS);
      return true;
    },
  };
}
