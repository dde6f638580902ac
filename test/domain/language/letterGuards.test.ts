import assert from 'node:assert/strict';
import { test } from 'node:test';
import { letterGuards } from '../../../src/domain/language/letterGuards.ts';

const cases: { pieces: string[]; text: string; passes: boolean }[] = [
  { pieces: ['сілтеме жаса'], text: 'Оған СІЛТЕМЕ жасады', passes: true },
  { pieces: ['сілтеме жаса'], text: 'Оған жүгінді', passes: false },
  { pieces: [' он ', ' она '], text: '«Он» сказал', passes: true },
  { pieces: [' он ', ' она '], text: 'Она: да', passes: true },
  { pieces: [' он ', ' она '], text: 'слон онемел', passes: false },
  { pieces: ['visit'], text: 'A VISIT to Astana', passes: true },
  { pieces: ['visit'], text: '', passes: false },
];
for (const { pieces, text, passes } of cases)
  test(`«${text}» ${passes ? 'passes' : 'does not pass'} a guard for ${pieces.join(' or ')}`, () => {
    const guards = letterGuards();
    const guard = guards.add(pieces);
    assert.equal(guards.passing(text)[guard], Number(passes));
  });

test('a text is judged anew after a guard was added, and after many others', () => {
  const guards = letterGuards();
  const first = guards.add(['визит']);
  const text = 'Визит начался, подписан договор.';
  assert.equal(guards.passing(text)[first], 1);
  const second = guards.add(['догово']);
  for (let i = 0; i < 20; i++) {
    assert.equal(guards.passing(`Строка номер ${i}`)[first], 0);
    assert.deepEqual([...guards.passing(text)], [1, 1]);
  }
  assert.equal(guards.passing('Договор')[second], 1);
});

test('texts that differ in capitals, marks and digits only pass the same guards, those with other letters do not', () => {
  const guards = letterGuards();
  const guard = guards.add(['о том']);
  const alike = ['Речь — о том, что будет', '«речь» о том: что будет', '  РЕЧЬ 5 о ТОМ что БУДЕТ!!!'];
  for (const text of alike) assert.equal(guards.passing(text)[guard], 1, text);
  for (const text of ['Речь отом, что будет', 'Речь от ом, что будет', 'Речь о т', 'Речь', '... ', ''])
    assert.equal(guards.passing(text)[guard], 0, text);
});
