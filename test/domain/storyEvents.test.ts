import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { clusterAll, JOIN, similarity } from '../../src/domain/stories.ts';
import { type StoryFeatures, storyFeatures } from '../../src/domain/storyFeatures.ts';
import { type Understanding, understand } from '../../src/domain/understand.ts';
import { bCubed, harmonic, pairCounts } from '../eval/scores.ts';
import { shippedUnderstanding } from './understanding.ts';

interface Piece {
  readonly id: string;
  readonly language: string;
  readonly story: string;
  readonly published: string;
  readonly title: string;
  readonly text: string;
}

const FOLDER = new URL('../fixtures/events/', import.meta.url);

/** Events as several outlets tell them, with the pieces that are easily taken for them. */
const PIECES: readonly Piece[] = readdirSync(FOLDER)
  .sort()
  .flatMap((file) =>
    readFileSync(new URL(file, FOLDER), 'utf8')
      .split(/^=== /m)
      .slice(1)
      .map((block) => {
        const [head = '', text = ''] = block.split('\n---\n');
        const [id = '', ...lines] = head.split('\n');
        const label = (name: string) =>
          lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? '';
        return {
          id,
          language: label('language'),
          story: label('story'),
          published: label('published'),
          title: label('title'),
          text: text.trim(),
        };
      }),
  );

let u: Understanding;
let features: ReadonlyMap<string, StoryFeatures>;
/** Ids of the pieces of each story, all pieces grouped together. */
let groups: readonly (readonly string[])[];
before(async () => {
  u = await shippedUnderstanding();
  features = new Map(
    PIECES.map(({ id, title, text, published }) => {
      const publishedAt = new Date(published);
      const analysis = understand({ title, text, publishedAt }, u);
      return [id, storyFeatures(analysis.read, analysis, publishedAt, u)];
    }),
  );
  const found = clusterAll(PIECES.map(({ id }) => of(id)));
  groups = found.map((members) => members.flatMap((index) => PIECES[index]?.id ?? []));
});

const of = (id: string): StoryFeatures => {
  const found = features.get(id);
  assert.ok(found, id);
  return found;
};

test('there are enough events and pieces to say so', () => {
  const stories = Map.groupBy(PIECES, ({ story }) => story);
  assert.ok([...stories.values()].filter(({ length }) => length > 1).length >= 30);
  assert.ok(PIECES.length >= 100);
});

test('what several outlets tell of one event is joined, and next to nothing else is', () => {
  const items = PIECES.map(({ id, language, story }) => ({
    language,
    truth: story,
    found: String(groups.findIndex((members) => members.includes(id))),
  }));
  const f1 = (sees: 'all' | 'other languages') => {
    const scores = bCubed(items, sees).flatMap((score) => score ?? []);
    const mean = (kind: 'precision' | 'recall') =>
      scores.reduce((sum, score) => sum + score[kind], 0) / scores.length;
    return harmonic(mean('precision'), mean('recall'));
  };
  const { wrong, missed, pairs } = pairCounts(items);
  console.log(
    `events: n ${items.length}, B³ ${f1('all').toFixed(3)}, across languages ${f1('other languages').toFixed(3)}; ` +
      `of ${pairs} pairs missed ${missed}, wrongly joined ${wrong}`,
  );
  assert.ok(f1('all') >= 0.96, `overall ${f1('all')}`);
  assert.ok(f1('other languages') >= 0.96, `across languages ${f1('other languages')}`);
  assert.ok(wrong <= 2, `${wrong} wrongly joined`);
});

/** Each kind in several languages: the analysis, the flash, the feature, the language that is not read. */
const SAME: readonly (readonly [string, string, string])[] = [
  ['news and a feature without a figure', 'own-ru-film-1', 'own-en-film-1'],
  ['news and an analysis', 'own-ru-service-1', 'own-en-service-1'],
  ['a flash and news', 'own-ru-satellite-flash', 'own-kk-satellite-1'],
  ['a flash and news', 'own-ru-nauryz-flash', 'own-kk-nauryz'],
  ['a decision and its welcome', 'own-ru-bank-delist', 'own-en-bank-delist'],
  ['people that no list knows', 'own-ru-hacker-1', 'own-kk-hacker-1'],
  ['people that no list knows', 'own-ru-hacker-1', 'own-en-hacker-1'],
  ['a rate of one day', 'own-ru-kase-0610', 'own-kk-kase-0610'],
  ['a rate of one day', 'own-kk-kase-0611', 'own-en-kase-0611'],
  ['an oil price of one day', 'own-ru-brent-1', 'own-kk-brent-1'],
  ['Russian and Kyrgyz', 'own-ru-kg-artefacts', 'own-ky-kg-artefacts'],
  ['Uzbek and Kazakh', 'own-uz-tungsten', 'own-kk-tungsten'],
  ['Turkish and Russian', 'own-tr-caspian', 'own-ru-caspian'],
  ['Ukrainian and Russian', 'own-uk-fund', 'own-ru-fund'],
  ['Bulgarian and Russian', 'own-bg-call', 'own-ru-call'],
];
const DIFFERENT: readonly (readonly [string, string, string])[] = [
  ['rates of two days', 'own-ru-kase-0610', 'own-ru-kase-0611'],
  ['rates of two days', 'own-kk-kase-0610', 'own-kk-kase-0611'],
  ['rates of two days', 'own-en-kase-0610', 'own-en-kase-0611'],
  ['rates of two days, across languages', 'own-ru-kase-0610', 'own-kk-kase-0611'],
  ['official rates of two days', 'own-ru-official-0610', 'own-ru-official-0611'],
  ['oil prices of two days', 'own-ru-brent-1', 'own-ru-brent-2'],
  ['oil prices of two days, across languages', 'own-kk-brent-1', 'own-ru-brent-2'],
  ['an envoy in two capitals', 'own-ru-gor-astana', 'own-ru-gor-tashkent'],
  ['an envoy in two capitals, across languages', 'own-en-gor-astana', 'own-ru-gor-tashkent'],
  ['an envoy in two capitals, across languages', 'own-kk-gor-astana', 'own-uz-gor-tashkent'],
  ['two senators received in the same words', 'own-ru-daines-1', 'own-ru-rounds-1'],
  ['openings of two firms in the same words', 'own-ru-service-1', 'own-ru-service-2'],
  ['openings of two firms', 'own-kk-service-1', 'own-kk-service-2'],
  ['calls with two presidents on one day', 'own-ru-call', 'own-ru-call-putin'],
  ['aid of two countries', 'own-ru-flood-us', 'own-ru-flood-jp'],
  ['a launch and a landing', 'own-ru-soyuz-launch', 'own-ru-soyuz-landing'],
  ['a round-up and an item of it', 'own-ru-review-1', 'own-ru-kase-0610'],
  ['a round-up and an item of it', 'own-kk-review-1', 'own-kk-kase-0610'],
];

describe('one event', () => {
  for (const [kind, a, b] of SAME)
    test(`${kind}: ${a} and ${b}`, () => {
      const value = similarity(of(a), of(b));
      assert.ok(value >= JOIN, String(value));
    });
});

describe('two events', () => {
  for (const [kind, a, b] of DIFFERENT)
    test(`${kind}: ${a} and ${b}`, () => {
      const group = groups.find((members) => members.includes(a));
      assert.ok(group && !group.includes(b), String(similarity(of(a), of(b))));
    });
});
