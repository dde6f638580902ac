import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { beforeEach, test } from 'node:test';
import { editionNow } from '../../src/app/editions.ts';
import { group } from '../../src/app/group.ts';
import { ingestAll } from '../../src/app/ingest.ts';
import type { ModelSummarizer, ModelTelling, SummaryInput } from '../../src/app/ports.ts';
import { prune } from '../../src/app/prune.ts';
import { retell } from '../../src/app/retell.ts';
import { summarize } from '../../src/app/summarize.ts';
import type { ReaderLanguage } from '../../src/domain/article.ts';
import type { Edition } from '../../src/domain/edition.ts';
import { modelJobs } from '../../src/model.ts';
import { connect } from '../../src/store/client.ts';
import { databaseClock } from '../../src/store/clock.ts';
import { findModelAnswer, saveModelAnswer } from '../../src/store/modelAnswers.ts';
import { takeModelCall } from '../../src/store/modelCalls.ts';
import { renderEdition } from '../../src/telegram/render.ts';
import { freshDatabase } from '../support/database.ts';
import { asJson, hangs, modelServer, says, shown } from '../support/model.ts';
import { anEntry, aSource, fakeReader, newsDeps, reading, understandingWith } from '../support/news.ts';

const database = await freshDatabase();
const { db, sql } = database;
const server = await modelServer(says('{}'));
const SOURCES = ['one', 'two', 'three'].map((id) =>
  aSource({ id, name: { ru: `Издание ${id}`, kk: `Басылым ${id}` }, language: 'en' }),
);
const u = await understandingWith(SOURCES);
const signal = AbortSignal.timeout(120_000);

beforeEach(async () => {
  await sql`truncate retellings, model_days, model_answers, summaries, editions, articles, stories, entries, sources cascade`;
});

const TITLE = 'Kazakhstan to buy 300 Wabtec locomotives in $4.2 billion deal';
const TEXT = `Kazakhstan's national railway KTZ signed a framework agreement with the U.S. company Wabtec on Sept. 22 in New York.
The deal is worth $4.2 billion and covers 300 Evolution series locomotives, the largest order in the history of the railway.
U.S. Commerce Secretary Howard Lutnick attended the ceremony together with President Kassym-Jomart Tokayev.
About 45 percent of the parts will be made in Astana, where the plant employs 1,200 people.`;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

/** The same article after an edit: another sum and another count. */
const CHANGED = {
  source: 'one',
  title: TITLE.replace('300', '350').replace('4.2', '4.9'),
  text: TEXT.replaceAll('300', '350').replaceAll('4.2', '4.9'),
};

interface Piece {
  readonly source: string;
  readonly title?: string;
  readonly text?: string;
  readonly hours?: number;
}

/** Reads these articles and tells their stories by the rules. */
async function news(pieces: readonly Piece[], hasModel = true) {
  const url = (piece: Piece) => `https://${piece.source}.example.com/a`;
  const entries = (id: string) =>
    pieces
      .filter(({ source }) => source === id)
      .map((piece) =>
        anEntry({ url: url(piece), title: piece.title ?? TITLE, publishedAt: hoursAgo(piece.hours ?? 2) }),
      );
  const reader = fakeReader(
    Object.fromEntries(SOURCES.map(({ id }) => [id, reading(entries(id))])),
    Object.fromEntries(
      pieces.map((piece) => [url(piece), { title: piece.title ?? TITLE, text: piece.text ?? TEXT }]),
    ),
  );
  const deps = { ...newsDeps(db, reader, u), hasModel };
  await sql`update sources set next_check_at = now() - interval '1 minute'`;
  await ingestAll(deps, signal);
  while ((await group(deps)) > 0);
  while ((await summarize(deps, signal)) > 0);
  // As if the seconds that the model waits for further articles had passed.
  await sql`update retellings set not_before = now() - interval '1 second' where lease_until is null`;
  return deps;
}

const draft = (text: string, articles: readonly SummaryInput[]): ModelTelling => ({
  kind: 'told',
  draft: {
    headline: `Заголовок: ${text}`,
    headlineArticleId: articles[0]!.articleId,
    sentences: [{ text, articleIds: [articles[0]!.articleId] }],
    method: 'model',
  },
});
/** A model that answers as told, and counts. */
function aModel(
  answer: (
    language: ReaderLanguage,
    articles: readonly SummaryInput[],
    n: number,
  ) => ModelTelling | Promise<ModelTelling>,
) {
  const asked: ReaderLanguage[] = [];
  const model: ModelSummarizer = {
    tell: async (articles, language) => {
      asked.push(language);
      return answer(language, articles, asked.length);
    },
  };
  return { model, asked };
}
const telling = (text = 'Текст модели.') =>
  aModel((language, articles) => draft(`${language}: ${text}`, articles));

type Row = {
  language: string;
  method: string;
  version: number;
  story: { headline: string; sentences: string[]; headlineLanguage: string; outlets: unknown[] };
};
type State = { state: string; reason: string | null; attempts: number };
const summaries = async () => [
  ...(await sql<Row[]>`select language, method, version, story from summaries order by language desc`),
];
const states = async () =>
  (await sql<State[]>`select state, reason, attempts from retellings order by language desc`).map((row) => ({
    ...row,
  }));
const storyRow = async () => (await sql`select ready_at, updated_at, version from stories`)[0];

test('a story is ready and told before the model is asked, and the model’s text then takes its place', async () => {
  const deps = await news([{ source: 'one' }]);
  assert.deepEqual(
    (await summaries()).map(({ method }) => method),
    ['card', 'card'],
  );
  const story = await storyRow();
  assert.notEqual(story?.ready_at, null);

  const told: string[] = [];
  const { model, asked } = telling();
  const all = {
    ...deps,
    model,
    onTold: (language: string, method: string) => void told.push(`${language} ${method}`),
  };
  while ((await retell(all, signal)) > 0);
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
  assert.deepEqual(
    (await states()).map(({ state }) => state),
    ['told', 'told'],
  );
  assert.deepEqual(deps.problems, []);
});

test('without a model nothing is queued', async () => {
  await news([{ source: 'one' }], false);
  assert.equal((await states()).length, 0);
});

test('another outlet with the same news keeps the model’s text and asks nobody; its link is added', async () => {
  const deps = await news([{ source: 'one' }]);
  const { model, asked } = telling();
  while ((await retell({ ...deps, model }, signal)) > 0);
  await news([
    { source: 'one' },
    { source: 'two', text: `${TEXT}\nThe ceremony took place at a hotel in Manhattan.` },
  ]);
  const [, ...others] = await sql`select id from stories where merged_into is null`;
  assert.equal(others.length, 0, 'one story');
  while ((await retell({ ...deps, model }, signal)) > 0);
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
  while ((await retell({ ...deps, model }, signal)) > 0);
  await news([CHANGED]);
  const [row] = await summaries();
  assert.ok(row!.version > 1, 'the version grew');
  assert.deepEqual(
    (await summaries()).map(({ method }) => method),
    ['card', 'card'],
  );
  while ((await retell({ ...deps, model }, signal)) > 0);
  assert.equal(asked.length, 4);
  assert.deepEqual(
    (await summaries()).map(({ method }) => method),
    ['model', 'model'],
  );
});

test('what the model says of a version that is past is not shown', async () => {
  const deps = await news([{ source: 'one' }]);
  let answer: (telling: ModelTelling) => void = () => {};
  let articles: readonly SummaryInput[] = [];
  const thinking = new Promise<void>((asked) => {
    const { model } = aModel((_language, given) => {
      articles = given;
      asked();
      return new Promise((resolve) => {
        answer = resolve;
      });
    });
    void retell({ ...deps, model }, signal).then(() => done());
  });
  let done: () => void = () => {};
  const finished = new Promise<void>((resolve) => {
    done = resolve;
  });
  await thinking;
  await news([CHANGED]);
  answer(draft('Прежнее.', articles));
  await finished;
  assert.deepEqual(
    (await summaries()).map(({ method }) => method),
    ['card', 'card'],
  );
  assert.deepEqual(
    (await states()).map(({ state }) => state),
    ['waiting', 'waiting'],
  );
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
    while ((await retell({ ...deps, model }, signal)) > 0);
    assert.ok(asked.length >= 1);
    assert.deepEqual(
      (await summaries()).map(({ method }) => method),
      left,
    );
    assert.deepEqual(deps.problems, []);
  });
}

test('an unfaithful text leaves what stands, with the reason, and is not asked for again', async () => {
  const deps = await news([{ source: 'one' }]);
  const { model, asked } = aModel(() => ({ kind: 'refused', reason: 'unsupported_numbers: 4,5 млрд' }));
  while ((await retell({ ...deps, model }, signal)) > 0);
  assert.deepEqual(
    await states(),
    Array(2).fill({ state: 'refused', reason: 'unsupported_numbers: 4,5 млрд', attempts: 0 }),
  );
  await news([{ source: 'one' }, { source: 'two' }]);
  while ((await retell({ ...deps, model }, signal)) > 0);
  assert.equal(asked.length, 2);
  assert.deepEqual(
    (await summaries()).map(({ method }) => method),
    ['card', 'card'],
  );
});

test('a model that fails is asked three times in all, a quarter of an hour apart', async () => {
  const deps = await news([{ source: 'one' }]);
  const { model, asked } = aModel(() => ({ kind: 'failed', reason: 'the server answered 500' }));
  for (let round = 0; round < 4; round++) {
    while ((await retell({ ...deps, model }, signal)) > 0);
    const soon =
      await sql`select 1 from retellings where state = 'waiting' and not_before < now() + interval '14 minutes'`;
    assert.equal(soon.length, 0);
    await sql`update retellings set not_before = now()`;
  }
  assert.equal(asked.length, 6);
  assert.deepEqual(
    (await states()).map(({ state, attempts }) => [state, attempts]),
    [
      ['failed', 3],
      ['failed', 3],
    ],
  );
  assert.equal(deps.problems.length, 6);
});

test('a pause costs no attempt, and news that grow old meanwhile are given up', async () => {
  const deps = await news([{ source: 'one' }]);
  const { model, asked } = aModel(() => ({
    kind: 'later',
    reason: "the day's budget is spent",
    afterSeconds: 60,
  }));
  while ((await retell({ ...deps, model }, signal)) > 0);
  assert.deepEqual(
    (await states()).map(({ state, attempts }) => [state, attempts]),
    [
      ['waiting', 0],
      ['waiting', 0],
    ],
  );
  await sql`update retellings set not_before = now()`;
  await sql`update stories set first_published_at = now() - interval '3 days', last_published_at = now() - interval '49 hours'`;
  assert.equal(await retell({ ...deps, model }, signal), 0);
  assert.equal(asked.length, 2);
  assert.deepEqual(
    (await states()).map(({ state }) => state),
    ['late', 'late'],
  );
});

test('two at once, over all replicas; who died gives his place back', async () => {
  const deps = await news([
    { source: 'one' },
    {
      source: 'two',
      title: 'Kazakhstan and the United States sign a critical minerals memorandum',
      text: 'Kazakhstan and the United States signed a memorandum on critical minerals in Washington. Tungsten deposits worth $1.1 billion are to be developed by Cove Kaz Capital, which gets 70 percent.',
    },
  ]);
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

test('answers are remembered for a week', async () => {
  await saveModelAnswer(db, 'a', { headline: 'x' });
  await saveModelAnswer(db, 'b', null);
  await sql`update model_answers set created_at = now() - interval '8 days' where key = 'b'`;
  assert.deepEqual(await findModelAnswer(db, 'b'), { answer: null });
  const report = await prune({ db, clock: databaseClock(db) });
  assert.equal(report.modelAnswers, 1);
  assert.deepEqual(await findModelAnswer(db, 'a'), { answer: { headline: 'x' } });
  assert.equal(await findModelAnswer(db, 'b'), null);
});

async function edition(language: ReaderLanguage) {
  const editions: Edition[] = [];
  const render = (one: Edition) => {
    editions.push(one);
    return renderEdition(one, { zone: 'Asia/Almaty', username: 'kopir_bot' });
  };
  await sql`truncate editions cascade`;
  const deps = { db, clock: databaseClock(db), messenger: { render }, understanding: () => u };
  const answer = await editionNow(deps, { digests: ['all'], language, variant: 'full', windowHours: 24 });
  assert.equal(answer.kind, 'edition');
  return answer.kind === 'edition' ? answer.first.text : '';
}

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

  server.now((request, response, n) => {
    const kk = request.body.messages[0]!.content.includes('Write in Kazakh');
    const lines = [...shown(request)];
    const at = (part: string) =>
      lines
        .filter(([, line]) => line.includes(part))
        .map(([number]) => number)
        .slice(0, 1);
    const sentences = [
      {
        text: kk
          ? 'ҚТЖ мен АҚШ-тың Wabtec компаниясы Нью-Йоркте негіздемелік келісімге қол қойды.'
          : 'КТЖ и американская Wabtec подписали в Нью-Йорке рамочное соглашение.',
        from: at('framework'),
      },
      {
        text: kk
          ? 'Құны 4,2 млрд доллар болатын келісім 300 локомотивті қамтиды.'
          : 'Сделка на 4,2 млрд долларов охватывает 300 локомотивов, это крупнейший заказ.',
        from: at('$4.2 billion and'),
      },
    ];
    const headline = kk
      ? 'Қазақстан Wabtec-тен 300 локомотив алады'
      : 'Казахстан купит у Wabtec 300 локомотивов';
    return says(asJson({ headline, sentences }))(request, response, n);
  });
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
