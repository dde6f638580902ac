import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createConnection, createServer, type Socket } from 'node:net';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startProxy } from './proxy.ts';

/** Answers every chunk with the same bytes; counts what reached it. */
const reached: string[] = [];
const echo = createServer((socket) => {
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    reached.push(String(chunk));
    socket.write(chunk);
  });
});
echo.listen(0, '127.0.0.1');
await once(echo, 'listening');
const target = (echo.address() as { port: number }).port;
after(() => echo.close());

/** A client that keeps what it heard and how its connection ended. */
async function connected(port: number) {
  const socket: Socket = createConnection(port, '127.0.0.1');
  const client = { socket, heard: '', end: '', waiters: new Set<() => void>() };
  const changed = () => {
    for (const wake of client.waiters) wake();
  };
  socket.on('connect', changed);
  socket.on('data', (chunk) => {
    client.heard += String(chunk);
    changed();
  });
  socket.on('end', () => {
    client.end ||= 'fin';
    changed();
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    client.end ||= error.code ?? 'error';
    changed();
  });
  await until(client, () => !socket.connecting);
  return client;
}
type Client = Awaited<ReturnType<typeof connected>>;

async function until(client: Client, condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise<void>((wake) => {
      client.waiters.add(wake);
    });
  }
}

async function proxied(work: (proxy: Awaited<ReturnType<typeof startProxy>>) => Promise<void>) {
  const proxy = await startProxy(target);
  try {
    await work(proxy);
  } finally {
    await proxy.close();
  }
}

const OPTIONS = { timeout: 20_000 };

test('a passing proxy hands on both directions and the end', OPTIONS, () =>
  proxied(async (proxy) => {
    const client = await connected(proxy.port);
    client.socket.write('hello');
    await until(client, () => client.heard === 'hello');
    client.socket.end();
    await until(client, () => client.end === 'fin');
  }),
);

test('a delaying proxy hands everything on later and in order, also when the delay ends', OPTIONS, () =>
  proxied(async (proxy) => {
    const client = await connected(proxy.port);
    proxy.become({ kind: 'delay', milliseconds: 100 });
    const began = performance.now();
    for (const word of ['a', 'b', 'c']) {
      client.socket.write(word);
      await sleep(5);
    }
    await until(client, () => client.heard.length > 0);
    assert.ok(performance.now() - began >= 199, 'both directions wait');
    proxy.become({ kind: 'pass' });
    client.socket.write('d');
    await until(client, () => client.heard.length === 4);
    assert.equal(client.heard, 'abcd');
  }),
);

test('a black hole swallows without closing, and hands on what it held when it ends', OPTIONS, () =>
  proxied(async (proxy) => {
    const old = await connected(proxy.port);
    old.socket.write('before');
    await until(old, () => old.heard === 'before');
    proxy.become({ kind: 'blackHole' });
    const fresh = await connected(proxy.port);
    const known = reached.length;
    old.socket.write(' in it');
    fresh.socket.write('in it too');
    await sleep(200);
    assert.equal(reached.length, known);
    assert.deepEqual([old.heard, old.end, fresh.heard, fresh.end], ['before', '', '', '']);
    proxy.become({ kind: 'pass' });
    await until(old, () => old.heard === 'before in it');
    await until(fresh, () => fresh.heard === 'in it too');
  }),
);

test('an answer that a black hole caught on its way back waits in it', OPTIONS, () =>
  proxied(async (proxy) => {
    const client = await connected(proxy.port);
    proxy.become({ kind: 'delay', milliseconds: 50 });
    const known = reached.length;
    client.socket.write('asked');
    while (reached.length === known) await sleep(1);
    proxy.become({ kind: 'blackHole' });
    await sleep(150);
    assert.equal(client.heard, '');
    proxy.become({ kind: 'pass' });
    await until(client, () => client.heard === 'asked');
  }),
);

test('a resetting proxy resets the connections there are and new ones, until it passes again', OPTIONS, () =>
  proxied(async (proxy) => {
    const old = await connected(proxy.port);
    old.socket.write('x');
    await until(old, () => old.heard === 'x');
    proxy.become({ kind: 'reset' });
    await until(old, () => old.end === 'ECONNRESET');
    const fresh = await connected(proxy.port);
    fresh.socket.write('y');
    await until(fresh, () => fresh.end !== '');
    assert.notEqual(fresh.end, 'fin');
    assert.equal(fresh.heard, '');
    proxy.become({ kind: 'pass' });
    const later = await connected(proxy.port);
    later.socket.write('z');
    await until(later, () => later.heard === 'z');
  }),
);

test('FIN at startup ends new connections after their first bytes and leaves old ones alone', OPTIONS, () =>
  proxied(async (proxy) => {
    const old = await connected(proxy.port);
    old.socket.write('x');
    await until(old, () => old.heard === 'x');
    proxy.become({ kind: 'fin' });
    const known = reached.length;
    const fresh = await connected(proxy.port);
    await sleep(50);
    assert.equal(fresh.end, '', 'not before it has said something');
    fresh.socket.write('startup');
    await until(fresh, () => fresh.end === 'fin');
    assert.equal(fresh.heard, '');
    assert.equal(reached.length, known);
    old.socket.write('y');
    await until(old, () => old.heard === 'xy');
  }),
);

test('a program whose proxy closes while it ends a connection comes to its own end', async () => {
  const program = `
    import { once } from 'node:events';
    import { createConnection, createServer } from 'node:net';
    import { setTimeout as sleep } from 'node:timers/promises';
    const { startProxy } = await import(${JSON.stringify(new URL('./proxy.ts', import.meta.url).href)});
    const target = createServer((socket) => socket.on('error', () => {}).resume()).listen(0, '127.0.0.1');
    await once(target, 'listening');
    const proxy = await startProxy(target.address().port);
    const client = createConnection(proxy.port, '127.0.0.1');
    client.on('error', () => {});
    client.write('x');
    await sleep(200);
    proxy.become({ kind: 'blackHole' });
    client.end();
    await sleep(200);
    proxy.become({ kind: 'pass' });
    await proxy.close();
    target.close();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' });
  const hangs = setTimeout(() => child.kill('SIGKILL'), 30_000);
  const [code, signal] = await once(child, 'exit');
  clearTimeout(hangs);
  assert.deepEqual([code, signal], [0, null]);
});
