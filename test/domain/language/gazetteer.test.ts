import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import type { GazetteerEntry } from '../../../src/domain/knowledge.ts';
import { align } from '../../../src/domain/language/align.ts';
import { compileGazetteer } from '../../../src/domain/language/gazetteer.ts';
import { MENTIONS } from './gazetteerCases.ts';

const entries: GazetteerEntry[] = JSON.parse(readFileSync('digests/reading/gazetteer.json', 'utf8'));
const gazetteer = compileGazetteer(entries);
const ids = (text: string) => gazetteer.find(text).map(({ entity }) => entity);

for (const [text, ...expected] of MENTIONS) {
  test(`names in "${text}" are ${expected.join(', ') || 'none'}`, () =>
    assert.deepEqual(ids(text), expected));
}

const entry = (more: Partial<GazetteerEntry>): GazetteerEntry => ({
  id: 'x',
  kind: 'company',
  side: '-',
  names: { ru: ['Акме'], kk: [], en: [] },
  ...more,
});

test('what does not compile is named', () => {
  const broken: [GazetteerEntry[], RegExp][] = [
    [[entry({ names: { ru: ['*'], kk: [], en: [] } })], /"x".*"\*"/],
    [[entry({ names: { ru: [], kk: ['Я'], en: [] } })], /"x".*"Я"/],
    [[entry({ names: { ru: [], kk: [], en: [] } })], /"x".*no names/],
    [[entry({}), entry({})], /"x".*twice/],
    [[entry({ flags: { ambiguous: ['Другое'] } })], /"x".*Другое/],
  ];
  for (const [list, message] of broken) assert.throws(() => compileGazetteer(list), message);
});

test('marks of regular expressions in a name mean themselves', () => {
  const own = compileGazetteer([
    entry({ id: 'a', names: { ru: ['Дом (№1)'], kk: [], en: ['A.C.M.E', 'AT&T', 'Yahoo!', 'AC/DC'] } }),
  ]);
  for (const text of ['Дом (№1)', 'A.C.M.E', 'AT&T', 'AC/DC']) {
    assert.deepEqual(own.find(`— ${text} —`), [{ entity: 'a', start: 2, end: 2 + text.length }], text);
  }
  assert.deepEqual(own.find('AxCxMxE'), []);
});

test('needs reaches 60 characters, not further', () => {
  const own = compileGazetteer([entry({ flags: { needs: ['сталь*'] } })]);
  assert.equal(own.find(`Акме ${'о '.repeat(25)}стальной`).length, 1);
  assert.equal(own.find(`Акме ${'о '.repeat(35)}стальной`).length, 0);
});

test('folding keeps every offset', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { cased, folded } = align(text);
      assert.equal(cased.length, text.length);
      assert.equal(folded.length, text.length);
    }),
  );
});

test('mentions of any text lie inside it, sorted, without overlaps', () => {
  const names = entries.flatMap((one) => Object.values(one.names).flat());
  const piece = fc.oneof(
    fc.constantFrom(...names),
    fc.constantFrom(
      ' ',
      ', ',
      '-',
      ' – ',
      '«',
      '»',
      '.',
      'ның',
      '-тың',
      'а',
      'ом',
      '\n',
      '$',
      ' долларов ',
      '\ud800',
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      let last = 0;
      for (const { entity, start, end } of gazetteer.find(text)) {
        assert.ok(start >= last && end > start && end <= text.length);
        assert.ok(gazetteer.entry(entity));
        last = end;
      }
    }),
    { numRuns: 1000 },
  );
});

test('a mention and its neighbours do not depend on what stands far away', () => {
  const text = 'Wabtec и КТЖ подписали контракт в Астане.';
  const alone = ids(text);
  assert.deepEqual(ids(`${text} ${'слово '.repeat(40)}`), alone);
  assert.deepEqual(alone, ['wabtec', 'ktz', 'astana']);
});

test('entries have what the format asks', () => {
  assert.ok(entries.length >= 400);
  for (const { id, names } of entries) {
    assert.match(id, /^[a-z][a-z0-9_]*$/);
    for (const name of [...names.ru, ...names.kk, ...names.en, ...(names.latn ?? [])]) {
      assert.equal(name, name.trim().normalize('NFC'), `${id}: ${name}`);
      // A Cyrillic word with Latin look-alikes would be matched by luck and shown wrongly.
      for (const word of name.split(/[ +-]/)) {
        assert.ok(!/[a-zA-Z]/.test(word) || !/[а-яА-ЯәғқңөұүһіӘҒҚҢӨҰҮҺІ]/.test(word), `${id}: ${name}`);
      }
    }
  }
});

test('searching is fast enough to read a thousand articles in a second', () => {
  const text =
    'Президент Касым-Жомарт Токаев встретился с представителями Wabtec и КТЖ в Вашингтоне. '.repeat(400);
  gazetteer.find(text);
  const begin = performance.now();
  for (let i = 0; i < 5; i++) gazetteer.find(text);
  const perSecond = (text.length * 5) / ((performance.now() - begin) / 1000);
  assert.ok(perSecond > 500_000, `${Math.round(perSecond)} characters per second`);
});
