import assert from 'node:assert/strict';
import { beforeEach } from 'node:test';
import { editionNow } from '../../src/app/editions.ts';
import { group } from '../../src/app/group.ts';
import { ingestAll } from '../../src/app/ingest.ts';
import type { ModelSummarizer, ModelTelling, SummaryInput } from '../../src/app/ports.ts';
import { retell } from '../../src/app/retell.ts';
import { summarize } from '../../src/app/summarize.ts';
import type { ReaderLanguage } from '../../src/domain/article.ts';
import type { Edition } from '../../src/domain/edition.ts';
import { databaseClock } from '../../src/store/clock.ts';
import { renderEdition } from '../../src/telegram/render.ts';
import { freshDatabase } from '../support/database.ts';
import { asJson, modelServer, type Play, says, shown } from '../support/model.ts';
import { anEntry, aSource, fakeReader, newsDeps, reading, understandingWith } from '../support/news.ts';

/** The database of this file. */
export const database = await freshDatabase();
export const { db, sql } = database;
/** The model’s server of tests that go all the way. */
export const server = await modelServer(says('{}'));
const SOURCES = ['one', 'two', 'three'].map((id) =>
  aSource({ id, name: { ru: `Издание ${id}`, kk: `Басылым ${id}` }, language: 'en' }),
);
/** The shipped words, with three sources in English. */
export const u = await understandingWith(SOURCES);
/** Longer than any of these tests. */
export const signal = AbortSignal.timeout(120_000);

beforeEach(async () => {
  await sql`truncate retellings, model_days, model_answers, summaries, editions, articles, stories, entries, sources cascade`;
});

/** An English article about locomotives: its title. */
export const TITLE = 'Kazakhstan to buy 300 Wabtec locomotives in $4.2 billion deal';
/** And its text. */
export const TEXT = `Kazakhstan's national railway KTZ signed a framework agreement with the U.S. company Wabtec on Sept. 22 in New York.
The deal is worth $4.2 billion and covers 300 Evolution series locomotives, the largest order in the history of the railway.
U.S. Commerce Secretary Howard Lutnick attended the ceremony together with President Kassym-Jomart Tokayev.
About 45 percent of the parts will be made in Astana, where the plant employs 1,200 people.`;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

/** The same article after an edit: another sum and another count. */
export const CHANGED = {
  source: 'one',
  title: TITLE.replace('300', '350').replace('4.2', '4.9'),
  text: TEXT.replaceAll('300', '350').replaceAll('4.2', '4.9'),
};

/** Another story. */
export const MINERALS = {
  source: 'two',
  title: 'Kazakhstan and the United States sign a critical minerals memorandum',
  text: 'Kazakhstan and the United States signed a memorandum on critical minerals in Washington. Tungsten deposits worth $1.1 billion are to be developed by Cove Kaz Capital, which gets 70 percent.',
};

interface Piece {
  readonly source: string;
  readonly title?: string;
  readonly text?: string;
  readonly hours?: number;
}

/** Reads these articles and tells their stories by the rules. */
export async function news(pieces: readonly Piece[], hasModel = true) {
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

/** A telling with `text` as its only sentence, of the first article. */
export const draft = (text: string, articles: readonly SummaryInput[]): ModelTelling => ({
  kind: 'told',
  draft: {
    headline: `Заголовок: ${text}`,
    headlineArticleId: articles[0]!.articleId,
    sentences: [{ text, articleIds: [articles[0]!.articleId] }],
    method: 'model',
  },
});
/** A model that answers as told, and counts. */
export function aModel(
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
/** A model that tells every story in these words. */
export const telling = (text = 'Текст модели.') =>
  aModel((language, articles) => draft(`${language}: ${text}`, articles));

type Row = {
  language: string;
  method: string;
  version: number;
  story: { headline: string; sentences: string[]; headlineLanguage: string; outlets: unknown[] };
};
type State = { state: string; reason: string | null; attempts: number };
/** What is told now, Russian first. */
export const summaries = async () => [
  ...(await sql<Row[]>`select language, method, version, story from summaries order by language desc`),
];
/** What became of each asking, Russian first. */
export const states = async () =>
  (await sql<State[]>`select state, reason, attempts from retellings order by language desc`).map((row) => ({
    ...row,
  }));
/** When the only story was ready, changed, and in which version. */
export const storyRow = async () => (await sql`select ready_at, updated_at, version from stories`)[0];
/** The methods by which the stories are told, in the order of `summaries`. */
export const methods = async () => (await summaries()).map(({ method }) => method);

/** The text of the edition of everything, as a chat is shown it. */
export async function edition(language: ReaderLanguage) {
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

/** State and number of attempts of each row, as "failed 3". */
export const tries = async () => (await states()).map(({ state, attempts }) => `${state} ${attempts}`);
/** The states alone. */
export const stateNames = async () => (await states()).map(({ state }) => state);

/** Asks the model until nothing is left to ask. */
export async function retellAll(deps: Parameters<typeof retell>[0]): Promise<void> {
  while ((await retell(deps, signal)) > 0);
}

/** A server whose model tells the locomotives faithfully, in the language that it is asked for. */
export const tellsAsAgreed: Play = (request, response, n) => {
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
};
