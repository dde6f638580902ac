import { Composer } from 'grammy';
import { setVariant } from '../../app/chats.ts';
import { setQuiet } from '../../app/time.ts';
import { type CommandOf, say, show, toast } from '../answer.ts';
import { adopt, change, mayChange } from '../change.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { quietSpan, silentNote } from '../phrases.ts';
import type { Screen } from '../screens.ts';
import { lengthScreen, quietScreen } from '../screens-reading.ts';
import { tame } from '../text.ts';
import { onVerb } from '../verbs.ts';
import { parseLength, parseQuiet, type Span } from '../words.ts';

/** /length and /quiet, typed and by buttons. */
export function readingFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command('length', async (ctx) => {
    if (ctx.match === '') return sayScreen(ctx, lengthScreen(ctx));
    const wanted = parseLength(ctx.match);
    if (wanted === null) return say(ctx, ctx.t.settings.badLength(tame(ctx.match)));
    if (await setLength(ctx, deps, wanted)) await say(ctx, lengthLine(ctx));
  });

  onVerb(composer, 'length', async (ctx, [typed = '']) => {
    const wanted = typed === 'brief' || typed === 'full' ? typed : null;
    if (wanted === null) return toast(ctx, ctx.t.stale);
    if (!(await setLength(ctx, deps, wanted))) return;
    toast(ctx, lengthLine(ctx));
    const { text, keyboard } = lengthScreen(ctx);
    await show(ctx, text, keyboard);
  });

  composer.command('quiet', async (ctx) => {
    if (ctx.match === '') return sayScreen(ctx, quietScreen(ctx));
    const wanted = parseQuiet(ctx.match);
    if ('mistake' in wanted) return say(ctx, mistakeText(ctx, wanted));
    if (await setSilence(ctx, deps, wanted.span)) await say(ctx, quietLines(ctx));
  });

  onVerb(composer, 'quiet', async (ctx, args) => {
    const wanted = parseQuiet(args.join(' '));
    if ('mistake' in wanted) return toast(ctx, ctx.t.stale);
    if (!(await setSilence(ctx, deps, wanted.span))) return;
    toast(ctx, quietLines(ctx));
    const { text, keyboard } = quietScreen(ctx);
    await show(ctx, text, keyboard);
  });

  return composer;
}

const sayScreen = (ctx: BotContext, { text, keyboard }: Screen) => say(ctx, text, keyboard);

/** False when nothing is to be said: not allowed, or done before. */
async function setLength(ctx: BotContext, deps: BotDeps, wanted: 'brief' | 'full'): Promise<boolean> {
  if (!(await mayChange(ctx))) return false;
  const settings = await change(ctx, deps, (tx, chatId) => setVariant(tx, chatId, wanted));
  if (settings !== null) adopt(ctx, settings);
  return settings !== null;
}

/** As `setLength`. */
async function setSilence(ctx: BotContext, deps: BotDeps, span: Span | null): Promise<boolean> {
  if (!(await mayChange(ctx))) return false;
  const settings = await change(ctx, deps, (tx, chatId) => setQuiet(tx, chatId, span));
  if (settings !== null) adopt(ctx, settings);
  return settings !== null;
}

function lengthLine({ t, settings }: BotContext): string {
  return t.settings.lengthSet(t.settings.lengths[settings?.variant ?? 'full']);
}

/** What the silent hours are now, and that a digest lies in them. */
function quietLines(ctx: BotContext): string {
  const note = ctx.settings === null ? null : silentNote(ctx, ctx.settings);
  return [ctx.t.settings.quietSet(quietSpan(ctx.settings)), ...(note === null ? [] : [note])].join('\n');
}

function mistakeText(ctx: CommandOf, wanted: Extract<ReturnType<typeof parseQuiet>, { mistake: string }>) {
  const { settings: words } = ctx.t;
  if (wanted.mistake === 'same') return words.sameQuiet(wanted.time);
  if (wanted.mistake === 'half')
    return words.halfQuiet(wanted.time, wanted.time === '07:00' ? '09:00' : '07:00');
  return words.badQuiet(tame(ctx.match));
}
