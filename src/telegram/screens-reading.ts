import { button } from './answer.ts';
import { fixedCallback } from './callbacks.ts';
import type { BotContext } from './context.ts';
import { quietSpan, silentNote } from './phrases.ts';
import { rowsOf, type Screen } from './screens.ts';

/** Silent hours to tap; others are typed. */
const SPANS = [
  ['21:00', '07:00'],
  ['22:00', '07:00'],
  ['22:00', '08:00'],
  ['23:00', '07:00'],
  ['23:00', '08:00'],
  ['00:00', '08:00'],
] as const;
const SPANS_PER_ROW = 2;

const ticked = (ctx: BotContext, label: string, isChosen: boolean) =>
  isChosen ? ctx.t.buttons.chosen(label) : label;

/** How to type it: not where the command would act on the private chat instead of the one that is set up. */
const typing = (ctx: BotContext, how: string) => (ctx.target === null ? [how] : []);

/** How much each story says: both lengths, the chat's own ticked. */
export function lengthScreen(ctx: BotContext): Screen {
  const { settings: words } = ctx.t;
  const now = ctx.settings?.variant ?? 'full';
  return {
    text: [words.lengthAsk(words.lengths[now]), ...typing(ctx, words.lengthHow)].join('\n'),
    keyboard: [
      (['full', 'brief'] as const).flatMap((one) =>
        button(ticked(ctx, words[one], one === now), fixedCallback('length', one)),
      ),
      button(ctx.t.buttons.back, fixedCallback('menu', 'main')),
    ],
  };
}

/** The silent hours with others to tap. */
export function quietScreen(ctx: BotContext): Screen {
  const { settings: words } = ctx.t;
  const now = quietSpan(ctx.settings);
  const spans = SPANS.map(([from, to]) =>
    button(
      ticked(ctx, `${from}–${to}`, `${from}–${to}` === now),
      fixedCallback('quiet', from.replace(':', ''), to.replace(':', '')),
    ),
  );
  const note = ctx.settings === null ? null : silentNote(ctx, ctx.settings);
  return {
    text: [words.quietSet(now), ...(note === null ? [] : [note]), ...typing(ctx, words.quietHow)].join('\n'),
    keyboard: [
      ...rowsOf(spans, SPANS_PER_ROW).map((row) => row.flat()),
      button(ticked(ctx, words.quietOff, now === null), fixedCallback('quiet', 'off')),
      button(ctx.t.buttons.back, fixedCallback('menu', 'main')),
    ],
  };
}
