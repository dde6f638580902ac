import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog } from '../src/log.ts';

const TOKEN = '123456789:AAabcdefghijklmnopqrstuvwxyz0123456';
const PASSWORD = 'p@ss"word';

function linesOf(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog('info', [TOKEN, PASSWORD], (line) => lines.push(line)));
  assert.ok(lines.length > 0, 'something was logged');
  for (const line of lines) JSON.parse(line);
  return lines.join('');
}

const LEAKS: { name: string; write: (log: ReturnType<typeof createLog>) => void }[] = [
  { name: 'in a message', write: (log) => log.info(`token ${TOKEN} password ${PASSWORD}`) },
  { name: 'in a field', write: (log) => log.info({ where: { deep: [TOKEN, PASSWORD] } }, 'x') },
  { name: 'in an error', write: (log) => log.error(new Error(`GET /bot${TOKEN}/getMe ${PASSWORD}`)) },
  {
    name: 'in a cause of a cause',
    write: (log) =>
      log.error({
        err: new Error('a', {
          cause: new Error('b', { cause: new Error(`postgres://u:${PASSWORD}@db ${TOKEN}`) }),
        }),
      }),
  },
  {
    name: 'as a thrown object',
    write: (log) => log.error({ err: { url: `/bot${TOKEN}/x`, password: PASSWORD } }),
  },
];
for (const { name, write } of LEAKS) {
  test(`no secret is logged ${name}`, () => {
    const said = linesOf(write);
    assert.ok(!said.includes(TOKEN) && !said.includes('AAabcdef'), said);
    assert.ok(!said.includes('p@ss') && !said.includes('ss\\"word'), said);
    assert.match(said, /\[secret\]|\[credentials\]|\[token\]/);
  });
}

test('a token that is not ours is hidden too', () => {
  assert.doesNotMatch(
    linesOf((log) => log.info('bot987654321:BBabcdefghijklmnopqrstuvwxyz0123456')),
    /BBabc/,
  );
});

test('a failed query is logged without its parameters, in the stack too', () => {
  const cause = Object.assign(new Error('relation "x" does not exist'), { code: '42P01' });
  const said = linesOf((log) =>
    log.error(
      { err: new Error('Failed query: select $1\nparams: 710000002,слова читателя', { cause }) },
      'x',
    ),
  );
  assert.doesNotMatch(said, /710000002|слова читателя/);
  assert.match(said, /Failed query: select \$1/);
  assert.match(said, /42P01/);
  assert.match(said, /log\.test\.ts/, 'the stack is still there');
});
