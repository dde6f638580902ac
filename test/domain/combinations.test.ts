import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { combinations } from '../../src/domain/combinations.ts';

const found = (texts: string[], longest: number, opens: (text: string) => boolean = () => true) =>
  [
    ...combinations(
      texts.map((text) => ({ text })),
      longest,
      ({ text }) => opens(text),
    ),
  ].map((items) => items.map(({ text }) => text).join(' '));

test('combinations are one, two and three in their order', () => {
  assert.deepEqual(found(['a', 'b', 'c'], 9), ['a', 'a b', 'a b c', 'a c', 'b', 'b c', 'c']);
  assert.deepEqual(
    found(['a', 'b', 'c'], 9, (text) => text === 'b'),
    ['b', 'b c'],
  );
  assert.deepEqual(found([], 9), []);
});

test('combinations are all that fit, and no other', () => {
  const texts = fc.array(fc.string({ unit: fc.constantFrom('x'), minLength: 1, maxLength: 9 }), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(texts, fc.integer({ min: 0, max: 20 }), (all, longest) => {
      const every = found(all, Number.POSITIVE_INFINITY);
      assert.deepEqual(
        found(all, longest),
        every.filter((text) => text.length <= longest),
      );
    }),
  );
});
