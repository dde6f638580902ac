import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isPlain, lettersAndDigits } from '../../../src/domain/language/plain.ts';

const cases: { text: string; left: string }[] = [
  { text: '«Самрұқ-Қазына» – 4,2 млрд ₸!', left: 'СамрұқҚазына42млрд' },
  { text: 'U.S. & KTZ’s deal…', left: 'USKTZsdeal' },
  { text: 'Erdoğan · 5 °C', left: 'Erdoğan5C' },
  { text: '— …', left: '' },
];
for (const { text, left } of cases)
  test(`letters and digits of «${text}» are «${left}»`, () => assert.equal(lettersAndDigits(text), left));

test('a plain text has the same letters and digits by either class', () => {
  const unit = fc.oneof(
    fc.constantFrom(...'абқӘё Qz09.,«»„“”‘’–—…№₸€-\n҂ğ½'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  );
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 30 }), (text) => {
      assert.equal(lettersAndDigits(text), text.replace(/[^\p{L}\p{N}]+/gu, ''));
      if (isPlain(text)) assert.match(text.replace(/[^\p{L}\p{N}]+/gu, ''), /^[A-Za-z0-9\u0400-\u052f]*$/);
    }),
  );
});
