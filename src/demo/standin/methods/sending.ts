import { checkWrite, findChat } from '../access.ts';
import { finishCaption, finishText, parseCaption, parseTextParameter } from '../content.ts';
import type { Core, MethodTable } from '../core.ts';
import type { Formatted } from '../formatted.ts';
import { messageJson } from '../json.ts';
import { checkButtons, type Markup, parseMarkup } from '../keyboard.ts';
import { checkLink } from '../link.ts';
import { addMessage } from '../messages.ts';
import { booleanOf, integerOf, objectOf, type Parameters, textOf, type Upload } from '../parameters.ts';
import { badRequest, tooManyRequests } from '../refusal.ts';
import { type Chat, type Json, type Media, nextSerial } from '../world.ts';

/** What `reply_parameters` asks for; null when the message is no reply. */
interface ReplyWish {
  readonly messageId: number;
  readonly optional: boolean;
}

function parseReply(parameters: Parameters): ReplyWish | null {
  const given = objectOf(parameters, 'reply_parameters', 'reply parameters');
  const messageId = Number(given?.message_id ?? integerOf(parameters, 'reply_to_message_id'));
  if (!Number.isInteger(messageId)) {
    throw badRequest('can\'t parse reply parameters: Field "message_id" must be a valid Number');
  }
  const optional = given?.allow_sending_without_reply ?? booleanOf(parameters, 'allow_sending_without_reply');
  return messageId > 0 ? { messageId, optional: optional === true } : null;
}

function findReply(chat: Chat, wish: ReplyWish | null): number | null {
  if (wish === null) return null;
  if (chat.messages.has(wish.messageId)) return wish.messageId;
  if (wish.optional) return null;
  throw badRequest('message to be replied not found');
}

function findThread(chat: Chat, parameters: Parameters): number | null {
  const thread = integerOf(parameters, 'message_thread_id');
  if (thread <= 0) return null;
  if (chat.kind !== 'private' && chat.forum && chat.threads.includes(thread)) return thread;
  throw badRequest('message thread not found');
}

/** Checks what every message shares, before its content; in Telegram's order. */
function target(core: Core, parameters: Parameters) {
  const reply = parseReply(parameters);
  const markup = parseMarkup(textOf(parameters, 'reply_markup'));
  const chat = findChat(core.world, parameters);
  checkWrite(core, chat);
  return { markup, chat, replyTo: findReply(chat, reply), threadId: findThread(chat, parameters) };
}

/** Refuses with 429 when the meter enforces and this would be too much. */
export function checkRate(core: Core, chat: Chat, parameters: Parameters): void {
  const paid = booleanOf(parameters, 'allow_paid_broadcast');
  const seconds = core.rate.admit(chat.id, chat.kind !== 'private', paid);
  if (seconds !== null) throw tooManyRequests(seconds);
}

interface Ready {
  readonly chat: Chat;
  readonly markup: Markup;
  readonly replyTo: number | null;
  readonly threadId: number | null;
}

/** Checks the buttons and limits, stores the message and returns it as Telegram would. */
function store(
  core: Core,
  parameters: Parameters,
  { chat, markup, replyTo, threadId }: Ready,
  { text, entities }: Formatted,
  media: Media | null,
  linkPreview: Json | null,
): Json {
  const keyboard = checkButtons(markup);
  checkRate(core, chat, parameters);
  const message = addMessage(core, chat, {
    fromId: core.world.bot.id,
    text: media !== null && text === '' ? null : text,
    entities,
    media,
    keyboard,
    replyKeyboard: markup.kind === 'reply',
    silent: booleanOf(parameters, 'disable_notification'),
    threadId,
    replyTo,
    linkPreview,
  });
  return messageJson(core.world, chat, message);
}

/** The options of the link preview as they will be shown in the message; null when nothing was said. */
export function linkPreviewOf(parameters: Parameters): Json | null {
  const given = objectOf(parameters, 'link_preview_options', 'link preview options');
  return given ?? (booleanOf(parameters, 'disable_web_page_preview') ? { is_disabled: true } : null);
}

function sendMessage(core: Core, parameters: Parameters): Json {
  const parsed = parseTextParameter(parameters);
  const linkPreview = linkPreviewOf(parameters);
  const ready = target(core, parameters);
  return store(core, parameters, ready, finishText(parsed, 'message is too long'), null, linkPreview);
}

/** First bytes of the picture formats that Telegram takes as photos. */
const PICTURES = ['ffd8ff', '89504e470d0a1a0a', '47494638', '52494646', '424d'];

function isPicture({ bytes }: Upload): boolean {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('hex');
  return PICTURES.some((magic) => head.startsWith(magic));
}

function addFile(core: Core, kind: Media['kind'], fileName: string | null, size: number): Media {
  const media: Media = { kind, fileId: `file${nextSerial(core.world)}`, fileName, size };
  core.world.files.set(media.fileId, media);
  return media;
}

/** The file of a call: uploaded, known by its id, or at an address. The address is not fetched. */
function findFile(core: Core, parameters: Parameters, kind: Media['kind']): Media {
  const named = textOf(parameters, kind);
  const part = /^attach:\/\/(.+)$/.exec(named)?.[1] ?? (named === '' ? kind : null);
  const upload = part === null ? undefined : parameters.files.get(part);
  if (upload) {
    if (upload.bytes.length === 0) throw badRequest('file must be non-empty');
    return addFile(core, kind, upload.fileName, upload.bytes.length);
  }
  if (named === '' || part !== null) throw badRequest(`there is no ${kind} in the request`);
  const known = core.world.files.get(named);
  if (known) return { ...known, kind };
  const isAddress = /^https?:\/\//i.test(named) && checkLink(named).kind === 'link';
  if (!isAddress) throw badRequest('wrong file identifier/HTTP URL specified');
  return addFile(core, kind, named.split('/').at(-1) || null, 0);
}

function uploadOf(parameters: Parameters, kind: string): Upload | undefined {
  const part = /^attach:\/\/(.+)$/.exec(textOf(parameters, kind))?.[1] ?? kind;
  return parameters.files.get(part);
}

function sendFile(kind: Media['kind']) {
  return (core: Core, parameters: Parameters): Json => {
    const media = findFile(core, parameters, kind);
    const parsed = parseCaption(parameters);
    const ready = target(core, parameters);
    const caption = finishCaption(parsed);
    const upload = uploadOf(parameters, kind);
    if (kind === 'photo' && upload && !isPicture(upload)) throw badRequest('IMAGE_PROCESS_FAILED');
    return store(core, parameters, ready, caption, media, null);
  };
}

/** Methods that make a message. */
export const sendingMethods: MethodTable = {
  sendmessage: sendMessage,
  sendphoto: sendFile('photo'),
  senddocument: sendFile('document'),
};
