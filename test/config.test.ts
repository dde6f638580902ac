import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readConfig } from '../src/config.ts';

const TOKEN = '123456789:AAabcdefghijklmnopqrstuvwxyz0123456';
const REAL = { BOT_TOKEN: TOKEN, CONTACT: 'editor@example.org' };
const folder = mkdtempSync(join(tmpdir(), 'kopir-config-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function mistakesOf(environment: NodeJS.ProcessEnv): readonly string[] {
  const result = readConfig(environment);
  return result.kind === 'invalid' ? result.mistakes : [];
}

test('nothing set is the demo with its defaults', () => {
  const result = readConfig({});
  assert.ok(result.kind === 'ok');
  const { config } = result;
  assert.deepEqual(
    [config.botToken, config.dataDir, config.port, config.host, config.defaultTimeZone, config.sendRate],
    [null, '.data', 8080, '127.0.0.1', 'Asia/Almaty', 30],
  );
  assert.deepEqual(
    [config.unknownOutcome, config.migrate, config.webhook, config.model],
    ['resend', true, null, null],
  );
});

const WRONG: { name: string; environment: NodeJS.ProcessEnv; says: RegExp[] }[] = [
  {
    name: 'a token of another shape',
    environment: { ...REAL, BOT_TOKEN: 'abc' },
    says: [/^BOT_TOKEN: .*BotFather/],
  },
  { name: 'a token without a contact', environment: { BOT_TOKEN: TOKEN }, says: [/^CONTACT: missing/] },
  { name: 'a port out of range', environment: { PORT: '70000' }, says: [/^PORT: .*0 to 65535/] },
  { name: 'a port in words', environment: { PORT: 'web' }, says: [/^PORT: .*whole number/] },
  {
    name: 'an unknown time zone',
    environment: { DEFAULT_TIMEZONE: 'Asia/Astana' },
    says: [/^DEFAULT_TIMEZONE: .*IANA/],
  },
  {
    name: 'a database of another kind',
    environment: { ...REAL, DATABASE_URL: 'mysql://x/y' },
    says: [/^DATABASE_URL: /],
  },
  {
    name: 'a demo with a database',
    environment: { DATABASE_URL: 'postgres://x/y' },
    says: [/^BOT_TOKEN: missing.*DATABASE_URL/],
  },
  {
    name: 'a demo in production',
    environment: { NODE_ENV: 'production' },
    says: [/^BOT_TOKEN: missing.*production/],
  },
  {
    name: 'a demo open to the network',
    environment: { HOST: '0.0.0.0' },
    says: [/^BOT_TOKEN: missing.*loopback/],
  },
  {
    name: 'an empty token with a database',
    environment: { BOT_TOKEN: ' ', DATABASE_URL: 'postgres://x/y' },
    says: [/^BOT_TOKEN: missing/],
  },
  {
    name: 'half a webhook',
    environment: { ...REAL, WEBHOOK_URL: 'https://example.org/hook' },
    says: [/WEBHOOK_SECRET: set both/],
  },
  {
    name: 'a webhook that Telegram would not call',
    environment: { ...REAL, WEBHOOK_URL: 'http://example.org/hook', WEBHOOK_SECRET: 's' },
    says: [/^WEBHOOK_URL: .*https/],
  },
  {
    name: 'wrong values beside what is missing',
    environment: { BOT_TOKEN: TOKEN, PORT: 'x', WEBHOOK_SECRET: 'a b', SEND_RATE: '31' },
    says: [
      /^PORT: /,
      /^WEBHOOK_SECRET: must be 1/,
      /^WEBHOOK_URL, WEBHOOK_SECRET: set both/,
      /^SEND_RATE: above 30/,
      /^CONTACT: missing/,
    ],
  },
  {
    name: 'a wrong token with a database, once',
    environment: { BOT_TOKEN: 'x', DATABASE_URL: 'mysql://x', CONTACT: 'y' },
    says: [/^BOT_TOKEN: must look like/, /^DATABASE_URL: /],
  },
  {
    name: 'a secret with blanks',
    environment: { ...REAL, WEBHOOK_URL: 'https://example.org/h', WEBHOOK_SECRET: 'a b' },
    says: [/^WEBHOOK_SECRET: /],
  },
  {
    name: 'too fast for free',
    environment: { ...REAL, SEND_RATE: '31' },
    says: [/^SEND_RATE: above 30 needs PAID_BROADCAST/],
  },
  {
    name: 'too fast for Telegram',
    environment: { ...REAL, SEND_RATE: '1001', PAID_BROADCAST: 'true' },
    says: [/^SEND_RATE: .*1000/],
  },
  {
    name: 'a yes that is not one',
    environment: { MIGRATE: 'yes' },
    says: [/^MIGRATE: must be true or false/],
  },
  {
    name: 'an unknown outcome policy',
    environment: { UNKNOWN_OUTCOME: 'retry' },
    says: [/^UNKNOWN_OUTCOME: .*resend, drop/],
  },
  { name: 'admins by name', environment: { ADMIN_IDS: '12,@editor' }, says: [/^ADMIN_IDS: /] },
  {
    name: 'a model without a name',
    environment: { MODEL_BASE_URL: 'http://127.0.0.1:1/v1' },
    says: [/MODEL_NAME: set both/],
  },
  {
    name: 'a key of no model, and calls that are no number',
    environment: { MODEL_API_KEY: 'sk-1', MODEL_DAILY_CALLS: 'many' },
    says: [/^MODEL_DAILY_CALLS: must be a whole number/, /^MODEL_API_KEY: set MODEL_BASE_URL and MODEL_NAME/],
  },
  {
    name: 'a model’s address that is none, and no name',
    environment: { MODEL_BASE_URL: 'localhost:11434' },
    says: [/^MODEL_BASE_URL: must be an http or https address/, /MODEL_NAME: set both/],
  },
  {
    name: 'a model’s address with a password in it',
    environment: { MODEL_BASE_URL: 'https://me:secret@models.example/v1', MODEL_NAME: 'm' },
    says: [/^MODEL_BASE_URL: must be without a name, a password and a #/],
  },
  {
    name: 'a model’s address that ends in a mark',
    environment: { MODEL_BASE_URL: 'https://models.example/v1#chat', MODEL_NAME: 'm' },
    says: [/^MODEL_BASE_URL: must be without a name, a password and a #/],
  },
  {
    name: 'a fetch exception without a port',
    environment: { FETCH_ALLOW: 'localhost' },
    says: [/^FETCH_ALLOW: /],
  },
  { name: 'a level that pino does not know', environment: { LOG_LEVEL: 'loud' }, says: [/^LOG_LEVEL: /] },
  {
    name: 'a secret file that is missing',
    environment: { ...REAL, BOT_TOKEN: '', BOT_TOKEN_FILE: '/nowhere/token' },
    says: [/^BOT_TOKEN_FILE: cannot read \/nowhere\/token \(ENOENT\)/],
  },
  {
    name: 'a value and a file',
    environment: { ...REAL, BOT_TOKEN_FILE: '/nowhere' },
    says: [/^BOT_TOKEN: set either/],
  },
  {
    name: 'several at once',
    environment: { PORT: '-1', SEND_RATE: '0', LOG_LEVEL: '?' },
    says: [/PORT/, /SEND_RATE/, /LOG_LEVEL/],
  },
];
for (const { name, environment, says } of WRONG) {
  test(`${name} is named with the remedy`, () => {
    const mistakes = mistakesOf(environment);
    assert.ok(mistakes.length > 0, 'a mistake was expected');
    for (const expected of says) {
      assert.ok(
        mistakes.some((mistake) => expected.test(mistake)),
        `${expected} in ${JSON.stringify(mistakes)}`,
      );
    }
  });
}

test('a mistake never repeats the secret that is wrong', () => {
  const mistakes = mistakesOf({
    ...REAL,
    BOT_TOKEN: 'my-very-secret-token',
    DATABASE_URL: 'nothing://user:hunter22@x',
  });
  assert.ok(mistakes.length >= 2);
  assert.doesNotMatch(mistakes.join('\n'), /my-very-secret|hunter22/);
});

test('a secret is read from a file, without its line break, and counts as a secret', () => {
  const file = join(folder, 'token');
  writeFileSync(file, `${TOKEN}\n`);
  const result = readConfig({ BOT_TOKEN_FILE: file, CONTACT: 'x@example.org' });
  assert.ok(result.kind === 'ok');
  assert.equal(result.config.botToken, TOKEN);
  assert.ok(result.config.secrets.includes(TOKEN));
});

test('a model’s key is read from a file and counts as a secret; without a model there is none to ask', () => {
  const file = join(folder, 'model-key');
  writeFileSync(file, 'sk-of-the-operator\n');
  const model = { MODEL_BASE_URL: 'http://127.0.0.1:11434/v1', MODEL_NAME: 'some-model' };
  const result = readConfig({ ...model, MODEL_API_KEY_FILE: file });
  assert.ok(result.kind === 'ok');
  const { name, apiKey } = result.config.model ?? {};
  assert.deepEqual([name, apiKey, result.config.modelDailyCalls], ['some-model', 'sk-of-the-operator', 300]);
  assert.ok(result.config.secrets.includes('sk-of-the-operator'));
  const without = readConfig(model);
  assert.ok(without.kind === 'ok' && without.config.model?.apiKey === null, 'a local server needs no key');
});

test('another Bot API server may be faster, and paid broadcasts may reach 1000', () => {
  assert.deepEqual(mistakesOf({ ...REAL, SEND_RATE: '5000', BOT_API_ROOT: 'http://127.0.0.1:9000' }), []);
  assert.deepEqual(mistakesOf({ ...REAL, SEND_RATE: '1000', PAID_BROADCAST: 'true' }), []);
});

test('the password of the database is a secret in both spellings', () => {
  const result = readConfig({ ...REAL, DATABASE_URL: 'postgres://kopir:p%40ssword@db/kopir' });
  assert.ok(result.kind === 'ok');
  assert.ok(result.config.secrets.includes('p%40ssword') && result.config.secrets.includes('p@ssword'));
});
