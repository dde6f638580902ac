import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type EntriesDocument, readFeed } from '../../src/sources/feed.ts';
import { itemContext } from '../support/itemContext.ts';

const context = itemContext('https://dala.example/rss/kk.xml', '2025-11-10T00:00:00Z');
const item = (n: number) =>
  `<item><title><![CDATA[Новость ${n}]]></title><link>https://dala.example/${n}</link><description>О новости ${n}</description><pubDate>06.11.2025 21:30</pubDate></item>`;
const rss = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Лента</title>${items}</channel></rss>`;
const rdf = (items: string) =>
  `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>Лента</title><items><rdf:Seq><rdf:li resource="1"/></rdf:Seq></items></channel>${items}</rdf:RDF>`;
const entry = (n: number) =>
  `<entry><title>Новость ${n}</title><link href="https://dala.example/${n}"/><id>${n}</id><content type="html">&lt;p&gt;О новости ${n}&lt;/p&gt;</content></entry>`;
const atom = (entries: string) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>Лента</title>${entries}</feed>`;

function feed(text: string): EntriesDocument {
  const reading = readFeed(text, context);
  if (reading.kind === 'failed') assert.fail(`${reading.code}: ${reading.detail}`);
  return reading;
}
const THREE = [1, 2, 3].map((n) => [`Новость ${n}`, `https://dala.example/${n}`, `О новости ${n}`]);
const told = (text: string) => feed(text).entries.map(({ title, url, text: words }) => [title, url, words]);

const whole = rss(item(1) + item(2) + item(3));
const second = (from: string, to: string) => rss(item(1) + item(2).replace(from, to) + item(3));
const BROKEN: [string, string][] = [
  ['an item without its end', second('</item>', '')],
  ['an item without its beginning tag closed', rss(`${item(1)}<item${item(2)}${item(3)}`)],
  ['a title without its end', second('</title>', '')],
  ['a link without its end', second('</link>', '')],
  ['a description without its end', second('</description>', '')],
  ['CDATA without its end', second(']]>', '')],
  ['a stray end', second('</title>', '</title></b></x>')],
  ['an unknown element without its end', second('<link>', '<media:thing><link>')],
  ['a lost quote', second('<link>', '<enclosure url="x/><link>')],
  ['no end of the channel', whole.replace('</channel>', '')],
  ['no end at all', whole.replace('</channel></rss>', '')],
  ['a channel title without its end', whole.replace('Лента</title>', 'Лента')],
  ['an advertisement behind its end', `${whole}<script>track()</script>`],
  ['a warning before it', `<br />\n<b>Warning</b>: fopen() in <b>/x.php</b><br />\n${whole}`],
  ['words before it', `Notice: Undefined index\n${whole}`],
  ['a root that is no tag', whole.replace('<rss version="2.0">', '<rss version="2.0" <channel>')],
  ['an envelope around it', `<soap:Envelope><soap:Body>${whole.slice(21)}</soap:Body></soap:Envelope>`],
  ['a comment that looks like markup', whole.replace('<rss', '<!-- <b> of <item> --><rss')],
  ['an item beside its channel', `${whole.replace(item(3), '').replace('</rss>', '')}${item(3)}</rss>`],
  ['half an item behind its last', whole.replace('</channel></rss>', '<item><title>Поло')],
  ['RDF and without the end of its list', rdf(item(1) + item(2) + item(3)).replace('</rdf:Seq></items>', '')],
  ['RDF and without the end of an item', rdf(item(1) + item(2).replace('</item>', '') + item(3))],
  ['Atom and without the end of an entry', atom(entry(1) + entry(2).replace('</entry>', '') + entry(3))],
  ['Atom and cut behind its last entry', atom(entry(1) + entry(2) + entry(3)).replace('</feed>', '<ent')],
];
for (const [name, text] of BROKEN) {
  test(`a feed with ${name} is read in full`, () => assert.deepEqual(told(text), THREE));
}

test('a feed is said to be repaired when it was, and only then', () => {
  assert.equal(feed(whole).repaired, false);
  assert.equal(feed(second('</title>', '')).repaired, true);
  assert.equal(feed(whole.replace('</channel></rss>', '')).repaired, true);
  assert.equal(feed(rss('')).repaired, false);
  const odd =
    '<item><title>x</title><дата вид="a>b">1</дата><_x:y.z-1 a=\'"\'/><?php echo "<b>" ?><!-- </b> <i> --><b><![CDATA[</b>]]></b></item>';
  assert.equal(feed(rss(odd)).repaired, false);
  assert.equal(feed('<rss version="2.0"><channel><title>Лен').repaired, true);
});

test('a repaired feed keeps its own title', () => {
  assert.equal(feed(second('</item>', '')).title, 'Лента');
});

test('a comparison that was not escaped stays in its title', () => {
  const [only] = feed(rss('<item><title>5 < 6 и R&D</title></item>')).entries;
  assert.equal(only?.title, '5 < 6 и R&D');
});

test('the word item in CDATA or in a comment is no item', () => {
  const text = rss(
    `${item(1)}<!-- <item> --><item><title>Код</title><description><![CDATA[&lt;item&gt; <item></item>]]></description></item>`,
  );
  assert.deepEqual(
    [feed(text).entries.map(({ title }) => title), feed(text).repaired],
    [['Новость 1', 'Код'], false],
  );
});

test('every item of a large feed that is broken in each of them is read in time', () => {
  const many = Array.from({ length: 3000 }, (_, n) => item(n).replace('</title>', ''));
  const { entries } = feed(rss(many.join('')));
  assert.equal(entries.length, 500);
  assert.equal(entries[7]?.title, 'Новость 7');
});

test('a feed that ends anywhere keeps every item that ended before', () => {
  for (let end = whole.indexOf('<title>'); end <= whole.length; end += 7) {
    const cut = whole.slice(0, end);
    const ended = cut.split('</item>').length - 1;
    assert.equal(feed(cut).entries.length, ended, `cut at ${end}`);
  }
});

for (const text of [
  '<![CDATA[<rss>]]>',
  '<!-- <rss><channel>',
  '<p>Наша лента <rss> переехала</p>',
  'См. <feed>',
]) {
  test(`${text} only mentions a feed`, () => {
    const reading = readFeed(text, context);
    assert.equal(reading.kind === 'failed' && reading.code, 'not_feed');
  });
}

const EMPTY = [
  '<rss/>',
  '<rss version="2.0"></rss>',
  '<rss version="2.0"><channel/></rss>',
  '<feed xmlns="http://www.w3.org/2005/Atom"></feed>',
  '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"></rdf:RDF>',
  '{"version":"https://jsonfeed.org/version/1.1","title":"x","items":[]}',
];
for (const text of EMPTY) {
  test(`${text} is a feed without news`, () => assert.deepEqual(feed(text).entries, []));
}
