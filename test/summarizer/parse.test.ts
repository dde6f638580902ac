import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type ModelAnswer, parseAnswer } from '../../src/summarizer/parse.ts';

const ANSWER: ModelAnswer = {
  headline: 'Казахстан и США подписали меморандум',
  sentences: [
    { text: 'Первое предложение {с} "кавычками" и \\ чертой.', from: [1, 2] },
    { text: 'Второе предложение.', from: [3] },
  ],
};
const JSON_TEXT = JSON.stringify(ANSWER);
const other = { ...ANSWER, headline: 'Другой заголовок' };

const READABLE: { name: string; raw: string }[] = [
  { name: 'bare JSON', raw: JSON_TEXT },
  { name: 'indented JSON', raw: JSON.stringify(ANSWER, null, 2) },
  { name: 'a fence with its language', raw: `\`\`\`json\n${JSON_TEXT}\n\`\`\`` },
  { name: 'a fence and small talk', raw: `Here is the summary:\n\`\`\`\n${JSON_TEXT}\n\`\`\`\nLet me know!` },
  { name: 'thoughts before it', raw: `<think>Let me see {"a": 1}</think>\n${JSON_TEXT}` },
  { name: 'thoughts that hold a draft', raw: `<think>${JSON.stringify(other)}</think>${JSON_TEXT}` },
  { name: 'thoughts whose opening mark the server cut off', raw: `I think {x}\n</think>\n${JSON_TEXT}` },
  { name: 'thoughts that are never closed', raw: `<think>First, the facts. The answer: ${JSON_TEXT}` },
  { name: 'thoughts by another name', raw: `<reasoning effort="high">…</reasoning>${JSON_TEXT}` },
  { name: 'a brace that nothing closes before it', raw: `{ oh: ${JSON_TEXT}` },
  { name: 'a comma too many', raw: JSON_TEXT.replace('[3]}]', '[3,],},]') },
  { name: 'sources as text', raw: JSON_TEXT.replace('[1,2]', '["1","[2]"]').replace('[3]', '"3"') },
  { name: 'a source without brackets', raw: JSON_TEXT.replace('[3]', '3') },
  { name: 'fields nobody asked for', raw: JSON_TEXT.replace('{', '{"confidence":1,') },
  { name: 'another object before it', raw: `{"note":"ok"}\n${JSON_TEXT}` },
];
for (const { name, raw } of READABLE) {
  test(`an answer is found in ${name}`, () => assert.deepEqual(parseAnswer(raw), ANSWER));
}

const UNREADABLE: { name: string; raw: string }[] = [
  { name: 'nothing', raw: '' },
  { name: 'a page of HTML', raw: '<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>' },
  { name: 'prose', raw: 'Казахстан и США подписали меморандум.' },
  { name: 'half an object', raw: JSON_TEXT.slice(0, -20) },
  { name: 'thoughts alone', raw: '<think>Hm, what shall I write about {this}' },
  { name: 'a list', raw: '[1, 2, 3]' },
  { name: 'no headline', raw: JSON.stringify({ sentences: ANSWER.sentences }) },
  { name: 'an empty headline', raw: JSON.stringify({ ...ANSWER, headline: ' \u200b ' }) },
  { name: 'one sentence', raw: JSON.stringify({ ...ANSWER, sentences: ANSWER.sentences.slice(0, 1) }) },
  {
    name: 'five sentences',
    raw: JSON.stringify({ ...ANSWER, sentences: Array(5).fill(ANSWER.sentences[0]) }),
  },
  {
    name: 'sentences without sources',
    raw: JSON.stringify({ ...ANSWER, sentences: [{ text: 'А.' }, { text: 'Б.' }] }),
  },
  { name: 'sources that are no numbers', raw: JSON_TEXT.replace('[3]', '["the third"]') },
  { name: 'text that is no text', raw: JSON_TEXT.replace('"Второе предложение."', '7') },
  { name: 'a megabyte', raw: `${'x'.repeat(1_000_000)}${JSON_TEXT}` },
];
for (const { name, raw } of UNREADABLE) {
  test(`no answer is found in ${name}`, () => assert.equal(parseAnswer(raw), null));
}

test('line breaks and invisible characters of an answer are gone', () => {
  const raw = JSON.stringify({ ...ANSWER, headline: 'Казахстан\u200b и\n США\u202e' });
  assert.equal(parseAnswer(raw)?.headline, 'Казахстан и США');
});

test('whatever a model writes, the parser does not throw and keeps to the shape', () => {
  const mark = fc.constantFrom(
    '{',
    '}',
    '"',
    '\\',
    '<think>',
    '</think>',
    '```json\n',
    '[',
    ']',
    ',',
    JSON_TEXT,
  );
  const soup = fc
    .array(fc.oneof(mark, fc.string({ unit: 'binary' }), fc.json()))
    .map((parts) => parts.join(''));
  let found = 0;
  fc.assert(
    fc.property(soup, (raw) => {
      const answer = parseAnswer(raw);
      if (answer === null) return;
      found += 1;
      assert.ok(answer.headline !== '' && answer.sentences.length >= 2 && answer.sentences.length <= 4);
      for (const { text, from } of answer.sentences)
        assert.ok(text !== '' && !text.includes('\n') && from.every(Number.isInteger));
    }),
    { numRuns: 2000 },
  );
  assert.ok(found > 0, 'some of it was an answer');
});

test('hostile text takes no time', () => {
  const started = performance.now();
  for (const piece of ['{', '{"', '<think>', '</think>', '{"a":', '}', '\\"', '{{}'])
    assert.equal(parseAnswer(piece.repeat(Math.floor(100_000 / piece.length))), null);
  assert.ok(performance.now() - started < 2000, `${Math.round(performance.now() - started)} ms`);
});
