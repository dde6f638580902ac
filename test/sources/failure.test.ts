import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { ReadFailure } from '../../src/app/ports.ts';
import { remedyOf } from '../../src/sources/failure.ts';

test('every failure is told to editors with what can be done about it', () => {
  const declared = /readonly code:([^;]*);/.exec(readFileSync('src/app/ports.ts', 'utf8'))?.[1] ?? '';
  const codes = [...declared.matchAll(/'(\w+)'/g)].map(([, code]) => code as ReadFailure['code']);
  assert.ok(codes.length > 10);
  for (const code of codes)
    assert.match(remedyOf({ kind: 'failed', code, detail: 'why' }), /^\w+: why\. \S.{10}/);
});
