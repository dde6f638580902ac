import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Messages } from '../../src/locales/ru.ts';
import { messagesFor } from '../../src/telegram/render-story.ts';
import { tame } from '../../src/telegram/text.ts';
import { tidy } from '../../src/telegram/typed.ts';
import { everyRow } from './everyRow.ts';
import { answerAfter, ask, newest, runBot, setStage } from './stage.ts';

const stage = await setStage();
const { control } = stage;
runBot(stage);

/** What is typed, and what the answer says first, in words of the reader's language. */
type BadInput = [kind: string, typed: string, answer: (t: Messages) => string];
const notFound = (typed: string) => (t: Messages) => t.notFound(tame(typed), false);
const ZALGO = 'у\u0337\u031b\u0350р\u0334\u0315\u0343а\u0338\u0346н';
const BAD: BadInput[] = [
  ['no words to search for', '/search', (t) => t.searchHow],
  ['words that nobody sees', '/search \u200b\u200d\ufeff\u00a0', (t) => t.searchHow],
  ['nothing but a mark of direction behind a command', '/language \u200f', (t) => t.languageAsk],
  ['4096 emoji', '😀'.repeat(2048), (t) => t.notFound('', false).slice(3)],
  ['letters from right to left', '/subscribe \u202eнару\u202c', (t) => t.unknownTopic('нару', false)],
  ['an Arabic word', 'كازاخستان', notFound('كازاخستان')],
  ['HTML', '/subscribe <b>x</b><script>', (t) => t.unknownTopic(tame('<b>x</b><script>'), false)],
  ['Markdown with a link', '*x* [a](http://evil.kz) ||s||', notFound('*x* [a](http://evil.kz) ||s||')],
  ['SQL', "'; drop table chats; --", notFound("'; drop table chats; --")],
  ['SQL for a topic', "/digest ' or 1=1 --", (t) => t.unknownTopic("' or 1=1 --", false)],
  ['a null byte', '/search вольф\u0000рам', notFound('вольф рам')],
  ['control characters', '\u0007\u001b[31mx\u0085', notFound('[31mx')],
  ['one very long word', 'ж'.repeat(4096), notFound('ж'.repeat(4096))],
  ['a topic that there is not', '/subscribe гороскоп', (t) => t.unknownTopic('гороскоп', false)],
  ['flags for a topic', '/digest 🇰🇿🇺🇸', (t) => t.unknownTopic('🇰🇿🇺🇸', false)],
  ['a topic under a heap of marks', `/digest ${ZALGO}`, (t) => t.unknownTopic(tame(ZALGO), false)],
  [
    'two languages in one request',
    '/digest уран және гороскоп апта',
    (t) => t.unknownTopic('гороскоп', false),
  ],
  ['a period that there is not', '/digest uranium 48h', (t) => t.badWindow('48h')],
  ['25:61 o’clock', '/time 25:61', (t) => t.badTime('25:61')],
  ['a 60th minute', '/time 8:60', (t) => t.badTime('8:60')],
  ['a time below zero', '/time -1', (t) => t.badTime('-1')],
  ['a time in words', '/time утром, но не рано', (t) => t.badTime('утром, но не рано')],
  ['a time with a day that there is not', '/time 08:30 someday', (t) => t.badTime('08:30 someday')],
  ['a place that there is not', '/timezone Нарния', (t) => t.badZone('Нарния')],
  ['a zone on Mars', '/timezone Mars/Base', (t) => t.badZone('Mars/Base')],
  ['an offset that no clock has', '/timezone UTC+15', (t) => t.badZone('UTC+15')],
  ['a language that there is not', '/language клингонский', (t) => t.badLanguage('клингонский')],
  ['quiet hours at 25 o’clock', '/quiet 25:00 07:00', (t) => t.settings.badQuiet('25:00 07:00')],
  ['quiet hours that end as they begin', '/quiet 22:00 22:00', (t) => t.settings.sameQuiet('22:00')],
  [
    'quiet hours without an end',
    '/quiet 22:00',
    (t) => t.settings.halfQuiet('22:00', '').split('22:00')[0] ?? '',
  ],
  ['a length that there is not', '/length огромная', (t) => t.settings.badLength('огромная')],
  ['a command of another bot', '/help@otherbot', (t) => t.unknownCommand],
  ['a command of 4096 characters', `/${'a'.repeat(4095)}`, (t) => t.unknownCommand],
  ['a command in Russian', '/помощь', (t) => t.unknownCommand],
  ['a slash alone', '/', (t) => t.unknownCommand],
  ['nothing but dots', '...', notFound('...')],
  ['a link', 'https://evil.kz/x?y=1', notFound('https://evil.kz/x?y=1')],
  ['a name and a tag', '@durov #news', notFound('@durov #news')],
  ['a subscription that is not there', '/unsubscribe гороскоп', (t) => t.unknownTopic('гороскоп', false)],
];
/** Odd, and understood all the same. */
const ODD: BadInput[] = [
  ['a capital letter', '/Help', (t) => t.help.split('\n')[0] ?? ''],
  ['a line break', '/subscribe\nuranium', (t) => t.subscribed('⚛️ ', 'X').split('⚛️')[0] ?? ''],
  ['digits of another script', '/time ٠٩:١٥', (t) => t.timeSet('X').split('X')[0] ?? ''],
  ['wide digits', '/time ０９：１５'.replace('：', ':'), (t) => t.timeSet('X').split('X')[0] ?? ''],
  [
    'a copied mark of direction',
    '/timezone \u200eАлматы\u200f',
    (t) => t.zoneSet('X', 'X').split('X')[0] ?? '',
  ],
  ['a start with rubbish', `/start ${'x'.repeat(64)}`, (t) => t.welcomeBack('X', 'X').split('X')[0] ?? ''],
];

const INPUTS = [BAD, ODD].flatMap((table) => table.map((entry) => ({ entry, isBad: table === BAD })));

test('there are at least thirty kinds of bad input', () => {
  assert.ok(new Set(BAD.map(([kind]) => kind)).size >= 30);
});

for (const language of ['ru', 'kk'] as const) {
  const t = messagesFor(language);
  const user = control.addUser({ name: 'Анна', languageCode: language });
  for (const {
    entry: [kind, typed, expected],
    isBad,
  } of INPUTS) {
    test(`${kind} gets a helpful answer in ${language}`, async () => {
      if (control.transcript(user).length === 0) await answerAfter(control, user, control.start(user));
      const answer = await ask(stage, user, typed);
      const words = expected(t);
      assert.ok(answer.text.includes(words.trimEnd()), `${answer.text}\n  does not say\n${words}`);
      const remedy = /\/[a-z]+|Попробуйте|жазып көріңіз/;
      if (isBad) assert.ok(remedy.test(answer.text) || answer.labels.length > 0, 'it says what to do');
      assert.deepEqual(control.violations(), []);
      assert.deepEqual(stage.problems, []);
    });
  }

  test(`no answer to bad input makes typed words live, in ${language}`, () => {
    const own = new Set(['bot_command', 'bold']);
    const said = control.transcript(user).filter(({ from }) => from.isBot);
    assert.ok(said.length > BAD.length);
    for (const { text, entities } of said) {
      for (const { type, offset, length } of entities) {
        if (own.has(type)) continue;
        const word = text.slice(offset, offset + length);
        assert.doesNotMatch(word, /evil|durov|news|script/, `${type}: ${word}`);
      }
    }
  });

  test(`buttons of another chat and of nobody are refused in ${language}, and change nothing`, async () => {
    const stranger = control.addUser({ name: 'Бек', languageCode: language });
    await answerAfter(control, stranger, control.start(stranger));
    const owner = control.addUser({ name: 'Дана', languageCode: language });
    const group = control.createGroup({ title: 'Логистика', creator: owner, members: [stranger] });
    control.addBot(group, owner);
    const welcome = await control.waitForMessage(group);
    const before = await everyRow(stage.database);
    for (const data of ['v1:sub:uranium:on', 'v1:run:off', 'v1:forget:yes', 'v1:zone:Asia/Tokyo']) {
      const where = { chatId: group, messageId: welcome.messageId };
      const answer = await control.waitForAnswer(control.pressRaw(stranger, data, where));
      assert.deepEqual([answer.text, answer.alert], [t.notAdmin, true], data);
    }
    for (const data of ['v0:sub:uranium:on', 'nonsense', 'v1:nope', ':::', 'v1']) {
      const { messageId } = newest(stage, stranger);
      const answer = await control.waitForAnswer(control.pressRaw(stranger, data, { messageId }));
      assert.equal(answer.text, t.stale, data);
    }
    assert.deepEqual(await everyRow(stage.database), before);
    assert.deepEqual(stage.problems, []);
  });
}

test('typed words are read without what nobody sees, and a command without its capitals', () => {
  for (const [typed, read] of [
    ['/Help', '/help'],
    ['/TIME@Kopir_Bot 8:30', '/time@kopir_bot 8:30'],
    ['/time \u200f०८:३०', '/time 08:30'],
    ['/time 𝟎𝟖:𝟑𝟎', '/time 08:30'],
    ['/subscribe\nuranium\u0000', '/subscribe uranium'],
    ['Уран\ud800', 'Уран\ufffd'],
    ['/announce Два\nслова', '/announce Два\nслова'],
    ['\u3164', '\u3164'],
  ]) {
    assert.equal(tidy(typed!), read);
  }
});
