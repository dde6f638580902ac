import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { charactersIn } from '../../../src/domain/language/characters.ts';

const count = (text: string, kind: RegExp) => text.match(kind)?.length ?? 0;

test('letters, capitals and spaces of a text are counted as Unicode has them', () => {
  assert.deepEqual(charactersIn('ҚР мен АҚШ – 4,2 млрд'), { letters: 12, capitals: 5, spaces: 5 });
  assert.deepEqual(charactersIn(''), { letters: 0, capitals: 0, spaces: 0 });
  const unit = fc.oneof(
    fc.constantFrom(...'аЯқҚiIİß \n\u00a0–7', '𝐀', 'ǅ'),
    fc.string({ unit: 'binary', maxLength: 1 }),
  );
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
      assert.deepEqual(charactersIn(text), {
        letters: count(text, /\p{L}/gu),
        capitals: count(text, /\p{Lu}/gu),
        spaces: count(text, /\s/gu),
      });
    }),
  );
});
