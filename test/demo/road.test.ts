import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { DateTime } from 'luxon';
import { DEMO_ACCOUNTS } from '../../src/demo/standin/standin.ts';
import { aDataDir, endProgram, type Program, person, startProgram } from '../support/program.ts';

const [kazakh, russian] = ['kk', 'ru'].map(
  (code) => DEMO_ACCOUNTS.find(({ languageCode }) => languageCode === code)!,
);
const dataDir = aDataDir();
let program: Program;
const origin = () => program.origin;
const sergey = person(origin, russian!.id);
const aigerim = person(origin, kazakh!.id);

/** Minutes that are not too near, so that a slow machine still sets them in time. */
function nextMinute(): { at: string; secondsToIt: number } {
  const now = DateTime.now().setZone('Asia/Almaty');
  const next = now.plus({ minutes: now.second > 40 ? 2 : 1 }).startOf('minute');
  return { at: next.toFormat('HH:mm'), secondsToIt: next.diff(now, 'seconds').seconds };
}

/** The digest on demand, as soon as the sample archive is read. */
async function digestOnDemand(who: typeof sergey, isDigest: RegExp): Promise<string> {
  for (const deadline = Date.now() + 60_000; ; await sleep(1500)) {
    const before = (await who.messages()).length;
    await who.say('/digest');
    const answered = await who.waitFor(({ messageId }) => messageId > before, 15);
    const digest = (await who.messages()).findLast(({ text }) => isDigest.test(text));
    if (digest) return digest.text;
    if (Date.now() > deadline) assert.fail(`no digest: ${answered.text}`);
  }
}

test('from an empty folder to a digest in both languages, by command and at the hour, also after kill -9', async () => {
  const startedAt = Date.now();
  program = await startProgram({ DATA_DIR: dataDir, PORT: '0' });
  await sergey.start();
  await sergey.waitFor(({ text }) => text.startsWith('Здравствуйте'));
  await aigerim.start();
  await aigerim.waitFor(({ text }) => text.startsWith('Сәлеметсіз бе'));

  await sergey.press('Выбрать темы');
  await sergey.press('Транспорт');
  await aigerim.say('/subscribe all');
  await aigerim.waitFor(({ text }) => text.startsWith('Жазылымыңыз'));

  // In the first seconds only the English article may have been read.
  const inRussian = await digestOnDemand(sergey, /^🚆 Транспорт и логистика[\s\S]*4,2 млрд/);
  assert.match(inRussian, /Wabtec/);
  const inKazakh = await digestOnDemand(aigerim, /^📰 Барлық тақырып.*\nТәулік ішінде \d+ жаңалық\n/);
  assert.match(inKazakh, /ҚТЖ|Қазақстан/);
  const seconds = (Date.now() - startedAt) / 1000;
  assert.ok(seconds < 60, `digests after ${seconds} s`);

  // What was set before a crash holds after it.
  const { at, secondsToIt } = nextMinute();
  await sergey.say(`/time ${at} daily`);
  await aigerim.say(`/time ${at} daily`);
  await sergey.waitFor(({ text }) => text.startsWith('Время дайджеста') && text.includes(at));
  const set = await aigerim.waitFor(({ text }) => text.startsWith('Шолу уақыты') && text.includes(at));
  await endProgram(program.child, 'SIGKILL');
  program = await startProgram({ DATA_DIR: dataDir, PORT: new URL(program.origin).port });

  const isScheduled = (title: RegExp) => (message: { text: string; messageId: number; date: number }) =>
    title.test(message.text) && message.date >= set.date && message.messageId > 1;
  const due = secondsToIt + 45;
  const toSergey = await sergey.waitFor(
    (message) => isScheduled(/^🚆 Транспорт/)(message) && message.date * 1000 > Date.now() - due * 1000,
    due,
  );
  const toAigerim = await aigerim.waitFor(isScheduled(/^📰 Барлық тақырып.*\n.*жаңалық\n/), due);
  for (const message of [toSergey, toAigerim]) {
    const links = message.entities.filter(({ type }) => type === 'text_link');
    assert.ok(links.length > 0, 'stories are linked');
    for (const { url } of links.slice(0, 3)) {
      const page = await fetch(url!);
      assert.equal(page.status, 200, `${url} opens`);
    }
  }
  const text = (await sergey.messages()).map((message) => message.text).join('\n');
  for (const unwanted of [
    'Читайте также',
    'Подписывайтесь',
    'сообщили в Акорде, передаёт',
    'undefined',
    'NaN',
    '[object',
  ]) {
    assert.ok(!text.includes(unwanted), unwanted);
  }
});

test('it ends in order, and its database with it', async () => {
  const gone = Date.now();
  await endProgram(program.child, 'SIGTERM');
  assert.equal(program.child.exitCode, 0, program.output());
  assert.ok(Date.now() - gone < 25_000);
});
