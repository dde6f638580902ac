import assert from 'node:assert/strict';
import { loadKnowledge } from '../../src/digests.ts';
import { compileKnowledge, type Understanding } from '../../src/domain/understand.ts';

let made: Promise<Understanding> | null = null;

/** The shipped digests, ready for reading; made once per test file. */
export function shippedUnderstanding(): Promise<Understanding> {
  if (made === null) {
    const loaded = loadKnowledge('digests');
    assert.equal(loaded.kind, 'ok', JSON.stringify(loaded));
    made = compileKnowledge(loaded.knowledge);
  }
  return made;
}
