import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { summarizeExtractive } from '../../src/domain/summary.ts';
import { type Understanding, understand } from '../../src/domain/understand.ts';
import { CONTENTS } from './summaryContents.ts';
import { OPENINGS } from './summaryOpenings.ts';
import { shippedUnderstanding } from './understanding.ts';

let u: Understanding;
before(async () => {
  u = await shippedUnderstanding();
});

for (const { name, language, title, text, holds, lacks } of [...OPENINGS, ...CONTENTS])
  test(`${language}: ${name}`, () => {
    const { read } = understand({ title, text: text.join('\n') }, u);
    const told = summarizeExtractive([{ articleId: 1, read, title }], language)
      ?.sentences.map((sentence) => sentence.text)
      .join(' ');
    assert.ok(told !== undefined);
    for (const piece of holds) assert.ok(told.includes(piece), `no «${piece}» in: ${told}`);
    for (const piece of lacks) assert.ok(!told.includes(piece), `«${piece}» in: ${told}`);
  });
