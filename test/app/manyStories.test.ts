import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { editionNow, editionPage } from '../../src/app/editions.ts';
import type { Edition } from '../../src/domain/edition.ts';
import { databaseClock } from '../../src/store/clock.ts';
import { renderEdition } from '../../src/telegram/render.ts';
import { freshDatabase } from '../support/database.ts';
import { understandingWith } from '../support/news.ts';
import { aToldStory } from '../support/toldStories.ts';

const database = await freshDatabase();
const u = await understandingWith([]);
const STORIES = 330;
const editions: Edition[] = [];
const deps = {
  db: database.db,
  clock: databaseClock(database.db),
  messenger: {
    render: (edition: Edition) => {
      editions.push(edition);
      return renderEdition(edition, { zone: 'Asia/Almaty', username: null });
    },
  },
  understanding: () => u,
};

/** A month of stories: one every two hours, and among the oldest one that everybody tells. */
before(async () => {
  const id = await aToldStory(database.db, { relevance: 0.5 });
  await database.sql`
    insert into stories (substance, topics, relevance, first_published_at, last_published_at, ready_at, updated_at, told_version)
    select '', topics, relevance, at, at, at, at, 1
      from stories, generate_series(1, ${STORIES - 1}) as n, lateral (select now() - n * interval '2 hours' as at) as published
     where id = ${id}`;
  await database.sql`
    insert into summaries (story_id, language, version, method, story, sentence_articles)
    select stories.id, language, 1, method,
           story || jsonb_build_object('id', stories.id, 'headline', 'Новость ' || stories.id, 'publishedAt', last_published_at),
           sentence_articles
      from stories, summaries where story_id = ${id} and stories.id <> ${id}`;
});

for (const language of ['ru', 'kk'] as const) {
  test(`a month of ${STORIES} stories has pages for a hundred and counts the rest, in ${language}`, async () => {
    const ask = { digests: ['all'], language, variant: 'full', windowHours: 720 } as const;
    const answer = await editionNow(deps, ask);
    assert.ok(answer.kind === 'edition' && answer.count >= 10);
    const [edition] = editions.splice(0);
    assert.deepEqual([edition?.stories.length, edition?.moreCount], [100, STORIES - 100]);
    const numbers: number[] = [];
    let last = '';
    for (let index = 0; index < answer.count; index += 1) {
      const page = await editionPage(deps, answer.editionId, index);
      assert.equal(page?.count, answer.count);
      last = page.part.text;
      const shown = page.part.keyboard.flat().flatMap(({ text }) => (/^\d+$/.test(text) ? Number(text) : []));
      numbers.push(...shown);
      for (const number of shown) assert.ok(last.includes(`${number}. `), `${number} on page ${index}`);
    }
    assert.deepEqual(
      numbers,
      Array.from({ length: 100 }, (_, index) => index + 1),
    );
    assert.match(last, language === 'ru' ? /Ещё 230 новостей/ : /Тағы 230 жаңалық/);
    assert.ok(answer.first.text.includes(language === 'ru' ? '330 новостей' : '330 жаңалық'));
    const again = await editionNow(deps, ask);
    assert.deepEqual(again, answer);
    assert.equal(editions.length, 0, 'who asks next gets what was rendered');
  });
}
