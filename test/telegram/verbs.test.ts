import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { VERBS } from '../../src/telegram/callbacks.ts';

const twice = (words: readonly string[]) => words.filter((word, index) => words.indexOf(word) < index);

test('every verb of a button is one verb, and one feature answers it', () => {
  assert.ok(VERBS.length > 20);
  assert.deepEqual(twice(VERBS), []);
  const answered = globSync('src/telegram/**/*.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\bonVerb\(\s*composer,\s*'(\w+)'/g)].map(
      ([, verb = '']) => verb,
    ),
  );
  assert.ok(answered.length > 20, 'it saw the features');
  assert.deepEqual(twice(answered), []);
});
