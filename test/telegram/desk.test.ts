import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entries, sources, troubles } from '../../src/store/schema.ts';
import { messagesFor } from '../../src/telegram/render-story.ts';
import { aChat, aDelivery, aSubscription } from '../support/delivery.ts';
import { typeMistakes } from './conformance.ts';
import { ADMINS, answerAfter, aReader, ask, newest, press, runBot, setStage } from './stage.ts';

const stage = await setStage();
const recorded = runBot(stage);
const { control, deps } = stage;
const { db } = deps;
const [RU = 0, KK = 0] = ADMINS;
const ADMIN = { ru: RU, kk: KK };

test('set: two admins press Start, others subscribe, news go out', async () => {
  for (const code of ['ru', 'kk'] as const) {
    control.addUser({ id: ADMIN[code], name: 'Админ', languageCode: code });
    await answerAfter(control, ADMIN[code], control.start(ADMIN[code]));
  }
  await aChat(db, { chatId: 1, language: 'kk', type: 'private' });
  await aChat(db, { chatId: -2, type: 'group' });
  await aChat(db, { chatId: -3, type: 'channel', status: 'stopped' });
  await aChat(db, { chatId: 4, status: 'paused', statusReason: 'blocked' });
  await aSubscription(db, { chatId: 1 });
  const ended = (state: 'sent' | 'unknown', more: object = {}) => ({
    chatId: 1,
    state,
    doneAt: new Date(),
    ...(state === 'unknown' ? { reason: 'ECONNRESET' } : {}),
    ...more,
  });
  await aDelivery(db, ended('sent'));
  await aDelivery(db, ended('sent', { kind: 'notice' }));
  await aDelivery(db, ended('unknown'));
  await aDelivery(db, ended('sent', { doneAt: new Date(Date.now() - 25 * 3_600_000) }));
  await aDelivery(db, { chatId: 1, notBefore: new Date(Date.now() - 600_000) });
  const [first] = deps.knowledge().sources.filter(({ enabled }) => enabled);
  assert.ok(first);
  const since = new Date('2026-11-21T03:00:00Z');
  await db.insert(sources).values({ id: first.id, failures: 3, lastSuccessAt: since });
  await db.insert(troubles).values({ sourceId: first.id, what: 'gone', since, toldAt: since });
  await db
    .insert(entries)
    .values({ sourceId: first.id, guid: 'a', url: 'https://a.kz/1', title: 'а', text: '', state: 'waiting' });
});

const SAID = {
  ru: [
    /^Состояние · /,
    /\nактивны: 4 · с подпиской: 1 · остановлены: 1 · недоступны: 1\nпо-русски: 2 · по-казахски: 2\nличные: 3 · группы: 1 · каналы: 0\nновых за сутки: 6\n/,
    /\nотправлено: 2 · не доставлено: 0 · исход неизвестен: 1 · опоздало: 0 · отменено: 0\nдайджесты: 1 · сообщения администраторам: 1\nВ очереди: 1 · самое долгое ожидание: 10 минут · Предел: 30 в секунду\n/,
    /: закрыт · началось: 21 ноября, 08:00 \(Астана\)\nПоследнее чтение: 21 ноября, 08:00 \(Астана\)\n/,
    /\nстраниц ждёт чтения: 1 · новостей без пересказа: 0 · пересказов ждёт от ИИ: 0 · отложено насовсем: 0\n/,
    /\nKöpir 0\.1\.0 · время работы: 1 минута$/,
  ],
  kk: [
    /^Бот күйі · /,
    /\nбелсенді: 4 · жазылымы бар: 1 · тоқтатқаны: 1 · қолжетімсіз: 1\nорысша: 2 · қазақша: 2\nжеке чат: 3 · топ: 1 · арна: 0\nтәулік ішінде қосылғаны: 6\n/,
    /\nжіберілгені: 2 · жеткізілмегені: 0 · нәтижесі белгісіз: 1 · кешіккені: 0 · тоқтатылғаны: 0\nшолу: 1 · әкімшілерге хабарлама: 1\nКезекте: 1 · ең ұзақ күткені: 10 минут · Шегі: секундына 30\n/,
    /: жабылған · басталған уақыты: 21 қараша, 08:00 \(Астана\)\nСоңғы рет оқылған уақыты: 21 қараша, 08:00 \(Астана\)\n/,
    /\nоқылуын күткен бет: 1 · мазмұндалмаған жаңалық: 0 · ЖИ мазмұндайтын жаңалық: 0 · біржола шеттетілгені: 0\n/,
    /\nKöpir 0\.1\.0 · үздіксіз жұмысы: 1 минут$/,
  ],
};

for (const language of ['ru', 'kk'] as const) {
  const user = ADMIN[language];
  const { admin } = messagesFor(language);

  test(`/admin tells an admin in ${language} how everything stands, and anew in place`, async () => {
    const answer = await ask(stage, user, '/admin');
    for (const expected of SAID[language]) assert.match(answer.text, expected);
    assert.deepEqual(answer.labels, [admin.buttons.refresh, admin.buttons.sources, admin.buttons.journal]);
    await press(stage, user, admin.buttons.refresh);
    await press(stage, user, admin.buttons.sources);
    assert.equal(newest(stage, user).messageId, answer.messageId);
    const total = deps.knowledge().sources.filter(({ enabled }) => enabled).length;
    const pages = Math.ceil(total / 12);
    assert.ok(pages > 1, 'there is a page to turn');
    assert.match(newest(stage, user).text, /\n\n⚠ /);
    for (let page = 1; page < pages; page++) await press(stage, user, admin.buttons.later);
    assert.ok(newest(stage, user).text.includes(admin.page(pages, pages)));
    assert.deepEqual(newest(stage, user).labels, [admin.buttons.earlier, admin.buttons.back]);
    await press(stage, user, admin.buttons.back);
    await press(stage, user, admin.buttons.journal);
    assert.ok(newest(stage, user).text.startsWith(`${admin.journal}\n\n`));
    await press(stage, user, admin.buttons.back);
    assert.match(newest(stage, user).text, SAID[language][0] ?? /^$/);
    control.expectRefusal({ description: 'message is not modified' });
    assert.deepEqual(stage.problems, []);
  });
}

test('to everybody else, and in groups, the commands and buttons of admins are unknown ones', async () => {
  for (const languageCode of ['ru', 'kk'] as const) {
    const t = messagesFor(languageCode);
    const user = await aReader(control, languageCode);
    const group = control.createGroup({ title: 'Топ', creator: ADMIN[languageCode], members: [user] });
    control.addBot(group, ADMIN[languageCode]);
    await control.waitForMessage(group);
    const inGroup = ADMIN[languageCode];
    for (const command of ['/admin', '/announce а\n---\nә', '/remove https://a.kz/1']) {
      assert.equal((await ask(stage, user, command)).text, t.unknownCommand, command);
      const [name = '', ...rest] = command.split(' ');
      const there = await ask(stage, inGroup, [`${name}@kopir_bot`, ...rest].join(' '), group);
      assert.equal(there.text, t.unknownCommand, `${command} in a group`);
    }
    const { messageId } = await ask(stage, user, '/help');
    for (const data of ['ov', 'src:0', 'log', 'send:1', 'drop:1', 'how:1', 'rm:1', 'block:1', 'keep:1']) {
      const answer = await control.waitForAnswer(control.pressRaw(user, `v1:adm:${data}`, { messageId }));
      assert.equal(answer.text, t.stale, data);
    }
  }
  assert.deepEqual(stage.problems, []);
});

test('buttons with made-up data are stale to an admin, too', async () => {
  const { messageId } = await ask(stage, RU, '/help');
  for (const data of ['v1:adm', 'v1:adm:', 'v1:adm:nope:1', 'v1:adm:constructor']) {
    const answer = await control.waitForAnswer(control.pressRaw(RU, data, { messageId }));
    assert.equal(answer.text, messagesFor('ru').stale, data);
  }
  assert.deepEqual(control.violations(), []);
});

test('every call of these screens type-checks against grammY', () => {
  assert.ok(recorded.length > 10);
  assert.deepEqual(typeMistakes(recorded), []);
});
