import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { sayable } from '../../src/domain/changes.ts';
import { bySection, inSections } from '../../src/domain/sections.ts';
import { type StoryFeatures, storyFeatures } from '../../src/domain/storyFeatures.ts';
import { type Understanding, understand } from '../../src/domain/understand.ts';
import { revise, statedOnly, whatChanged } from '../../src/domain/versions.ts';
import { shippedUnderstanding } from './understanding.ts';

let u: Understanding;
before(async () => {
  u = await shippedUnderstanding();
});

function featuresOf(hours: number, title: string, text: string): StoryFeatures {
  const publishedAt = new Date(Date.parse('2026-03-02T06:00:00Z') + hours * 3_600_000);
  const analysis = understand({ title, text, publishedAt }, u);
  return storyFeatures(analysis.read, analysis, publishedAt, u);
}

const opened = () =>
  featuresOf(
    0,
    'John Deere и «АгромашХолдинг» готовят соглашение',
    'John Deere и «АгромашХолдинг» планируют соглашение на 2,5 млрд долларов.',
  );
const raised = () =>
  featuresOf(
    9,
    'Сумма соглашения с John Deere выросла',
    'Соглашение John Deere и «АгромашХолдинга» оценили в 3 млрд долларов.',
  );

test('a figure that its outlet took back is no news', () => {
  const old = revise(null, [opened()]);
  const now = revise(old, [opened(), raised()]);
  const told = statedOnly(old, [opened()]);
  assert.deepEqual(whatChanged(told, statedOnly(now, [opened(), raised()]))?.figures, [
    { from: { value: 2.5e9, unit: 'usd' }, to: { value: 3e9, unit: 'usd' } },
  ]);
  assert.deepEqual(whatChanged(told, statedOnly(now, [opened()]))?.figures, []);
  assert.equal(statedOnly('d41d8cd98f00b204', [opened()]), 'd41d8cd98f00b204');
});

test('of a first article that was removed nothing is said any more', () => {
  const old = revise(null, [opened()]);
  const only = JSON.parse(statedOnly(revise(old, [opened(), raised()]), [raised()]));
  assert.deepEqual(
    only.figures.map(({ value }: { value: number }) => value),
    [3e9],
  );
});

test('a sum that stands beside another one in an article does not replace it', () => {
  const loan = featuresOf(
    9,
    'John Deere даст кредит на 2 млрд долларов',
    'John Deere даст «АгромашХолдингу» кредит на 2 млрд долларов. Соглашение стоит 2,5 млрд долларов.',
  );
  const old = revise(null, [opened()]);
  const now = revise(old, [opened(), loan]);
  assert.deepEqual(whatChanged(statedOnly(old, [opened()]), statedOnly(now, [opened(), loan]))?.figures, [
    { from: null, to: { value: 2e9, unit: 'usd' } },
  ]);
});

for (const { what, announced, signed, figures } of [
  {
    what: 'an exact sum that comes with a signature replaces the round one announced',
    announced: '4',
    signed: '4,2',
    figures: [{ from: { value: 4e9, unit: 'usd' }, to: { value: 4.2e9, unit: 'usd' } }],
  },
  { what: 'a rounder sum that comes with it is a rough telling', announced: '4,2', signed: '4', figures: [] },
]) {
  test(what, () => {
    const first = featuresOf(
      0,
      `КТЖ объявила о планах закупить у Wabtec 300 локомотивов на ${announced} млрд долларов`,
      `КТЖ планирует соглашение с американской Wabtec на ${announced} млрд долларов.`,
    );
    const next = featuresOf(
      26,
      `КТЖ и Wabtec подписали соглашение на ${signed} млрд долларов`,
      `КТЖ и американская Wabtec подписали соглашение на ${signed} млрд долларов о 300 локомотивах.`,
    );
    const old = revise(null, [first]);
    const changes = whatChanged(
      statedOnly(old, [first]),
      statedOnly(revise(old, [first, next]), [first, next]),
    );
    assert.deepEqual(changes?.stage, { from: 'announced', to: 'signed' });
    assert.deepEqual(changes?.figures, figures);
  });
}

test('the same number of things in other words is no new figure', () => {
  const of = (value: number, unit: string) =>
    JSON.stringify({
      since: null,
      stage: null,
      parties: [],
      days: [],
      turns: [],
      figures: [
        { value: 300, unit: 'locomotive' },
        { value, unit },
      ],
    });
  const before = of(300, 'locomotive');
  assert.deepEqual(whatChanged(before, of(300, 'machine'))?.figures, []);
  assert.equal(whatChanged(before, of(300, 'usd'))?.figures.length, 1);
  assert.equal(whatChanged(before, of(301, 'machine'))?.figures.length, 1);
});

test('sides have names in the reader’s language; a summit is no side, and an unknown id says nothing', () => {
  const nothing = { stage: null, figures: [], parties: [], days: [], turns: [] };
  const parties = ['kazatomprom', 'c5plus1', 'never_heard_of', 'kazatomprom'];
  assert.deepEqual(sayable({ ...nothing, parties }, u.gazetteer, 'ru')?.parties, ['Казатомпром']);
  assert.deepEqual(sayable({ ...nothing, parties }, u.gazetteer, 'kk')?.parties, ['Қазатомөнеркәсіп']);
  assert.equal(sayable({ ...nothing, parties: ['never_heard_of'] }, u.gazetteer, 'ru'), null);
  assert.equal(sayable(nothing, u.gazetteer, 'kk'), null);
});

test('property: each story is in one section; sections follow their best story, those without a topic last', () => {
  const topic = fc.constantFrom('uranium', 'energy', 'trade', 'rights');
  const stories = fc.array(fc.uniqueArray(topic, { maxLength: 4 }), { maxLength: 20 });
  const asked = fc.uniqueArray(fc.constantFrom('uranium', 'energy', 'trade', 'all'), { minLength: 1 });
  fc.assert(
    fc.property(stories, asked, (topics, digests) => {
      const ranked = topics.map((of, place) => ({ of, place }));
      const sections = bySection(ranked, ({ of }) => of, digests, new Map());
      const places = sections.map((section) => section.stories.map(({ place }) => place));
      assert.deepEqual(
        places.flat().toSorted((a, b) => a - b),
        ranked.map(({ place }) => place),
      );
      for (const inOne of places)
        assert.deepEqual(
          inOne,
          inOne.toSorted((a, b) => a - b),
        );
      const [last] = sections.slice(-1);
      const named = sections.filter(({ digest }) => digest !== null);
      assert.ok(named.length === sections.length || last?.digest === null);
      const best = named.map((section) => section.stories[0]?.place ?? -1);
      assert.deepEqual(
        best,
        best.toSorted((a, b) => a - b),
      );
      const wanted = (id: (typeof topics)[number][number]) =>
        digests.some((digest) => digest === 'all' || digest === id);
      for (const { digest, stories: inOne } of sections)
        for (const { of } of inOne) assert.equal(of.find(wanted) ?? null, digest);
    }),
  );
});

test('a deal stands under what is dealt in, when that is asked for', () => {
  const subjects = new Map([['trade', ['transport', 'uranium']]]);
  const of = (asked: string[], ...topics: string[]) =>
    bySection([topics], (story) => story, asked, subjects)[0]?.digest;
  assert.equal(of(['all'], 'trade', 'transport'), 'transport');
  assert.equal(of(['trade', 'transport'], 'trade', 'transport'), 'transport');
  assert.equal(of(['trade', 'uranium'], 'trade', 'transport'), 'trade');
  assert.equal(of(['all'], 'trade', 'diplomacy'), 'trade');
  assert.equal(of(['all'], 'diplomacy', 'transport'), 'diplomacy');
});

test('an edition of many stories begins its sections anew after twenty, one of a single topic has none', () => {
  const catalogue = u.knowledge.digests;
  const ranked = Array.from({ length: 50 }, (_, n) => (n % 2 === 0 ? 'uranium' : 'rights'));
  const words = { topicsOf: (topic: string) => [topic], catalogue, language: 'kk' } as const;
  const { stories, sections } = inSections(ranked, { ...words, asked: ['all'] });
  assert.deepEqual(
    sections.map(({ digest, count }) => [digest?.title, count]),
    [10, 10, 10, 10, 5, 5].map((count, n) => [
      n % 2 === 0 ? 'Уран және атом саласы' : 'Адам құқықтары',
      count,
    ]),
  );
  assert.deepEqual(stories.slice(10, 20), ranked.filter((topic) => topic === 'rights').slice(0, 10));
  assert.deepEqual(inSections(ranked, { ...words, asked: ['rights'] }), { stories: ranked, sections: [] });
});
