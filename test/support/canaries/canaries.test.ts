import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { freshDatabase } from '../database.ts';
import { aChat } from '../delivery.ts';
import { look, noCanaries, type Place, placeOf } from './look.ts';
import { MARKS, markUpdate, personalWords } from './marks.ts';
import { mistakes, sum } from './verdict.ts';

const folder = mkdtempSync(join(tmpdir(), 'kopir-canaries-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const { db, sql, url } = await freshDatabase();

const TOKEN = '7000000042:CANARYtokenCANARYtokenCANARYtoken_1';
const READER = 7_123_456_789;
const SAID = 'канареечный вопрос';
const NEWS = 'Казатомпром и Wabtec';

/** Somebody who searched for a word and for news, and shared where they are. */
function known() {
  const canaries = noCanaries();
  canaries.secrets.set(TOKEN, 'BOT_TOKEN');
  const from = { id: READER, is_bot: false, first_name: 'Анна' };
  const chat = { id: READER, type: 'private', first_name: 'Анна' };
  const updates = [
    { message: { from, chat, text: `/search ${SAID}` } },
    { message: { from, chat, text: NEWS } },
    { message: { from, chat, location: { latitude: 51.128, longitude: -71.43 } } },
  ];
  return { canaries, marked: updates.map((update) => markUpdate(update, canaries.told)) };
}

test('every person and place of an update is marked, what is said stays', () => {
  const { marked, canaries } = known();
  const text = JSON.stringify(marked);
  assert.ok(!text.includes('Анна') && !text.includes('51.128'));
  for (const name of [MARKS.firstName, MARKS.lastName, MARKS.username, SAID]) assert.ok(text.includes(name));
  assert.match(text, /"latitude":51\.1200073914,"longitude":-71\.4300073914/);
  assert.deepEqual([...canaries.told.chatIds], [READER]);
  assert.deepEqual([...canaries.told.words.keys()], [SAID, NEWS]);
});

for (const [said, personal] of [
  ['/search  выборы в Алматы', 'выборы в Алматы'],
  ['как там моя заявка?', 'как там моя заявка?'],
  ['/nonsense и ещё слова', '/nonsense и ещё слова'],
  ['/timezone Europe/London', null],
  ['Asia/Almaty', null],
  ['/announce Всем привет', null],
  ['уран', null],
] as const)
  test(`of "${said}" ${personal ?? 'nothing'} is looked for`, () =>
    assert.equal(personalWords(said), personal));

const LEAKS: [leak: string, place: Place, text: string, what: string][] = [
  ['a token in a log', 'output', `{"msg":"GET /bot${TOKEN}/getMe"}`, 'BOT_TOKEN'],
  ['a token in a table', 'news', `(1,${TOKEN})`, 'BOT_TOKEN'],
  ['a name in a reply', 'reply', `{"text":"${MARKS.firstName}!"}`, 'firstName'],
  ['a surname in a table', 'table', `(7,${MARKS.lastName})`, 'lastName'],
  ['a username in metrics', 'page', `chats{who="${MARKS.username}"} 1`, 'username'],
  ['a chat in a log', 'output', `{"chat":${READER}}`, 'chat id'],
  ['a place in a table', 'table', '(7,51.12000739)', 'coordinates'],
  ['words in a log', 'output', `{"params":"${NEWS}"}`, 'words'],
  ['words in a table', 'table', `(7,"${NEWS}")`, 'words'],
  ['words in a question to a model', 'request', `{"content":"${SAID}"}`, 'words'],
  ["somebody's words in news", 'news', `(7,"${SAID}")`, 'words'],
  ["somebody's words in a reply to another", 'reply', `{"chat_id":8,"text":"${SAID}"}`, 'words'],
];
for (const [leak, place, text, what] of LEAKS)
  test(`${leak} is found`, () => {
    const found = look(known().canaries, place, 'here', text, 8);
    assert.deepEqual([...new Set(found.map((one) => one.what))], [what]);
  });

for (const [why, place, text] of [
  ['who searched is answered with the words', 'reply', `«${SAID}»`],
  ['news may hold the words of a search', 'news', NEWS],
  ['a table of chats holds ids', 'table', `(${READER},ru)`],
  ['a longer number is no id', 'output', `1${READER}`],
] as const)
  test(`${why}: nothing is found`, () =>
    assert.deepEqual(look(known().canaries, place, 'here', text, READER), []));

/** A test file as it runs in a canary run: it starts a program that logs its token, and keeps a name in a table. */
const LEAKY = `
  import { spawn } from 'node:child_process';
  import { once } from 'node:events';
  const tables = await import(${JSON.stringify(new URL('./tables.ts', import.meta.url).href)});
  const child = spawn(process.execPath, ['-e', 'console.log(process.env.BOT_TOKEN)'], {
    env: { BOT_TOKEN: process.argv[1] },
  });
  child.stdout.resume();
  await once(child, 'close');
  await tables.inspectDatabase(process.argv[2]);`;

test('a run in which a program logs its token and a table holds a name ends red and says where', async () => {
  await aChat(db, { chatId: READER });
  await sql`update chats set status_reason = ${MARKS.lastName}`;
  const watch = pathToFileURL(join(import.meta.dirname, 'watch.ts')).href;
  await new Promise<void>((done, fail) => {
    const words = ['--input-type=module', `--import=${watch}`, '-e', LEAKY, TOKEN, url];
    const env = { PATH: process.env.PATH, CANARIES_DIR: folder, NODE_TEST_CONTEXT: 'child-v8' };
    execFile(process.execPath, words, { env }, (error) => (error ? fail(error) : done()));
  });
  // In a canary run this database is looked at, too.
  await sql`update chats set status_reason = null`;
  const seen = sum(folder);
  assert.equal(seen.found.length, 2, seen.found.join('\n'));
  assert.match(seen.found[0] ?? '', /^BOT_TOKEN in output .*CANARYtoken/);
  assert.match(seen.found[1] ?? '', new RegExp(`^lastName in ${placeOf('chats')} chats .*${MARKS.lastName}`));
  assert.ok(
    (seen.figures.programs ?? 0) === 1 && (seen.figures.tables ?? 0) > 15,
    JSON.stringify(seen.figures),
  );
  assert.deepEqual(mistakes(seen, false), seen.found);
});

test('a run that saw nothing is no proof', () => {
  assert.deepEqual(mistakes({ figures: {}, found: [] }, false), ['nothing was looked at']);
  const partly = { figures: { files: 1, rows: 7, persons: 1 }, found: [] };
  assert.deepEqual(mistakes(partly, false), []);
  const wrong = mistakes(partly, true);
  assert.ok(wrong.includes('nothing was looked at: metrics') && !wrong.join().includes('rows'));
});
