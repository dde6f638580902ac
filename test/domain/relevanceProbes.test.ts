import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { relevanceJudge } from './relevanceJudge.ts';

const FOLDER = new URL('../fixtures/relevance/', import.meta.url);

/** Short pieces of test/fixtures/relevance. A block is `=== yes or no | what it is of`, a title (may be empty), the text. */
const pieces = readdirSync(FOLDER).flatMap((file) =>
  readFileSync(new URL(file, FOLDER), 'utf8')
    .split(/^=== /m)
    .slice(1)
    .map((block) => {
      const [head = '', title = '', ...text] = block.trimEnd().split('\n');
      const [relevant = '', about = ''] = head.split('|').map((part) => part.trim());
      return {
        language: file.slice(0, -4),
        relevant: relevant === 'yes',
        about,
        title,
        text: text.join('\n'),
      };
    }),
);

let judge: Awaited<ReturnType<typeof relevanceJudge>>;
before(async () => {
  judge = await relevanceJudge();
});

test('there are short pieces of both kinds in every language', () => {
  for (const [language, least] of Object.entries({ ru: 60, kk: 60, en: 60, other: 25 })) {
    const own = pieces.filter((piece) => piece.language === language);
    assert.ok(own.length >= least, `${language}: ${own.length}`);
    const relevant = own.filter((piece) => piece.relevant).length / own.length;
    assert.ok(relevant > 0.3 && relevant < 0.7, `${language}: ${relevant}`);
  }
});

for (const language of ['ru', 'kk', 'en', 'other'])
  describe(`short pieces (${language})`, () => {
    for (const piece of pieces.filter((each) => each.language === language))
      test(`${piece.about}: "${piece.title || piece.text.slice(0, 60)}" is ${piece.relevant ? '' : 'not '}relevant`, () => {
        const { value, relevant, why } = judge(piece.title, piece.text);
        assert.equal(relevant, piece.relevant, `${value}: ${why.join('; ')}`);
      });
  });
