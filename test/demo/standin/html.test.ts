import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseHtml } from '../../../src/demo/standin/html.ts';

const PARSED: readonly (readonly [html: string, text: string, entities: readonly object[]])[] = [
  [
    '<b>а</b> <STRONG>б</strong>',
    'а б',
    [
      { type: 'bold', offset: 0, length: 1 },
      { type: 'bold', offset: 2, length: 1 },
    ],
  ],
  [
    '<i>а</i><em>б</em>',
    'аб',
    [
      { type: 'italic', offset: 0, length: 1 },
      { type: 'italic', offset: 1, length: 1 },
    ],
  ],
  [
    '<s>а</s><strike>б</strike><del>в</del>',
    'абв',
    [0, 1, 2].map((offset) => ({ type: 'strikethrough', offset, length: 1 })),
  ],
  ['<u>а</u><ins>б</ins>', 'аб', [0, 1].map((offset) => ({ type: 'underline', offset, length: 1 }))],
  [
    '<tg-spoiler>а</tg-spoiler><span class="tg-spoiler">б</span>',
    'аб',
    [0, 1].map((offset) => ({ type: 'spoiler', offset, length: 1 })),
  ],
  [
    '<a href="https://site.kz/?a=1&amp;b=2">👍</a>',
    '👍',
    [{ type: 'text_link', offset: 0, length: 2, url: 'https://site.kz/?a=1&b=2' }],
  ],
  ['<a href="nodot">слово</a>', 'слово', []],
  [
    "<a href='tg://user?id=7'>он</a>",
    'он',
    [{ type: 'text_mention', offset: 0, length: 2, user: { id: 7 } }],
  ],
  [
    '<pre><code class="language-ts">x</code></pre>',
    'x',
    [{ type: 'pre', offset: 0, length: 1, language: 'ts' }],
  ],
  ['<code class="language-ts">x</code>', 'x', [{ type: 'code', offset: 0, length: 1 }]],
  ['<blockquote expandable>а</blockquote>', 'а', [{ type: 'expandable_blockquote', offset: 0, length: 1 }]],
  ['<blockquote>а</blockquote>', 'а', [{ type: 'blockquote', offset: 0, length: 1 }]],
  [
    '<tg-time unix="1700000000" format="Dt">днём</tg-time>',
    'днём',
    [{ type: 'date_time', offset: 0, length: 4, unix_time: 1_700_000_000, date_time_format: 'Dt' }],
  ],
  [
    '<tg-emoji emoji-id="5">👍</tg-emoji>',
    '👍',
    [{ type: 'custom_emoji', offset: 0, length: 2, custom_emoji_id: '5' }],
  ],
  ['&lt;&gt;&amp;&quot;&nbsp;&#8212;&#x2014;', '<>&"&nbsp;——', []],
  ['5 > 3', '5 > 3', []],
  ['<b></b>а', 'а', []],
  ['<b>а</>', 'а', [{ type: 'bold', offset: 0, length: 1 }]],
];
for (const [html, text, entities] of PARSED) {
  test(`HTML ${html}`, () => assert.deepEqual(parseHtml(html), { text, entities }));
}

const REFUSED: readonly (readonly [html: string, says: string])[] = [
  ['я <p>а</p>', 'Unsupported start tag "p" at byte offset 3'],
  ['а < б', 'Unsupported start tag "" at byte offset 3'],
  ['<b', 'Unclosed start tag at byte offset 0'],
  ['<a href="x', 'Unclosed start tag at byte offset 0'],
  ['<a href=', 'Unclosed start tag "a" at byte offset 0'],
  ['<a ="x">а</a>', 'Empty attribute name in the tag "a" at byte offset 0'],
  ['<a href>а</a>', 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'],
  ['<a href=x_y>а</a>', 'Unexpected end of name token at byte offset 8'],
  ['а</b>', 'Unexpected end tag at byte offset 2'],
  ['<b>а</b', 'Unclosed end tag at byte offset 5'],
  ['<b><i>а</b></i>', 'Unmatched end tag at byte offset 8, expected "</i>", found "</b>"'],
  ['<b>а', 'Can\'t find end tag corresponding to start tag "b"'],
  ['<span class="big">а</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
  ['<tg-emoji emoji-id="x">👍</tg-emoji>', 'Invalid custom emoji identifier specified'],
];
for (const [html, says] of REFUSED) {
  test(`HTML ${html} is refused`, () =>
    assert.throws(() => parseHtml(html), { message: `Bad Request: can't parse entities: ${says}` }));
}
