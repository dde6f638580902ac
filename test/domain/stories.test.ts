import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';
import { attach, clusterAll, JOIN, similarity, storyKey } from '../../src/domain/stories.ts';
import { type StoryFeatures, storyFeatures } from '../../src/domain/storyFeatures.ts';
import { type Understanding, understand } from '../../src/domain/understand.ts';
import { shippedUnderstanding } from './understanding.ts';

interface Item {
  readonly id: string;
  readonly story: string;
  readonly title: string;
  readonly text: string;
  readonly publishedAt?: string;
}

const ITEMS: readonly Item[] = ['ru', 'kk', 'en'].flatMap(
  (language) => JSON.parse(readFileSync(`test/fixtures/stories/${language}.json`, 'utf8')) as Item[],
);

let u: Understanding;
before(async () => {
  u = await shippedUnderstanding();
});

function featuresOf(item: { title: string; text: string; publishedAt?: string | undefined }): StoryFeatures {
  const publishedAt = item.publishedAt === undefined ? null : new Date(item.publishedAt);
  const analysis = understand({ ...item, publishedAt: publishedAt ?? undefined }, u);
  return storyFeatures(analysis.read, analysis, publishedAt, u);
}

const one = (id: string): Item => {
  const item = ITEMS.find((other) => other.id === id);
  assert.ok(item, id);
  return item;
};

/** B³ of a grouping of `items` against their `story` labels; `counts` says which pairs are judged. */
function bCubed(items: readonly Item[], groups: readonly number[][], counts = (_a: Item, _b: Item) => true) {
  const groupOf = new Map(groups.flatMap((group) => group.map((index) => [index, group] as const)));
  let [precision, recall, judged] = [0, 0, 0];
  for (const [index, item] of items.entries()) {
    const judgeable = (other: number) => other === index || counts(item, items[other]!);
    const found = groupOf.get(index)!.filter(judgeable);
    const wanted = [...items.keys()].filter(
      (other) => items[other]!.story === item.story && judgeable(other),
    );
    if (found.length === 1 && wanted.length === 1) continue;
    const right = found.filter((other) => items[other]!.story === item.story).length;
    precision += right / found.length;
    recall += right / wanted.length;
    judged++;
  }
  assert.ok(judged > 20, 'too few articles were judged');
  const [p, r] = [precision / judged, recall / judged];
  return { p, r, f1: (2 * p * r) / (p + r), judged };
}

const languageOf = ({ id }: Item) => id.slice(0, 2);

describe('grouping the fixture articles', () => {
  const variants: readonly (readonly [string, (item: Item) => Item, number, number])[] = [
    ['as published', (item) => item, 0.97, 0.97],
    ['without dates', ({ publishedAt: _, ...item }) => item, 0.95, 0.93],
    ['without titles', (item) => ({ ...item, title: '' }), 0.93, 0.9],
    ['behind a dateline', (item) => ({ ...item, text: `АСТАНА. KAZINFORM – ${item.text}` }), 0.96, 0.95],
  ];
  for (const [name, change, floor, acrossFloor] of variants)
    test(`${name}, reaches its floors of B³ overall and across languages`, () => {
      const items = ITEMS.map(change);
      const groups = clusterAll(items.map(featuresOf));
      // Articles that are alone and stay alone would only flatter the figure across languages.
      const all = bCubed(items, groups);
      const across = bCubed(items, groups, (a, b) => languageOf(a) !== languageOf(b));
      console.log(
        `stories ${name}: n ${items.length}, B³ ${all.f1.toFixed(3)} (P ${all.p.toFixed(3)}, R ${all.r.toFixed(3)}), ` +
          `across languages ${across.f1.toFixed(3)} (n ${across.judged})`,
      );
      assert.ok(all.f1 >= floor, `overall ${all.f1}`);
      assert.ok(across.f1 >= acrossFloor, `across ${across.f1}`);
    });

  test('there are enough articles and stories to say so', () => {
    assert.ok(ITEMS.length >= 60);
    assert.ok(new Set(ITEMS.map(({ story }) => story)).size >= 30);
  });
});

const SAME: readonly (readonly [string, string])[] = [
  ['ru-wabtec-1', 'kk-wabtec'],
  ['ru-wabtec-1', 'en-wabtec'],
  ['ru-wabtec-2', 'kk-wabtec'],
  ['kk-call-sep', 'en-call-sep'],
  ['ru-call-dec', 'kk-call-dec'],
  ['ru-summit-1', 'ru-summit-2'],
  ['kk-abraham', 'en-abraham'],
  ['ru-stufft-cred', 'kk-stufft-cred'],
  ['ru-tariff-2', 'kk-tariff'],
  ['ru-rights', 'kk-rights'],
  ['kk-deere', 'en-deere'],
];
for (const [a, b] of SAME)
  test(`${a} and ${b} tell of one event`, () => {
    const value = similarity(featuresOf(one(a)), featuresOf(one(b)));
    assert.ok(value >= JOIN, String(value));
  });

/** The hard ones: other day, other year, other partner, next stage, the form filled in anew. */
const DIFFERENT: readonly (readonly [string, string])[] = [
  ['ru-call-sep', 'ru-call-dec'],
  ['ru-call-dec', 'ru-putin-call'],
  ['ru-call-sep', 'ru-arrival'],
  ['kk-call-sep', 'kk-arrival'],
  ['ru-arrival', 'ru-summit-1'],
  ['ru-wabtec-1', 'ru-wabtec-old'],
  ['en-wabtec', 'en-wabtec-old'],
  ['ru-wabtec-1', 'ru-wabtec-delivered'],
  ['kk-wabtec', 'kk-wabtec-delivered'],
  ['ru-china-17', 'ru-us-17-1'],
  ['kk-china-17', 'kk-us-17'],
  ['ru-china-17', 'en-us-17'],
  ['ru-stufft-named', 'ru-stufft-cred'],
  ['ru-stufft-cred', 'ru-stufft-received'],
  ['kk-stufft-cred', 'kk-stufft-received'],
  ['ru-minerals-memo', 'ru-minerals-conf'],
  ['en-minerals-memo', 'en-minerals-conf'],
  ['ru-boeing', 'ru-uz-boeing'],
  ['kk-boeing', 'ru-uz-boeing'],
  ['ru-rate-1', 'ru-rate-2'],
  ['kk-rate-1', 'kk-rate-2'],
  ['ru-roundup', 'ru-minerals-memo'],
  ['kk-roundup', 'kk-minerals-memo'],
  ['ru-vanik', 'ru-rubio'],
  ['ru-tariff-1', 'ru-call-sep'],
];
for (const [a, b] of DIFFERENT)
  for (const undated of [false, true])
    test(`${a} and ${b} are two stories${undated ? ' without dates as well' : ''}`, () => {
      const drop = ({ publishedAt: _, ...item }: Item) => item;
      const [left, right] = undated ? [drop(one(a)), drop(one(b))] : [one(a), one(b)];
      const value = similarity(featuresOf(left), featuresOf(right));
      assert.ok(value < JOIN, String(value));
    });

test('the same text under another dateline and spacing is a reprint', () => {
  const item = one('ru-deere');
  const reprint = featuresOf({ ...item, text: `КОСТАНАЙ. КазТАГ – ${item.text.replace(' ', '  ')}` });
  assert.equal(reprint.hash, featuresOf(item).hash);
  assert.equal(similarity(reprint, featuresOf(item)), 1);
});

test('grouping does not depend on the order of the articles', () => {
  const features = ITEMS.map((item, index) =>
    featuresOf({ ...item, publishedAt: index % 5 ? item.publishedAt : undefined }),
  );
  const keyed = (order: readonly number[]) => {
    const items = order.map((index) => features[index]!);
    const keys: [number, string][] = [];
    for (const group of clusterAll(items)) {
      const key = storyKey(group.map((place) => items[place]!));
      for (const place of group) keys.push([order[place]!, key]);
    }
    return keys.sort(([a], [b]) => a - b);
  };
  const wanted = keyed([...ITEMS.keys()]);
  fc.assert(
    fc.property(fc.shuffledSubarray([...ITEMS.keys()], { minLength: ITEMS.length }), (order) => {
      assert.deepEqual(keyed(order), wanted);
    }),
    { numRuns: 8, verbose: 1 },
  );
});

test('similarity is symmetric and within 0 and 1', () => {
  const features = ITEMS.map(featuresOf);
  fc.assert(
    fc.property(fc.nat(ITEMS.length - 1), fc.nat(ITEMS.length - 1), (a, b) => {
      const [there, back] = [similarity(features[a]!, features[b]!), similarity(features[b]!, features[a]!)];
      assert.ok(Math.abs(there - back) < 1e-9 && there >= 0 && there <= 1, `${there} ${back}`);
    }),
    { numRuns: 60 },
  );
});

test('a chain of resembling articles is not one story', () => {
  const base = featuresOf(one('ru-cove'));
  const terms = (from: number) =>
    Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`слово${from + n}`, 2]));
  const link = (n: number): StoryFeatures => ({
    ...base,
    hash: `link-${n}`,
    terms: terms(n * 3),
    concepts: {},
    names: {},
    numbers: [],
    headFigures: [],
    entities: [],
    figures: [],
    events: [],
    topics: ['trade'],
    stage: null,
    days: [],
  });
  const chain = [link(0), link(1), link(2), link(3)];
  assert.ok(similarity(chain[0]!, chain[1]!) >= JOIN);
  assert.ok(similarity(chain[0]!, chain[3]!) < JOIN);
  assert.ok(clusterAll(chain).every((group) => !(group.includes(0) && group.includes(3))));
});

describe('attaching a new article', () => {
  const stories = (...ids: string[][]) =>
    ids.map((members, index) => ({ id: index + 1, members: members.map((id) => featuresOf(one(id))) }));

  test('finds the story of another language among others of the day', () => {
    const open = stories(['ru-us-17-1', 'en-us-17'], ['ru-cove', 'en-cove'], ['ru-nvidia'], ['ru-deere']);
    assert.equal(attach(featuresOf(one('kk-cove')), open), 2);
    assert.equal(attach(featuresOf(one('kk-us-17')), open), 1);
  });
  test('opens a story of its own when nothing fits', () => {
    assert.equal(
      attach(featuresOf(one('ru-leidos')), stories(['ru-cove'], ['ru-boeing', 'kk-boeing'])),
      null,
    );
    assert.equal(attach(featuresOf(one('ru-leidos')), []), null);
  });
  test('takes a reprint at any distance in words', () => {
    assert.equal(attach(featuresOf(one('ru-cove')), stories(['ru-deere'], ['ru-cove', 'kk-cove'])), 2);
  });
  test('does not add to a story that is over', () => {
    const late = featuresOf({ ...one('kk-deere'), publishedAt: '2025-11-20T10:00:00Z' });
    assert.equal(attach(late, stories(['ru-deere', 'en-deere'])), null);
  });
});

test('no articles at all are grouped as well', () => assert.deepEqual(clusterAll([]), []));

test('any text whatever can be grouped', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          title: fc.string({ unit: 'binary' }),
          text: fc.string({ unit: 'binary', maxLength: 300 }),
        }),
        { maxLength: 5 },
      ),
      (texts) => {
        const groups = clusterAll(texts.map(featuresOf));
        assert.deepEqual(
          groups.flat().sort((a, b) => a - b),
          [...texts.keys()],
        );
      },
    ),
    { numRuns: 60 },
  );
});

test('features survive JSON', () => {
  for (const item of ITEMS.slice(0, 10)) {
    const features = featuresOf(item);
    assert.deepEqual(JSON.parse(JSON.stringify(features)), features);
  }
});
