import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';
import { type StoryFeatures, storyFeatures } from '../../src/domain/storyFeatures.ts';
import { type Understanding, understand } from '../../src/domain/understand.ts';
import { revise, whatChanged } from '../../src/domain/versions.ts';
import { shippedUnderstanding } from './understanding.ts';
import { FIGURE_SEQUENCES, type Piece } from './versionsOfFigures.ts';
import { TURN_SEQUENCES } from './versionsOfTurns.ts';

let u: Understanding;
before(async () => {
  u = await shippedUnderstanding();
});

const START = Date.parse('2026-03-02T06:00:00Z');

function featuresOf([hours, title, text]: Piece): StoryFeatures {
  const publishedAt = new Date(START + hours * 3_600_000);
  const analysis = understand({ title, text, publishedAt }, u);
  return storyFeatures(analysis.read, analysis, publishedAt, u);
}

/** The version after each article, the first being 1, as live grouping counts them. */
function versionsOf(members: readonly StoryFeatures[]): number[] {
  let substance: string | null = null;
  let version = 0;
  return members.map((_, index) => {
    const next = revise(substance, members.slice(0, index + 1));
    if (next !== substance) version++;
    substance = next;
    return version;
  });
}

const SEQUENCES = [...FIGURE_SEQUENCES, ...TURN_SEQUENCES];

describe('the version after each article of a story', () => {
  for (const { name, pieces, versions } of SEQUENCES)
    test(name, () => assert.deepEqual(versionsOf(pieces.map(featuresOf)), versions));
  test('there are sequences enough to say so', () => assert.ok(SEQUENCES.length >= 20));
});

const DEAL: Piece = [
  0,
  'John Deere и «АгромашХолдинг» подпишут соглашение',
  'John Deere и «АгромашХолдинг» планируют соглашение на 2,5 млрд долларов.',
];

describe('an edit of the article that opened the story', () => {
  const EDITS: readonly (readonly [string, Piece, number])[] = [
    ['with another sum is an update', [0, DEAL[1], DEAL[2].replace('2,5', '2,6')], 2],
    ['with another title is none', [0, 'John Deere и «АгромашХолдинг»: соглашение близко', DEAL[2]], 1],
    ['with one more remark is none', [0, DEAL[1], `${DEAL[2]} В Костанае идёт снег.`], 1],
  ];
  for (const [name, edited, version] of EDITS)
    test(name, () => {
      const first = revise(null, [featuresOf(DEAL)]);
      assert.equal(revise(first, [featuresOf(edited)]) === first ? 1 : 2, version);
    });
});

describe('what changed', () => {
  test('is told as stage, figures with what they replace, and parties', () => {
    const opened = featuresOf(DEAL);
    const signed = featuresOf([
      26,
      'John Deere и Caterpillar подписали соглашение с «АгромашХолдингом» на 3 млрд долларов',
      'John Deere, Caterpillar и «АгромашХолдинг» подписали соглашение на 3 млрд долларов.',
    ]);
    const old = revise(null, [opened]);
    const changes = whatChanged(old, revise(old, [opened, signed]));
    assert.deepEqual(changes, {
      stage: { from: 'announced', to: 'signed' },
      figures: [{ from: { value: 2.5e9, unit: 'usd' }, to: { value: 3e9, unit: 'usd' } }],
      parties: ['caterpillar'],
      days: [],
      turns: [],
    });
  });
  test('a sum of another size replaces none', () => {
    const opened = featuresOf(DEAL);
    const paid = featuresOf([
      9,
      'John Deere вложит в завод',
      'John Deere вложит в «АгромашХолдинг» 40 млн долларов.',
    ]);
    const old = revise(null, [opened]);
    assert.deepEqual(whatChanged(old, revise(old, [opened, paid]))?.figures, [
      { from: null, to: { value: 4e7, unit: 'usd' } },
    ]);
  });
  test('is nothing between equal versions, and unknown for what is no version', () => {
    const only = revise(null, [featuresOf(DEAL)]);
    assert.deepEqual(whatChanged(only, only), { stage: null, figures: [], parties: [], days: [], turns: [] });
    for (const text of ['', 'd41d8cd98f00b204', 'null', '[]', '{"a":1}'])
      assert.equal(whatChanged(text, only), null);
  });
});

test('the order of the articles and their repetition do not change a version', () => {
  const members = SEQUENCES.flatMap(({ pieces }) => pieces.slice(0, 1)).map(featuresOf);
  const wanted = revise(null, members);
  fc.assert(
    fc.property(fc.shuffledSubarray(members, { minLength: members.length }), (shuffled) => {
      assert.equal(revise(null, shuffled), wanted);
      assert.equal(revise(wanted, shuffled), wanted);
      assert.equal(revise(wanted, [...shuffled, ...shuffled]), wanted);
    }),
    { numRuns: 20 },
  );
});

test('no articles, and articles read by an earlier program, give an answer as well', () => {
  assert.equal(revise(null, []), revise(null, []));
  const {
    headFigures: _,
    titleFigures: __,
    concepts: ___,
    names: ____,
    numbers: _____,
    ...old
  } = featuresOf(DEAL);
  const first = revise(null, [old]);
  assert.equal(revise(first, [old]), first);
  assert.notEqual(revise('a hash of an earlier program', [old]), 'a hash of an earlier program');
});
