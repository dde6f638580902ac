import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  assess,
  definitionOf,
  gapsBetween,
  medianGap,
  type OpenTrouble,
  quietAfter,
  type SourceHealth,
  type Trouble,
  type TroubleKind,
} from '../../src/domain/health.ts';
import { aSource } from '../support/news.ts';

const HOUR = 3_600;
const at = (hours: number) => new Date(Date.UTC(2026, 10, 22) + hours * HOUR * 1000);

/** A source that was read an hour ago and listed something new then. */
function health(change: Partial<SourceHealth> = {}): SourceHealth {
  return {
    id: 'a',
    failures: 0,
    failingSince: null,
    lastCode: null,
    lastStatus: null,
    pausedAt: null,
    lastTriedAt: at(-1),
    lastSuccessAt: at(-1),
    lastNewAt: at(-1),
    addedAt: at(-1000),
    quietAfterSeconds: 6 * HOUR,
    ...change,
  };
}
const failing = (failures: number, change: Partial<SourceHealth> = {}) =>
  health({ failures, failingSince: at(0), lastCode: 'network', lastSuccessAt: at(-1), ...change });
const told = (what: TroubleKind, sourceId: string | null = 'a', since = at(0)): OpenTrouble => ({
  id: 1,
  sourceId,
  what,
  since,
});
const kinds = (troubles: readonly Trouble[]) =>
  troubles.map(({ sourceId, what }) => `${sourceId ?? 'all'} ${what}`);

const CASES: {
  name: string;
  source: SourceHealth;
  open?: OpenTrouble[];
  begun?: string[];
  ended?: string[];
}[] = [
  { name: 'a source that answers and lists news', source: health() },
  { name: 'two failures in a row', source: failing(2) },
  { name: 'three failures in a row', source: failing(3), begun: ['a failing'] },
  { name: 'a page instead of a feed', source: failing(3, { lastCode: 'not_feed' }), begun: ['a wrong_kind'] },
  { name: 'a bot wall', source: failing(4, { lastCode: 'challenge' }), begun: ['a wrong_kind'] },
  {
    name: 'the first 410',
    source: failing(1, { lastCode: 'http_status', lastStatus: 410, pausedAt: at(0) }),
    begun: ['a gone'],
  },
  { name: '14 days of failure', source: failing(40, { pausedAt: at(336) }), begun: ['a paused'] },
  {
    name: '14 days of a failure that was told',
    source: failing(40, { pausedAt: at(336) }),
    open: [told('failing')],
    begun: ['a paused'],
  },
  { name: 'a failure that was told', source: failing(9), open: [told('failing')] },
  {
    name: 'another kind of failure after one that was told',
    source: failing(9, { lastCode: 'challenge' }),
    open: [told('failing')],
  },
  { name: 'a pause that was told', source: failing(50, { pausedAt: at(336) }), open: [told('paused')] },
  {
    name: 'a success after a failure that was told',
    source: health({ lastSuccessAt: at(1), lastNewAt: at(1) }),
    open: [told('failing')],
    ended: ['a failing'],
  },
  {
    name: "an editor's change that nobody has tried yet",
    source: health({ lastSuccessAt: at(-5), lastNewAt: null, addedAt: at(1) }),
    open: [told('failing')],
  },
  {
    name: 'silence of exactly the usual length',
    source: health({ lastNewAt: at(-7), lastSuccessAt: at(-1) }),
  },
  {
    name: 'a second more',
    source: health({ lastNewAt: new Date(at(-7).getTime() - 1000), lastSuccessAt: at(-1) }),
    begun: ['a silent'],
  },
  {
    name: 'silence that was told',
    source: health({ lastNewAt: at(-50) }),
    open: [told('silent', 'a', at(-50))],
  },
  {
    name: 'news after silence that was told',
    source: health(),
    open: [told('silent', 'a', at(-50))],
    ended: ['a silent'],
  },
  {
    name: 'a failing source, of which nobody knows whether it is silent',
    source: failing(1, { lastNewAt: at(-50) }),
  },
  {
    name: 'a time in which nobody looked',
    source: health({ lastSuccessAt: at(-100), lastNewAt: at(-101) }),
  },
  {
    name: 'a day without a turn of its host',
    source: health({ lastCode: 'busy', lastSuccessAt: at(-26), lastNewAt: at(-26) }),
    begun: ['a failing'],
  },
  {
    name: 'some hours without a turn of its host',
    source: health({ lastCode: 'busy', lastSuccessAt: at(-20), lastNewAt: at(-20) }),
  },
  {
    name: 'a source that never listed anything',
    source: health({ lastNewAt: null, addedAt: at(-80), quietAfterSeconds: 72 * HOUR }),
    begun: ['a silent'],
  },
];
for (const { name, source, open = [], begun = [], ended = [] } of CASES) {
  test(`${name}: ${begun.join() || 'nothing'} begins, ${ended.join() || 'nothing'} ends`, () => {
    const found = assess([source], open);
    assert.deepEqual(kinds(found.begun), begun);
    assert.deepEqual(kinds(found.ended), ended);
    assert.deepEqual(found.dropped, []);
  });
}

test('when most sources fail at once, that is told and not each of them', () => {
  const many = ['a', 'b', 'c', 'd'].map((id, n) => failing(n === 0 ? 3 : 1, { id, failingSince: at(n) }));
  const well = health({ id: 'e' });
  const first = assess([...many, well], []);
  assert.deepEqual(kinds(first.begun), ['all outage']);
  assert.deepEqual(first.begun[0]?.since, at(0), 'since the first of them failed');
  const later = many.map((source) => ({ ...source, failures: 5 }));
  assert.deepEqual(assess([...later, well], [told('outage', null)]), { begun: [], ended: [], dropped: [] });
});

test('a site that says that it is gone is told also in an outage', () => {
  const many = ['a', 'b', 'c'].map((id) => failing(4, { id }));
  const gone = failing(1, { id: 'd', lastCode: 'http_status', lastStatus: 410, pausedAt: at(1) });
  assert.deepEqual(kinds(assess([...many, gone], [told('outage', null)]).begun), ['d gone']);
});

test('an outage is over when two thirds are read again, and who still fails is told then', () => {
  const read = ['a', 'b'].map((id) => health({ id, lastSuccessAt: at(5) }));
  const still = ['d', 'e'].map((id) => failing(5, { id }));
  const some = assess([...read, ...still, failing(5, { id: 'f' })], [told('outage', null)]);
  assert.deepEqual([kinds(some.begun), kinds(some.ended)], [[], []], 'three of five still fail');
  const most = assess([...read, ...still], [told('outage', null)]);
  assert.deepEqual(kinds(most.ended), ['all outage']);
  assert.deepEqual(kinds(most.begun), ['d failing', 'e failing']);
});

test('two failing sources are no outage, whatever their share', () => {
  assert.deepEqual(kinds(assess([failing(3), failing(3, { id: 'b' })], []).begun), [
    'a failing',
    'b failing',
  ]);
});

test('troubles of a source that is read no more end without a word', () => {
  const found = assess([health()], [told('failing', 'disabled')]);
  assert.deepEqual(kinds(found.dropped), ['disabled failing']);
  assert.deepEqual([found.begun, found.ended], [[], []]);
});

test('whatever was begun is not begun again, and nothing is both', () => {
  const instant = fc.integer({ min: -500, max: 500 }).map(at);
  const source = fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    failures: fc.nat(6),
    failingSince: instant,
    lastCode: fc.constantFrom('network', 'not_feed', 'challenge', 'http_status'),
    lastStatus: fc.constantFrom(null, 410, 500),
    pausedAt: fc.option(instant),
    lastTriedAt: fc.option(instant),
    lastSuccessAt: fc.option(instant),
    lastNewAt: fc.option(instant),
    addedAt: instant,
    quietAfterSeconds: fc.option(fc.nat(1_000_000)),
  });
  fc.assert(
    fc.property(fc.uniqueArray(source, { selector: ({ id }) => id, minLength: 1 }), (sources) => {
      const { begun, ended } = assess(sources, []);
      assert.deepEqual(ended, []);
      const open = begun.map((trouble, id) => ({ ...trouble, id }));
      const again = assess(sources, open);
      // A graver trouble may follow once an outage holds back the rest; what was told is not told again.
      const keys = new Set(kinds(begun));
      assert.deepEqual(
        kinds(again.begun).filter((key) => keys.has(key)),
        [],
      );
    }),
    { numRuns: 500 },
  );
});

test('the median gap is that of appearances, however many entries each brings', () => {
  const hourly = [0, 1, 2, 3, 4].flatMap((hour) => [hour * HOUR, hour * HOUR + 5, hour * HOUR + 60]);
  assert.deepEqual(gapsBetween(hourly.toReversed(), 900), [HOUR, HOUR, HOUR, HOUR]);
  assert.equal(medianGap([HOUR, HOUR, 5 * HOUR, HOUR]), HOUR);
  assert.equal(medianGap([1, 3, 5, 7]), 4);
  assert.equal(medianGap([HOUR, HOUR]), null, 'two gaps say nothing');
});

test('silence is three usual gaps, at least six hours', () => {
  assert.equal(quietAfter([600, 600, 600], 'private'), 6 * HOUR);
  assert.equal(quietAfter([4 * HOUR, 4 * HOUR, 4 * HOUR], 'private'), 12 * HOUR);
});

test('pauses that come again and again, as at night, are usual; one long one is not', () => {
  const day = Array.from({ length: 15 }, () => HOUR);
  const nights = [9, 9, 9].flatMap((hours) => [...day, hours * HOUR]);
  assert.equal(quietAfter(nights, 'private'), 1.25 * 9 * HOUR);
  assert.equal(quietAfter([...day, 90 * HOUR], 'private'), 6 * HOUR);
});

test('as long as nothing is known, three days, or thirty for slow publishers', () => {
  assert.equal(quietAfter([HOUR], 'private'), 3 * 24 * HOUR);
  assert.equal(quietAfter([], 'official_us'), 30 * 24 * HOUR);
  assert.equal(quietAfter([9 * 24 * HOUR], 'private'), 27 * 24 * HOUR, 'one that writes seldom');
});

test('a source is another one when its address or its way of reading changes, not its name', () => {
  const definition = definitionOf(aSource());
  assert.equal(definitionOf(aSource({ name: { ru: 'Иное', kk: 'Басқа' }, everyMinutes: 60 })), definition);
  for (const change of [
    { url: 'http://127.0.0.1:1/other' },
    { kind: 'sitemap' },
    { charset: 'koi8-r' },
  ] as const) {
    assert.notEqual(definitionOf(aSource(change)), definition);
  }
});
