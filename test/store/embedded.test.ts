import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { connect } from '../../src/store/client.ts';
import { startEmbedded } from '../../src/store/embedded.ts';

const places: string[] = [];
after(() => {
  for (const place of places) rmSync(place, { recursive: true, force: true });
});

function aDataDir(): string {
  const place = mkdtempSync(join(tmpdir(), 'kopir-embedded-'));
  chmodSync(place, 0o755); // mkdtemp's own 0700 is a case of its own below
  places.push(place);
  return place;
}

/** A process of its own that starts the server, writes a row, says the server's pid, and stays. */
async function owner(dataDir: string): Promise<{ pid: number; kill: () => Promise<void> }> {
  const script = `
    import { startEmbedded } from ${JSON.stringify(new URL('../../src/store/embedded.ts', import.meta.url).href)};
    import { connect } from ${JSON.stringify(new URL('../../src/store/client.ts', import.meta.url).href)};
    const server = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, whenOwned: 'refuse' });
    const { sql } = connect(server.url);
    await sql.unsafe('create table if not exists kept (n int)');
    await sql.unsafe('insert into kept values (1)');
    console.log(server.pid);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    pid: Number(String(line).trim()),
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

test('a server whose program was killed is adopted by the next start, with its rows, and ends with it', async () => {
  const dataDir = aDataDir();
  const first = await owner(dataDir);

  await assert.rejects(
    startEmbedded({ dataDir, whenOwned: 'refuse' }),
    /Another Köpir \(process \d+\).*DATA_DIR/,
  );
  const guest = await startEmbedded({ dataDir, whenOwned: 'share' });
  assert.equal(guest.pid, first.pid);
  await guest.close();
  process.kill(first.pid, 0); // a guest leaves the server alone

  await first.kill();
  const second = await startEmbedded({ dataDir, whenOwned: 'refuse' });
  assert.equal(second.pid, first.pid, 'adopted, not started again');
  const { sql, close } = connect(second.url);
  assert.equal((await sql`select n from kept`).length, 1);
  await close();
  await second.close();
  await assert.rejects(connect(second.url).sql`select 1`, 'the server ended');
});

test('a server that was killed with its program is started again on the same data', async () => {
  const dataDir = aDataDir();
  const first = await owner(dataDir);
  await first.kill();
  process.kill(first.pid, 'SIGKILL');
  const second = await startEmbedded({ dataDir, whenOwned: 'refuse' });
  const { sql, close } = connect(second.url);
  assert.equal((await sql`select n from kept`).length, 1);
  await sql`create unique index once on kept (n)`;
  await assert.rejects(sql`insert into kept values (${1})`, { detail: 'Key (n)=(1) already exists.' });
  await close();
  await second.close();
  const said = readFileSync(join(dataDir, 'postgres.log'), 'utf8');
  assert.match(said, /duplicate key/);
  assert.doesNotMatch(said, /already exists/, 'what rows hold is not logged');
});

test('as root, with data in a folder that only root can enter, the server runs elsewhere and says where', {
  skip: process.getuid?.() === 0 ? false : 'needs root',
}, async () => {
  const closed = aDataDir();
  chmodSync(closed, 0o700);
  const dataDir = join(closed, 'data');
  const said: string[] = [];
  const server = await startEmbedded({ dataDir, whenOwned: 'refuse', say: (words) => said.push(words) });
  await server.close();
  const place = /kept in (\S+),/.exec(said.join('\n'))?.[1];
  assert.ok(place && existsSync(place), said.join('\n'));
  places.push(place);
});
