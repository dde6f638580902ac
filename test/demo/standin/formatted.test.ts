import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Entity } from '../../../src/demo/standin/entity.ts';
import { formatted } from '../../../src/demo/standin/formatted.ts';
import { findEntities } from '../../../src/demo/standin/found.ts';
import { checkLink } from '../../../src/demo/standin/link.ts';

const URL = 'https://site.kz/a';

/** An entity in short: type, offset, length, and a URL for links. */
type Short = readonly [type: string, offset: number, length: number];

function long([type, offset, length]: Short): Entity {
  const bare = { type, offset, length };
  if (type === 'text_link') return { ...bare, url: URL };
  return type === 'date_time' ? { ...bare, unix_time: 1_700_000_000, date_time_format: 'D' } : bare;
}
const short = ({ type, offset, length }: Entity): Short => [type, offset, length];

const FIXES: readonly {
  readonly name: string;
  readonly text?: string;
  readonly given: readonly Short[];
  readonly text2?: string;
  readonly stored: readonly Short[];
}[] = [
  {
    name: 'bold and link over the same words stay, the link outside',
    given: [
      ['bold', 0, 4],
      ['text_link', 0, 4],
    ],
    stored: [
      ['text_link', 0, 4],
      ['bold', 0, 4],
    ],
  },
  {
    name: 'an entity of length 0 is dropped',
    given: [
      ['bold', 2, 0],
      ['italic', 0, 1],
    ],
    stored: [['italic', 0, 1]],
  },
  {
    name: 'the later of two overlapping links is dropped',
    given: [
      ['text_link', 0, 4],
      ['text_link', 2, 4],
    ],
    stored: [['text_link', 0, 4]],
  },
  {
    name: 'code inside a link is dropped',
    given: [
      ['text_link', 0, 6],
      ['code', 2, 2],
    ],
    stored: [['text_link', 0, 6]],
  },
  {
    name: 'a date under bold loses the bold',
    given: [
      ['bold', 0, 8],
      ['date_time', 2, 4],
    ],
    stored: [
      ['bold', 0, 2],
      ['date_time', 2, 4],
      ['bold', 6, 2],
    ],
  },
  {
    name: 'a date under a link is dropped',
    given: [
      ['text_link', 0, 8],
      ['date_time', 2, 4],
    ],
    stored: [['text_link', 0, 8]],
  },
  {
    name: 'bold in code is dropped',
    given: [
      ['code', 0, 6],
      ['bold', 2, 2],
    ],
    stored: [['code', 0, 6]],
  },
  {
    name: 'a quote holds bold, a link and a date',
    given: [
      ['expandable_blockquote', 0, 10],
      ['bold', 0, 2],
      ['text_link', 3, 2],
      ['date_time', 6, 2],
    ],
    stored: [
      ['expandable_blockquote', 0, 10],
      ['bold', 0, 2],
      ['text_link', 3, 2],
      ['date_time', 6, 2],
    ],
  },
  {
    name: 'a quote in a quote is dropped',
    given: [
      ['blockquote', 0, 10],
      ['expandable_blockquote', 2, 4],
    ],
    stored: [['blockquote', 0, 10]],
  },
  {
    name: 'a link over the border of a quote is dropped',
    given: [
      ['blockquote', 0, 5],
      ['text_link', 3, 5],
    ],
    stored: [['blockquote', 0, 5]],
  },
  {
    name: 'a link around a quote is dropped',
    given: [
      ['text_link', 0, 8],
      ['blockquote', 2, 3],
    ],
    stored: [['blockquote', 2, 3]],
  },
  {
    name: 'bold over the border of a quote is cut there',
    given: [
      ['blockquote', 0, 5],
      ['bold', 3, 5],
    ],
    stored: [
      ['blockquote', 0, 5],
      ['bold', 3, 2],
      ['bold', 5, 3],
    ],
  },
  {
    name: 'styles that half-overlap are cut where the second begins',
    given: [
      ['bold', 0, 5],
      ['italic', 3, 5],
    ],
    stored: [
      ['bold', 0, 3],
      ['italic', 3, 5],
      ['bold', 3, 2],
    ],
  },
  {
    name: 'touching bold is joined',
    given: [
      ['bold', 0, 3],
      ['bold', 3, 3],
    ],
    stored: [['bold', 0, 6]],
  },
  {
    name: 'white space at both ends goes, and entities move along',
    text: '  абв  ',
    given: [['bold', 2, 5]],
    text2: 'абв',
    stored: [['bold', 0, 3]],
  },
  {
    name: 'white space under an entity in front stays outside it',
    text: 'а бв',
    given: [['bold', 1, 3]],
    stored: [['bold', 2, 2]],
  },
  { name: 'bold over white space only is dropped', text: 'а  б', given: [['bold', 1, 2]], stored: [] },
  {
    name: 'control characters become spaces',
    text: 'а\u0001б\tв',
    given: [['bold', 2, 1]],
    text2: 'а б в',
    stored: [['bold', 2, 1]],
  },
  {
    name: 'carriage returns and bidi marks vanish, and entities move along',
    text: 'а\r\nб\u202eвг',
    given: [
      ['bold', 3, 3],
      ['italic', 0, 1],
    ],
    text2: 'а\nбвг',
    stored: [
      ['italic', 0, 1],
      ['bold', 2, 2],
    ],
  },
  { name: 'emoji count as two units', text: '👍👍 да', given: [['bold', 2, 2]], stored: [['bold', 2, 2]] },
  {
    name: 'links in the text are found beside given entities',
    text: 'см. site.kz',
    given: [['bold', 0, 3]],
    stored: [
      ['bold', 0, 3],
      ['url', 4, 7],
    ],
  },
  {
    name: 'nothing is found inside a link or code',
    text: 'site.kz /help',
    given: [
      ['text_link', 0, 7],
      ['code', 8, 5],
    ],
    stored: [
      ['text_link', 0, 7],
      ['code', 8, 5],
    ],
  },
];

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
