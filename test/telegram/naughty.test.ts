import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ru } from '../../src/locales/ru.ts';
import { createBot } from '../../src/telegram/bot.ts';
import { VERBS } from '../../src/telegram/callbacks.ts';
import { everyRow } from './everyRow.ts';
import { answerAfter, newest, runBot, setStage } from './stage.ts';

const SEED = Number(process.env.NAUGHTY_SEED ?? Date.now() % 1_000_000_000);
const stage = await setStage();
const { control } = stage;
runBot(stage);

// Whether a name or a number is a chat, only Telegram knows.
for (const method of ['getChat', 'getChatMember']) {
  for (const description of ['chat not found', 'member not found', 'invalid user_id']) {
    control.expectRefusal({ method, description });
  }
}

const NASTY = [
  '\u0000',
  '\ud83d',
  '\udc00',
  '\u202e',
  '\u200f',
  '\u200b',
  '\ufeff',
  '\u0301'.repeat(40),
  '🇰🇿',
  '👩‍👩‍👧‍👦',
  '<b>',
  '</script>',
  '*_`[',
  '](http://evil.kz)',
  "'; drop table chats; --",
  '\\',
  '%s%n',
  '$(1)',
  '{{7*7}}',
  '@durov',
  '#tag',
  '/stop',
  'https://evil.kz',
  '٠١٢',
  '½',
  '-1',
  '1e309',
  'NaN',
  'null',
  'undefined',
  '__proto__',
  'constructor',
  'toString',
  'uranium',
  'уран',
  '25:61',
  '08:30',
  'Asia/Almaty',
  '\n\n',
  ' ',
  '\t',
  ',;',
  'ß',
  'İ',
  'ﷺ',
  'x'.repeat(300),
];
const words = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .array(fc.constantFrom(...NASTY), { minLength: 1, maxLength: 6 })
      .map((parts) => parts.join('')),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }) },
);
const COMMANDS = [
  ...Object.keys(ru.profile.commands),
  'length',
  'quiet',
  'admin',
  'announce',
  'remove',
  'follow',
  null,
];

const bot = createBot(stage.deps, { token: stage.standIn.token, apiRoot: stage.standIn.apiRoot });
await bot.init();
let updateId = 980_000_000;

test('two thousand naughty strings, as what every command is told and as words alone, are answered and break nothing', async (t) => {
  t.diagnostic(`NAUGHTY_SEED=${SEED}`);
  const people = ['ru', 'kk'].map((languageCode) => control.addUser({ name: 'Анна', languageCode }));
  for (const user of people) await answerAfter(control, user, control.start(user));
  for (const [n, typed] of fc.sample(words, { numRuns: 2000, seed: SEED }).entries()) {
    const user = people[n % 2] ?? 0;
    const command = COMMANDS[n % COMMANDS.length];
    const text = command === null ? typed : `/${command} ${typed}`;
    const before = newest(stage, user).messageId;
    updateId += 1;
    const message = {
      message_id: 1,
      date: 1,
      chat: { id: user, type: 'private', first_name: 'А' },
      from: { id: user, is_bot: false, first_name: 'А', language_code: 'ru' },
      text,
      ...(command === null
        ? {}
        : { entities: [{ type: 'bot_command', offset: 0, length: (command?.length ?? 0) + 1 }] }),
    };
    await bot.handleUpdate({ update_id: updateId, message } as never);
    const said = newest(stage, user);
    assert.ok(said.messageId > before, `no answer to ${JSON.stringify(text)}`);
    assert.doesNotMatch(
      said.text.replaceAll('undefined', (word) => (typed.includes(word) ? '' : word)),
      /undefined|\[object/,
    );
    assert.deepEqual(control.violations(), [], JSON.stringify(text));
    assert.deepEqual(stage.problems, [], JSON.stringify(text));
  }
});

const ARGS = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      'on',
      'off',
      'yes',
      'no',
      'ru',
      'kk',
      'main',
      'new',
      'edit',
      'uranium',
      'all',
      '24',
      '168',
      '0830',
      '2561',
    ],
    ...[
      'Asia/Tokyo',
      'Mars/Base',
      '1',
      'zzzzzzzzzzz',
      '-1',
      '9007199254740993',
      '__proto__',
      'constructor',
      'usual',
    ],
    ...['brief', 'full', 'none', '2200', '0700', 'daily', '\u0000', '0YPRgNCw0L0', '____', 'c1', '-100777'],
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.integer().map(String),
);
const forged = fc
  .tuple(
    fc.constantFrom(...VERBS),
    fc.array(ARGS, { maxLength: 4 }),
    fc.constantFrom('v1', 'v1', 'v1', 'v2', ''),
  )
  .map(([verb, args, version]) => [version, verb, ...args].join(':').replaceAll('\u0000', '').slice(0, 64));

for (const [where, runs] of [
  ['private', 250],
  ['group', 250],
] as const) {
  test(`forged buttons of every verb in a ${where} chat are answered, and change nothing they may not`, async (t) => {
    t.diagnostic(`NAUGHTY_SEED=${SEED}`);
    const owner = control.addUser({ name: 'Дана' });
    const stranger = control.addUser({ name: 'Бек', languageCode: 'kk' });
    await answerAfter(control, stranger, control.start(stranger));
    const group = control.createGroup({ title: 'Логистика', creator: owner, members: [stranger] });
    control.addBot(group, owner);
    const welcome = await control.waitForMessage(group);
    const place =
      where === 'group'
        ? { chatId: group, messageId: welcome.messageId }
        : { messageId: newest(stage, stranger).messageId };
    // What the forger's own private chat holds is his to change.
    const others = async () =>
      where === 'group'
        ? everyRow(stage.database)
        : (await everyRow(stage.database))
            .split('\n')
            .filter((row) => row !== '' && !row.includes(String(stranger)))
            .join('\n');
    const before = await others();
    // A press may delete or change the message under it, and the next ones find it so.
    for (const description of ['message to edit not found', 'message to delete not found', 'not modified']) {
      control.expectRefusal({ description });
    }
    const every = VERBS.map((verb) => `v1:${verb}`);
    for (const data of [...every, ...fc.sample(forged, { numRuns: runs, seed: SEED })]) {
      const answer = await control.waitForAnswer(control.pressRaw(stranger, data, place));
      assert.doesNotMatch(answer.text, /undefined|NaN|\[object/, data);
      assert.deepEqual(control.violations(), [], data);
      assert.deepEqual(stage.problems, [], data);
    }
    assert.equal(await others(), before);
  });
}
