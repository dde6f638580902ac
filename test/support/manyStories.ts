import { RETENTION_DAYS } from '../../src/app/prune.ts';
import type { Figure, ReaderLanguage, Sentence } from '../../src/domain/article.ts';
import { statedIn } from '../../src/domain/figures.ts';
import { readText } from '../../src/domain/language/read.ts';
import { foldForSearch } from '../../src/domain/language/text.ts';
import { searchDocument } from '../../src/domain/searchIndex.ts';
import type { Understanding } from '../../src/domain/understand.ts';
import type { Connection } from '../../src/store/client.ts';
import { type EvalArticle, evalArticles } from '../eval/articles.ts';
import { randomFrom } from '../eval/scores.ts';

/** Search documents and told stories that are written anew; the rest repeats them. */
const DOCUMENTS = 3_000;
const TOLD = 400;
const MINUTES_APART = 10;
const BODY_SENTENCES = 7;

/**
 * Fills a database with `articles` of two a story over some two years, each with a search document, and with the
 * stories' summaries in both languages: sentences of the development set, mixed at random. The pool has one connection.
 */
export async function fillWithStories(
  { sql }: Connection,
  u: Understanding,
  articles: number,
): Promise<void> {
  const random = randomFrom(1);
  const one = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const all = [...evalArticles('tuned'), ...evalArticles('frozen')].filter(
    ({ language, relevant }) => relevant && language !== 'other',
  );
  const read = all.map((article) => ({
    article,
    text: readText({ title: article.title, text: article.text }, u.gazetteer, u.identifier),
  }));
  const sentences = read.flatMap(({ text }) => text.sentences);
  const titles = sentences.filter(({ position }) => position === 'title');
  const bodies = sentences.filter(({ position }) => position !== 'title');

  const documents = Array.from({ length: DOCUMENTS }, (_, n) => {
    const title = one(titles);
    const mixed: Sentence[] = [title, ...Array.from({ length: BODY_SENTENCES }, () => one(bodies))];
    const base = read[0];
    if (base === undefined) throw new Error('there is no development set');
    // The week is put in by the database: it is the article's own.
    const document = searchDocument({ ...base.text, sentences: mixed }, new Date(0)).replace(
      / 'at:-?\d+'$/,
      '',
    );
    return { n, title: title.text, folded: foldForSearch(title.text), document };
  });
  const told = (['ru', 'kk'] as const).flatMap((language) => {
    const own = read.filter(({ article }) => article.language === language);
    return Array.from({ length: TOLD }, (_, n) => ({ n, language, ...template(one(own), language, one) }));
  });

  await sql`set synchronous_commit = off`;
  await sql`set maintenance_work_mem = '256MB'`;
  await sql`insert into sources (id) values ('bench')`;
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexname as name, indexdef as definition from pg_indexes
     where tablename = 'articles' and indexdef like '% USING gin %'`;
  for (const { name } of indexes) await sql.unsafe(`drop index ${name}`);
  await sql`create temporary table documents (n int primary key, title text, folded text, document text)`;
  await sql`create temporary table told (n int, language text, topics text[], story jsonb, primary key (n, language))`;
  await sql`insert into documents select * from jsonb_to_recordset(${JSON.stringify(documents)}::text::jsonb)
    as d (n int, title text, folded text, document text)`;
  await sql`insert into told select n, language, topics, story from jsonb_to_recordset(${JSON.stringify(told)}::text::jsonb)
    as t (n int, language text, topics text[], story jsonb)`;
  await sql`
    insert into stories (substance, topics, relevance, first_published_at, last_published_at, ready_at, updated_at, told_version)
    select '', told.topics, 0.5 + (i % 50) / 100.0, at - interval '5 minutes', at, at, at, 1
      from generate_series(0, ${articles / 2 - 1}::int) as series (i)
      cross join lateral (select now() - (i * ${2 * MINUTES_APART} + 6) * interval '1 minute' as at) as published
      join told on told.language = 'ru' and told.n = (i * 7919) % ${TOLD} order by i`;
  await sql`
    insert into summaries (story_id, language, version, method, sentence_articles, story)
    select id, told.language, 1, 'extractive', '[]', told.story
           || jsonb_build_object('id', id, 'publishedAt', last_published_at, 'firstPublishedAt', first_published_at)
      from stories join told on told.n = ((id - 1) * 7919) % ${TOLD}`;
  // Older ones have lost theirs: a program that finds thousands to empty is not one that has run for two years.
  const keptText = sql`case when at > now() - ${RETENTION_DAYS.articleTexts} * interval '1 day' then title end`;
  await sql`
    insert into articles (source_id, url_key, url, title, title_folded, text, text_hash, language, published_at, date_stated,
      seen_at, relevance, relevant, why, topics, entities, figures, features, search, story_id)
    select 'bench', i, 'https://example.org/' || i, title, folded, ${keptText}, i, 'ru', at, true, at, 1, true, '{}', '{}', '{}',
           '[]', '{}', (document || ' ''at:' || floor((extract(epoch from at) - 345600) / 604800) || '''')::tsvector, 1 + i / 2
      from generate_series(0, ${articles - 1}::int) as series (i)
      cross join lateral (select now() - (i * ${MINUTES_APART} + 6) * interval '1 minute' as at) as published
      join documents on documents.n = (i * 7919) % ${DOCUMENTS}`;
  for (const { definition } of indexes) await sql.unsafe(definition);
  await sql`vacuum analyze articles`;
  await sql`vacuum analyze stories`;
  await sql`vacuum analyze summaries`;
  await sql`reset synchronous_commit`;
}

/** A story as readers see it, without what is its own: id and dates. */
function template(
  { article, text }: { article: EvalArticle; text: ReturnType<typeof readText> },
  language: ReaderLanguage,
  one: <T>(from: readonly T[]) => T,
) {
  const body = text.sentences.filter(({ position }) => position !== 'title').slice(0, 3);
  const figures = body.flatMap((sentence): readonly Figure[] => sentence.figures).slice(0, 2);
  const outlets = ['Сарыарка сегодня', 'Дала хабары', 'Steppe Post'].slice(0, one([1, 2, 3]));
  const topics = article.topics.length > 0 ? article.topics : ['diplomacy'];
  const story = {
    version: 1,
    headline: article.title,
    headlineLanguage: language,
    url: 'https://example.org/lead',
    sentences: body.map((sentence) => sentence.text),
    textFigures: statedIn([article.title, ...body.map((sentence) => sentence.text)], language),
    method: 'extractive',
    card: null,
    figures,
    differing: [],
    outlets: outlets.map((name, n) => ({ name, url: `https://example.org/outlet/${n}`, language })),
    topics,
  };
  return { topics, story };
}

/** Adds `count` chats in both languages that are subscribed to two topics each, due in a week. */
export async function fillWithChats({ sql }: Connection, first: number, count: number): Promise<void> {
  await sql`
    insert into chats (chat_id, type, language, zone)
    select ${first}::bigint + n, 'private', case n % 2 when 0 then 'ru' else 'kk' end, 'Asia/Almaty'
      from generate_series(0, ${count - 1}::int) as n`;
  await sql`
    insert into subscriptions (chat_id, digest, zone, days, at_min, next_due_at, covered_to)
    select chat_id, digest, zone, 31, 510, now() + interval '7 days', now() - interval '1 hour'
      from chats, unnest(array['uranium', 'trade', 'energy', 'transport', 'minerals', 'security']) with ordinality as t (digest, n)
     where n in (1 + chat_id % 6, 1 + (chat_id / 6 + 1 + chat_id) % 6)`;
  await sql`vacuum analyze chats`;
  await sql`vacuum analyze subscriptions`;
}
