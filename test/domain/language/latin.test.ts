import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inLatin } from '../../../src/domain/language/latin.ts';

for (const [text, latin] of [
  ['егемен қазақстан', 'egemen qazaqstan'],
  ['щучинск', 'shuchinsk'],
  ['жаңаөзен', 'zhanaozen'],
  ['объявление', 'obyavlenie'],
  ['time.kz 2026', 'time.kz 2026'],
] as const) {
  test(`«${text}» in Latin letters is "${latin}"`, () => assert.equal(inLatin(text), latin));
}
