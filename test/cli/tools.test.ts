import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { childEnvironment } from '../support/childEnvironment.ts';
import { freshDatabase } from '../support/database.ts';
import { aDataDir } from '../support/program.ts';
import { runToEnd } from '../support/runToEnd.ts';
import { digestsWith, startSite, URANIUM_SITE } from '../support/site.ts';

const site = await startSite(URANIUM_SITE);
const database = await freshDatabase({ migrated: false });
const folder = digestsWith(site.feedUrl);

/** All that a tool is told by its environment here. */
function anEnvironment(): Record<string, string> {
  const own = { DATA_DIR: aDataDir(), DATABASE_URL: database.url, DIGESTS_DIR: folder };
  return { ...own, FETCH_ALLOW: site.host };
}

const run = (name: string, args: readonly string[] = [], environment: Record<string, string> = {}) =>
  runToEnd(`src/cli/${name}.ts`, args, { ...anEnvironment(), ...environment });

test('migrate, ingest and preview lead from an empty database to the edition of a reader', async () => {
  const migrated = await run('migrate');
  assert.equal(migrated.code, 0, migrated.err);
  assert.match(migrated.out, /all \d+ migrations/);

  const empty = await run('preview', ['uranium', 'kk']);
  assert.match(empty.out, /Nothing was read yet: npm run ingest/);

  const ingested = await run('ingest');
  assert.equal(ingested.code, 0, ingested.err);
  assert.match(ingested.out, /^source\s+outcome\s+entries\s+new\s+relevant\s+errors\s+seconds$/m);
  assert.match(ingested.out, /^sholu_kk\s+read\s+1\s+1\s+1\s+0\s+[\d.]+$/m);
  assert.match(ingested.out, /Stories told: 1/);

  const shown = await run('preview', ['uranium', 'kk', '7d']);
  assert.match(shown.out, /⚛️ Уран және атом саласы/);
  assert.match(shown.out, /23 270 тонна/);
  assert.ok(shown.out.includes(`http://${site.host}/kk/uran`));
  const card = await run('preview', ['uranium', 'ru', '7d']);
  assert.match(card.out, /\[каз\.\]/, 'to a Russian reader the Kazakh headline is marked');
});

test('sources says what each one serves, and passes', async () => {
  const { code, out } = await run('sources');
  assert.equal(code, 0, out);
  assert.match(out, /^sholu_kk\s+feed\s+yes\s+yes\s+1\s+\S+\s+kk\s+title/m);
  assert.match(out, /1 of 1 sources pass/);
});

test('a source that is dead fails the probe and the reading, with the remedy', async () => {
  const dead = digestsWith('http://127.0.0.1:61999/feed');
  const probed = await run('sources', [], { DIGESTS_DIR: dead, FETCH_ALLOW: '127.0.0.1:61999' });
  assert.equal(probed.code, 1);
  assert.match(probed.out, /sholu_kk: network: .*ECONNREFUSED.*Check the address/);
  const read = await run('ingest', [], { DIGESTS_DIR: dead, FETCH_ALLOW: '127.0.0.1:61999' });
  assert.equal(read.code, 1);
  assert.match(read.out, /sholu_kk: network: /);
});

const MISTAKES: { name: string; args: string[]; environment?: Record<string, string>; says: RegExp }[] = [
  { name: 'preview', args: [], says: /Usage: .*preview.*\nDigests: .*uranium/ },
  { name: 'preview', args: ['uran', 'kk'], says: /Digests: / },
  { name: 'preview', args: ['uranium', 'en'], says: /Languages: ru, kk/ },
  { name: 'preview', args: ['uranium', 'kk', '2w'], says: /Windows: 24h, 7d, 30d/ },
  {
    name: 'ingest',
    args: [],
    environment: { DATABASE_URL: 'postgres://nobody:nothing@127.0.0.1:1' },
    says: /does not answer/,
  },
  { name: 'ingest', args: [], environment: { SEND_RATE: 'fast' }, says: /- SEND_RATE: / },
];
for (const { name, args, environment, says } of MISTAKES) {
  test(`${name} ${args.join(' ')} ${Object.keys(environment ?? {})} is answered with what to do`, {
    timeout: 20_000,
  }, async () => {
    const env = childEnvironment({ ...anEnvironment(), ...environment });
    const child = spawn(process.execPath, [`src/cli/${name}.ts`, ...args], { env });
    let said = '';
    await new Promise<void>((done) => {
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
        said += chunk;
        // A server that is down is waited for: it was said, that is enough here.
        if (says.test(said)) child.kill();
      });
      child.on('exit', () => done());
    });
    assert.match(said, says);
    assert.doesNotMatch(said, /\n {4}at /, 'words, not a stack');
  });
}

test('a broken file of the editors is named by every tool that reads it', async () => {
  const broken = digestsWith(site.feedUrl);
  writeFileSync(join(broken, 'uranium.json'), '{ "emoji": ');
  const { code, err } = await run('ingest', [], { DIGESTS_DIR: broken });
  assert.equal(code, 1);
  assert.match(err, /uranium\.json: /);
});
