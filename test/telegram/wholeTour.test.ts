import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typeMistakes } from './conformance.ts';
import { ADMINS, answerAfter } from './stage.ts';
import { type Reader, reader, tourStage } from './tourStage.ts';
import { LANGUAGES, WORDS } from './tourWords.ts';

/** A private chat, from Start to everything that a reader and an admin can do there, on the sample archive. */
const tour = await tourStage();
const { stage, told, recorded } = tour;
const { control } = stage;
const known = new Map<string, number>();
const readers: Reader[] = [];

/** Numbers of stories, in a message's order. */
const headlines = (text: string) => text.match(/^\d+\. .+$/gm) ?? [];
const aReader = (code: string, id?: number) =>
  reader(
    stage,
    control.addUser({ name: 'Айгерім', languageCode: code, ...(id === undefined ? {} : { id }) }),
  );

for (const [index, language] of LANGUAGES.entries()) {
  const said = WORDS[language];
  const { t } = said;
  const me = aReader(language);
  const { says, taps, shown, posts } = me;

  test(`1. three taps lead from Start to a subscription and a sample; links open a topic and a story, in ${language}`, async () => {
    await answerAfter(control, me.user, control.start(me.user));
    assert.match(shown().text, said.welcome, 'in the language of the Telegram');
    let count = 0;
    const tap = (label: string, expected: RegExp | string) => {
      count += 1;
      return taps(label, expected);
    };
    await tap(t.buttons.pickTopics, t.pickTopics);
    await tap(said.transport, t.pickTopics);
    await tap(t.buttons.done, said.sample);
    assert.ok(count <= 3);
    assert.match(posts().at(-2)?.text ?? '', said.subscribed);
    assert.match(shown().text, /\n1\. .*Wabtec/);

    await answerAfter(control, me.user, control.start(me.user, 'uranium'));
    assert.match(shown().text, said.confirm);
    await taps(t.buttons.subscribe, new RegExp(said.uranium));
    const [row] = await stage.database.sql`select id from stories where told_version > 0 order by id limit 1`;
    await answerAfter(control, me.user, control.start(me.user, `story_${Number(row?.id).toString(36)}`));
    assert.match(shown().text, new RegExp(t.sourcesLabel));
  });

  test(`2. the digest comes in sections, no story twice, with ways on; later it says what changed, in ${language}`, async () => {
    const before = posts().length;
    await tour.digestComes(me.user, 3 * 24 * 60);
    const parts = posts().slice(before);
    const [first] = parts;
    const text = parts.map((part) => part.text).join('\n');
    assert.ok(
      first?.text.startsWith(t.yourTopics) || first?.text.includes(t.yourTopics),
      first?.text.slice(0, 80),
    );
    assert.ok(text.includes(`\n${said.transport}\n`) && text.includes(`\n${said.uranium}\n`), 'sections');
    assert.ok(headlines(text).length >= 2);
    assert.equal(new Set(headlines(text)).size, headlines(text).length, 'no story twice');
    const { labels } = shown();
    for (const label of [t.buttons.week, t.buttons.settings, t.buttons.share])
      assert.ok(labels.includes(label), label);
    assert.ok(
      first?.entities?.some(({ type }) => type === 'text_link'),
      'headlines lead to the source',
    );
    await taps(t.buttons.week, new RegExp(t.yourTopics));
  });

  test(`3. a story's page: figures, coverage, related stories, follow, share, in ${language}`, async () => {
    const digest = await says('/digest transport 7d', new RegExp(`^${said.transport}`));
    await taps('1', /Wabtec/, digest.messageId);
    const page = shown();
    for (const label of [t.figuresLabel, t.partiesLabel, t.sourcesLabel])
      assert.ok(page.text.includes(label), label);
    assert.match(page.text, /4,2[\s\S]*4/);
    const related = page.labels.find((label) => label.startsWith('→ ')) ?? '';
    assert.notEqual(related, '', 'there is a related story');
    await taps(related, new RegExp(t.sourcesLabel));
    assert.equal(shown().messageId, page.messageId, 'in place');
    await taps(t.buttons.back, page.text);
    const share = control.press(me.user, t.buttons.share, { messageId: page.messageId });
    assert.match(share.kind === 'inline' ? share.query : '', /^story_[0-9a-z]+$/);
    await taps(t.buttons.back, new RegExp(`^${said.transport}`));
  });

  test(`3. who follows a story hears when it goes on, and the next digest says so, in ${language}`, async () => {
    const digest = await says('/digest uranium 30d', new RegExp(`^${said.uranium}`));
    await taps('1', new RegExp(t.sourcesLabel), digest.messageId);
    const toast = await taps(t.story.buttons.follow, new RegExp(t.sourcesLabel));
    assert.equal(toast.text, t.story.followingToast);
    await says('/follow', t.story.list(1));
    if (!known.has('uranium')) {
      const [row] = await stage.database.sql`select story_id from follows where chat_id = ${me.user}`;
      known.set('uranium', Number(row?.story_id));
      await control.until(() => control.pendingUpdates() === 0);
    }
    // Both languages follow the same story; it goes on once, in the last of them.
    if (index < LANGUAGES.length - 1) return;
    const followers = readers.map((one) => ({ one, before: one.posts().length }));
    await tour.storyGoesOn(known.get('uranium') ?? 0);
    for (const [at, { one, before }] of followers.entries()) {
      const words = WORDS[LANGUAGES[at] ?? 'ru'];
      assert.match(one.posts()[before]?.text ?? '', words.news);
      assert.equal(one.posts().length, before + 1);
      await tour.digestComes(one.user, 60);
      assert.match(one.shown().text, words.updated);
    }
  });

  test(`4. digests and searches turn their pages in place; topics by any name, periods in words, in ${language}`, async () => {
    const { messageId, labels } = await says('/digest all 30d', said.all);
    const first = shown().text;
    assert.ok(
      labels.some((label) => /^1\/[2-9]$/.test(label)),
      String(labels),
    );
    await taps('→', / · 2\/\d/, messageId);
    assert.equal(shown().messageId, messageId);
    await taps('←', first, messageId);
    await says('/topics', new RegExp(said.transport));
    await taps('🚆', new RegExp(`^${said.transport}`));
    for (const [typed, expected] of said.topics) await says(typed, expected);
    await says(said.plain[0], said.plain[1]);
    const search = await says('/search Казахстан', said.found);
    await taps('→', said.turned, search.messageId);
    await says('/search гороскоп', said.notFound);
    await says('/digest гороскоп', said.unknownTopic);
  });

  test(`5. one message of settings changes all of them, in ${language}`, async () => {
    const { buttons, settings } = t;
    const { messageId } = await says('/settings', said.settings);
    const walk = async (label: string, choice: string, into: RegExp | string) => {
      await taps(label, /./, messageId);
      await taps(choice, /./, messageId);
      assert.ok(
        shown().labels.some((one) => one === buttons.chosen(choice)) || choice === buttons.back,
        choice,
      );
      await taps(buttons.back, said.settings, messageId);
      assert.match(shown().text, new RegExp(into));
    };
    await walk(buttons.topics, said.minerals, said.minerals);
    await walk(buttons.time, '07:30', '07:30');
    await walk(buttons.time, buttons.daily, t.formats.days([1, 2, 3, 4, 5, 6, 7]));
    await walk(settings.length, settings.brief, settings.lengths.brief);
    await walk(settings.quiet, '23:00–08:00', '23:00–08:00');
    await taps(buttons.timezone, new RegExp(settings.zoneByPlace.slice(0, 20)), messageId);
    await taps(buttons.back, said.settings, messageId);
    await taps(buttons.language, t.languageAsk, messageId);
    await taps(buttons.back, said.settings, messageId);
    await says(said.city[0], said.city[1]);
    const located = control.say(me.user, '', { other: { location: { latitude: 25.2, longitude: 55.3 } } });
    assert.match((await answerAfter(control, me.user, located)).text, said.place);
    await says('/timezone Asia/Almaty', said.iana);
    await says('/length full', settings.lengthSet(settings.lengths.full));
    await says('/quiet off', settings.quietSet(null));
    await says(said.weekdays[0], said.weekdays[1]);
    await says('/stop', said.stopped);
    await says('/settings', said.settings);
    await taps(buttons.resume, /./);
    await says('/unsubscribe', t.pickUnsubscribe);
    await taps(said.minerals, /./);
    await says(`/language ${said.other}`, WORDS[said.other].t.languageSet);
    await says(`/language ${language}`, t.languageSet);
    await says('/help', '/topics');
    await says('/privacy', t.privacy(null).slice(0, 40));
    await says('/forget', t.forgetAsk);
    await taps(buttons.cancel, t.kept);
  });

  test(`6. behind the bot's name stories come in the asker's language, and lead back, in ${language}`, async () => {
    const queryId = control.inlineQuery(me.user, 'Wabtec');
    const answer = await control.until(() => control.inlineAnswer(queryId), 20_000);
    const results = answer.results as { id: string; title: string }[];
    assert.match(results[0]?.title ?? '', /Wabtec/);
    const sent = control.chooseResult(me.user, queryId, results[0]?.id ?? '');
    const shared = control.transcript(me.user).find((one) => one.messageId === sent);
    const [link] = shared?.keyboard?.flat() ?? [];
    assert.equal(link?.text, t.inline.open);
    const payload = new URL(link?.url ?? '').searchParams.get('start') ?? '';
    await answerAfter(control, me.user, control.start(me.user, payload));
    assert.match(shown().text, /Wabtec/);
  });

  test(`8. the admins' desk shows, announces and removes, and is there for nobody else, in ${language}`, async () => {
    for (const command of ['/admin', '/announce', '/remove']) await says(command, t.unknownCommand);
    const { admin } = t;
    const owner = aReader(language, ADMINS[index]);
    await answerAfter(control, owner.user, control.start(owner.user));
    await owner.says(
      '/admin',
      new RegExp(`${admin.deliveries}[\\s\\S]*${admin.sources}[\\s\\S]*${admin.work}`),
    );
    await owner.taps(admin.buttons.sources, admin.sources);
    await owner.taps(admin.buttons.back, /./);
    await owner.says('/announce', admin.announceHow);
    const before = owner.posts().length;
    control.say(owner.user, `/announce ${WORDS.ru.announcement}\n---\n${WORDS.kk.announcement}`);
    await control.until(() => owner.posts().length === before + 3);
    const send = owner.shown().labels[0] ?? '';
    await owner.taps(send, /./);
    assert.ok((await tour.announcementsGo()) > 0);
    assert.equal(shown().text, said.announcement, 'a reader gets it in his language');
    const spare = told.byStory.filter((members) => members.length > 2).at(index);
    const { article } = spare?.[0] ?? {};
    await owner.says(`/remove ${article?.url}`, admin.removeAsk);
    await owner.taps(admin.buttons.remove, admin.removed);
    await owner.says('/admin', /./);
    await owner.taps(admin.buttons.journal, admin.journal);
    assert.match(owner.shown().text, new RegExp(admin.actions.remove));
  });

  test(`9. too much, stale, forged and wordless is answered politely, in ${language}`, async () => {
    const stale = control.pressRaw(me.user, 'v0:old:button', { messageId: shown().messageId });
    assert.equal((await control.waitForAnswer(stale)).text, t.stale);
    for (const other of [
      { photo: [{ file_id: 'x', file_unique_id: 'x', width: 1, height: 1 }] },
      { voice: { file_id: 'x', file_unique_id: 'x', duration: 1 } },
      { sticker: { file_id: 'x', file_unique_id: 'x', type: 'regular' } },
    ]) {
      const said = control.say(me.user, '', { other });
      assert.ok((await answerAfter(control, me.user, said)).text.startsWith(t.courtesy.notText));
    }
    for (const bad of [
      '/time 25:61',
      '/timezone Нарния',
      `/search ${'😀'.repeat(100)}`,
      '/digest <b>',
      "/search ' or 1=1",
    ]) {
      await says(bad, /./);
    }
    const before = posts().length;
    stage.pace.perLook = 0;
    for (let n = 0; n < 60; n++) control.say(me.user, '/help');
    await control.until(() => control.pendingUpdates() === 0, 60_000);
    stage.pace.perLook = 3_600_000;
    const notices = posts()
      .slice(before)
      .filter(({ text }) => text === t.courtesy.tooMany);
    assert.equal(notices.length, 1, 'one notice');
    assert.ok(posts().length - before < 60);
    await says('/help', '/topics');
  });
  readers.push(me);
}

test('no call of the private tour was refused, none fails to type-check, and nothing went wrong unseen', () => {
  assert.deepEqual(control.violations(), []);
  assert.deepEqual(stage.problems, []);
  assert.deepEqual(control.unansweredCallbacks(), []);
  assert.ok(recorded.length > 200, `${recorded.length} calls`);
  assert.deepEqual(typeMistakes(recorded), []);
});
