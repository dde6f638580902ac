import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { MAX_CALLBACK_BYTES, MAX_TEXT, MAX_TOAST } from '../../src/telegram/limits.ts';

const docs = ['methods', 'markup', 'inline', 'manage']
  .map((name) => readFileSync(`node_modules/@grammyjs/types/${name}.d.ts`, 'utf8'))
  .join('\n');

/** The largest number of "1-4096 characters" in the documentation of a field. */
function documented(field: string, unit: 'characters' | 'bytes', about: RegExp): number {
  const comments = [...docs.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(\w+)\??:/g)];
  assert.ok(comments.length > 500);
  const found = comments
    .filter(([, comment = '', name]) => name === field && about.test(comment))
    .flatMap(([, comment = '']) => [...comment.matchAll(new RegExp(`\\d+-(\\d+) ${unit}`, 'g'))])
    .map(([, most]) => Number(most));
  assert.ok(found.length > 0, `${field} has no documented limit`);
  return Math.max(...found);
}

const cases: [field: string, unit: 'characters' | 'bytes', about: RegExp, ours: number][] = [
  ['text', 'characters', /message to be sent/, MAX_TEXT],
  ['text', 'characters', /New text of the message/, MAX_TEXT],
  ['text', 'characters', /notification/, MAX_TOAST],
  ['callback_data', 'bytes', /callback query/, MAX_CALLBACK_BYTES],
];
for (const [field, unit, about, ours] of cases) {
  test(`our limit of ${ours} ${unit} for "${field}" (${about.source}) is the documented one`, () => {
    assert.equal(documented(field, unit, about), ours);
  });
}

const profile: [field: string, most: number][] = [
  ['name', 64],
  ['description', 512],
  ['short_description', 120],
];
for (const [field, most] of profile) {
  test(`the bot's ${field} may have the ${most} characters that the locale tests allow`, () => {
    assert.equal(documented(field, 'characters', /New (?:bot name|bot description|short description)/), most);
  });
}
