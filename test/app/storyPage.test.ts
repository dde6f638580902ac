import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { storyPage } from '../../src/app/storyPage.ts';
import { createArchive } from '../../src/demo/archive/archive.ts';
import type { StoryPage } from '../../src/domain/storyPage.ts';
import { articlesOf } from '../../src/store/articles.ts';
import { sql } from '../../src/store/drizzle.ts';
import { mergeStory } from '../../src/store/stories.ts';
import { renderStoryPage } from '../../src/telegram/render-page.ts';
import { messagesFor } from '../../src/telegram/render-story.ts';
import { freshDatabase } from '../support/database.ts';
import { understandingWith } from '../support/news.ts';
import { readSample } from '../support/sampleNews.ts';

const archive = createArchive('http://127.0.0.1:1', new Date());
const { db } = await freshDatabase();
const u = await understandingWith(archive.sources);
const deps = { db, understanding: () => u };
const LANGUAGES = ['ru', 'kk'] as const;

before(() => readSample(db, archive, u, AbortSignal.timeout(120_000)));

/** The pages of all stories in both languages, with the number of articles of each. */
async function pages(): Promise<{ page: StoryPage; language: 'ru' | 'kk' }[]> {
  const rows = await db.execute<{ id: string }>(
    sql`select id from stories where merged_into is null order by id`,
  );
  const found: { page: StoryPage; language: 'ru' | 'kk' }[] = [];
  for (const { id } of rows)
    for (const language of LANGUAGES) {
      const page = await storyPage(deps, Number(id), language);
      assert.ok(page, `story ${id}`);
      found.push({ page, language });
    }
  assert.ok(found.length > 20, `${found.length} pages`);
  return found;
}

test('a page lists every article of the story by time, each with its outlet', async () => {
  let several = 0;
  for (const { page, language } of await pages()) {
    const articles = await articlesOf(db, [page.id]);
    assert.deepEqual(
      page.coverage.map(({ url, publishedAt }) => [url, publishedAt.getTime()]),
      articles.map(({ url, publishedAt }) => [url, publishedAt.getTime()]),
    );
    const names = archive.sources.map(({ name }) => name[language]);
    for (const { outlet } of page.coverage) assert.ok(names.includes(outlet), outlet);
    if (articles.length > 1) several += 1;
  }
  assert.ok(several >= 10, `${several} pages of several articles`);
});

test('a figure names exactly the outlets whose articles state it', async () => {
  let attributed = 0;
  for (const { page } of await pages()) {
    const articles = await articlesOf(db, [page.id]);
    for (const { figure, outlets } of page.stated) {
      const stating = articles
        .filter((article) =>
          article.figures.some(({ value, unit }) => value === figure.value && unit === figure.unit),
        )
        .map(({ url }) => page.coverage.find((piece) => piece.url === url)?.outlet);
      assert.deepEqual([...outlets].sort(), [...new Set(stating)].sort());
      assert.ok(outlets.length > 0);
      attributed += 1;
    }
  }
  assert.ok(attributed >= 20, `${attributed} figures`);
});

test('a page tells more than a digest, in whole sentences of the articles that are not said twice', async () => {
  let more = 0;
  for (const { page, language } of await pages()) {
    const texts = (await articlesOf(db, [page.id]))
      .filter((one) => one.language === language)
      .map(({ text }) => text ?? '');
    const details = page.details ?? [];
    if (details.length > 0) more += 1;
    for (const detail of details) {
      assert.ok(!page.sentences.includes(detail), detail);
      // Openers such as «Кроме того,» are left out, so the words after them are looked for.
      const words = detail.slice(Math.floor(detail.length / 2));
      assert.ok(
        texts.some((text) => text.replace(/\s+/g, ' ').includes(words)),
        detail,
      );
    }
    assert.equal(new Set(details).size, details.length);
    assert.ok(details.join(' ').length <= 1000);
  }
  assert.ok(more >= 15, `${more} pages tell more`);
});

test('related stories share a name that is no common one, and a story is never related to itself', async () => {
  let related = 0;
  for (const { page, language } of await pages()) {
    assert.ok(page.related.length <= 3);
    const own = new Set((await articlesOf(db, [page.id])).flatMap(({ entities }) => entities));
    for (const other of page.related) {
      assert.notEqual(other.id, page.id);
      const names = (await articlesOf(db, [other.id])).flatMap(({ entities }) => entities);
      const shared = [...new Set(names)].filter((id) => own.has(id));
      assert.ok(
        shared.some((id) => !['kazakhstan', 'usa', 'tokayev', 'trump', 'astana'].includes(id)),
        `${shared}`,
      );
      related += 1;
      if (process.env.SHOW) console.log(language, page.headline, '→', other.headline, shared.join(' '));
    }
  }
  assert.ok(related >= 10, `${related} related stories`);
});

test('every page of the sample is one message', async () => {
  for (const { page, language } of await pages()) {
    const style = {
      messages: messagesFor(language),
      variant: 'full',
      zone: 'Asia/Almaty',
      now: new Date(),
    } as const;
    const part = renderStoryPage(page, style, { followed: false, before: [] });
    assert.ok(part.text.length <= 4096 && part.entities.length <= 100);
    for (const detail of page.details ?? [])
      assert.ok(part.text.includes(detail), 'nothing had to be left out');
    if (process.env.SHOW)
      console.log(
        `\n---- ${page.id} ${language}\n${part.text}\n${JSON.stringify(part.keyboard.map((row) => row.map(({ text }) => text)))}`,
      );
  }
});

test('the id of a merged story opens the living one', async () => {
  const [a, b] = (
    await db.execute<{ id: string }>(
      sql`select id from stories where merged_into is null order by id limit 2`,
    )
  ).map(({ id }) => Number(id));
  await db.transaction((tx) => mergeStory(tx, b!, a!));
  const page = await storyPage(deps, b!, 'ru');
  assert.equal(page?.id, a);
  assert.ok(!page!.related.some(({ id }) => id === b));
});
