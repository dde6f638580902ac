import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { startStandIn } from '../../../src/demo/standin/standin.ts';
import { call, result } from './call.ts';

const folders: string[] = [];
after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

async function statePath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'standin-'));
  folders.push(folder);
  return join(folder, 'demo', 'telegram.json');
}

test('a closed stand-in comes back with its chats, messages, commands and unconfirmed updates', async (t) => {
  const path = await statePath();
  const first = await startStandIn({ statePath: path });
  const anna = first.control.addUser({ name: 'Анна', languageCode: 'kk' });
  first.control.start(anna);
  const group = first.control.createGroup({ title: 'Группа', creator: anna, kind: 'supergroup' });
  first.control.addBot(group);
  await result(first, 'sendMessage', {
    chat_id: anna,
    text: 'с кнопкой',
    reply_markup: { inline_keyboard: [[{ text: 'К', callback_data: 'v1:x' }]] },
  });
  await result(first, 'setMyCommands', { commands: [{ command: 'topics', description: 'Темы' }] });
  const updates = await result(first, 'getUpdates');
  const { message_id } = await result(first, 'sendMessage', { chat_id: group, text: 'в группу' });
  await first.close();

  const second = await startStandIn({ statePath: path });
  t.after(() => second.close());
  assert.deepEqual(
    second.control.transcript(anna).map(({ text }) => text),
    ['/start', 'с кнопкой'],
  );
  assert.deepEqual(second.control.card(anna).commands, [{ command: 'topics', description: 'Темы' }]);
  assert.deepEqual(await result(second, 'getUpdates'), updates);
  assert.equal(second.control.press(anna, 'К').kind, 'callback');
  const next = await result(second, 'sendMessage', { chat_id: group, text: 'ещё' });
  assert.equal(next.message_id, message_id + 1, 'a clean end leaves no gap');
});

/** Says something every 5 ms, printing the update ids it gave out, until it is killed. */
const VICTIM = `
const { startStandIn } = await import(process.argv[1]);
const standIn = await startStandIn({ statePath: process.argv[2] });
if (standIn.control.transcript(5).length === 0) standIn.control.addUser({ id: 5, name: 'А' });
const url = standIn.apiRoot + '/bot' + standIn.token + '/getUpdates?offset=-1';
let messageId = standIn.control.start(5);
for (;;) {
  const { result } = await (await fetch(url)).json();
  console.log(result.at(-1).update_id, messageId);
  await new Promise((resolve) => setTimeout(resolve, 5));
  messageId = standIn.control.say(5, 'текст');
}`;

/** Runs the victim until it has printed `lines` lines, kills it, and returns the pairs of ids. */
async function runAndKill(path: string, lines: number): Promise<number[][]> {
  const module = new URL('../../../src/demo/standin/standin.ts', import.meta.url).href;
  const child: ChildProcess = spawn(process.execPath, ['--input-type=module', '-e', VICTIM, module, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  for await (const chunk of child.stdout!) {
    printed += chunk;
    if (printed.split('\n').length > lines) break;
  }
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return printed
    .split('\n')
    .filter((line) => /^\d+ \d+$/.test(line))
    .map((line) => line.split(' ').map(Number));
}

test('after kill -9 the chats are there, and update and message ids only grow', async (t) => {
  const path = await statePath();
  const runs = [await runAndKill(path, 12), await runAndKill(path, 60), await runAndKill(path, 12)];
  const updateIds = runs.flat().map(([updateId = 0]) => updateId);
  const messageIds = runs.flat().map(([, messageId = 0]) => messageId);
  assert.ok(updateIds.length >= 80, `${updateIds.length} ids were seen`);
  for (const ids of [updateIds, messageIds]) {
    assert.ok(
      ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? 0)),
      ids.join(' '),
    );
  }
  const standIn = await startStandIn({ statePath: path });
  t.after(() => standIn.close());
  assert.ok(standIn.control.transcript(5).length > 30);
  assert.doesNotThrow(() => JSON.stringify(standIn.control.transcript(5)));
});

test('update ids begin with the time, so that they grow also when the state was lost', async (t) => {
  const before = await startStandIn({ clock: () => 1_790_000_000_000 });
  const later = await startStandIn({ clock: () => 1_790_000_100_000 });
  t.after(() => Promise.all([before.close(), later.close()]));
  const firstId = async (standIn: typeof before) => {
    standIn.control.start(standIn.control.addUser({ name: 'А' }));
    return (await result(standIn, 'getUpdates'))[0].update_id;
  };
  const [one, two] = [await firstId(before), await firstId(later)];
  assert.ok(one < two && two < 2 ** 31);
});

test('a state that cannot be read, or is of another bot, is left for a fresh one', async () => {
  const path = await statePath();
  const first = await startStandIn({ statePath: path });
  first.control.addUser({ id: 5, name: 'А' });
  await first.close();
  const other = await startStandIn({ statePath: path, token: '42:other_bot' });
  assert.equal((await call(other, 'getMe')).body.result.id, 42);
  assert.throws(() => other.control.start(5), /no user 5/);
  await other.close();
  await writeFile(path, '{"half');
  const fresh = await startStandIn({ statePath: path });
  await fresh.close();
  assert.equal(JSON.parse(await readFile(path, 'utf8')).clean, true);
});
