import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { relevanceJudge } from './relevanceJudge.ts';
import { KIND_RULES } from './relevanceKindRules.ts';
import { PARTY_RULES } from './relevancePartyRules.ts';

let judge: Awaited<ReturnType<typeof relevanceJudge>>;
before(async () => {
  judge = await relevanceJudge();
});

for (const { rule, cases } of [...PARTY_RULES, ...KIND_RULES]) {
  test(rule, () => {
    assert.deepEqual(new Set(cases.map(({ relevant }) => relevant)), new Set([true, false]));
    for (const { title, text, relevant } of cases) {
      // The same holds when the title comes as the text's first sentence.
      for (const [head, body] of [
        [title, text],
        ['', `${title}. ${text}`],
      ] as const) {
        const found = judge(head, body);
        assert.equal(found.relevant, relevant, `${title} ${found.value}: ${found.why.join('; ')}`);
      }
    }
  });
}
