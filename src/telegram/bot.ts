import { Bot, type BotError, type Composer, GrammyError, type NextFunction } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import { readChat } from '../app/chats.ts';
import { refuse } from './answer.ts';
import { adopt, languageOf } from './change.ts';
import type { BotContext, BotDeps } from './context.ts';
import { courtesy } from './courtesy.ts';
import { loggable } from './errors.ts';
import { aboutFeature } from './features/about.ts';
import { adminFeature } from './features/admin.ts';
import { channelsFeature } from './features/channels.ts';
import { digestFeature } from './features/digest.ts';
import { followFeature } from './features/follow.ts';
import { inlineFeature } from './features/inline.ts';
import { membershipFeature } from './features/membership.ts';
import { readingFeature } from './features/reading.ts';
import { searchFeature } from './features/search.ts';
import { settingsFeature } from './features/settings.ts';
import { startFeature } from './features/start.ts';
import { storyFeature } from './features/story.ts';
import { straysFeature } from './features/strays.ts';
import { subscriptionsFeature } from './features/subscriptions.ts';
import { timeFeature } from './features/time.ts';
import { type ApiOptions, clientOptions } from './messenger.ts';
import { patience } from './patience.ts';
import { readPlainly } from './plainCommands.ts';
import { answerPress } from './press.ts';
import { messagesFor } from './render-story.ts';
import { aimAtTarget, leadToPrivate } from './target.ts';
import { readTyped } from './typed.ts';

/** In the order in which they are asked: the last one takes what is left. */
const FEATURES: Readonly<Record<string, (deps: BotDeps) => Composer<BotContext>>> = {
  membership: membershipFeature,
  inline: inlineFeature,
  channels: channelsFeature,
  start: startFeature,
  subscriptions: subscriptionsFeature,
  digest: digestFeature,
  story: storyFeature,
  follow: followFeature,
  time: timeFeature,
  reading: readingFeature,
  settings: settingsFeature,
  about: aboutFeature,
  search: searchFeature,
  admin: adminFeature,
  strays: straysFeature,
};

/**
 * The bot: every handler, nothing running. It reads no updates by itself (see updates.ts) and keeps no
 * state in memory but who has just asked how often, so that any number of replicas may handle updates.
 *
 * @param api.me the bot's own user when it is known already; else the first use asks for it
 */
export function createBot(
  deps: BotDeps,
  api: ApiOptions & { readonly me?: UserFromGetMe | undefined },
): Bot<BotContext> {
  const bot = new Bot<BotContext>(api.token, {
    client: clientOptions(api),
    ...(api.me === undefined ? {} : { botInfo: api.me }),
  });
  bot.api.config.use(patience());
  bot.catch(({ error }) => deps.onProblem('update', loggable(error)));

  bot.use(async ({ update }, next) => {
    const began = performance.now();
    await next();
    const kind = Object.keys(update).find((field) => field !== 'update_id') ?? 'none';
    deps.onHandled?.(kind, (performance.now() - began) / 1000);
  });
  const guarded = bot.errorBoundary(apologise(deps, 'update'));
  guarded.use(readTyped, readPlainly, greet, answerPress(deps), leadToPrivate);
  const learn = (ctx: BotContext) => learnChat(ctx, deps);
  // Inside the answer to a press, so that a database that is down is apologised for there as well.
  guarded.errorBoundary(apologise(deps, 'chat')).use(courtesy(deps, learn), async (ctx, next) => {
    await learn(ctx);
    await next();
  });
  guarded.errorBoundary(apologise(deps, 'target')).use(aimAtTarget(deps));
  for (const [name, feature] of Object.entries(FEATURES)) {
    guarded.errorBoundary(apologise(deps, name)).use(feature(deps));
  }
  return bot;
}

/** Words for whoever writes, before anything is known of the chat. */
async function greet(ctx: BotContext, next: NextFunction): Promise<void> {
  ctx.language = languageOf(ctx.from?.language_code);
  ctx.t = messagesFor(ctx.language);
  ctx.settings = null;
  ctx.target = null;
  await next();
}

/** Reads the chat's settings, so that every feature answers in its language. */
async function learnChat(ctx: BotContext, { db }: BotDeps): Promise<void> {
  const settings = ctx.chatId === undefined ? null : await readChat(db, ctx.chatId);
  if (settings !== null) adopt(ctx, settings);
}

/** Says sorry in the chat's language and reports what happened; the update counts as handled. */
function apologise(deps: BotDeps, feature: string) {
  return async ({ error, ctx }: BotError<BotContext>): Promise<void> => {
    deps.onProblem(feature, loggable(error));
    if (isUnreachable(error) || ctx.chatId === undefined || ctx.t === undefined) return;
    // Nobody waits for an answer to what happened to the bot itself, least of all the readers of a channel.
    if (ctx.callbackQuery === undefined && (ctx.message === undefined || mayNotWrite(error))) return;
    try {
      await refuse(ctx, mayNotWrite(error) ? ctx.t.groups.cannotWrite : ctx.t.error);
    } catch (second) {
      deps.onProblem(feature, loggable(second));
    }
  };
}

/** A group that lets the bot read and not write: over a button it can still be told so. */
const mayNotWrite = (error: unknown) =>
  error instanceof GrammyError &&
  /not enough rights to send|need administrator rights|CHAT_WRITE_FORBIDDEN|TOPIC_CLOSED/i.test(
    error.description,
  );

/** Who has blocked the bot meanwhile cannot be told that something went wrong. */
const isUnreachable = (error: unknown) => error instanceof GrammyError && error.error_code === 403;
