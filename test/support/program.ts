import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastLook } from './canaries/lastLook.ts';
import { childEnvironment } from './childEnvironment.ts';

/** A running demo, as somebody with a clone sees it. */
export interface Program {
  /** Such as "http://127.0.0.1:40123". */
  readonly origin: string;
  readonly child: ChildProcess;
  /** Everything it wrote so far. */
  output(): string;
}

const START_SECONDS = 60;
const started: ChildProcess[] = [];
const lastLooks = new Map<ChildProcess, () => Promise<void>>();
const folders: string[] = [];
after(async () => {
  await Promise.all(started.map((child) => endProgram(child, 'SIGTERM')));
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new folder for DATA_DIR, removed after the file. */
export function aDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kopir-program-'));
  chmodSync(folder, 0o755); // as root the database runs as another user
  folders.push(folder);
  return folder;
}

/** Starts `node src/main.ts` and waits until it says that it is ready. It is ended after the file. */
export async function startProgram(environment: Record<string, string>): Promise<Program> {
  const child = spawn(process.execPath, ['src/main.ts'], {
    env: childEnvironment(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  started.push(child);
  for (const deadline = Date.now() + START_SECONDS * 1000; Date.now() < deadline; await sleep(50)) {
    const port = /ready in .*127\.0\.0\.1:(\d+)|"port":(\d+).*"msg":"ready"/.exec(output);
    if (port) {
      const origin = `http://127.0.0.1:${port[1] ?? port[2]}`;
      lastLooks.set(child, () => lastLook(origin, environment));
      return { origin, child, output: () => output };
    }
    if (child.exitCode !== null) break;
  }
  throw new Error(`the program did not start:\n${output}`);
}

/** Ends a program and waits until it is gone. */
export async function endProgram(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  if (signal === 'SIGTERM') await lastLooks.get(child)?.();
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

export interface ShownMessage {
  readonly messageId: number;
  readonly from: { readonly isBot: boolean };
  readonly text: string;
  readonly date: number;
  readonly entities: { readonly type: string; readonly url?: string }[];
  readonly keyboard: { readonly text: string }[][] | null;
}

/** One person at the demo's chat page, by the routes that the page uses. */
export function person(origin: () => string, account: number, chatId = account) {
  const post = async (action: string, body: object = {}): Promise<void> => {
    const response = await fetch(`${origin()}/demo/api/chats/${chatId}/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account, ...body }),
    });
    const answer = (await response.json()) as { ok: boolean; error?: string };
    if (!answer.ok) throw new Error(`${action}: ${answer.error}`);
  };
  const messages = async (): Promise<ShownMessage[]> => {
    const response = await fetch(`${origin()}/demo/api/chats/${chatId}?account=${account}`);
    return ((await response.json()) as { messages: ShownMessage[] }).messages;
  };
  /** Waits for a message of the bot that `fits`; throws with what there is after `seconds`. */
  const waitFor = async (fits: (message: ShownMessage) => boolean, seconds = 15): Promise<ShownMessage> => {
    for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await sleep(200)) {
      const found = (await messages()).findLast((message) => message.from.isBot && fits(message));
      if (found) return found;
    }
    const last = (await messages()).slice(-3).map(({ text }) => text);
    throw new Error(`no such message within ${seconds} s; the last ones: ${JSON.stringify(last)}`);
  };
  return {
    start: () => post('start'),
    say: (text: string) => post('say', { text }),
    messages,
    waitFor,
    /** Presses the button with that label on the bot's latest message that has it. */
    press: async (label: string): Promise<void> => {
      const has = (message: ShownMessage) =>
        message.keyboard?.some((row) => row.some((button) => button.text.includes(label))) ?? false;
      const { messageId, keyboard } = await waitFor(has);
      const row = keyboard!.findIndex((buttons) => buttons.some((button) => button.text.includes(label)));
      const column = keyboard![row]!.findIndex((button) => button.text.includes(label));
      await post('press', { messageId, row, column });
    },
  };
}
