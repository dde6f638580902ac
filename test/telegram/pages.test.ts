import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { packTyped, parseTyped } from '../../src/telegram/callbacks.ts';
import { MAX_CALLBACK_BYTES } from '../../src/telegram/limits.ts';
import { editionPager, parseEditionPage, parseSearchPage, searchPager } from '../../src/telegram/pages.ts';
import { aStory } from './editions.ts';
import { answerAfter, ask, foundNothing, newest, press, runBot, setStage } from './stage.ts';

const stage = await setStage();
const recorded = runBot(stage);
const { control, news } = stage;

const LANGUAGES = {
  ru: {
    header: (n: number, of: number) => `⚛️ Уран и атомная отрасль · 22 ноября, вс · ${n}/${of}`,
    renewed: /^Этот дайджест больше не хранится/,
    found: (n: number) =>
      n === 1 ? /^Поиск: Уран · 1\/3\n12 новостей\n\n1\. / : /^Поиск: Уран · \d\/3\n\n\d/,
    searchGone: /^Слова поиска не хранятся/,
    last: /Ещё 2 новости\. Добавьте слово/,
  },
  kk: {
    header: (n: number, of: number) => `⚛️ Уран және атом саласы · 22 қараша, жс · ${n}/${of}`,
    renewed: /^Бұл шолу енді сақталмайды/,
    found: (n: number) =>
      n === 1 ? /^Іздеу: Уран · 1\/3\n12 жаңалық\n\n1\. / : /^Іздеу: Уран · \d\/3\n\n\d/,
    searchGone: /^Іздеген сөзіңіз сақталмайды/,
    last: /Тағы 2 жаңалық бар\./,
  },
};
const many = (n: number) =>
  Array.from({ length: n }, (_, index) => aStory({ id: index + 1, headline: `Новость ${index + 1}` }));
const labels = (user: number) => newest(stage, user).labels;
const shown = (user: number) => newest(stage, user).text.match(/Новость \d+/g) ?? [];
const aUser = async (code: string) => {
  const user = control.addUser({ name: 'Анна', languageCode: code });
  await answerAfter(control, user, control.start(user));
  return user;
};

/** Searches as the database does. */
const searchOf =
  (total: number, reachable: number): typeof news.search =>
  async (_words, _language, { offset, limit }) =>
    foundNothing({ stories: many(reachable).slice(offset, offset + limit), total, reachable });

news.stories = many(23);

for (const [code, said] of Object.entries(LANGUAGES)) {
  test(`an edition of three pages is one message that arrows turn in place, in ${code}`, async () => {
    const user = await aUser(code);
    const { messageId } = await ask(stage, user, '/digest uranium 30d');
    const count = Number(
      labels(user)
        .find((label) => label.startsWith('1/'))
        ?.slice(2),
    );
    assert.ok(count >= 3, `${count} pages`);
    const seen: string[] = [];
    for (let page = 1; page <= count; page += 1) {
      assert.equal(newest(stage, user).messageId, messageId, 'the message stays the same one');
      assert.ok(newest(stage, user).text.startsWith(said.header(page, count)), newest(stage, user).text);
      seen.push(...shown(user));
      const arrows = labels(user).filter((label) => ['←', '→'].includes(label));
      const wanted = [...(page > 1 ? ['←'] : []), ...(page < count ? ['→'] : [])];
      assert.deepEqual(arrows, wanted, 'only directions that there are');
      const numbers = labels(user).filter((label) => /^\d+$/.test(label));
      assert.equal(numbers.length, shown(user).length, 'a button for each story');
      assert.equal(Number(numbers[0]), seen.length - shown(user).length + 1, 'numbering runs on');
      if (page < count) await press(stage, user, '→');
    }
    assert.deepEqual(
      seen,
      many(23).map(({ headline }) => headline),
    );
    await press(stage, user, '←');
    assert.ok(newest(stage, user).text.startsWith(said.header(count - 1, count)));
    assert.equal(
      control.transcript(user).filter(({ from }) => from.isBot).length,
      2,
      'the welcome and the edition',
    );
    assert.deepEqual(control.violations(), []);
  });

  test(`the number of the page that is shown changes nothing and asks Telegram for nothing, in ${code}`, async () => {
    const user = await aUser(code);
    await ask(stage, user, '/digest uranium 30d');
    const before = newest(stage, user);
    const calls = recorded.length;
    const label = labels(user).find((one) => one.startsWith('1/')) ?? '';
    assert.equal((await press(stage, user, label)).text, '');
    assert.deepEqual(newest(stage, user), before);
    assert.deepEqual(
      recorded.slice(calls).flatMap(({ method }) => (method === 'getUpdates' ? [] : method)),
      ['answerCallbackQuery'],
    );
    assert.deepEqual(control.violations(), []);
  });

  test(`an edition that is gone is made anew in its place, in ${code}`, async () => {
    const user = await aUser(code);
    const { messageId } = await ask(stage, user, '/digest uranium 30d');
    await press(stage, user, '→');
    const gone = control.pressRaw(user, 'v1:pg:zz:1:720:uranium', { messageId });
    assert.match((await control.waitForAnswer(gone)).text, said.renewed);
    assert.deepEqual(news.asked.at(-1)?.digests, ['uranium']);
    assert.equal(news.asked.at(-1)?.windowHours, 720);
    assert.equal(newest(stage, user).messageId, messageId);
    assert.match(newest(stage, user).text, / · 1\/\d/);
    assert.deepEqual(control.violations(), []);
  });

  test(`a search is one message that answers the asker's and turns in place, in ${code}`, async (t) => {
    const { search } = news;
    t.after(() => {
      news.search = search;
    });
    const asked: unknown[] = [];
    news.search = async (...args) => {
      asked.push(args);
      return { ...(await searchOf(12, 10)(...args)), reachable: 12 };
    };
    const user = await aUser(code);
    const { messageId } = await ask(stage, user, '/search Уран');
    assert.match(newest(stage, user).text, said.found(1));
    assert.deepEqual(shown(user), ['Новость 1', 'Новость 2', 'Новость 3', 'Новость 4', 'Новость 5']);
    await press(stage, user, '→');
    assert.match(newest(stage, user).text, said.found(2));
    assert.equal(newest(stage, user).messageId, messageId);
    assert.ok(labels(user).includes('6') && !labels(user).includes('5'));
    const [first, second] = asked as [unknown, unknown, { until: Date }][];
    assert.deepEqual(second?.slice(0, 2), ['Уран', code], 'the same words');
    assert.deepEqual(second?.[2].until, first?.[2].until, 'of the same instant');
    // The third page has gone meanwhile.
    assert.match((await press(stage, user, '→')).text, said.searchGone);
    assert.deepEqual(control.violations(), []);
  });

  test(`words too long for a button are read in the asker's message, in ${code}`, async (t) => {
    const { search } = news;
    t.after(() => {
      news.search = search;
    });
    const words: string[] = [];
    news.search = async (typed, language, at) => {
      words.push(typed);
      return searchOf(12, 10)(typed, language, at);
    };
    const user = await aUser(code);
    const long = 'соглашение о критических минералах и редкоземельных металлах между странами';
    const { messageId } = await ask(stage, user, `/search ${long}`);
    await press(stage, user, '→');
    assert.deepEqual(words, [long, long]);
    assert.match(newest(stage, user).text, said.last);
    assert.equal(newest(stage, user).messageId, messageId);
    // The asker's message is gone, or was never there.
    const { messageId: help } = await ask(stage, user, '/help');
    const lost = control.pressRaw(user, 'v1:sp:1:t3k5c0', { messageId: help });
    assert.match((await control.waitForAnswer(lost)).text, said.searchGone);
    assert.deepEqual(control.violations(), []);
  });
}

test('anybody in a group turns the pages of what another one asked for', async () => {
  const admin = control.addUser({ name: 'Админ' });
  const reader = control.addUser({ name: 'Читатель' });
  const group = control.createGroup({ title: 'Группа', creator: admin, members: [reader] });
  control.addBot(group, admin);
  await control.waitForMessage(group);
  const { messageId } = await ask(stage, admin, '/digest uranium 30d', group);
  await press(stage, reader, '→', { chatId: group });
  assert.equal(newest(stage, group).messageId, messageId);
  assert.match(newest(stage, group).text, / · 2\/\d/);
  assert.deepEqual(control.violations(), []);
});

test('what buttons of pages carry fits, and is read as it was written', () => {
  const ids = ['uranium', 'transport', 'education', 'technology', 'minerals', 'c5plus1', 'diplomacy'];
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 40 }), fc.nat(99), fc.subarray(ids), (id, page, digests) => {
      for (const one of editionPager(id, page, 100, { digests, windowHours: 720 }).flat()) {
        const data = 'callback_data' in one ? one.callback_data : '';
        assert.ok(Buffer.byteLength(data) <= MAX_CALLBACK_BYTES);
        const read = parseEditionPage(data.split(':').slice(2));
        assert.equal(read?.editionId, id);
        assert.ok(read.digests.length === 0 || read.digests.join() === digests.join());
      }
    }),
  );
  const until = new Date('2026-11-22T03:10:00Z');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.nat(19), (words, page) => {
      for (const one of searchPager(page, 20, until, words).flat()) {
        const data = 'callback_data' in one ? one.callback_data : '';
        assert.ok(Buffer.byteLength(data) <= MAX_CALLBACK_BYTES);
        const read = parseSearchPage(data.split(':').slice(2));
        assert.deepEqual(read?.until, until);
        assert.ok(read.words === null || read.words === words);
      }
    }),
  );
  for (const words of [
    'критические минералы',
    'маңызды минералдар',
    'Wabtec локомотив келісім',
    'АҚШ–Қазақстан',
  ]) {
    assert.equal(parseTyped(packTyped(words) ?? ''), words);
    assert.ok(JSON.stringify(searchPager(1, 3, until, words)).includes(packTyped(words) ?? '?'), words);
  }
  for (const args of [[], ['x'], ['1'], ['0', 'zzzzzzzzzzz'], ['-1', '1'], ['1', 'Я']])
    assert.equal(parseSearchPage(args), null, String(args));
});
