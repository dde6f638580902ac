import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { prefixFilter } from '../../../src/domain/language/prefixFilter.ts';

test('a prefix filter never says no to a word that begins with one of its prefixes', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcабвқңі-'), maxLength: 5 });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), word, word, (prefixes, prefix, rest) => {
      const mayBegin = prefixFilter([...prefixes, prefix]);
      assert.equal(mayBegin(prefix + rest), true);
    }),
  );
});

test('a prefix filter says no to nearly all other words', () => {
  const mayBegin = prefixFilter(['уран', 'виз', 'келі', 'trad']);
  const words =
    'казахстан президент встреча мемлекет басшысы елшісі minister agreement урок визг вин кел tra'.split(' ');
  const passed = words.filter(mayBegin);
  assert.deepEqual(passed, ['визг']);
  assert.equal(prefixFilter([])('уран'), false);
});
