import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Entity } from '../../../src/demo/standin/entity.ts';
import { formatted } from '../../../src/demo/standin/formatted.ts';
import { findEntities } from '../../../src/demo/standin/found.ts';
import { checkLink } from '../../../src/demo/standin/link.ts';
import { FIXES, type Short } from './formattedCases.ts';

const URL = 'https://site.kz/a';

function long([type, offset, length]: Short): Entity {
  const bare = { type, offset, length };
  if (type === 'text_link') return { ...bare, url: URL };
  return type === 'date_time' ? { ...bare, unix_time: 1_700_000_000, date_time_format: 'D' } : bare;
}
const short = ({ type, offset, length }: Entity): Short => [type, offset, length];

for (const { name, text = 'Локомотивостроительный', given, text2, stored } of FIXES) {
  test(`entities: ${name}`, () => {
    const result = formatted(text, given.map(long));
    assert.equal(result.text, text2 ?? text);
    assert.deepEqual(result.entities.map(short), stored);
  });
}

test('of more than 100 entities, links and quotes stay and styles go, last first, without a word', () => {
  const text = 'аб '.repeat(140).trimEnd();
  const links = Array.from({ length: 60 }, (_, index): Short => ['text_link', index * 3, 1]);
  const bold = Array.from({ length: 60 }, (_, index): Short => ['bold', index * 3 + 1, 1]);
  const { entities } = formatted(text, [...bold, ...links].map(long));
  const count = (type: string) => entities.filter((entity) => entity.type === type).length;
  assert.deepEqual([count('text_link'), count('bold'), entities.length], [60, 40, 100]);
  assert.deepEqual(entities.findLast(({ type }) => type === 'bold')?.offset, 39 * 3 + 1);
});

test('found links do not count towards the 100', () => {
  const text = `site.kz ${'аб '.repeat(100)}конец`;
  const bold = Array.from({ length: 100 }, (_, index): Short => ['bold', 8 + index * 3, 1]);
  assert.equal(formatted(text, bold.map(long)).entities.length, 101);
});

const FOUND: readonly (readonly [text: string, found: readonly Short[]])[] = [
  ['/start uranium', [['bot_command', 0, 6]]],
  ['/digest@kopir_bot 7d', [['bot_command', 0, 17]]],
  ['и/или', []],
  ['см. /help.', [['bot_command', 4, 5]]],
  ['a@site.kz', [['email', 0, 9]]],
  [
    'site.kz/news, https://www.gov.kz/x?y=1.',
    [
      ['url', 0, 12],
      ['url', 14, 24],
    ],
  ],
  ['4.5 млрд, т.е. много', []],
  [
    '@kopir_bot и #C5плюс1 $USD',
    [
      ['mention', 0, 10],
      ['hashtag', 13, 8],
      ['cashtag', 22, 4],
    ],
  ],
];
for (const [text, found] of FOUND) {
  test(`found by itself in «${text}»`, () => assert.deepEqual(findEntities(text).map(short), found));
}

const LINKS: readonly (readonly [given: string, stored: string])[] = [
  ['https://Site.KZ', 'https://site.kz/'],
  ['site.kz/Path?q=Ә', 'http://site.kz/Path?q=Ә'],
  ['https://site.kz?x=1', 'https://site.kz/?x=1'],
  ['https://қазақ.қаз/жаңалық', 'https://қазақ.қаз/жаңалық'],
  ['tg://user?id=5', 'tg://user?id=5'],
  ['ftp://site.kz/', 'wrong: Unsupported URL protocol'],
  ['https://site.kz:99999/', 'wrong: Wrong port number specified in the URL'],
  ['https://', 'wrong: URL host is empty'],
  ['https://nodot/', 'wrong: Wrong HTTP URL'],
  ['https://site<.kz/', 'wrong: Disallowed character in URL host'],
];
for (const [given, stored] of LINKS) {
  test(`link ${given}`, () => {
    const checked = checkLink(given);
    assert.equal(checked.kind === 'link' ? checked.url : `wrong: ${checked.why}`, stored);
  });
}

test('whatever entities come over whatever text, what is stored is within it, nested, and stable', () => {
  const seed = Date.now();
  const types = [
    'bold',
    'italic',
    'text_link',
    'code',
    'blockquote',
    'expandable_blockquote',
    'date_time',
    'spoiler',
  ];
  const anEntity = fc.tuple(fc.constantFrom(...types), fc.nat(12), fc.nat(12));
  const aText = fc.string({
    unit: fc.constantFrom('а', 'ж', ' ', '\n', '\r', '.', '/', 'b'),
    minLength: 12,
    maxLength: 30,
  });
  fc.assert(
    fc.property(aText, fc.array(anEntity, { maxLength: 8 }), (text, given) => {
      fc.pre(/[а-яb./]/.test(text));
      const within = given.filter(([, offset, length]) => offset + length <= text.length).map(long);
      const once = formatted(text, within);
      for (const { offset, length } of once.entities) {
        assert.ok(offset >= 0 && length > 0 && offset + length <= once.text.length);
      }
      const whole = once.entities.filter(({ type }) => ['text_link', 'code', 'date_time'].includes(type));
      for (const [index, one] of whole.entries()) {
        for (const two of whole.slice(index + 1)) {
          assert.ok(one.offset + one.length <= two.offset || two.offset + two.length <= one.offset);
        }
      }
      assert.deepEqual(formatted(once.text, once.entities).text, once.text);
    }),
    { seed, numRuns: 300 },
  );
  console.log(`seed ${seed}`);
});
