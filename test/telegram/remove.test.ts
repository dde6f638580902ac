import assert from 'node:assert/strict';
import { test } from 'node:test';
import { removeArticle, withdrawAgain } from '../../src/app/remove.ts';
import { storyPage } from '../../src/app/storyPage.ts';
import { audit, removedUrls } from '../../src/store/schema.ts';
import { messagesFor } from '../../src/telegram/render-story.ts';
import { tellArchive } from '../support/archiveNews.ts';
import { typeMistakes } from './conformance.ts';
import { ADMINS, answerAfter, ask, newest, press, runBot, setStage } from './stage.ts';

const stage = await setStage();
const told = await tellArchive(stage.database);
const { news, editions } = told;
Object.assign(stage.deps, {
  admin: {
    ...stage.deps.admin,
    remove: (db: typeof news.db, adminId: number, id: number) =>
      removeArticle(
        { news: { ...news, db }, editions: { ...editions, db } },
        adminId,
        id,
        AbortSignal.timeout(60_000),
      ),
    onRemoved: (ids: readonly number[]) => void withdrawAgain(editions, ids),
  },
});
Object.assign(stage.news, {
  storyPage: (id: number, language: 'ru' | 'kk') => storyPage(editions, id, language),
});
const recorded = runBot(stage);
const { control, deps } = stage;
const { db } = deps;
const [RU = 0, KK = 0] = ADMINS;
const ADMIN = { ru: RU, kk: KK };
const acts = async () =>
  (await db.select().from(audit).orderBy(audit.id)).map(({ adminId, action, outcome }) => [
    adminId,
    action,
    outcome,
  ]);
const blocked = async () => (await db.select().from(removedUrls)).map(({ urlKey }) => urlKey);
/** A story for each of the tests, with an article that is not alone. */
const stories = told.byStory.filter((members) => members.length > 1);

for (const [index, language] of (['ru', 'kk'] as const).entries()) {
  const user = ADMIN[language];
  const { admin, storyGone } = messagesFor(language);

  test(`/remove in ${language} shows what it will take down, and does it at one press`, async () => {
    control.addUser({ id: user, name: 'Админ', languageCode: language });
    await answerAfter(control, user, control.start(user));
    const [mine, ...others] = stories[index] ?? [];
    assert.ok(mine);
    const { article, id, storyId } = mine;
    const typed = `${article.url.replace('http://', '')}?utm_source=tg`;
    const preview = await ask(stage, user, `/remove ${typed}`);
    assert.ok(preview.text.startsWith(`${admin.removeAsk}\n${article.title}\n`), preview.text);
    for (const line of [admin.removeOthers(others.length), admin.removeSent(0), admin.removeReprints]) {
      assert.ok(preview.text.includes(line), line);
    }
    assert.deepEqual(preview.labels, [admin.buttons.remove, admin.buttons.cancel]);
    const data = `v1:adm:rm:${id.toString(36)}`;
    await press(stage, user, admin.buttons.cancel);
    assert.equal(newest(stage, user).text, admin.removeKept);
    await ask(stage, user, `/remove ${typed}`);
    await press(stage, user, admin.buttons.remove);
    assert.ok(newest(stage, user).text.startsWith(`${admin.removed}\n${admin.removedStory.retold}\n`));
    const again = await control.waitForAnswer(control.pressRaw(user, data, { messageId: preview.messageId }));
    assert.deepEqual([again.text, again.alert], [admin.removedBefore, true]);
    assert.equal((await ask(stage, user, `/remove ${typed}`)).text.split('\n')[0], admin.alreadyBlocked);
    assert.deepEqual((await acts()).slice(-6), [
      [user, 'remove', 'asked'],
      [user, 'remove', 'cancelled'],
      [user, 'remove', 'asked'],
      [user, 'remove', 'removed'],
      [user, 'remove', 'gone'],
      [user, 'remove', 'gone'],
    ]);

    for (const other of others) {
      await ask(stage, user, `/remove ${other.article.url}`);
      await press(stage, user, admin.buttons.remove);
    }
    assert.ok(newest(stage, user).text.includes(admin.removedStory.gone));
    const page = await control.waitForAnswer(
      control.pressRaw(user, `v1:st:${storyId.toString(36)}`, { messageId: preview.messageId }),
    );
    assert.equal(page.text, storyGone);
  });

  test(`/remove in ${language} offers to block an address that the bot does not know, and only that one`, async () => {
    const url = `https://www.zakon.kz/${language}/9.html`;
    const answer = await ask(stage, user, `/remove ${url}?fbclid=1`);
    assert.equal(answer.text, `${admin.removeUnknown(`zakon.kz/${language}/9.html`)}\n${admin.blockOffer}`);
    assert.deepEqual(answer.labels, [admin.buttons.block, admin.buttons.cancel]);
    await press(stage, user, admin.buttons.cancel);
    const { messageId } = await ask(stage, user, `/remove ${url}`);
    const asked = (await db.select().from(audit)).filter(({ outcome }) => outcome === 'unknown').at(-1);
    const other = user === RU ? KK : RU;
    control.addUser({ id: other, name: 'Админ', languageCode: language === 'ru' ? 'kk' : 'ru' });
    await answerAfter(control, other, control.start(other));
    for (const [who, act] of [
      [other, (asked?.id ?? 0).toString(36)],
      [user, '0'],
      [user, 'zzzzzz'],
      [user, '!!'],
    ] as const) {
      await control.waitForAnswer(
        control.pressRaw(who, `v1:adm:block:${act}`, { messageId: answer.messageId }),
      );
    }
    assert.ok(!(await blocked()).includes(`zakon.kz/${language}/9.html`), 'nothing that was not asked for');
    // Not the newest: each stale press brought a menu.
    await press(stage, user, admin.buttons.block);
    const pressed = control.transcript(user).find((message) => message.messageId === messageId);
    assert.equal(pressed?.text, `${admin.blocked}\nzakon.kz/${language}/9.html`);
    assert.ok((await blocked()).includes(`zakon.kz/${language}/9.html`));
    assert.match((await ask(stage, user, `/remove ${url}`)).text, new RegExp(`^${admin.alreadyBlocked}`));
    assert.deepEqual((await acts()).slice(-2), [
      [user, 'block', 'blocked'],
      [user, 'remove', 'blockedBefore'],
    ]);
  });

  test(`/remove in ${language} without an address says how, and its journal tells all of it`, async () => {
    for (const typed of ['', ' уран', ' https://zakon.kz/', ' 17', ' javascript:alert(1)']) {
      const { text } = await ask(stage, user, `/remove${typed}`);
      assert.ok(text.includes(admin.removeHow) && text.includes('/remove https://'), typed);
      assert.equal(text.startsWith(admin.removeBad), typed !== '');
    }
    await ask(stage, user, '/admin');
    await press(stage, user, admin.buttons.journal);
    const { text } = newest(stage, user);
    assert.equal(text.split('\n').length, 12, 'a title and ten acts');
    const { blocked: barred, blockedBefore, refused } = admin.outcomes;
    for (const words of [admin.actions.block, barred, blockedBefore, refused])
      assert.ok(text.includes(words));
    control.expectRefusal({ description: 'message is not modified' });
    assert.deepEqual([stage.problems, control.violations()], [[], []]);
  });
}

test('every call of these screens type-checks against grammY', () => {
  assert.ok(recorded.length > 10);
  assert.deepEqual(typeMistakes(recorded), []);
});
