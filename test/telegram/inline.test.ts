import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { typeMistakes } from './conformance.ts';
import { aStory } from './editions.ts';
import { answerAfter, ask, NOW, runBot, setStage } from './stage.ts';

const stage = await setStage();
const recorded = runBot(stage);
const { control, news } = stage;
const whole = { ...news };

/** One result as Telegram got it. */
interface Result {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly input_message_content: {
    readonly message_text: string;
    readonly entities: readonly { type: string; offset: number; length: number; url?: string }[];
    readonly link_preview_options: { readonly url?: string; readonly is_disabled?: boolean };
  };
  readonly reply_markup: { readonly inline_keyboard: readonly (readonly { text: string; url: string }[])[] };
}
interface Answer {
  readonly results: readonly Result[];
  readonly nextOffset: string;
  readonly cacheSeconds: number;
  readonly personal: boolean;
  readonly button?: { readonly text: string; readonly start_parameter: string };
}

/** Types `text` after the bot's name and waits for the results. */
async function type(user: number, text: string, offset = ''): Promise<Answer & { queryId: string }> {
  const queryId = control.inlineQuery(user, text, { offset });
  const answer = await control.until(() => control.inlineAnswer(queryId), 20_000);
  return { ...(answer as unknown as Answer), queryId };
}

const SAID = {
  ru: {
    open: 'Открыть в Köpir',
    nothing: 'Ничего не нашлось. Открыть Köpir',
    failed: 'Не получилось. Открыть Köpir',
    language: '/language ru',
    date: /Сарыарка сегодня · Steppe Post \[англ\.\] · 22 ноября, 08:10 \(Астана\)$/,
    title: 'Wabtec и КТЖ соберут в Астане 300 локомотивов',
  },
  kk: {
    open: 'Köpir-де ашу',
    nothing: 'Ештеңе табылмады. Köpir-ді ашу',
    failed: 'Ақау шықты. Köpir-ді ашу',
    language: '/language kk',
    date: /Сарыарка сегодня \[орыс\.\] · Steppe Post \[ағыл\.\] · 22 қараша, 08:10 \(Астана\)$/,
    title: 'Wabtec и КТЖ соберут в Астане 300 локомотивов [орыс.]',
  },
} as const;

for (const [code, said] of Object.entries(SAID)) {
  const aStranger = () => control.addUser({ name: 'Айгерім', languageCode: code });

  test(`the bot's name alone brings the most important stories in ${code}`, async () => {
    const asked: unknown[] = [];
    news.newest = async (wish) => {
      asked.push([wish.digests, wish.language, wish.offset, wish.limit]);
      return whole.newest(wish);
    };
    const { results, nextOffset, cacheSeconds, personal, button } = await type(aStranger(), '');
    news.newest = whole.newest;
    assert.deepEqual(asked.at(-1), [['all'], code, 0, 10]);
    assert.deepEqual(
      results.map(({ title }) => title.slice(0, 6)),
      ['Wabtec', 'Казато'],
    );
    assert.deepEqual([nextOffset, cacheSeconds, personal, button], ['', 60, true, undefined]);
  });

  test(`a result is a card of one story that leads back to the bot in ${code}`, async () => {
    const [result] = (await type(aStranger(), 'story_zz')).results;
    assert.ok(result);
    assert.equal(result.title, said.title);
    assert.equal(
      result.description,
      'Соглашение стоит $4,2 млрд: завод выпустит 300 локомотивов.\nСарыарка сегодня, Steppe Post',
    );
    const { message_text: text, entities, link_preview_options } = result.input_message_content;
    assert.ok(text.startsWith(`${said.title}\nСоглашение стоит $4,2 млрд`), text);
    assert.match(text, said.date);
    const words = (kind: string) =>
      entities
        .filter((entity) => entity.type === kind)
        .map(({ offset, length }) => text.slice(offset, offset + length));
    assert.deepEqual(words('text_link'), [
      said.title.replace(' [орыс.]', ''),
      'Сарыарка сегодня',
      'Steppe Post',
    ]);
    assert.ok(words('bold').includes('$4,2 млрд'), 'figures stand out');
    assert.deepEqual(link_preview_options, { url: 'https://sary.kz/wabtec', prefer_small_media: true });
    const link = { text: said.open, url: 'https://t.me/kopir_bot?start=story_zz' };
    assert.deepEqual(result.reply_markup.inline_keyboard, [[link]]);
  });

  test(`nothing found, and a failure, each say so and lead to the bot in ${code}`, async () => {
    const nothing = await type(aStranger(), 'гороскоп');
    assert.deepEqual(nothing.results, []);
    assert.deepEqual(nothing.button, { text: said.nothing, start_parameter: 'inline' });
    const gone = await type(aStranger(), 'story_zzzz');
    assert.deepEqual([gone.results, gone.button?.text], [[], said.nothing]);

    news.search = () => Promise.reject(new Error('the database is down'));
    const failed = await type(aStranger(), 'уран');
    news.search = whole.search;
    assert.deepEqual([failed.results, failed.button?.text], [[], said.failed]);
    assert.equal(failed.cacheSeconds, 0, 'the next letter asks again');
    assert.deepEqual(stage.problems.splice(0), ['inline: Error: the database is down']);
  });

  test(`who has chosen ${code} with the bot gets it in every chat, whatever Telegram speaks`, async () => {
    const user = control.addUser({ name: 'Dana', languageCode: code === 'kk' ? 'ru' : 'kk' });
    await answerAfter(control, user, control.start(user));
    await ask(stage, user, said.language);
    assert.equal((await type(user, 'гороскоп')).button?.text, said.nothing);
  });
}

test('words are searched in their order, story by story, and stored nowhere', async () => {
  const user = control.addUser({ name: 'Анна' });
  const asked: string[] = [];
  news.search = async (words, language, ...rest) => {
    asked.push(`${language} ${words}`);
    return { ...(await whole.search(words, language, ...rest)), stories: news.stories, total: 2 };
  };
  const { results } = await type(user, '  секретное\u202e   слово ');
  news.search = whole.search;
  assert.deepEqual(asked, ['ru секретное слово']);
  assert.equal(results.length, 2);
  const tables = await stage.database.sql`
    select table_name as name from information_schema.tables where table_schema = 'public'`;
  assert.ok(tables.length > 10);
  for (const { name } of tables) {
    const [row] = await stage.database.sql.unsafe(
      `select count(*)::int as n from "${name}" t where t::text like '%секретное%'`,
    );
    assert.equal(row?.n, 0, `${name} remembers what was searched`);
  }
  const [kept] = await stage.database.sql`select count(*)::int as n from editions`;
  assert.equal(kept?.n, 0, 'no edition is kept for a query');
});

test('a list goes on page by page, as of one instant, to its end, and no made-up place is followed', async () => {
  const user = control.addUser({ name: 'Анна' });
  const many = Array.from({ length: 24 }, (_, index) => aStory({ id: 1000 + index }));
  const instants = new Set<number>();
  news.newest = async ({ offset, limit, to }) => {
    instants.add(to.getTime());
    return { stories: many.slice(offset, offset + limit), total: many.length };
  };
  const seen: string[] = [];
  let offset = '';
  for (let pages = 0; pages < 9; pages++) {
    const page = await type(user, '', offset);
    seen.push(...page.results.map(({ id }) => id));
    assert.ok(Buffer.byteLength(page.nextOffset) <= 64);
    offset = page.nextOffset;
    if (offset === '') break;
  }
  assert.deepEqual(
    seen,
    many.map(({ id }) => id.toString(36)),
  );
  assert.deepEqual([...instants], [NOW.getTime()]);
  const tomorrow = Math.floor(NOW.getTime() / 1000 + 60).toString(36);
  const old = Math.floor(NOW.getTime() / 1000 - 90_000).toString(36);
  for (const made of ['10', '-10.x', `10.${tomorrow}`, `10.${old}`, `99.${old}`, "1'; drop table chats"]) {
    const { results, nextOffset, button } = await type(user, '', made);
    assert.deepEqual([results, nextOffset, button], [[], '', undefined], made);
  }
  news.newest = whole.newest;
});

test('what words find goes on page by page too, also where a story of a page is not told yet', async () => {
  const user = control.addUser({ name: 'Анна' });
  const asked: unknown[] = [];
  news.search = async (_words, _language, { offset, limit, until }) => {
    asked.push([offset, limit, until.toISOString()]);
    const stories = Array.from({ length: 9 }, (_, index) => aStory({ id: 2000 + offset + index }));
    return { ...(await whole.search('', 'ru', { offset, limit, until })), stories, total: 13, reachable: 13 };
  };
  const first = await type(user, 'вольфрам');
  assert.notEqual(first.nextOffset, '');
  const second = await type(user, 'вольфрам', first.nextOffset);
  news.search = whole.search;
  assert.equal(second.nextOffset, '');
  assert.deepEqual(asked, [
    [0, 10, NOW.toISOString()],
    [10, 10, NOW.toISOString()],
  ]);
});

test('few stories of the last days are joined by those of the week, then of the month', async () => {
  const windows: number[] = [];
  news.newest = async (wish) => {
    windows.push(wish.windowHours);
    return wish.windowHours < 720 ? { stories: news.stories.slice(0, 1), total: 1 } : whole.newest(wish);
  };
  const { results } = await type(control.addUser({ name: 'Анна' }), '');
  news.newest = whole.newest;
  assert.deepEqual(windows, [72, 168, 720]);
  assert.equal(results.length, 2);
});

test('a shared story stands in the chat by the bot, with its link, and is taken for no search', async () => {
  const user = control.addUser({ name: 'Анна' });
  await answerAfter(control, user, control.start(user));
  const group = control.createGroup({ title: 'Аналитика', creator: user, members: [] });
  const searches: string[] = [];
  news.search = async (words, ...rest) => {
    searches.push(words);
    return whole.search(words, ...rest);
  };
  for (const chatId of [user, group]) {
    const { results, queryId } = await type(user, 'story_zz');
    const messageId = control.chooseResult(user, queryId, results[0]?.id ?? '', chatId);
    const shared = control.transcript(chatId).find((view) => view.messageId === messageId);
    assert.equal(shared?.viaBot, true);
    assert.equal(shared?.text, results[0]?.input_message_content.message_text);
    assert.deepEqual(control.press(user, 'Открыть в Köpir', { chatId, messageId }), {
      kind: 'open',
      url: 'https://t.me/kopir_bot?start=story_zz',
    });
  }
  assert.match((await ask(stage, user, '/help')).text, /\/topics/, 'the next answer is to the next question');
  news.search = whole.search;
  assert.deepEqual(searches, []);
});

test('odd stories and odd words make answers that Telegram takes', async () => {
  const user = control.addUser({ name: 'Анна' });
  const odd = aStory({
    id: 9_007_199_254_740,
    headline: `\u202e<b>${'Ә'.repeat(400)}</b> @all`,
    sentences: ['👨‍👩‍👧‍👦'.repeat(600), 'Б'.repeat(5000)],
    url: 'javascript:alert(1)',
    outlets: Array.from({ length: 40 }, (_, index) => ({
      name: `Outlet ${index}`,
      url: `https://o${index}.example/${'x'.repeat(300)}`,
      language: 'en' as const,
    })),
  });
  const bare = aStory({ id: 2, headline: '', sentences: [], figures: [], outlets: [], url: '' });
  news.search = async (...wish) => ({ ...(await whole.search(...wish)), stories: [odd, bare], total: 2 });
  const { results } = await type(user, '👍'.repeat(120));
  assert.equal(results.length, 2);
  assert.equal(results[1]?.title, '…');
  assert.deepEqual(results[0]?.input_message_content.link_preview_options, { is_disabled: true });
  for (const words of ["' or 1=1 --", '<script>', '\u200f\u202e', 'story_', 'story_!', 'STORY_ZZ']) {
    await type(user, words);
  }
  news.search = whole.search;
});

test('who waits too long is told, before Telegram gives up', { timeout: 60_000 }, async () => {
  const user = control.addUser({ name: 'Анна' });
  news.search = () => sleep(60_000, null as never, { ref: false });
  const startedAt = Date.now();
  const slow = await type(user, 'медленно');
  news.search = whole.search;
  assert.deepEqual([slow.results, slow.button?.text], [[], SAID.ru.failed]);
  assert.ok(Date.now() - startedAt >= 6900, 'a slow answer is waited for');
  assert.match(String(stage.problems.splice(0)[0]), /took too long/);
});

test('every answer was accepted, and type-checks against grammY', () => {
  assert.deepEqual(control.violations(), []);
  assert.deepEqual(stage.problems, []);
  const answers = recorded.filter(({ method }) => method === 'answerInlineQuery');
  assert.ok(answers.length > 20);
  const wrong = {
    method: 'answerInlineQuery',
    payload: { inline_query_id: '1', results: [], personal: true },
  };
  const mistakes = typeMistakes([...answers, wrong]);
  assert.equal(mistakes.length, 1, mistakes.join('\n'));
  assert.match(mistakes[0] ?? '', /personal/);
});
