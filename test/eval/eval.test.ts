import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Understanding } from '../../src/domain/understand.ts';
import { shippedUnderstanding } from '../domain/understanding.ts';
import { type EvalArticle, evalArticles, type Part } from './articles.ts';
import { FLOORS, LANGUAGE_FLOORS } from './floors.ts';
import { type Judged, judge, measure, measureLanguages } from './measure.ts';
import { withNoise } from './noise.ts';

const PARTS: readonly Part[] = ['tuned', 'frozen'];
const ALL: readonly EvalArticle[] = PARTS.flatMap(evalArticles);

let u: Understanding;
before(async () => {
  u = await shippedUnderstanding();
});

describe('the development set', () => {
  const of = (holds: (article: EvalArticle) => boolean) => ALL.filter(holds).length;

  test('is large enough in every language, half of it relevant, and three tenths of it frozen', () => {
    assert.ok(ALL.length >= 160, `${ALL.length}`);
    for (const [language, least] of [
      ['ru', 60],
      ['kk', 60],
      ['en', 30],
      ['other', 10],
    ] as const)
      assert.ok(of((article) => article.language === language) >= least, language);
    const relevant = of((article) => article.relevant) / ALL.length;
    assert.ok(relevant > 0.45 && relevant < 0.6, `${relevant}`);
    assert.ok(of(({ part }) => part === 'frozen') >= 0.3 * ALL.length);
    assert.equal(new Set(ALL.map(({ id }) => id)).size, ALL.length, 'an id occurs twice');
  });

  test('has news, analysis, interviews and flashes, and every kind of near miss', () => {
    for (const kind of ['news', 'analysis', 'interview', 'flash'])
      assert.ok(of((article) => article.kind === kind) >= 10, kind);
    for (const miss of MISSES) assert.ok(of((article) => article.miss === miss) >= 4, miss);
    for (const { id, relevant, miss, topics } of ALL) {
      assert.equal(miss === '', relevant, `${id}: a near miss is not relevant, and the reverse`);
      assert.equal(topics.length > 0, relevant, `${id}: topics are those of relevant articles`);
    }
  });

  test('has a dozen articles of each topic, and three hundred pairs', () => {
    for (const { id } of u.knowledge.digests)
      if (id !== 'all') assert.ok(of(({ topics }) => topics.includes(id)) >= 12, id);
    const known = new Set(u.knowledge.digests.map(({ id }) => id));
    for (const { id, topics } of ALL)
      for (const topic of topics) assert.ok(known.has(topic), `${id}: ${topic}`);
    let [same, across] = [0, 0];
    for (const [index, a] of ALL.entries())
      for (const b of ALL.slice(index + 1))
        if (a.part === b.part && a.story === b.story) {
          same += 1;
          if (a.language !== b.language) across += 1;
        }
    assert.ok(same >= 110 && across >= 55, `${same} pairs of one event, ${across} across languages`);
  });

  test('says of forty articles what their summary must carry, in words that they hold', () => {
    const labelled = ALL.filter(({ facts }) => facts.length > 0);
    assert.ok(labelled.length >= 40, `${labelled.length}`);
    for (const { id, facts, title, text } of labelled) {
      const held = plain(`${title}\n${text}`);
      for (const spellings of facts)
        assert.ok(
          spellings.some((spelling) => held.includes(plain(spelling))),
          `${id}: ${spellings.join(' | ')}`,
        );
    }
  });
});

const MISSES =
  'rate other-pair-kz other-pair-us comment us-domestic kz-domestic sport guide passing georgia'.split(' ');
const plain = (text: string) =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[\s\u00a0\u202f]+/gu, ' ');

for (const part of PARTS) {
  describe(`the ${part} part`, () => {
    let judged: readonly Judged[];
    before(() => {
      judged = judge(evalArticles(part), u);
    });

    test('keeps every floor', (t) => {
      const fallen: string[] = [];
      const report = measure(judged);
      for (const [name, floor] of Object.entries(FLOORS[part])) {
        const figure = report.get(name)?.get('all') ?? assert.fail(`${name} is not measured`);
        t.diagnostic(`${part} ${name}: ${figure.value.toFixed(3)} of n ${figure.n} (floor ${floor})`);
        const kept = name.startsWith('summaries') ? figure.value <= floor : figure.value >= floor;
        if (!kept) fallen.push(`${name} ${figure.value.toFixed(3)}, floor ${floor}`);
      }
      assert.deepEqual(fallen, []);
    });

    test('is read in its languages, paragraph by paragraph and headline by headline', (t) => {
      for (const [name, { n, right }] of Object.entries(
        measureLanguages(part, evalArticles(part), u.identifier),
      )) {
        t.diagnostic(`${part} language of ${name}: ${right} of ${n}`);
        const floor = name.startsWith('paragraphs') ? LANGUAGE_FLOORS.paragraphs : LANGUAGE_FLOORS.headlines;
        assert.ok(right / n >= floor, `${name}: ${right} of ${n}`);
      }
    });

    test('keeps its stories in any order of the articles', () => {
      const articles = evalArticles(part);
      const seed = Math.floor(Math.random() * 1e9);
      const shuffled = [...articles].sort((a, b) => hash(a.id, seed) - hash(b.id, seed));
      const groups = (items: readonly Judged[]) => {
        const members = new Map<string, string[]>();
        for (const { article, answer } of items)
          members.set(answer.story, [...(members.get(answer.story) ?? []), article.id]);
        return [...members.values()].map((ids) => ids.sort().join(' ')).sort();
      };
      assert.deepEqual(groups(judge(shuffled, u)), groups(judged), `seed ${seed}`);
    });

    test('is understood nearly as well when sites add their noise', (t) => {
      const seed = Math.floor(Math.random() * 1e9);
      const report = measure(judge(withNoise(evalArticles(part), seed), u));
      for (const name of ['relevance F1', 'topics micro-F1', 'story B³ F1', 'facts covered']) {
        const value = report.get(name)?.get('all')?.value ?? Number.NaN;
        const least = (FLOORS[part][name] ?? Number.NaN) - NOISE_COSTS;
        t.diagnostic(`${part} with noise of seed ${seed}, ${name}: ${value.toFixed(3)}`);
        assert.ok(value >= least, `${name} ${value.toFixed(3)} with noise of seed ${seed}`);
      }
      for (const name of ['summaries with unsupported numbers', 'summaries with boilerplate'])
        assert.equal(report.get(name)?.get('all')?.value, 0, `${name}, noise of seed ${seed}`);
    });
  });
}

/** What noise may take from a floor: titles and dates are missing, and lines of other news stand in the text. */
const NOISE_COSTS = 0.04;

function hash(text: string, seed: number): number {
  let value = seed;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value;
}
