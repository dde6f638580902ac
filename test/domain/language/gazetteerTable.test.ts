import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { GazetteerEntry } from '../../../src/domain/knowledge.ts';
import { compileGazetteer } from '../../../src/domain/language/gazetteer.ts';

const entries: GazetteerEntry[] = JSON.parse(readFileSync('digests/reading/gazetteer.json', 'utf8'));
const gazetteer = compileGazetteer(entries);
const table = readFileSync('test/fixtures/gazetteerTable.txt', 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split(' | '));
const finds = (text: string, id: string) => gazetteer.find(`… ${text} …`).some(({ entity }) => entity === id);

test('every entry has a form that is found and one that is not, in Russian, Kazakh and English', () => {
  const lacking = new Set(entries.map(({ id }) => id));
  for (const [id = '', ...forms] of table)
    if (forms.length === 6 && forms.every((form) => form.trim() !== '')) lacking.delete(id);
  assert.deepEqual([...lacking], []);
  assert.equal(table.length, entries.length, 'the table has a line for what is no entry, or two for one');
});

for (const [column, language] of [
  [1, 'ru'],
  [3, 'kk'],
  [5, 'en'],
] as const) {
  test(`the forms of the table are found, and the others are not (${language})`, () => {
    const lost = table.flatMap((row) =>
      finds(row[column] ?? '', row[0] ?? '') ? [] : [`${row[0]}: ${row[column]}`],
    );
    const wrong = table.flatMap((row) =>
      finds(row[column + 1] ?? '', row[0] ?? '') ? [`${row[0]}: ${row[column + 1]}`] : [],
    );
    assert.deepEqual({ lost, wrong }, { lost: [], wrong: [] });
  });
}
