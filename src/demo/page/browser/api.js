/** Calls of the demo's control routes. */

async function ask(path, body) {
  const response = await fetch(`/demo/api/${path}`, {
    ...(body
      ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
      : {}),
  });
  return response.json();
}

export const accounts = () => ask('accounts');
export const botCard = (account) => ask(`bot?account=${account}`);
export const transcript = (account, chatId) => ask(`chats/${chatId}?account=${account}`);
export const say = (account, chatId, text, threadId) =>
  ask(`chats/${chatId}/say`, { account, text, threadId });
export const start = (account, chatId, payload = '') => ask(`chats/${chatId}/start`, { account, payload });
export const press = (account, chatId, messageId, row, column) =>
  ask(`chats/${chatId}/press`, { account, messageId, row, column });
export const inline = (account, chatId, text, offset) =>
  ask(`chats/${chatId}/inline`, { account, text, offset });
export const choose = (account, chatId, queryId, resultId) =>
  ask(`chats/${chatId}/choose`, { account, queryId, resultId });
export const place = (account, chatId, latitude, longitude) =>
  ask(`chats/${chatId}/place`, { account, latitude, longitude });
export const block = (account, chatId, isBlocked) =>
  ask(`chats/${chatId}/${isBlocked ? 'block' : 'unblock'}`, { account });

/** Listens to all that an account sees, until the page is left. The browser reconnects by itself. */
export function listen(account, handlers) {
  const source = new EventSource(`/demo/api/events?account=${account}`);
  for (const [name, handler] of Object.entries(handlers)) {
    if (name !== 'open' && name !== 'error')
      source.addEventListener(name, (event) => handler(JSON.parse(event.data)));
  }
  source.addEventListener('open', () => handlers.open?.());
  source.addEventListener('error', () => handlers.error?.());
}
