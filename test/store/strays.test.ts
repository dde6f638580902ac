import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLostConnection } from '../../src/store/strays.ts';

const coded = (code: string) => Object.assign(new Error(code), { code });
const written = Object.assign(new TypeError("Cannot read properties of null (reading 'write')"), {
  stack: 'TypeError: …\n    at Immediate.nextWrite (/app/node_modules/postgres/cjs/src/connection.js:255:22)',
});

const CASES: { name: string; error: unknown; harmless: boolean }[] = [
  { name: 'a write to a closed socket inside the driver', error: written, harmless: true },
  { name: 'a closed connection', error: coded('CONNECTION_CLOSED'), harmless: true },
  {
    name: 'a server that shuts down, behind a query',
    error: new Error('Failed query', { cause: coded('57P01') }),
    harmless: true,
  },
  { name: 'a server that is not there any more', error: coded('ECONNREFUSED'), harmless: true },
  { name: 'a mistake of our own', error: new TypeError('x is not a function'), harmless: false },
  { name: 'a refused value', error: coded('23514'), harmless: false },
  { name: 'a thrown word', error: 'CONNECTION_CLOSED', harmless: false },
];
for (const { name, error, harmless } of CASES) {
  test(`${name} ${harmless ? 'lets the program go on' : 'ends it'}`, () => {
    assert.equal(isLostConnection(error), harmless);
  });
}
