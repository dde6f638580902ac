/** Shows text with Telegram's entities as DOM nodes. Nothing is ever parsed as HTML. */

const TAGS = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  expandable_blockquote: 'blockquote',
};
/** Words that Telegram makes live by itself. */
const COMMAND = /(^|[\s(«])(\/[a-z0-9_]{1,32}(?:@[a-z0-9_]+)?)(?![\w/])/gi;

/**
 * @param text the message
 * @param entities Telegram's, in UTF-16 units, as JavaScript counts
 * @param onCommand called with the command that was tapped
 */
export function formatted(text, entities, onCommand) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const root = document.createDocumentFragment();
  fill(root, text, 0, text.length, sorted, onCommand, false);
  return root;
}

/** Fills `parent` with text[from, to); entities inside become elements, those that cross its end are cut there. */
function fill(parent, text, from, to, entities, onCommand, isLive) {
  let at = from;
  for (let i = 0; i < entities.length; i++) {
    const entity = entities[i];
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset < at || entity.offset >= to) continue;
    const isQuote = TAGS[entity.type] === 'blockquote';
    const before = text.slice(at, entity.offset);
    plain(parent, isQuote ? before.replace(/\n$/, '') : before, onCommand, isLive);
    const element = elementOf(entity);
    const live = isLive || entity.type === 'text_link' || entity.type === 'code' || entity.type === 'pre';
    fill(element, text, entity.offset, end, entities.slice(i + 1), onCommand, live);
    parent.append(element);
    // A quote is a block: the line breaks around it are its own edges.
    at = isQuote && text[end] === '\n' ? end + 1 : end;
  }
  plain(parent, text.slice(at, to), onCommand, isLive);
}

function elementOf(entity) {
  if (entity.type === 'text_link') {
    const link = document.createElement('a');
    if (/^https?:\/\//i.test(entity.url)) link.href = entity.url;
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
    return link;
  }
  if (entity.type === 'date_time') {
    const time = document.createElement('time');
    const at = new Date(entity.unix_time * 1000);
    time.dateTime = at.toISOString();
    time.title = at.toLocaleString();
    return time;
  }
  const element = document.createElement(TAGS[entity.type] ?? 'span');
  if (entity.type === 'expandable_blockquote') expandable(element);
  return element;
}

/** Shows the first lines; a tap shows the rest. */
function expandable(quote) {
  quote.classList.add('expandable');
  quote.tabIndex = 0;
  quote.setAttribute('role', 'button');
  quote.setAttribute('aria-expanded', 'false');
  const toggle = (event) => {
    if (event.target.closest('a')) return;
    quote.setAttribute('aria-expanded', String(quote.classList.toggle('open')));
  };
  quote.addEventListener('click', toggle);
  quote.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') toggle(event);
  });
}

/** Plain words; commands in them can be tapped unless they already belong to a link. */
function plain(parent, text, onCommand, isLive) {
  if (isLive || text === '') {
    parent.append(text);
    return;
  }
  let at = 0;
  for (const match of text.matchAll(COMMAND)) {
    const begin = match.index + match[1].length;
    parent.append(text.slice(at, begin));
    const button = document.createElement('a');
    button.href = '#';
    button.className = 'command';
    button.textContent = match[2];
    button.addEventListener('click', (event) => {
      event.preventDefault();
      onCommand(match[2]);
    });
    parent.append(button);
    at = begin + match[2].length;
  }
  parent.append(text.slice(at));
}
