import assert from 'node:assert/strict';
import { test } from 'node:test';
import { channelStage } from './channelStage.ts';
import { typeMistakes } from './conformance.ts';
import { answerAfter, ask, newest, press, runBot, setStage } from './stage.ts';

const stage = await setStage();
const recorded = runBot(stage);
const { control } = stage;
const { chat, aPerson, aReader, aChannel, posts, settled } = channelStage(stage);

const SAMPLE = /^(Пример|Үлгі) ·/;

/** The newest message of the bot that is no digest. */
function screen(person: number) {
  const { text = '', keyboard } = posts(person).findLast((one) => !SAMPLE.test(one.text)) ?? {};
  return { text, labels: (keyboard ?? []).flat().map((button) => button.text) };
}

const SAID = {
  ru: {
    head: /^Канал «Новости \d+»\n\n/,
    added: /Бот стал администратором канала/,
    labels: ['Темы', 'Время', 'Часовой пояс', 'Язык · Тіл', 'Остановить рассылку'],
    topic: '⚛️ Уран и атомная отрасль',
    done: 'Готово',
    summary: /Темы: ⚛️ Уран и атомная отрасль\.\nСледующий дайджест: /,
    settings: '⚙ Настройки',
    back: '← Назад',
    resume: 'Возобновить рассылку',
    stopped: /Рассылка остановлена/,
    city: 'Дубай',
    own: /^Настройки\nТемы: подписок нет/,
    refused: /^Настройки канала или группы меняют только их администраторы/,
    outside: /^Бота нет в этом канале или группе/,
    unknown: /^Канал или группа «nobody_here»/,
    add: 'Добавить в канал',
    other: 'Қазақша',
    otherHead: /^«Новости \d+» арнасы\n\n/,
  },
  kk: {
    head: /^«Новости \d+» арнасы\n\n/,
    added: /Бот арнаның әкімшісі болды/,
    labels: ['Тақырыптар', 'Шолу уақыты', 'Уақыт белдеуі', 'Тіл · Язык', 'Шолуды тоқтату'],
    topic: '⚛️ Уран және атом саласы',
    done: 'Дайын',
    summary: /Тақырыптар: ⚛️ Уран және атом саласы\.\nКелесі шолу: /,
    settings: '⚙ Баптаулар',
    back: '← Артқа',
    resume: 'Шолуды қайта қосу',
    stopped: /Шолу тоқтатылды/,
    city: 'Дубай',
    own: /^Баптаулар\nТақырыптар: жазылым жоқ/,
    refused: /^Арна мен топтың баптауын тек әкімшілері өзгерте алады/,
    outside: /^Бот бұл арнада не топта жоқ/,
    unknown: /^«nobody_here» деген арнада не топта бот жоқ\. Мүмкін/,
    add: 'Арнаға қосу',
    other: 'Русский',
    otherHead: /^Канал «Новости \d+»\n\n/,
  },
};

for (const [language, said] of Object.entries(SAID)) {
  test(`a channel is set up by its administrator from the private chat, in ${language}`, async () => {
    const admin = await aReader(language);
    const { channel } = aChannel(admin);
    const before = newest(stage, admin).messageId;
    control.promoteBot(channel, admin);
    const setUp = await answerAfter(control, admin, before);
    assert.match(setUp.text, said.head);
    assert.match(setUp.text, said.added);
    for (const label of said.labels) assert.ok(setUp.labels.includes(label), label);
    assert.deepEqual([(await chat(channel))?.type, (await chat(channel))?.digests], ['channel', []]);
    assert.equal((await chat(channel))?.language, language);

    const shows = async (label: string, expected: RegExp) => {
      await press(stage, admin, label);
      await settled();
      const shown = screen(admin);
      assert.match(shown.text, said.head, label);
      assert.match(shown.text, expected, label);
      assert.doesNotMatch(shown.text, /(^|\s)\/[a-z]+/, 'a command typed here would act on the private chat');
      return shown;
    };
    const [topics = '', time = '', zone = '', lang = '', stop = ''] = said.labels;
    await shows(topics, /./);
    await shows(said.topic, /./);
    assert.ok(screen(admin).labels.includes(`✓ ${said.topic}`));
    await shows(said.done, said.summary);
    const sample = posts(admin).findLast(({ text }) => SAMPLE.test(text));
    const aims = sample?.keyboard?.flat().map(({ callback_data: data }) => data?.split('@')[1] ?? null);
    assert.deepEqual(new Set(aims), new Set([channel.toString(36), null]), 'the sample leads to the channel');
    await shows(said.settings, /./);
    await shows(time, /./);
    await shows('07:30', /07:30/);
    await shows(said.back, /./);
    await shows(zone, /./);
    await shows(said.city, /./);
    await shows(said.back, /./);
    await shows(stop, said.stopped);
    assert.equal((await chat(channel))?.status, 'stopped');
    await shows(said.settings, /./);
    await shows(said.resume, /./);
    await shows(said.settings, /./);
    await shows(lang, /./);
    await press(stage, admin, said.other);
    assert.match(screen(admin).text, said.otherHead, 'the screens speak as the channel does');

    const set = await chat(channel);
    assert.deepEqual([set?.digests, set?.zone, set?.at], [['uranium'], 'Asia/Dubai', '07:30']);
    assert.equal(set?.language, language === 'ru' ? 'kk' : 'ru');
    assert.equal(set?.status, 'active');
    const own = await chat(admin);
    assert.deepEqual([own?.digests, own?.language, own?.zone], [[], language, 'Asia/Almaty']);
    assert.match((await ask(stage, admin, '/settings')).text, said.own);
    assert.deepEqual(posts(channel), [], 'nothing is posted in the channel');
  });

  test(`every button of a channel's screens names the channel and leads to it, in ${language}`, async () => {
    const admin = await aReader(language);
    const { channel, username } = aChannel(admin);
    const before = newest(stage, admin).messageId;
    control.promoteBot(channel, admin);
    await answerAfter(control, admin, before);
    await press(stage, admin, said.labels[0] ?? '');
    const own = await chat(admin);
    const key = `@${channel.toString(36)}`;
    const pressed = new Set<string>();
    /** One hour is like another. */
    const kind = (data: string) => data.replace(/^(v1:(?:at|own:[^:]+)):\d+/, '$1');
    const unpressed = () =>
      posts(admin).findLast(({ keyboard }) =>
        keyboard
          ?.flat()
          .some(({ callback_data: data = '' }) => data.endsWith(key) && !pressed.has(kind(data))),
      );
    // Many buttons end in a message without others: then the settings are asked for anew.
    for (let anew = 0; anew < 8; ) {
      const found = unpressed();
      if (found === undefined) {
        anew += 1;
        await ask(stage, admin, `/settings @${username}`);
        continue;
      }
      const data = (found.keyboard ?? [])
        .flat()
        .map((button) => button.callback_data ?? '')
        .find((one) => one.endsWith(key) && !pressed.has(kind(one)));
      pressed.add(kind(data ?? ''));
      await control.waitForAnswer(control.pressRaw(admin, data ?? '', { messageId: found.messageId }));
      await settled();
      const shown = screen(admin);
      if (data?.startsWith('v1:dg:') || data?.startsWith('v1:pg:')) {
        const under = posts(admin).at(-1)?.keyboard?.flat() ?? [];
        const astray = under.filter(
          ({ callback_data: one }) => one !== undefined && !one.startsWith('v1:st:') && !one.endsWith(key),
        );
        assert.deepEqual(astray, [], 'the buttons under a digest lead to the channel');
        continue;
      }
      assert.match(shown.text, /^(Канал «Новости|«Новости \d+» арнасы)/, data);
      assert.doesNotMatch(shown.text, /(^|\s)\/[a-z]+/, `a command would act on the private chat: ${data}`);
    }
    assert.ok(pressed.size > 40, `${pressed.size} buttons were pressed`);
    assert.deepEqual(await chat(admin), own);
    assert.deepEqual(posts(channel), []);
    control.expectRefusal({ method: 'editMessageText', description: 'message is not modified' });
  });

  test(`who never started the bot finds the channel's settings later, in ${language}`, async () => {
    const admin = aPerson(language);
    const { channel, username } = aChannel(admin);
    control.promoteBot(channel, admin);
    await settled();
    assert.deepEqual(posts(admin), []);
    assert.equal((await chat(channel))?.language, language);
    await answerAfter(control, admin, control.start(admin));
    const forwarded = control.say(admin, 'Пост канала', { forwardedFrom: channel });
    assert.match((await answerAfter(control, admin, forwarded)).text, said.head);
    assert.match((await ask(stage, admin, `/settings @${username}`)).text, said.head);
    const named = await ask(stage, admin, `/subscribe @${username.toUpperCase()} uranium trade`);
    assert.match(named.text, said.head);
    assert.deepEqual((await chat(channel))?.digests.toSorted(), ['trade', 'uranium']);
    assert.deepEqual((await chat(admin))?.digests, []);
    const linked = control.start(admin, `ch_${channel.toString(36)}`);
    assert.match((await answerAfter(control, admin, linked)).text, said.head);
    assert.deepEqual(posts(channel), []);
  });

  test(`strangers and dismissed administrators are refused, in ${language}`, async () => {
    const admin = await aReader(language);
    const stranger = await aReader(language);
    const { channel, username } = aChannel(aPerson(), [stranger]);
    control.setMember(channel, admin, 'administrator');
    const before = newest(stage, admin).messageId;
    control.promoteBot(channel, admin);
    await answerAfter(control, admin, before);

    const forged = `v1:sub:uranium:on@${channel.toString(36)}`;
    const messageId = newest(stage, stranger).messageId;
    const toast = await control.waitForAnswer(control.pressRaw(stranger, forged, { messageId }));
    assert.deepEqual([toast.alert, said.refused.test(toast.text)], [true, true]);
    assert.match((await ask(stage, stranger, `/settings @${username}`)).text, said.refused);
    const forwarded = control.say(stranger, 'Пост', { forwardedFrom: channel });
    assert.match((await answerAfter(control, stranger, forwarded)).text, said.refused);

    control.setMember(channel, admin, 'member');
    const late = await press(stage, admin, said.labels[0] ?? '');
    assert.match(late.text, said.refused, 'at the next press');
    assert.deepEqual((await chat(channel))?.digests, []);

    control.kickBot(channel);
    await settled();
    assert.equal((await chat(channel))?.status, 'paused');
    const outside = control.say(admin, 'Пост', { forwardedFrom: channel });
    const answer = await answerAfter(control, admin, outside);
    assert.match(answer.text, said.outside);
    assert.deepEqual(answer.labels, [said.add]);
    control.expectRefusal({ method: 'getChat', description: 'chat not found' });
    control.expectRefusal({ method: 'getChatMember', description: 'chat not found' });
    assert.match((await ask(stage, admin, '/settings @nobody_here')).text, said.unknown);
  });

  test(`a press in a channel leads to the private chat and posts nothing, in ${language}`, async () => {
    const admin = await aReader(language);
    const reader = await aReader(language);
    const { channel } = aChannel(admin, [reader]);
    const before = newest(stage, admin).messageId;
    control.promoteBot(channel, admin);
    await answerAfter(control, admin, before);
    for (const [data, url] of [
      ['v1:st:2s', 'https://t.me/kopir_bot?start=story_2s'],
      ['v1:st:!!', `https://t.me/kopir_bot?start=ch_${channel.toString(36)}`],
      ['v1:menu:new', `https://t.me/kopir_bot?start=ch_${channel.toString(36)}`],
      ['v1:sub:uranium:on', `https://t.me/kopir_bot?start=ch_${channel.toString(36)}`],
      [
        `v1:sub:uranium:on@${channel.toString(36)}`,
        `https://t.me/kopir_bot?start=ch_${channel.toString(36)}`,
      ],
      ['nonsense', `https://t.me/kopir_bot?start=ch_${channel.toString(36)}`],
    ] as const) {
      for (const person of [admin, reader]) {
        const pressed = control.pressRaw(person, data, { chatId: channel, messageId: 1 });
        assert.deepEqual(await control.waitForAnswer(pressed), { text: '', alert: false, url });
      }
    }
    assert.deepEqual(posts(channel), []);
    assert.deepEqual((await chat(channel))?.digests, []);
    const payload = `ch_${channel.toString(36)}`;
    assert.match((await answerAfter(control, admin, control.start(admin, payload))).text, said.head);
    const welcome = await answerAfter(control, reader, control.start(reader, payload));
    assert.match(welcome.text, language === 'ru' ? /^Здравствуйте/ : /^Сәлеметсіз бе/);
    const story = await answerAfter(control, reader, control.start(reader, 'story_7'));
    assert.match(story.text, /Казатомпром нарастил добычу/, 'the link under a story opens it');
    const odd = await answerAfter(control, reader, control.start(reader, 'ch_zz'));
    assert.equal(odd.text, welcome.text);
  });
}

test('every call of these tests is accepted by the strict Bot API and by grammY', () => {
  assert.deepEqual(control.violations(), []);
  assert.deepEqual(stage.problems, []);
  assert.ok(recorded.some(({ method }) => method === 'getChat'));
  assert.deepEqual(typeMistakes(recorded), []);
});
