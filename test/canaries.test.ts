import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startStandIn } from '../src/demo/standin/standin.ts';
import { freshDatabase } from './support/database.ts';
import { aDataDir, endProgram, startProgram } from './support/program.ts';
import { digestsWith, startSite, URANIUM_SITE } from './support/site.ts';

/** Values that must not be found anywhere afterwards: secrets, and what people say and are called. */
const SECRETS = {
  token: '7000000009:CANARYtokenCANARYtokenCANARYtoken_1',
  password: 'CANARY-password-42',
  webhook: 'CANARY_webhook_secret_42',
  model: 'sk-CANARY-model-key-42',
};
const PERSONAL = {
  name: 'Қанарейкаева',
  words: 'канареечныйвопрос',
  latitude: '51.128207',
};
const READER = 7_123_456_789;
const SECOND = 7_987_654_321;

const site = await startSite(URANIUM_SITE);

/** A model that fails in every way and says back what it was sent. */
let asked = 0;
const model = createServer((request, response) => {
  asked += 1;
  const echo = JSON.stringify({ error: { message: `who is ${request.headers.authorization}?` } });
  if (asked % 3 === 0) response.destroy();
  else response.writeHead(asked % 3 === 1 ? 401 : 500, { 'content-type': 'application/json' }).end(echo);
});
await new Promise<void>((done) => model.listen(0, '127.0.0.1', done));
after(() => model.close());
const modelHost = `127.0.0.1:${(model.address() as AddressInfo).port}`;

const telegram = await startStandIn({
  token: SECRETS.token,
  accounts: [
    { id: READER, name: PERSONAL.name, languageCode: 'kk', username: 'qanareika_canary' },
    { id: SECOND, name: PERSONAL.name, languageCode: 'ru' },
  ],
});
after(() => telegram.close());
const database = await freshDatabase({ as: 'administrator' });
const role = `canary_${process.pid}`;
await database.sql.unsafe(`create role ${role} superuser login password '${SECRETS.password}'`);
after(async () => {
  await database.sql.unsafe(`drop owned by ${role}`).catch(() => undefined);
  await database.sql.unsafe(`drop role ${role}`).catch(() => undefined);
});
const url = Object.assign(new URL(database.url), { username: role, password: SECRETS.password }).href;

async function everyTable(): Promise<string> {
  const tables = await database.sql<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public'`;
  assert.ok(tables.length > 15);
  const rows = await Promise.all(
    tables.map(
      ({ name }) => database.sql<{ row: string }[]>`select t::text as row from ${database.sql(name)} t`,
    ),
  );
  return rows
    .flat()
    .map(({ row }) => row)
    .join('\n');
}

test('no secret and nothing personal is in logs, metrics, replies and tables, whatever goes wrong', {
  timeout: 180_000,
}, async () => {
  const port = 20_000 + (process.pid % 12_000); // below those that the system gives to connections
  const program = await startProgram({
    BOT_TOKEN: SECRETS.token,
    BOT_API_ROOT: telegram.apiRoot,
    CONTACT: 'editor@example.org',
    ADMIN_IDS: String(READER),
    DATA_DIR: aDataDir(),
    DATABASE_URL: url,
    PORT: String(port),
    WEBHOOK_URL: `http://127.0.0.1:${port}/hook`,
    WEBHOOK_SECRET: SECRETS.webhook,
    MODEL_BASE_URL: `http://${modelHost}/v1`,
    MODEL_NAME: 'canary',
    MODEL_API_KEY: SECRETS.model,
    DIGESTS_DIR: digestsWith(site.feedUrl),
    FETCH_ALLOW: site.host,
    STATUS_PAGE: 'true',
    LOG_LEVEL: 'debug',
  });
  const { control } = telegram;
  for (const reader of [READER, SECOND]) {
    control.start(reader);
    await sleep(300);
    for (const said of [
      '/subscribe all',
      '/digest',
      `/search ${PERSONAL.words}`,
      PERSONAL.words,
      '/admin',
      '/follow 1',
      '/quiet 01:00 02:00',
    ])
      control.say(reader, said);
  }
  for (const until = Date.now() + 60_000; asked === 0 && Date.now() < until; ) await sleep(200);
  control.say(READER, '', { other: { location: { latitude: Number(PERSONAL.latitude), longitude: 71.43 } } });
  // Everything that can break breaks while people go on asking.
  for (const fault of [
    { kind: 'internalError' },
    { kind: 'badGateway' },
    { kind: 'notJson' },
    { kind: 'dropAfter' },
    { kind: 'dropBefore' },
  ] as const)
    control.addFault({ fault, count: 2, method: 'sendMessage' });
  for (let n = 0; n < 12; n++) {
    control.say(READER, n % 2 === 0 ? '/digest 7d' : `/search ${PERSONAL.words}`);
    await sleep(100);
  }
  await database.sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = ${role}`;
  control.say(READER, PERSONAL.words);
  control.say(SECOND, '/settings');
  await fetch(`${program.origin}/hook`, {
    method: 'POST',
    headers: { 'x-telegram-bot-api-secret-token': `${SECRETS.webhook}x` },
    body: '{',
  }).catch(() => undefined);
  await sleep(4000);
  const pages = await Promise.all(
    ['/metrics', '/readyz', '/', '/nothing'].map(async (path) =>
      (await fetch(`${program.origin}${path}`)).text(),
    ),
  );
  control.clearFaults();
  const known = await everyTable();
  assert.ok(known.includes(String(SECOND)), 'the reader is known');
  const asking = control.say(SECOND, '/forget');
  await control.waitForMessage(SECOND, { after: asking, text: /Удалить всё/, timeoutMilliseconds: 20_000 });
  await control.waitForAnswer(control.press(SECOND, 'Удалить'));
  await sleep(500);
  await endProgram(program.child, 'SIGTERM');

  assert.ok(asked > 0, 'the model was asked');
  const logs = program.output();
  assert.match(logs, /"level":50/, 'something did go wrong');
  assert.match(pages[0] ?? '', /kopir_update_seconds_count/);
  const replies = JSON.stringify(
    [...control.transcript(READER), ...control.transcript(SECOND)].filter(({ from }) => from.isBot),
  );
  assert.match(replies, /Шолу|дайджест/i);
  const tables = await everyTable();
  assert.ok(!tables.includes(String(SECOND)), 'after /forget no table knows the chat');
  const places = { logs, metrics: pages.join('\n'), replies, tables };
  const found: string[] = [];
  for (const [place, text] of Object.entries(places)) {
    for (const [name, value] of Object.entries({ ...SECRETS, tokenTail: SECRETS.token.slice(11) }))
      if (text.includes(value)) found.push(`${name} in ${place}`);
    for (const [name, value] of Object.entries(PERSONAL)) {
      // A search is answered with the words that were searched for.
      if (place !== 'replies' && text.includes(value)) found.push(`${name} in ${place}`);
    }
  }
  for (const id of [READER, SECOND])
    if (logs.includes(String(id)) || pages.join('').includes(String(id)))
      found.push(`chat id ${id} in logs or pages`);
  assert.deepEqual(found, []);
});
