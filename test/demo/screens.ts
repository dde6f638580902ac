import { DEMO_GROUPS } from '../../src/demo/standin/standin.ts';
import type { ReaderLanguage } from '../../src/domain/article.ts';
import { messagesFor } from '../../src/telegram/render-story.ts';
import { account, leave } from './browser.ts';
import { exactly, type Hand, head } from './hand.ts';

/** The private chat from Start on: every screen that a reader can reach. */
export async function privateChat({ page, look, say, press }: Hand, language: ReaderLanguage): Promise<void> {
  const t = messagesFor(language);
  const { buttons, story } = t;
  const topic = language === 'ru' ? '🚆 Транспорт и логистика' : '🚆 Көлік және логистика';
  const all = language === 'ru' ? 'Все темы' : 'Барлық тақырып';
  await page.locator('.about').waitFor();
  await look('about');
  await page.locator('#start').click();
  await page.locator('.message.other', { hasText: head(t.welcome) }).waitFor();
  await look('welcome');
  await press(buttons.pickTopics, head(t.pickTopics));
  await look('topics-to-pick');
  await press(topic, head(t.pickTopics));
  await page.locator('.button', { hasText: exactly(buttons.chosen(topic)) }).waitFor();
  await press(buttons.done, head(t.onboarding.sample));
  await look('sample');

  await say('/digest all 7d', all);
  await look('digest');
  await press('→', /2\/\d/);
  await look('digest-page-2');
  await press('←', /1\/\d/);
  await press('1', t.sourcesLabel);
  await look('story');
  await press(story.buttons.follow, t.sourcesLabel);
  await page.locator('.button', { hasText: exactly(story.buttons.unfollow) }).waitFor();
  await look('story-followed');
  const related = page.locator('.keyboard .button', { hasText: /^→ ./ });
  const others = page.locator('.message.other');
  if ((await related.count()) > 0) {
    const first = head((await others.last().locator('.text').textContent()) ?? '');
    const label = (await related.last().textContent()) ?? '';
    await press(label, label.slice(2, 40));
    await look('story-related');
    await press(buttons.back, t.sourcesLabel);
    // Both pages have sources: the first one is there again when its headline is.
    await others.last().locator('.text', { hasText: first }).waitFor();
  }
  const before = await others.count();
  await page
    .locator('.keyboard .button', { hasText: exactly(buttons.back) })
    .last()
    .click();
  // The page closes: its message goes, and is not to be counted with what comes.
  await others.nth(before - 1).waitFor({ state: 'detached' });
  await say('/follow', head(story.list(1)));
  await look('follow');
  await say('/topics', head(t.topicsTitle));
  await look('topics');
  await say('/search Wabtec', head(t.searchTitle('Wabtec')));
  await look('search');
  await say('/search qwertyuiop', t.notFound('qwertyuiop', false).slice(0, 30));
  await say('/subscribe qwertyuiop', t.unknownTopic('qwertyuiop', false).slice(0, 20));
  await say('/time 25:61', head(t.badTime('25:61')).slice(0, 30));
  await look('mistakes');
  await say(language === 'ru' ? 'ураан' : 'ұран', /./);
  await look('plain-words');

  await say('/settings', buttons.settings.replace('⚙ ', ''));
  await look('settings');
  await settingsScreens({ page, look, say, press }, language);
  await say('/subscribe minerals', t.subscribed('', '').slice(0, 10));
  await say('/unsubscribe', head(t.pickUnsubscribe));
  await say('/language', head(t.languageAsk));
  await look('unsubscribe-language');
  await say('/help', '/unsubscribe uranium');
  await look('help');
  await say('/privacy', t.privacy(null).slice(0, 20));
  await say('/forget', t.forgetAsk.slice(0, 40));
  await press(buttons.cancel, t.kept);
  await look('privacy-forget');
  await say('/stop', head(t.stopped));
  await say('/start', /./);
  await look('stop-start');
  await say('/qwerty', t.unknownCommand);
  await page.locator('#menu').click();
  await page.locator('.command-row').first().waitFor();
  await look('menu');
  await page.keyboard.press('Escape');
}

async function settingsScreens({ look, press }: Hand, language: ReaderLanguage): Promise<void> {
  const t = messagesFor(language);
  const { buttons, settings } = t;
  const main = new RegExp(`^${buttons.settings.replace('⚙ ', '')}`);
  for (const [label, name, expected] of [
    [buttons.topics, 'settings-topics', head(t.pickTopics)],
    [buttons.time, 'settings-time', '07:30'],
    [buttons.timezone, 'settings-zone', settings.zoneByPlace.slice(0, 24)],
    [buttons.language, 'settings-language', head(t.languageAsk)],
    [settings.length, 'settings-length', '/length brief'],
    [settings.quiet, 'settings-quiet', '/quiet 23:00'],
  ] as const) {
    await press(label, expected);
    await look(name);
    await press(buttons.back, main);
  }
}

/** A place that is sent by the pin beside the input: its time zone is the chat's from then on. */
export async function location({ page, look }: Hand, language: ReaderLanguage): Promise<void> {
  const t = messagesFor(language);
  await page.locator('#pin').click();
  await page.locator('.place').first().waitFor();
  await look('places');
  await page.locator('.place').first().click();
  await page.locator('.message.other', { hasText: t.settings.zoneOfPlace }).waitFor();
  await look('location');
}

/** Inline mode where the page offers it: results over the input, one of them sent. */
async function inlineMode({ page, look }: Hand, language: ReaderLanguage): Promise<void> {
  const t = messagesFor(language);
  await page.locator('#text').fill('@kopir_bot Wabtec');
  const result = page.locator('.result', { hasText: 'Wabtec' }).first();
  await result.waitFor();
  await look('inline');
  await result.click();
  const sent = page.locator('.message.own', { hasText: '@kopir_bot' }).last();
  await sent.locator('.button', { hasText: t.inline.open }).waitFor();
  await look('inline-sent');
}

/** What admins see: to everybody else these commands are unknown. */
export async function adminDesk({ look, say, press }: Hand, language: ReaderLanguage): Promise<void> {
  const { admin } = messagesFor(language);
  await say('/admin', admin.deliveries);
  await look('admin');
  await press(admin.buttons.sources, '✓');
  await look('admin-sources');
  await press(admin.buttons.back, admin.deliveries);
  await press(admin.buttons.journal, admin.journal);
  await say('/announce', admin.announceHow.slice(0, 30));
  await look('admin-announce');
  await say('/remove', admin.removeHow.slice(0, 20));
  await look('admin-remove');
}

/** A group or a forum: added by its creator, set up, read. `thread`: the topic of a forum to write in. */
export async function group(
  { page, look, say, press }: Hand,
  language: ReaderLanguage,
  thread: string | null,
): Promise<void> {
  const t = messagesFor(language);
  const name = thread === null ? 'group' : 'forum';
  await page.locator('#composer').waitFor();
  if (thread !== null) await page.locator('.chip', { hasText: thread }).click();
  await say(`/language ${language}`, t.languageSet);
  await say('/start', /./);
  await look(`${name}-welcome`);
  await say('/subscribe transport', /./);
  await say('/settings', t.buttons.settings.replace('⚙ ', ''));
  await look(`${name}-settings`);
  await say('/digest all 7d', '1. ');
  await look(`${name}-digest`);
  await press('1', t.sourcesLabel);
  await look(`${name}-story`);
}

/** A channel set up from the private chat of who made the bot its administrator, whose chat `hand` shows. */
export async function channel({ page, look, say, press }: Hand, language: ReaderLanguage): Promise<void> {
  const t = messagesFor(language);
  const { title = '', username } = DEMO_GROUPS.find(({ kind }) => kind === 'channel') ?? {};
  const headed = t.groups.head('channel', title);
  if (language === 'ru') {
    const kk = messagesFor('kk');
    // Of the text alone: a button under the message before has the same label.
    const newest = (hasText: string) =>
      page.locator('.message.other .text').last().filter({ hasText }).waitFor();
    // Forgotten, it is shown a sample again: the other language's.
    await say(`/forget @${username}`, head(kk.forgetAsk));
    await press(kk.buttons.delete, head(kk.groups.elsewhere.forgetDone));
    await say(`/settings @${username}`, title);
    await newest(kk.buttons.settings.replace('⚙ ', ''));
    await press(kk.buttons.language, title);
    await newest(head(kk.languageAsk));
    await press(kk.buttons.russian, headed);
  }
  await look('channel-set-up');
  await press(t.buttons.topics, headed);
  const topic = language === 'ru' ? '⛏️ Критические минералы' : '⚛️ Уран және атом саласы';
  await press(topic, headed);
  await page
    .locator('.button', { hasText: exactly(t.buttons.chosen(topic)) })
    .last()
    .waitFor();
  // The person's own chat may have been shown a sample as well.
  const samples = page.locator('.message.other', { hasText: head(t.onboarding.sample) });
  const before = await samples.count();
  await press(t.buttons.done, headed);
  await samples.nth(before).waitFor();
  await look('channel-sample');
}

/** The private chats, the group, the forum and the channel of the demo, in both languages. `at` opens a chat. */
export async function wholeDemo(
  at: (hash: string, language: ReaderLanguage) => Promise<Hand>,
  { admins }: { readonly admins: boolean },
): Promise<void> {
  const [members, forum, posts] = DEMO_GROUPS;
  const within = async (hash: string, language: ReaderLanguage, work: (hand: Hand) => Promise<void>) => {
    const hand = await at(hash, language);
    await work(hand);
    await leave(hand.page);
  };
  const own = (language: ReaderLanguage) =>
    within(`${account(language)}:${account(language)}`, language, async (hand) => {
      await privateChat(hand, language);
      await inlineMode(hand, language);
      await location(hand, language);
      if (admins) await adminDesk(hand, language);
    });
  await Promise.all([own('ru'), own('kk')]);
  for (const language of ['ru', 'kk'] as const) {
    for (const [chat, thread] of [
      [members, null],
      [forum, 'Новости'],
    ] as const) {
      await within(`${account('ru')}:${chat?.id}`, language, async (hand) => {
        if (language === 'ru') await hand.page.locator('#start').click();
        await group(hand, language, thread);
      });
    }
  }
  // Its creator, as the demo has it.
  const maker = account('kk');
  await within(`${maker}:${posts?.id}`, 'kk', async ({ page }) => {
    await page.locator('#start').click();
    await page.locator('#start').waitFor({ state: 'hidden' });
  });
  for (const language of ['kk', 'ru'] as const) {
    await within(`${maker}:${maker}`, language, (hand) => channel(hand, language));
  }
}
