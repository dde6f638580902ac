import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parsePage } from '../../src/sources/dom.ts';
import { isTooComplex } from '../../src/sources/markup.ts';

function parsed(html: string) {
  const document = parsePage(html);
  assert.ok(document, 'it is not too deep');
  return document;
}
const textOf = (html: string) => (parsed(html).body.textContent ?? '').replace(/\s+/g, ' ').trim();

const SHAPES: { name: string; html: string }[] = [
  {
    name: 'whose root stands in comments for old browsers',
    html: '<!doctype html><!--[if lt IE 9]> <html class="ie"> <![endif]--><!--[if gt IE 8]><!--> <html> <!--<![endif]--><head><title>t</title></head><body><p>one</p> <p>two</p></body></html>',
  },
  {
    name: 'that goes on after its end',
    html: '<html><head></head><body><p>one</p></body></html> <p>two</p>',
  },
  {
    name: 'with another page pasted into it',
    html: '<html><head></head><body><p>one</p> <html><head><meta name="x"></head><body><p>two</p></body></html></body></html>',
  },
  {
    name: 'whose script writes a body',
    html: '<html><head><script>document.write("<body><p>no</p>")</script></head><body>one <p>two</p>',
  },
  { name: 'with an empty comment', html: '<html><body>one <!-->two</body></html>' },
  {
    name: 'with an XML declaration',
    html: '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd"><html xmlns="x"><head><title>t</title></head><body>one two</body></html>',
  },
  { name: 'that is nothing but text and one element', html: 'one <b>two</b>' },
  { name: 'whose head holds an element of the body', html: '<html><head><div>one</div> <p>two</p></html>' },
];
for (const { name, html } of SHAPES) {
  test(`a page ${name} keeps its text in its body`, () => assert.equal(textOf(html), 'one two'));
}

const SOUP: { html: string; is: string }[] = [
  {
    html: '<table><tr><td><p><b>one<p>two<td>three</table>four',
    is: '<table><tr><td><p><b>one</b></p><p>two</p></td><td>three</td></tr></table>four',
  },
  { html: '<p><i>a<p>b<div>c</div></p>d', is: '<p><i>a</i></p><p>b</p><div>c</div>d' },
  { html: '<a href="1">x <a href="2">y</a> z', is: '<a href="1">x </a><a href="2">y</a> z' },
  { html: '<ul><li>a<ul><li>b</ul><li>c</ul>', is: '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>' },
  { html: '<p>a</p></div></td><p>b', is: '<p>a</p><p>b</p>' },
];
for (const { html, is } of SOUP) {
  test(`${html} is mended as browsers do`, () => assert.equal(parsed(html).body.innerHTML, is));
}

test('tags and attributes in capitals are found', () => {
  const document = parsed(
    '<HTML><HEAD><META NAME="Author" CONTENT="A \'B\' Name=C"></HEAD><BODY CLASS=wide><P CLASS=Lead>x</P></BODY></HTML>',
  );
  assert.equal(document.querySelector('meta[name="Author"]')?.getAttribute('content'), "A 'B' Name=C");
  assert.equal(document.body.className, 'wide');
  assert.equal(document.querySelector('p')?.className, 'Lead');
});

test('scripts are left out, JSON-LD is not', () => {
  const html =
    '<html><body><script>if(a<b){}</script><script type="application/ld+json">{"a":"<p>"}</script><style>p{}</style>x</body></html>';
  const scripts = [...parsed(html).querySelectorAll('script, style')];
  assert.deepEqual(
    scripts.map(({ textContent }) => textContent),
    ['{"a":"<p>"}'],
  );
});

test('whatever is parsed has a body, and depth is counted without building anything', () => {
  const piece = fc.constantFrom(
    '<html>',
    '</html>',
    '<head>',
    '</head>',
    '<body x="<p>">',
    '<html lang="ru>',
    "<body class='a",
    '</body>',
    '<!--',
    '-->',
    '<p',
    '>',
    '<title>',
    '</title>',
    '<script>',
    '</script>',
    "<div a='\">'>",
    '</div>',
    '"',
    'word ',
    '<![CDATA[',
    ']]>',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const html = pieces.join('');
      assert.equal(isTooComplex(html), false);
      assert.equal(parsed(html).body.localName, 'body');
    }),
    { numRuns: 500 },
  );
});

const LINKS = '<a href="/x">слово</a> ';
for (const [name, html, isParsed] of [
  ['as many elements as the longest page has', LINKS.repeat(45_000), true],
  ['more elements than any', LINKS.repeat(60_000), false],
  ['as many, a hundred deep', `${'<div>'.repeat(100)}${LINKS.repeat(25_000)}`, true],
  ['as many, five hundred deep', `${'<div>'.repeat(500)}${LINKS.repeat(25_000)}`, false],
  ['few elements, deep', '<div>'.repeat(500), true],
  ['few elements, deeper than any page', '<div>'.repeat(600), false],
  ['unclosed paragraphs, which are no depth', '<p>Текст '.repeat(40_000), true],
] as const) {
  test(`a page of ${name} is ${isParsed ? '' : 'not '}parsed`, () => {
    assert.equal(parsePage(`<html><body><article>${html}</article></body></html>`) !== null, isParsed);
  });
}
