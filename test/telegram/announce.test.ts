import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eq } from 'drizzle-orm';
import { queueAnnouncements } from '../../src/app/announce.ts';
import { deliverDue } from '../../src/app/deliver.ts';
import { announcements, audit, editions } from '../../src/store/schema.ts';
import { parseAnnouncement } from '../../src/telegram/announcementText.ts';
import { createBot } from '../../src/telegram/bot.ts';
import { createMessenger } from '../../src/telegram/messenger.ts';
import { messagesFor } from '../../src/telegram/render-story.ts';
import { deliverDeps } from '../support/delivery.ts';
import { typeMistakes } from './conformance.ts';
import { ADMINS, answerAfter, ask, newest, press, runBot, setStage } from './stage.ts';

const stage = await setStage();
const recorded = runBot(stage);
const { control, deps, standIn } = stage;
const { db } = deps;
const [RU = 0, KK = 0] = ADMINS;
const ADMIN = { ru: RU, kk: KK };
const TEXTS = { ru: 'Завтра бот не отвечает.', kk: 'Ертең бот жауап бермейді.' };
const SAID = {
  ru: { example: /Пример/, missing: /^Не хватает второго языка/, draft: /^Объявление № \d+: так его увидят/ },
  kk: {
    example: /Үлгісі/,
    missing: /^Екінші тілдегі мәтін жоқ/,
    draft: /^№ \d+ хабарландыру\. Оқырман осылай көреді/,
  },
};
const send = async () => {
  const messenger = createMessenger({
    token: standIn.token,
    apiRoot: standIn.apiRoot,
    paidBroadcast: false,
    zone: 'Asia/Almaty',
    username: 'kopir_bot',
  });
  await deliverDue(deliverDeps(db, { messenger }));
};
const lastId = async () =>
  (await db.select().from(announcements)).reduce((most, { id }) => Math.max(most, id), 0);
const acts = async () =>
  (await db.select().from(audit).orderBy(audit.id)).map(({ action, outcome }) => `${action} ${outcome}`);
/** Says it and waits for the message with the buttons, the third one. */
const announce = async (user: number, text: string) => {
  const after = control.say(user, text);
  await control.until(
    () =>
      control.transcript(user).filter(({ messageId, from }) => from.isBot && messageId > after).length === 3,
  );
  return control.transcript(user).filter(({ messageId, from }) => from.isBot && messageId > after);
};

test('set: admins and readers press Start', async () => {
  for (const languageCode of ['ru', 'kk'] as const) {
    control.addUser({ id: ADMIN[languageCode], name: 'Админ', languageCode });
    await answerAfter(control, ADMIN[languageCode], control.start(ADMIN[languageCode]));
  }
});

for (const language of ['ru', 'kk'] as const) {
  const user = ADMIN[language];
  const { admin } = messagesFor(language);

  test(`/announce in ${language} refuses what is not in both languages, with an example to copy`, async () => {
    const before = await lastId();
    const how = await ask(stage, user, '/announce');
    assert.match(how.text, SAID[language].example);
    for (const one of ['/announce Только одно', '/announce Одно\n\nДва', `/announce ${TEXTS.kk}`]) {
      const refused = await ask(stage, user, one);
      assert.match(refused.text, SAID[language].missing, one);
      assert.match(refused.text, /\/announce Завтра[\s\S]*\n---\nЕртең/);
    }
    assert.ok(
      (await ask(stage, user, '/announce а\n---\n \u200b')).text.startsWith(admin.announceMistakes.emptyText),
    );
    assert.ok(
      (await ask(stage, user, '/announce а\n---\nә\n---\nб')).text.startsWith(
        admin.announceMistakes.manyTexts,
      ),
    );
    assert.equal(await lastId(), before, 'no draft');
  });

  test(`/announce in ${language} shows both texts as they will look, and sends them at one press only`, async () => {
    const reader = control.addUser({ name: 'Әсел', languageCode: 'kk' });
    await answerAfter(control, reader, control.start(reader));
    const stopped = control.addUser({ name: 'Ян', languageCode: 'ru' });
    await answerAfter(control, stopped, control.start(stopped));
    await ask(stage, stopped, '/stop');
    const [ru, kk, draft] = await announce(user, `/announce ${TEXTS.ru}\n—\n${TEXTS.kk}`);
    assert.deepEqual([ru?.text, kk?.text], [TEXTS.ru, TEXTS.kk]);
    assert.match(draft?.text ?? '', SAID[language].draft);
    const id = await lastId();
    const n = language === 'ru' ? 3 : 4;
    assert.ok(draft?.text.includes(admin.recipients(n, 1, n - 1)), draft?.text);
    assert.deepEqual(
      (draft?.keyboard ?? []).flat().map(({ text }) => text),
      [admin.buttons.send(n), admin.buttons.cancel],
    );
    assert.equal(await queueAnnouncements({ db, sendRate: 30 }), 0, 'nothing before the confirmation');

    const confirmations = async () => (await acts()).filter((act) => act === 'announce confirmed').length;
    const before = await confirmations();
    // Both admins at once, and one of them twice.
    const data = `v1:adm:send:${id}`;
    const pressed = [
      control.press(user, admin.buttons.send(n)),
      control.pressRaw(user, data, { messageId: draft?.messageId ?? 0 }),
      control.pressRaw(user === RU ? KK : RU, data, { messageId: 1 }),
    ];
    const answers = await Promise.all(pressed.map((one) => control.waitForAnswer(one)));
    const refused = answers.filter(({ alert }) => alert).map(({ text }) => text);
    assert.deepEqual([refused.length, stage.problems], [2, []], refused.join('; '));
    assert.equal(await confirmations(), before + 1);

    assert.equal(await queueAnnouncements({ db, sendRate: 30 }), n);
    assert.equal(await queueAnnouncements({ db, sendRate: 30 }), 0);
    await send();
    assert.equal(newest(stage, reader).text, TEXTS.kk);
    assert.notEqual(newest(stage, stopped).text, TEXTS.ru, 'who stopped gets nothing');
    await press(stage, user, admin.buttons.progress, { messageId: draft?.messageId ?? 0 });
    const told = control.transcript(user).find(({ messageId }) => messageId === draft?.messageId);
    assert.equal(
      told?.text,
      `${admin.progress(id, admin.announceStates.done)}\n${admin.pairs([[admin.states.sent, n]])}`,
    );
    assert.deepEqual(told?.keyboard ?? [], []);
  });

  test(`a draft in ${language} can be cancelled, and one under way stopped`, async () => {
    const [, , draft] = await announce(user, `/announce ${TEXTS.kk}\n---\n${TEXTS.ru}`);
    await press(stage, user, admin.buttons.cancel);
    const id = await lastId();
    assert.equal(newest(stage, user).text, admin.progress(id, admin.announceStates.dropped));
    const late = await control.waitForAnswer(
      control.pressRaw(user, `v1:adm:send:${id}`, { messageId: draft?.messageId ?? 0 }),
    );
    assert.deepEqual([late.text, late.alert], [admin.draftStale, true]);

    const [, , second] = await announce(user, `/announce ${TEXTS.ru}\n---\n${TEXTS.kk}`);
    await control.waitForAnswer(control.pressAt(user, user, second?.messageId ?? 0, 0, 0));
    assert.ok((await queueAnnouncements({ db, sendRate: 30 })) > 0);
    const toast = await press(stage, user, admin.buttons.stop);
    assert.equal(toast.text, admin.dropped);
    const before = control.calls('sendMessage').length;
    await send();
    assert.equal(control.calls('sendMessage').length, before, 'nothing of it is sent');
    assert.equal(await queueAnnouncements({ db, sendRate: 30 }), 0);
    assert.equal((await acts()).at(-1), 'announce stopped');
    control.expectRefusal({ description: 'message to edit not found' });
    control.expectRefusal({ description: "message can't be edited" });
    control.expectRefusal({ description: 'message is not modified' });
    assert.deepEqual([stage.problems, control.violations()], [[], []]);
  });
}

test('an update that comes again makes no second draft', async () => {
  const bot = createBot(deps, { token: standIn.token, apiRoot: standIn.apiRoot });
  await bot.init();
  const text = `/announce ${TEXTS.ru}\n---\n${TEXTS.kk}`;
  const update = {
    update_id: 999_000_002,
    message: {
      message_id: 5,
      date: 1,
      chat: { id: RU, type: 'private', first_name: 'А' },
      from: { id: RU, is_bot: false, first_name: 'А' },
      text,
      entities: [{ type: 'bot_command', offset: 0, length: 9 }],
    },
  } as const;
  const before = await lastId();
  for (let times = 0; times < 3; times++) await bot.handleUpdate(update as never);
  assert.equal(await lastId(), before + 1);
});

test('the formatting of an announcement is kept in both texts, and nothing else', async () => {
  const text = '/announce Жирно тут @anna\n---\n ҚАЛЫҢ сілтеме ';
  const at = (words: string) => ({ offset: text.indexOf(words), length: words.length });
  const parsed = parseAnnouncement(text, [
    { type: 'bot_command', offset: 0, length: 9 },
    { type: 'bold', ...at('Жирно') },
    { type: 'text_link', ...at('тут'), url: 'https://kopir.example/a' },
    { type: 'mention', ...at('@anna') },
    { type: 'italic', offset: text.indexOf('тут'), length: text.length - text.indexOf('тут') },
    { type: 'bold', ...at('ҚАЛЫҢ') },
    { type: 'text_link', ...at('сілтеме'), url: 'ftp://kopir.example/a' },
  ]);
  assert.ok(parsed.kind === 'parts');
  assert.deepEqual(parsed.parts.ru, {
    text: 'Жирно тут @anna',
    entities: [
      { type: 'bold', offset: 0, length: 5 },
      { type: 'text_link', offset: 6, length: 3, url: 'https://kopir.example/a' },
      { type: 'italic', offset: 6, length: 9 },
    ],
    keyboard: [],
  });
  assert.deepEqual(parsed.parts.kk, {
    text: 'ҚАЛЫҢ сілтеме',
    entities: [
      { type: 'italic', offset: 0, length: 13 },
      { type: 'bold', offset: 0, length: 5 },
    ],
    keyboard: [],
  });
  const kept = await db.select().from(editions).where(eq(editions.kind, 'announcement'));
  assert.ok(kept.length > 0);
});

test('every call of these screens type-checks against grammY', () => {
  assert.ok(recorded.length > 10);
  assert.deepEqual(typeMistakes(recorded), []);
});
