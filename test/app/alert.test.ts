import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { alertAdmins } from '../../src/app/alert.ts';
import { ingestNext } from '../../src/app/ingest.ts';
import type { ReadFailure, SourceReading } from '../../src/app/ports.ts';
import {
  anEmptyStage,
  anInstallation,
  failed,
  NOTHING,
  news,
  OTHERS,
  pass,
  RU,
  SIGNAL,
  UNCHANGED,
  well,
} from '../support/alerts.ts';
import { freshDatabase } from '../support/database.ts';
import { aSource } from '../support/news.ts';

const database = await freshDatabase();
const { sql } = database;
beforeEach(() => anEmptyStage(database));

test('three failures in a row are told once, in each admin’s language, and once that all is well', async () => {
  const says: Record<string, SourceReading> = { ...well(), test_ru: news() };
  const { read, told, alerts } = await anInstallation(database, [aSource(), ...OTHERS], says);
  await read();
  says.test_ru = failed('timeout');
  await read(2);
  assert.deepEqual(await told(), NOTHING, 'two failures are nothing yet');
  await read();
  const { ru, kk } = await told();
  assert.equal(ru.length, 1);
  assert.match(
    ru[0]!,
    /^Источник не читается: Проба\nСайт не ответил вовремя\. Неудач подряд: 3, первая: \d+ \p{L}+, \d\d:\d\d \(Астана\)/u,
  );
  assert.match(
    ru[0]!,
    /Последнее удачное чтение: .*\nЧто делать: .*sources\.json.*\nАдрес: http:\/\/127\.0\.0\.1:1\/feed \(test_ru\)/,
  );
  assert.equal(kk.length, 1);
  assert.match(kk[0]!, /^Дереккөз оқылмай тұр: Сынама\nСайт уақытында жауап бермеді\./);
  assert.match(kk[0]!, /Не істеу керек: .*\nМекенжайы: /);

  await read(3);
  assert.deepEqual(await told(), NOTHING, 'it goes on: nothing new');
  // A restart: nothing is remembered but what PostgreSQL holds.
  assert.equal(await alertAdmins({ ...alerts }), null);
  says.test_ru = UNCHANGED;
  await read();
  const over = await told();
  assert.deepEqual([over.ru.length, over.kk.length], [1, 1]);
  assert.match(over.ru[0]!, /^Источник снова в порядке: Проба\nОн снова читается\. Сбой начался: /);
  assert.match(over.kk[0]!, /^Дереккөз қалпына келді: Сынама\nҚайта оқылып жатыр\./);
  await read();
  assert.deepEqual(await told(), NOTHING);
  const rows =
    await sql`select kind, slots, state, dedupe_key from deliveries where chat_id = ${RU} order by id`;
  assert.deepEqual(
    rows.map(({ kind, slots, state }) => [kind, slots, state]),
    [
      ['notice', 0, 'sent'],
      ['notice', 0, 'sent'],
    ],
  );
  assert.match(rows[0]?.dedupe_key, /^source:test_ru:failing:\d+$/);
});

test('eight replicas tell a trouble once', async () => {
  const { read, alerts, told } = await anInstallation(database, [aSource(), ...OTHERS], { ...well() });
  await read(3);
  const reports = await Promise.all(Array.from({ length: 8 }, () => alertAdmins(alerts)));
  assert.equal(reports.filter((report) => report !== null).length, 1);
  const { ru, kk } = await told();
  assert.deepEqual([ru.length, kk.length], [1, 1]);
  const [counts] =
    await sql`select (select count(*)::int from troubles) as troubles, (select count(*)::int from deliveries) as messages`;
  assert.deepEqual({ ...counts }, { troubles: 1, messages: 2 });
});

test('what could not be written is told at the next look, not lost', async () => {
  const { read, alerts, told } = await anInstallation(database, [aSource(), ...OTHERS], { ...well() });
  await read(3);
  const renderNothing = () => {
    throw new Error('the process died here');
  };
  await assert.rejects(alertAdmins({ ...alerts, renderNotice: renderNothing }));
  assert.equal((await sql`select 1 from troubles`).length, 0);
  assert.equal((await told()).ru.length, 1);
});

const KINDS: { name: string; failure: ReadFailure; ru: RegExp; kk: RegExp }[] = [
  {
    name: 'a page where a feed should be',
    failure: failed('not_feed'),
    ru: /^Источник отдаёт не то, что должен: Проба\nПо адресу отдаётся другой документ.*\n.*\nЧто делать: .*url или kind/,
    kk: /^Дереккөзден күткен мазмұн келмей тұр: Сынама/,
  },
  {
    name: 'a bot wall',
    failure: failed('challenge'),
    ru: /^Источник отдаёт не то, что должен: Проба\nВместо новостей сайт показывает проверку.*\n.*\nЧто делать: бот такие проверки не обходит/,
    kk: /^Дереккөзден күткен мазмұн келмей тұр: Сынама/,
  },
  {
    name: '403',
    failure: failed('http_status', { status: 403 }),
    ru: /Сайт ответил ошибкой \(403\).*\n.*\nЧто делать: сайт не пускает программы/,
    kk: /\(403\)/,
  },
  {
    name: 'selectors that find nothing',
    failure: failed('selectors_empty'),
    ru: /selectors в sources\.json/,
    kk: /selectors/,
  },
];
for (const { name, failure, ru, kk } of KINDS) {
  test(`${name} is told as what it is, once`, async () => {
    const { read, told } = await anInstallation(database, [aSource(), ...OTHERS], {
      ...well(),
      test_ru: failure,
    });
    await read(3);
    const got = await told();
    assert.equal(got.ru.length, 1);
    assert.match(got.ru[0]!, ru);
    assert.match(got.kk[0]!, kk);
    await read(2);
    assert.deepEqual(await told(), NOTHING);
  });
}

test('410 pauses a source at once: one try a day, told at the first answer', async () => {
  const says: Record<string, SourceReading> = { ...well(), test_ru: failed('http_status', { status: 410 }) };
  const { told, news: deps } = await anInstallation(database, [aSource()], says);
  await ingestNext(deps, SIGNAL);
  const pauseHours = async () => {
    const [row] =
      await sql`select extract(epoch from next_check_at - clock_timestamp())::float8 / 3600 as hours from sources where id = 'test_ru'`;
    return row?.hours as number;
  };
  assert.ok(Math.abs((await pauseHours()) - 24) < 0.1, `${await pauseHours()}`);
  const { ru } = await told();
  assert.match(ru[0]!, /^Источник закрыт: Проба\n.*410.*\n.*\nЧто делать: .*раз в сутки/);
  says.test_ru = failed('timeout');
  await sql`update sources set next_check_at = now()`;
  await ingestNext(deps, SIGNAL);
  assert.ok(Math.abs((await pauseHours()) - 24) < 0.1, 'whatever it answers: still paused');
  assert.deepEqual(await told(), NOTHING);
  says.test_ru = news();
  await sql`update sources set next_check_at = now()`;
  await ingestNext(deps, SIGNAL);
  assert.match((await told()).ru[0]!, /^Источник снова в порядке/);
  assert.ok((await pauseHours()) < 0.3);
});

test('14 days of failure pause a source, and that is told although the failure was', async () => {
  const says: Record<string, SourceReading> = well();
  const { read, told } = await anInstallation(database, [aSource(), ...OTHERS], says);
  await read(3);
  assert.match((await told()).ru[0]!, /^Источник не читается: /);
  for (let day = 0; day < 13; day++) {
    await pass(database, 24);
    Object.assign(says, well());
    await read();
  }
  assert.deepEqual(await told(), NOTHING, '13 days');
  await pass(database, 25);
  Object.assign(says, well());
  await read();
  const { ru, kk } = await told();
  assert.match(ru[0]!, /^Источник не читается 14 дней: Проба\n/);
  assert.match(kk[0]!, /^Дереккөз 14 күн бойы оқылмады: Сынама\n/);
  await read(2);
  assert.deepEqual(await told(), NOTHING);
});

test('a frozen feed that answers 304 is told when it is silent for three usual gaps', async () => {
  const says: Record<string, SourceReading> = { ...well() };
  const { read, told } = await anInstallation(database, [aSource()], says);
  for (let n = 0; n < 6; n++) {
    says.test_ru = news();
    await read();
    await told();
    await pass(database, 4);
  }
  const [habit] =
    await sql`select median_gap_seconds::float8 / 3600 as hours, quiet_after_seconds from sources`;
  assert.ok(Math.abs(habit?.hours - 4) < 0.05, `${habit?.hours}`);
  says.test_ru = UNCHANGED;
  await pass(database, 7);
  await read();
  assert.deepEqual(await told(), NOTHING, '11 hours are usual');
  await pass(database, 2);
  await read();
  const { ru, kk } = await told();
  assert.match(
    ru[0]!,
    /^Источник замолчал: Проба\nСайт отвечает, но ничего нового нет с этого времени: .*\. Обычный промежуток: 4 часа\.\nЧто делать: /,
  );
  assert.match(kk[0]!, /^Дереккөз үнсіз қалды: Сынама\n.*Әдеттегі аралық: 4 сағат\./);
  await pass(database, 24 * 60);
  await read();
  assert.deepEqual(await told(), NOTHING, 'two months later: nothing new');
  says.test_ru = news();
  await read();
  const over = await told();
  assert.match(over.ru[0]!, /^Источник снова в порядке: Проба\nНовые материалы снова есть\./);
  assert.match(over.kk[0]!, /Жаңа материал қайта шыға бастады/);
});
