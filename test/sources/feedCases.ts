/** An RSS document around items. */
export const rss = (items: string, root = '<rss version="2.0">') =>
  `<?xml version="1.0"?>${root}<channel><title>Новости</title>${items}</channel></rss>`;
/** An item with a title, an address and a guid of its number. */
export const item = (n: number, inside = '') =>
  `<item><title>Новость ${n}</title><link>https://dala.example/${n}</link><guid>https://dala.example/${n}</guid>${inside}</item>`;

/** Titles as feeds write them, and as readers see them. */
export const TITLES: { name: string; raw: string; title: string }[] = [
  { name: 'CDATA', raw: '<![CDATA[Саммит <b>«C5+1»</b> & партнёры]]>', title: 'Саммит «C5+1» & партнёры' },
  {
    name: 'double escaping',
    raw: 'Фонд &amp;laquo;Самрук&amp;raquo; &amp;amp; США',
    title: 'Фонд «Самрук» & США',
  },
  { name: 'triple escaping is undone twice only', raw: '&amp;amp;amp;', title: '&amp;' },
  { name: 'a bare ampersand', raw: 'R&D и США', title: 'R&D и США' },
  { name: 'a control character', raw: 'Рост\x0b на 5 %', title: 'Рост на 5 %' },
  { name: 'a comparison', raw: 'Инфляция &lt; 8 процентов', title: 'Инфляция < 8 процентов' },
  { name: 'bidi controls and NUL', raw: 'США\u202e и \u0000Казахстан', title: 'США и Казахстан' },
  { name: 'only markup', raw: '&lt;b&gt;&lt;/b&gt;', title: '' },
];

/** Where the address of an entry stands. */
export const LINKS: { name: string; inside: string; url: string | null }[] = [
  { name: 'a permalink guid', inside: '<guid>https://dala.example/5</guid>', url: 'https://dala.example/5' },
  {
    name: 'a guid that is no permalink',
    inside: '<guid isPermaLink="false">https://dala.example/5</guid>',
    url: null,
  },
  { name: 'no link', inside: '', url: null },
  { name: 'a script', inside: '<link>javascript:alert(1)</link>', url: null },
  { name: 'data', inside: '<link>data:text/html,x</link>', url: null },
  { name: 'credentials', inside: '<link>https://a:b@dala.example/5</link>', url: null },
  { name: 'this machine', inside: '<link>http://localhost/5</link>', url: null },
  { name: 'a private address', inside: '<link>http://192.168.1.1/5</link>', url: null },
  { name: '10 KB', inside: `<link>https://dala.example/${'a'.repeat(10_000)}</link>`, url: null },
  {
    name: 'blanks around it',
    inside: '<link>\n  https://dala.example/5\n</link>',
    url: 'https://dala.example/5',
  },
  {
    name: 'CDATA',
    inside: '<link><![CDATA[https://dala.example/5?a=1&b=2]]></link>',
    url: 'https://dala.example/5?a=1&b=2',
  },
];

/** Feeds that are not well-formed and read all the same. */
export const BROKEN: { name: string; text: string; titles: string[]; repaired: boolean }[] = [
  {
    name: 'truncated in the middle of an item',
    text: rss(item(1) + item(2) + item(3)).slice(0, -60),
    titles: ['Новость 1', 'Новость 2'],
    repaired: true,
  },
  {
    name: 'with an undeclared prefix',
    text: rss(item(1, '<media:thing url="x"/>') + item(2)),
    titles: ['Новость 1', 'Новость 2'],
    repaired: false,
  },
  {
    name: 'with reserved names as elements',
    text: rss(item(1, '<__proto__>x</__proto__><constructor/>') + item(2)),
    titles: ['Новость 1', 'Новость 2'],
    repaired: false,
  },
  {
    name: 'without a channel',
    text: `<rss version="2.0">${item(1)}</rss>`,
    titles: ['Новость 1'],
    repaired: false,
  },
  {
    name: 'whose elements are prefixed',
    text: '<r:rss xmlns:r="http://backend.userland.com/rss2"><r:channel><r:item><r:title>Новость 1</r:title><r:link>https://dala.example/1</r:link></r:item></r:channel></r:rss>',
    titles: ['Новость 1'],
    repaired: false,
  },
  {
    name: 'with an open CDATA in its last item',
    text: `<rss><channel>${item(1)}<item><title><![CDATA[Без конца</title></item></channel></rss>`,
    titles: ['Новость 1', 'Без конца'],
    repaired: true,
  },
  {
    name: 'with a comment after its end',
    text: `${rss(item(1))}\n<!-- 0.1 s -->`,
    titles: ['Новость 1'],
    repaired: false,
  },
];

/** What comes instead of a feed. */
export const REFUSED: { name: string; text: string; code: string }[] = [
  {
    name: 'an HTML page',
    text: '<!DOCTYPE html><html><head><title>Новости</title></head><body><p>Добро пожаловать</p></body></html>',
    code: 'not_feed',
  },
  {
    name: 'a bot wall',
    text: '<html><head><title>Just a moment...</title></head><body>Enable JavaScript and cookies to continue</body></html>',
    code: 'challenge',
  },
  {
    name: 'a server in trouble',
    text: '<html><body><h1>Technical Difficulties</h1></body></html>',
    code: 'challenge',
  },
  {
    name: 'a sitemap',
    text: '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://dala.example/</loc></url></urlset>',
    code: 'not_feed',
  },
  { name: 'nothing', text: ' \n', code: 'not_feed' },
  { name: 'plain words', text: 'Service temporarily unavailable', code: 'not_feed' },
  { name: 'other JSON', text: '{"error":"no"}', code: 'not_feed' },
  { name: 'broken JSON', text: '{"version":"https://jsonfeed.org/version/1.1","items":[', code: 'not_feed' },
  { name: 'other XML', text: '<?xml version="1.0"?><catalog><book/></catalog>', code: 'parse' },
];
