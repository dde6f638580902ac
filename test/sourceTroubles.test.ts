import assert from 'node:assert/strict';
import { cpSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_ACCOUNTS, startStandIn } from '../src/demo/standin/standin.ts';
import { freshDatabase } from './support/database.ts';
import { aSource } from './support/news.ts';
import { aDataDir, endProgram, startProgram } from './support/program.ts';

const [KK, RU] = DEMO_ACCOUNTS.map(({ id }) => id) as [number, number];
const NOBODY = 710_000_009;

test('two whole programs tell both admins once of a site that became a web page, and once that it is back', {
  timeout: 450_000,
}, async () => {
  let serves: 'feed' | 'page' = 'feed';
  const site = createServer((request, response) => {
    response.writeHead(request.url === '/feed' ? 200 : 404, {
      'content-type': 'application/rss+xml; charset=utf-8',
    });
    response.end(
      serves === 'page'
        ? '<!doctype html><html><body><h1>Главная</h1></body></html>'
        : `<rss version="2.0"><channel><title>Проба</title><item><title>Погода в Алматы</title><link>https://news.example/${Date.now()}</link></item></channel></rss>`,
    );
  });
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done));
  after(() => site.close());
  const address = site.address();
  const host = `127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`;
  const folder = join(aDataDir(), 'digests');
  cpSync('digests', folder, { recursive: true });
  const source = aSource({ url: `http://${host}/feed`, everyMinutes: 5, licence: 'test' });
  writeFileSync(join(folder, 'reading/sources.json'), JSON.stringify([source]));

  const standIn = await startStandIn({ accounts: DEMO_ACCOUNTS });
  after(() => standIn.close());
  const { control } = standIn;
  const { url, sql } = await freshDatabase();
  const environment = {
    ...{ BOT_TOKEN: standIn.token, BOT_API_ROOT: standIn.apiRoot, CONTACT: 'test@example.org', PORT: '0' },
    ...{ DATABASE_URL: url, DIGESTS_DIR: folder, FETCH_ALLOW: host, LOG_LEVEL: 'info' },
    ADMIN_IDS: `${RU},${KK},${NOBODY}`,
  };
  const programs = [
    await startProgram({ ...environment, DATA_DIR: aDataDir() }),
    await startProgram({ ...environment, DATA_DIR: aDataDir() }),
  ];
  /** Until what is asked for holds; sources are due at once meanwhile. */
  const until = async (holds: () => Promise<boolean> | boolean) => {
    for (const deadline = Date.now() + 100_000; Date.now() < deadline; await sleep(300)) {
      if (await holds()) return;
      await sql`update sources set next_check_at = least(next_check_at, clock_timestamp())`;
    }
    assert.fail(
      programs
        .map(({ output }) => output())
        .join('\n---\n')
        .slice(-4000),
    );
  };
  const got = (chat: number) =>
    control
      .transcript(chat)
      .filter(({ from, text }) => from?.isBot && /Источник|Дереккөз/.test(text ?? ''))
      .map(({ text }) => text ?? '');
  for (const [id, command] of [
    [RU, '/language ru'],
    [KK, '/language kk'],
  ] as const) {
    control.start(id);
    control.say(id, command);
  }
  await until(
    async () =>
      (await sql`select 1 from chats where (chat_id, language) in ((${RU}, 'ru'), (${KK}, 'kk'))`).length ===
      2,
  );
  await until(async () => (await sql`select 1 from sources where last_success_at is not null`).length === 1);

  serves = 'page';
  await until(() => got(RU).length > 0 && got(KK).length > 0);
  await endProgram(programs[0]!.child, 'SIGKILL');
  programs[0] = await startProgram({ ...environment, DATA_DIR: aDataDir() });
  await until(async () => (await sql`select failures from sources`)[0]?.failures >= 6);
  const metrics = await (await fetch(`${programs[1]!.origin}/metrics`)).text();
  assert.match(metrics, /kopir_source_trouble\{source="test_ru",what="wrong_kind"\} 1/);
  serves = 'feed';
  await until(() => got(RU).length > 1 && got(KK).length > 1);
  await sleep(11_000); // A tick more of each.

  for (const [chat, texts] of [
    [RU, [/^Источник отдаёт не то, что должен: Проба\n/, /^Источник снова в порядке: Проба\n/]],
    [KK, [/^Дереккөзден күткен мазмұн келмей тұр: Сынама\n/, /^Дереккөз қалпына келді: Сынама\n/]],
  ] as const) {
    const messages = got(chat);
    assert.equal(messages.length, 2, messages.join('\n\n'));
    for (const [n, text] of texts.entries()) assert.match(messages[n]!, text);
  }
  const said = programs.map(({ output }) => output()).join('\n');
  assert.match(said, /"unreached":\[3\]/, 'the third admin never pressed Start: the log says it');
  assert.match(said, /2 of 3 admins get a message/);
  const refused = control.calls().filter(({ code }) => code === 400 || code === 404);
  assert.deepEqual(refused, [], 'Telegram takes every call');
});
