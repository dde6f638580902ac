import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { isAlive } from '../../src/store/postmaster.ts';

const OWN_SERVER = new URL('./ownServer.ts', import.meta.url).href;

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} ends a program and the database it started, and takes its files away`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kopir-end-'));
    chmodSync(folder, 0o755); // as root the server runs as another user
    const program = `
      import { readdirSync, readFileSync } from 'node:fs';
      import { join } from 'node:path';
      const { ownServer } = await import(${JSON.stringify(OWN_SERVER)});
      await ownServer();
      const own = readdirSync(process.env.TMPDIR).find((name) => name.startsWith('kopir-own-'));
      const [pid] = readFileSync(join(process.env.TMPDIR, own, 'postgres/postmaster.pid'), 'utf8').split('\\n');
      process.send({ pid: Number(pid), dataDir: join(process.env.TMPDIR, own) });
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      env: { ...process.env, TMPDIR: folder },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    try {
      const early = new AbortController();
      child.once('exit', () => early.abort(new Error('it ended before it was told to')));
      const [{ pid, dataDir }] = (await once(child, 'message', { signal: early.signal })) as [
        { pid: number; dataDir: string },
      ];
      assert.ok(isAlive(pid) && existsSync(dataDir));
      child.kill(signal);
      await once(child, 'exit');
      const until = performance.now() + 10_000;
      while (isAlive(pid) && performance.now() < until) await new Promise((done) => setTimeout(done, 20));
      assert.equal(isAlive(pid), false, 'the server is gone');
      assert.equal(existsSync(dataDir), false, 'and so are its files');
    } finally {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
