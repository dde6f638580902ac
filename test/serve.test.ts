import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { DateTime } from 'luxon';
import { startStandIn } from '../src/demo/standin/standin.ts';
import { startEmbedded } from '../src/store/embedded.ts';
import { migrate } from '../src/store/migrate.ts';
import { inspectDatabase } from './support/canaries/tables.ts';
import { childEnvironment } from './support/childEnvironment.ts';
import { freshDatabase } from './support/database.ts';
import { aDataDir, endProgram, startProgram } from './support/program.ts';
import { startProxy } from './support/proxy.ts';
import { refusedStart } from './support/runToEnd.ts';
import { digestsWith, type SitePage, startSite } from './support/site.ts';

const READER = { id: 7_100_000_501, name: 'Дана', languageCode: 'kk' };
const telegram = await startStandIn({ accounts: [READER] });
after(() => telegram.close());

const PAGES: Record<string, SitePage> = {
  '/kk/wabtec': {
    title: 'ҚТЖ мен Wabtec 300 локомотив жөнінде келісті',
    paragraphs: [
      '«Қазақстан темір жолы» америкалық Wabtec компаниясынан 300 жүк локомотивін алады, деп хабарлайды Sholu.kz ҚТЖ баспасөз қызметіне сілтеме жасап.',
      'Келісімнің құны 4,2 млрд АҚШ долларын құрайды. Құжатқа Нью-Йоркте АҚШ Сауда министрі Говард Лутниктің қатысуымен қол қойылды.',
      'Локомотивтерді Астанадағы зауыт құрастырады. 2027 жылға қарай жергілікті бөлшектердің үлесі 55 пайызға жетуге тиіс.',
    ],
  },
  '/kk/ushak': {
    title: 'Доллар бағамы 512 теңгеге көтерілді',
    paragraphs: [
      'Қазақстан қор биржасында АҚШ долларының бағамы 512 теңге болды. Бұл кешегіден екі теңгеге қымбат.',
    ],
  },
};

const site = await startSite(PAGES);

const REAL = {
  BOT_TOKEN: telegram.token,
  BOT_API_ROOT: telegram.apiRoot,
  CONTACT: 'editor@example.org',
  PORT: '0',
  FETCH_ALLOW: site.host,
};
const said = () => telegram.control.transcript(READER.id).filter(({ from }) => from.isBot);
async function waitFor(fits: (text: string) => boolean, seconds: number): Promise<string> {
  for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await sleep(200)) {
    const found = said().findLast(({ text }) => fits(text));
    if (found) return found.text;
  }
  assert.fail(
    `no such message within ${seconds} s: ${JSON.stringify(said().map(({ text }) => text.slice(0, 80)))}`,
  );
}

test('with a token the same program serves Telegram: from a feed to a digest at the hour', async () => {
  const dataDir = aDataDir();
  const program = await startProgram({
    ...REAL,
    DATA_DIR: dataDir,
    DIGESTS_DIR: digestsWith(site.feedUrl),
  });
  telegram.control.start(READER.id);
  await waitFor((text) => text.startsWith('Сәлеметсіз бе'), 20);
  telegram.control.say(READER.id, '/subscribe transport');
  await waitFor((text) => text.startsWith('Жазылымыңыз'), 20);
  // The story has to be told before the window closes, as on any morning.
  for (let i = 0; i < 40 && !said().some(({ text }) => text.includes('Wabtec')); i++) {
    await sleep(1500);
    telegram.control.say(READER.id, '/digest transport');
  }
  const now = DateTime.now().setZone('Asia/Almaty');
  const due = now.plus({ minutes: now.second > 45 ? 2 : 1 }).startOf('minute');
  telegram.control.say(READER.id, `/time ${due.toFormat('HH:mm')} daily`);
  await waitFor((text) => text.startsWith('Шолу уақыты'), 20);
  const isDue = ({ date, text }: { date: number; text: string }) =>
    date * 1000 >= due.toMillis() && text.startsWith('🚆');
  for (const end = due.toMillis() + 90_000; Date.now() < end && !said().some(isDue); ) await sleep(200);
  const digest = said().find(isDue);
  assert.match(digest?.text ?? '', /^🚆 Көлік және логистика/);
  assert.match(digest?.text ?? '', /300 жүк локомотив/);
  assert.match(digest?.text ?? '', /4,2 млрд/);
  assert.doesNotMatch(digest?.text ?? '', /хабарлайды|сілтеме|Оқи отырыңыз|512/);
  assert.ok(
    digest?.entities.some(
      (entity) => entity.type === 'text_link' && String(entity.url).endsWith('/kk/wabtec'),
    ),
    'the story is linked to its article',
  );
  assert.deepEqual(telegram.control.violations(), []);
  await endProgram(program.child, 'SIGTERM');
  assert.equal(program.child.exitCode, 0);
  const log = program.output();
  assert.ok(!log.includes(telegram.token), 'the token is in no log line');
  const edition =
    /"editionId":(\d+),"sections":\["transport@\d+"\].*"stories":1.*"msg":"edition composed"/.exec(log);
  assert.ok(edition, 'the log tells of the edition');
  assert.match(log, new RegExp(`"editionId":${edition[1]},"sent":1,"deliveryIds":"\\d+","msg":"sent"`));
});

test('by webhook, with a PostgreSQL of its own, updates are answered and metrics served', async () => {
  const { url } = await freshDatabase({ migrated: false });
  const port = 20_000 + (process.pid % 12_000); // below those that the system gives to connections
  const hook = `http://127.0.0.1:${port}/telegram/hook`;
  const program = await startProgram({
    ...REAL,
    DATA_DIR: aDataDir(),
    DATABASE_URL: url,
    PORT: String(port),
    WEBHOOK_URL: hook,
    WEBHOOK_SECRET: 'a-secret_1',
    DIGESTS_DIR: digestsWith(site.feedUrl),
  });
  telegram.control.say(READER.id, '/privacy');
  const privacy = await waitFor((text) => text.includes('Сақталмайды'), 20);
  assert.match(privacy, /editor@example\.org/);
  assert.equal((await fetch(`${program.origin}/readyz`)).status, 200);
  assert.equal((await fetch(hook, { method: 'POST', body: '{}' })).status, 401);
  const metrics = await (await fetch(`${program.origin}/metrics`)).text();
  assert.match(metrics, /kopir_database_up 1/);
  assert.match(metrics, /kopir_deliveries_pending\{state="queued"\} 0/);
  assert.equal((await fetch(`${program.origin}/`)).status, 404, 'no demo page');
  await endProgram(program.child, 'SIGTERM');
  assert.equal(program.child.exitCode, 0);
});

test('every configuration mistake is named at once, and nothing is touched', async () => {
  const output = await refusedStart({
    PORT: 'x',
    SEND_RATE: '-1',
    DEFAULT_TIMEZONE: 'Mars/Base',
    DATA_DIR: '/nowhere/at/all',
  });
  for (const name of ['PORT', 'SEND_RATE', 'DEFAULT_TIMEZONE'])
    assert.match(output, new RegExp(`- ${name}: `));
});

test('a broken file of the editors is named with its field', async () => {
  const folder = digestsWith('http://127.0.0.1:1/feed');
  const file = join(folder, 'uranium.json');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), title: { ru: 'Уран' } }));
  const output = await refusedStart({ DIGESTS_DIR: folder, DATA_DIR: aDataDir() });
  assert.match(output, /uranium\.json: title\.kk/);
});

test('a database that does not exist, or refuses us, is said in words', async () => {
  const { url } = await freshDatabase();
  const missing = Object.assign(new URL(url), { pathname: '/missing' }).href;
  const wrong = Object.assign(new URL(url), { password: 'wrong-password' }).href;
  const said = await Promise.all(
    [missing, wrong].map((DATABASE_URL) => refusedStart({ ...REAL, DATABASE_URL, DATA_DIR: aDataDir() })),
  );
  assert.match(said[0] ?? '', /no such database.*CREATE DATABASE/);
  assert.match(said[1] ?? '', /refuses the user or password: check DATABASE_URL/);
  assert.ok(!said[1]?.includes('wrong-password'), 'without the password');
});

test('a token that Telegram refuses ends the program with the remedy', async () => {
  const output = await refusedStart({
    ...REAL,
    BOT_TOKEN: '123456:not-this-bot-000000000000000000000',
    DATA_DIR: aDataDir(),
  });
  assert.match(output, /check BOT_TOKEN/);
});

test('a database that is down is waited for, and the program says so', async () => {
  const { url } = await freshDatabase();
  const down = Object.assign(new URL(url), { port: '9' }).href;
  const child = spawn(process.execPath, ['src/main.ts'], {
    env: childEnvironment({ ...REAL, DATABASE_URL: down, DATA_DIR: aDataDir() }),
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk));
  for (let i = 0; i < 100 && !output.includes('does not answer'); i++) await sleep(100);
  assert.match(output, /PostgreSQL at 127\.0\.0\.1:9\/\w+ does not answer \(ECONNREFUSED\); next try in/);
  assert.equal(child.exitCode, null, 'it waits');
  child.kill('SIGKILL');
  await once(child, 'exit');
});

test('when the embedded PostgreSQL ends, the program ends too, and the next start runs it again', async () => {
  const environment = { ...REAL, DATA_DIR: aDataDir(), DIGESTS_DIR: digestsWith(site.feedUrl) };
  const first = await startProgram(environment);
  const server = /"pid":(\d+)/.exec(readFileSync(join(environment.DATA_DIR, 'owner.json'), 'utf8'));
  assert.ok(server);
  const [pid] = readFileSync(join(environment.DATA_DIR, 'postgres/postmaster.pid'), 'utf8').split('\n');
  process.kill(Number(pid), 'SIGKILL');
  const [code] = (await once(first.child, 'exit')) as [number];
  assert.equal(code, 1);
  assert.match(first.output(), /the embedded PostgreSQL ended/);
  const second = await startProgram(environment);
  assert.equal((await fetch(`${second.origin}/healthz`)).status, 200);
  await endProgram(second.child, 'SIGTERM');
});

test('a PostgreSQL of its own may be restarted: the program waits and goes on', async () => {
  const dataDir = aDataDir();
  const own = await startEmbedded({ dataDir, whenOwned: 'refuse', settings: { fsync: 'off' } });
  await migrate(own.url);
  const proxy = await startProxy(Number(new URL(own.url).port));
  const program = await startProgram({
    ...REAL,
    DATA_DIR: aDataDir(),
    DATABASE_URL: Object.assign(new URL(own.url), { port: String(proxy.port) }).href,
    DIGESTS_DIR: digestsWith(site.feedUrl),
  });
  for (let round = 0; round < 5; round++) {
    await sleep(300 + round * 200);
    proxy.cut();
  }
  proxy.become({ kind: 'reset' });
  for (let i = 0; i < 100 && (await fetch(`${program.origin}/readyz`)).status !== 503; i++) await sleep(100);
  assert.equal((await fetch(`${program.origin}/readyz`)).status, 503, 'not ready while the server is away');
  proxy.become({ kind: 'pass' });
  for (let i = 0; i < 150 && (await fetch(`${program.origin}/readyz`)).status !== 200; i++) await sleep(100);
  assert.equal((await fetch(`${program.origin}/readyz`)).status, 200, program.output().slice(-2000));
  telegram.control.say(READER.id, '/help');
  const before = said().length;
  for (let i = 0; i < 100 && said().length === before; i++) await sleep(100);
  assert.ok(said().length > before, 'it answers again');
  await endProgram(program.child, 'SIGTERM');
  await proxy.close();
  await inspectDatabase(own.url);
  await own.close();
});
