import assert from 'node:assert/strict';
import { test } from 'node:test';
import { channelStage } from './channelStage.ts';
import { typeMistakes } from './conformance.ts';
import { ADMINS, answerAfter, press } from './stage.ts';
import { reader, tourStage } from './tourStage.ts';
import { LANGUAGES, WORDS } from './tourWords.ts';

/** The same in a group, in a topic of a forum and in a channel, on the sample archive. */
const tour = await tourStage();
const { stage, recorded } = tour;
const { control } = stage;
const { aPerson, aChannel, settled } = channelStage(stage);
/** Chats with a subscription, each with the words it is to be spoken to in. */
const chats: { chatId: number; language: (typeof LANGUAGES)[number] }[] = [];

const KINDS = ['group', 'forum'] as const;

/** A group or a forum with a creator and a member whose Telegram speaks the other language, set up in `language`. */
async function aGroup(kind: (typeof KINDS)[number], language: (typeof LANGUAGES)[number]) {
  const said = WORDS[language];
  const [admin, member] = [aPerson(said.other), aPerson(said.other)];
  const chatId = control.createGroup({
    title: 'Логистика',
    creator: admin,
    members: [member],
    forum: kind === 'forum',
  });
  const place = { chatId, ...(kind === 'forum' ? { threadId: control.addThread(chatId, 'Новости') } : {}) };
  control.addBot(chatId, admin);
  await control.waitForMessage(chatId);
  await settled();
  const chief = reader(stage, admin, place);
  assert.equal(chief.posts().length, 1, 'it greets once');
  await chief.says(`/language ${language}`, said.t.languageSet);
  return { admin: chief, member: reader(stage, member, place), chatId, place };
}

for (const language of LANGUAGES) {
  const said = WORDS[language];
  const { t } = said;
  for (const kind of KINDS) {
    test(`a ${kind}: set up, read, searched, followed and tuned, each by whom it is for, in ${language}`, async () => {
      const { admin, member, chatId, place } = await aGroup(kind, language);
      // 1: a welcome, topics by buttons, a sample.
      await admin.says('/start', t.welcomeGroup);
      await admin.taps(t.buttons.pickTopics, t.pickTopics);
      await admin.taps(said.transport, t.pickTopics);
      await admin.taps(t.buttons.done, said.sample);
      assert.match(admin.posts().at(-2)?.text ?? '', said.subscribed);
      assert.equal(
        admin.posts().at(-1)?.threadId,
        place.threadId,
        'the sample stands where it was asked for',
      );
      await admin.says('/subscribe uranium', /./);
      // 2: its digest, in its topic.
      await tour.digestComes(chatId, 3 * 24 * 60);
      const digest = admin.posts().findLast(({ text }) => text.includes(t.yourTopics));
      assert.ok(digest?.text.includes(`\n${said.uranium}\n`), 'sections');
      assert.equal(digest?.threadId, place.threadId);
      await member.taps(t.buttons.week, new RegExp(t.yourTopics), digest?.messageId);
      // 3: everybody opens stories, administrators follow them.
      await member.taps('1', new RegExp(t.sourcesLabel), digest?.messageId);
      const page = member.shown();
      assert.equal(member.posts().at(-1)?.threadId, place.threadId);
      const toast = await press(stage, member.user, t.story.buttons.follow, {
        chatId,
        messageId: page.messageId,
      });
      assert.match(toast.text, said.refused);
      const followed = await admin.taps(t.story.buttons.follow, /./, page.messageId);
      assert.equal(followed.text, t.story.followingToast);
      await member.says('/follow', t.story.list(1));
      // 4: pages, names, periods.
      const all = await member.says('/digest@kopir_bot all 30d', said.all);
      await member.taps('→', / · 2\/\d/, all.messageId);
      for (const [typed, expected] of said.topics) await member.says(typed, expected);
      await member.says('/topics', new RegExp(said.transport));
      await member.says('/search Казахстан', said.found);
      // 5 and 7: everybody sees the settings, administrators change them.
      const { messageId } = await member.says('/settings', said.settings);
      const refused = await press(stage, member.user, t.buttons.stop, { chatId, messageId });
      assert.deepEqual([refused.alert, said.refused.test(refused.text)], [true, true]);
      await member.says('/time 10:00', said.refused);
      await admin.taps(t.settings.length, /./, messageId);
      await admin.taps(t.settings.brief, /./, messageId);
      assert.ok(
        admin
          .posts()
          .some((one) => one.messageId === messageId && one.text.includes(t.settings.lengths.brief)),
      );
      await admin.says(said.city[0], said.city[1]);
      await admin.says('/timezone Asia/Almaty', said.iana);
      // 6: a shared story stands in the group, and the bot is silent about it.
      const queryId = control.inlineQuery(member.user, 'Wabtec', { chatType: 'supergroup' });
      const answer = await control.until(() => control.inlineAnswer(queryId), 20_000);
      const before = member.posts().length;
      control.chooseResult(member.user, queryId, (answer.results as { id: string }[])[0]?.id ?? '', chatId);
      await settled();
      assert.equal(member.posts().filter(({ from }) => from.isBot).length, before);
      // 8 and 9: no desk in groups; stale buttons; talk is not answered.
      control.addUser({ id: ADMINS[0] ?? 0, name: 'Админ', languageCode: language });
      control.setMember(chatId, ADMINS[0] ?? 0, 'member');
      const stale = control.pressRaw(member.user, 'v0:old', { chatId, messageId });
      assert.equal((await control.waitForAnswer(stale)).text, t.stale);
      const quiet = member.posts().length;
      control.say(ADMINS[0] ?? 0, '/admin', place);
      control.say(member.user, 'Как дела, канарейка?', place);
      control.say(member.user, '', {
        ...place,
        other: { voice: { file_id: 'x', file_unique_id: 'x', duration: 1 } },
      });
      await settled();
      assert.equal(member.posts().length, quiet);
      if (kind === 'forum') chats.push({ chatId, language });
      else {
        const supergroup = control.migrate(chatId);
        await settled();
        const there = reader(stage, admin.user, { chatId: supergroup });
        await there.says('/settings', new RegExp(said.transport));
        await there.says('/follow', t.story.list(1));
        await tour.digestComes(supergroup, 3 * 24 * 60);
        assert.ok(there.shown().text.includes(t.yourTopics), 'the digest comes to the supergroup');
        chats.push({ chatId: supergroup, language });
      }
    });
  }

  test(`a forum keeps its digests in the topic where an administrator asked for them last, in ${language}`, async () => {
    const { admin, chatId, place } = await aGroup('forum', language);
    await admin.says('/subscribe transport', said.subscribed);
    const other = control.addThread(chatId, 'Құжаттар');
    await reader(stage, admin.user, { chatId, threadId: other }).says('/digest', /./);
    await tour.digestComes(chatId, 3 * 24 * 60);
    assert.equal(admin.posts().at(-1)?.threadId, place.threadId, 'reading elsewhere moves nothing');
    await reader(stage, admin.user, { chatId, threadId: other }).says('/start', said.here);
    await tour.digestComes(chatId, 3 * 24 * 60);
    assert.equal(admin.posts().at(-1)?.threadId, other);
  });

  test(`a channel: set up from the private chat, its digest posted, its buttons lead to the private chat, in ${language}`, async () => {
    const [owner, follower] = [reader(stage, aPerson(language)), reader(stage, aPerson(language))];
    await answerAfter(control, owner.user, control.start(owner.user));
    const { channel, username } = aChannel(owner.user, [follower.user]);
    const before = owner.shown().messageId;
    control.promoteBot(channel, owner.user);
    assert.match((await answerAfter(control, owner.user, before)).text, said.channel);
    await owner.taps(t.buttons.topics, said.channel);
    await owner.taps(said.transport, said.channel);
    await owner.taps(t.buttons.done, /./);
    const screens = owner.posts().map(({ text }) => text);
    assert.ok(screens.some((text) => said.channel.test(text) && text.includes(said.transport)));
    await owner.says(`/subscribe @${username} uranium`, said.channel);
    await owner.says(`/time @${username} 07:15`, /07:15/);
    await owner.says(`/settings @${username}`, said.channel);
    assert.match(owner.shown().text, /07:15/);
    const posts = reader(stage, owner.user, { chatId: channel });
    assert.deepEqual(posts.posts(), [], 'nothing is posted but digests');

    await tour.digestComes(channel, 3 * 24 * 60);
    const { text, labels, messageId } = posts.shown();
    assert.ok(text.includes(t.yourTopics) && text.includes(said.uranium), text.slice(0, 100));
    assert.ok(labels.includes('1'));
    const pressed = await control.waitForAnswer(
      control.press(follower.user, '1', { chatId: channel, messageId }),
    );
    const payload = new URL(pressed.url ?? '').searchParams.get('start') ?? '';
    await answerAfter(control, follower.user, control.start(follower.user, payload));
    assert.ok(
      follower.posts().some((one) => one.text.includes(t.sourcesLabel)),
      'the story opens in private',
    );
    const settings = await control.waitForAnswer(
      control.press(owner.user, t.buttons.settings, { chatId: channel, messageId }),
    );
    const lead = new URL(settings.url ?? '').searchParams.get('start') ?? '';
    await answerAfter(control, owner.user, control.start(owner.user, lead));
    assert.match(owner.shown().text, said.channel);
    await follower.says(`/settings @${username}`, t.groups.notTheirAdmin);
    const queryId = control.inlineQuery(owner.user, 'Wabtec', { chatType: 'channel' });
    const answer = await control.until(() => control.inlineAnswer(queryId), 20_000);
    assert.ok((answer.results as unknown[]).length > 0);
    assert.equal(posts.posts().length, 1);
    chats.push({ chatId: channel, language });
  });
}

test('8. an announcement reaches every kind of chat in its own language, once', async () => {
  const admin = reader(stage, control.addUser({ id: ADMINS[1] ?? 0, name: 'Админ', languageCode: 'kk' }));
  await answerAfter(control, admin.user, control.start(admin.user));
  const before = admin.posts().length;
  control.say(admin.user, `/announce ${WORDS.ru.announcement}\n---\n${WORDS.kk.announcement}`);
  await control.until(() => admin.posts().length === before + 3);
  await settled();
  await admin.taps(admin.shown().labels[0] ?? '', /./);
  assert.ok((await tour.announcementsGo()) >= chats.length);
  assert.equal(chats.length, 6);
  for (const { chatId, language } of chats) {
    const got = control.transcript(chatId).filter(({ text }) => text === WORDS[language].announcement);
    assert.equal(got.length, 1);
  }
});

test('no call in groups, forums and channels was refused, none fails to type-check, and nothing went wrong unseen', () => {
  assert.deepEqual(control.violations(), []);
  assert.deepEqual(stage.problems, []);
  assert.deepEqual(control.unansweredCallbacks(), []);
  assert.ok(recorded.length > 150, `${recorded.length} calls`);
  assert.deepEqual(typeMistakes(recorded), []);
});
