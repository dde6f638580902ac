import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { ModelTelling, SummaryInput } from '../../src/app/ports.ts';
import { retell } from '../../src/app/retell.ts';
import { modelJobs } from '../../src/model.ts';
import { connect } from '../../src/store/client.ts';
import { takeModelCall } from '../../src/store/modelCalls.ts';
import { hangs } from '../support/model.ts';
import {
  aModel,
  CHANGED,
  database,
  db,
  draft,
  edition,
  MINERALS,
  methods,
  news,
  retellAll,
  server,
  signal,
  sql,
  stateNames,
  states,
  storyRow,
  summaries,
  TEXT,
  TITLE,
  telling,
  tellsAsAgreed,
  tries,
} from './retellStage.ts';

test('a story is ready and told before the model is asked, and the model’s text then takes its place', async () => {
  const deps = await news([{ source: 'one' }]);
  assert.deepEqual(await methods(), ['card', 'card']);
  const story = await storyRow();
  assert.notEqual(story?.ready_at, null);

  const told: string[] = [];
  const { model, asked } = telling();
  const all = {
    ...deps,
    model,
    onTold: (language: string, method: string) => void told.push(`${language} ${method}`),
  };
  await retellAll(all);
  assert.deepEqual([...asked].sort(), ['kk', 'ru']);
  assert.deepEqual(told.sort(), ['kk model', 'ru model']);
  const rows = await summaries();
  assert.deepEqual(
    rows.map(({ method }) => method),
    ['model', 'model'],
  );
  assert.deepEqual(
    rows.map(({ story: { sentences } }) => sentences),
    [['ru: Текст модели.'], ['kk: Текст модели.']],
  );
  assert.deepEqual(
    rows.map(({ story: { headlineLanguage } }) => headlineLanguage),
    ['ru', 'kk'],
  );
  assert.deepEqual(await storyRow(), story, 'to readers it is no update');
  assert.deepEqual(await stateNames(), ['told', 'told']);
  assert.deepEqual(deps.problems, []);
});

test('without a model nothing is queued', async () => {
  await news([{ source: 'one' }], false);
  assert.equal((await states()).length, 0);
});

test('another outlet with the same news keeps the model’s text and asks nobody; its link is added', async () => {
  const deps = await news([{ source: 'one' }]);
  const { model, asked } = telling();
  await retellAll({ ...deps, model });
  await news([
    { source: 'one' },
    { source: 'two', text: `${TEXT}\nThe ceremony took place at a hotel in Manhattan.` },
  ]);
  const [, ...others] = await sql`select id from stories where merged_into is null`;
  assert.equal(others.length, 0, 'one story');
  await retellAll({ ...deps, model });
  assert.equal(asked.length, 2);
  const rows = await summaries();
  assert.deepEqual(
    rows.map(({ method }) => method),
    ['model', 'model'],
  );
  assert.deepEqual(
    rows.map(({ story }) => story.outlets.length),
    [2, 2],
  );
});

test('a story of another substance is told by the rules at once, and by the model anew', async () => {
  const deps = await news([{ source: 'one' }]);
  const { model, asked } = telling();
  await retellAll({ ...deps, model });
  await news([CHANGED]);
  const [row] = await summaries();
  assert.ok(row!.version > 1, 'the version grew');
  assert.deepEqual(await methods(), ['card', 'card']);
  await retellAll({ ...deps, model });
  assert.equal(asked.length, 4);
  assert.deepEqual(await methods(), ['model', 'model']);
});

test('what the model says of a version that is past is not shown', async () => {
  const deps = await news([{ source: 'one' }]);
  const asked = Promise.withResolvers<readonly SummaryInput[]>();
  const answer = Promise.withResolvers<ModelTelling>();
  const { model } = aModel((_language, articles) => {
    asked.resolve(articles);
    return answer.promise;
  });
  const finished = retell({ ...deps, model }, signal);
  const articles = await asked.promise;
  await news([CHANGED]);
  answer.resolve(draft('Прежнее.', articles));
  await finished;
  assert.deepEqual(await methods(), ['card', 'card']);
  assert.deepEqual(await stateNames(), ['waiting', 'waiting']);
  assert.deepEqual(deps.problems, []);
});

for (const { name, change, left } of [
  {
    name: 'forgotten',
    change: async () => {
      await sql`update articles set story_id = null`;
      await sql`delete from stories`;
    },
    left: [],
  },
  {
    name: 'given up as old',
    change: () => sql`update retellings set state = 'late', lease_until = null, reason = 'old'`,
    left: ['card', 'card'],
  },
]) {
  test(`nothing of an answer stays when its story was ${name} meanwhile`, async () => {
    const deps = await news([{ source: 'one' }]);
    const { model, asked } = aModel(async (_language, articles) => {
      await change();
      return draft('Поздно.', articles);
    });
    await retellAll({ ...deps, model });
    assert.ok(asked.length >= 1);
    assert.deepEqual(await methods(), left);
    assert.deepEqual(deps.problems, []);
  });
}

test('an unfaithful text leaves what stands, with the reason, and is not asked for again', async () => {
  const deps = await news([{ source: 'one' }]);
  const { model, asked } = aModel(() => ({ kind: 'refused', reason: 'unsupported_numbers: 4,5 млрд' }));
  await retellAll({ ...deps, model });
  assert.deepEqual(
    await states(),
    Array(2).fill({ state: 'refused', reason: 'unsupported_numbers: 4,5 млрд', attempts: 0 }),
  );
  await news([{ source: 'one' }, { source: 'two' }]);
  await retellAll({ ...deps, model });
  assert.equal(asked.length, 2);
  assert.deepEqual(await methods(), ['card', 'card']);
});

test('a model that fails is asked three times in all, a quarter of an hour apart', async () => {
  const deps = await news([{ source: 'one' }]);
  const { model, asked } = aModel(() => ({ kind: 'failed', reason: 'the server answered 500' }));
  for (let round = 0; round < 4; round++) {
    await retellAll({ ...deps, model });
    const soon =
      await sql`select 1 from retellings where state = 'waiting' and not_before < now() + interval '14 minutes'`;
    assert.equal(soon.length, 0);
    await sql`update retellings set not_before = now()`;
  }
  assert.equal(asked.length, 6);
  assert.deepEqual(await tries(), ['failed 3', 'failed 3']);
  assert.equal(deps.problems.length, 6);
});

test('a pause costs no attempt, and news that grow old meanwhile are given up', async () => {
  const deps = await news([{ source: 'one' }]);
  const { model, asked } = aModel(() => ({
    kind: 'later',
    reason: "the day's budget is spent",
    afterSeconds: 60,
  }));
  await retellAll({ ...deps, model });
  assert.deepEqual(await tries(), ['waiting 0', 'waiting 0']);
  await sql`update retellings set not_before = now()`;
  await sql`update stories set first_published_at = now() - interval '3 days', last_published_at = now() - interval '49 hours'`;
  assert.equal(await retell({ ...deps, model }, signal), 0);
  assert.equal(asked.length, 2);
  assert.deepEqual(await stateNames(), ['late', 'late']);
});

test('two at once, over all replicas; who died gives his place back', async () => {
  const deps = await news([{ source: 'one' }, MINERALS]);
  assert.equal((await states()).length, 4);
  const replica = connect(database.url, { max: 4, name: 'second' });
  let running = 0;
  let most = 0;
  const { model, asked } = aModel(async (language, articles) => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 100));
    running -= 1;
    return draft(language, articles);
  });
  await sql`update retellings set lease_until = now() - interval '1 second' where language = 'kk'`;
  const lane = async (one: typeof db) => {
    for (let idle = 0; idle < 8; ) {
      if ((await retell({ ...deps, db: one, model }, signal)) === 0) {
        idle += 1;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  };
  await Promise.all([lane(db), lane(db), lane(replica.db), lane(replica.db), lane(replica.db)]);
  await replica.close();
  assert.equal(asked.length, 4, 'each once');
  assert.equal(most, 2);
  assert.ok((await summaries()).every(({ method }) => method === 'model'));
});

test('replicas that ask at once never get more calls or characters than there are', async () => {
  const replica = connect(database.url, { max: 8, name: 'second' });
  const ask = (limits: { calls: number; characters: number }) =>
    Promise.all(Array.from({ length: 60 }, (_, n) => takeModelCall(n % 2 ? db : replica.db, 100, limits)));
  const first = await ask({ calls: 25, characters: 1_000_000 });
  assert.equal(first.filter(Boolean).length, 25);
  await sql`truncate model_days`;
  const second = await ask({ calls: 1000, characters: 1050 });
  assert.equal(second.filter(Boolean).length, 10);
  const [day] = await sql`select calls, characters from model_days`;
  assert.deepEqual({ ...day }, { calls: 10, characters: '1000' });
  await sql`update model_days set day = day - 1`;
  assert.equal(await takeModelCall(db, 100, { calls: 1, characters: 1000 }), true, 'a new day');
  assert.equal(await takeModelCall(db, 100, { calls: 1, characters: 1000 }), false);
  assert.equal(await takeModelCall(db, 100, { calls: 0, characters: 1000 }), false);
  await replica.close();
});

test('a digest comes at once while the model’s server hangs, and is better once it answers', async () => {
  const deps = await news([{ source: 'one' }]);
  server.now(hangs);
  const config = {
    model: { baseUrl: server.baseUrl, name: `m-${randomUUID()}`, apiKey: null },
    modelDailyCalls: 10,
  };
  const stopping = new AbortController();
  const lanes = (await modelJobs(config, deps, () => {})).map((job) => job.run(stopping.signal));
  while (server.requests.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));

  const started = performance.now();
  const before = await edition('kk');
  // Reading, grouping and telling go on as well.
  await news([
    { source: 'one' },
    { source: 'two', text: `${TEXT}\nThe Export-Import Bank will lend $1.5 billion.`, hours: 1 },
  ]);
  assert.ok(performance.now() - started < 5000, `${performance.now() - started} ms`);
  assert.match(before, new RegExp(TITLE.slice(0, 30)));
  assert.doesNotMatch(before, /жасанды интеллект \(ЖИ\)/);
  stopping.abort();
  await Promise.all(lanes);

  server.now(tellsAsAgreed);
  await sql`update retellings set not_before = now(), lease_until = null where state = 'waiting'`;
  const running = AbortSignal.timeout(20_000);
  const jobs = await modelJobs(config, deps, () => {});
  await Promise.all(jobs.map((job) => job.run(running)));
  assert.deepEqual(
    (await states()).map(({ state, reason }) => [state, reason]),
    [
      ['told', null],
      ['told', null],
    ],
  );
  const kk = await edition('kk');
  assert.match(kk, /Қазақстан Wabtec-тен 300 локомотив алады/);
  assert.match(kk, /жасанды интеллект \(ЖИ\) жазды/);
  assert.match(await edition('ru'), /Сделка на 4,2 млрд долларов[\s\S]*Пересказ составил ИИ/);
  const [day] = await sql`select calls from model_days`;
  assert.equal(day?.calls, 4, 'two that hung, two that answered');
});
