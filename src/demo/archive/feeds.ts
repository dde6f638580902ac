import type { PublishedArticle } from './archive.ts';
import type { Outlet } from './outlets.ts';

/** A teaser is as long as real feeds make it. */
const TEASER_LETTERS = 200;

/** The feed of an outlet, newest article first. */
export function renderFeed(
  outlet: Outlet,
  articles: readonly PublishedArticle[],
  origin: string,
): { type: string; body: string } {
  const newest = [...articles].sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime());
  const home = `${origin}/archive/${outlet.id}/`;
  const name = outlet.name[outlet.language === 'kk' ? 'kk' : 'ru'];
  switch (outlet.feed) {
    case 'json':
      return { type: 'application/feed+json', body: jsonFeed(name, home, newest) };
    case 'atom':
      return { type: 'application/atom+xml', body: atomFeed(name, home, newest) };
    default:
      return { type: 'application/rss+xml', body: rssFeed(outlet, name, home, newest) };
  }
}

function rssFeed(outlet: Outlet, name: string, home: string, articles: readonly PublishedArticle[]): string {
  const full = outlet.feed === 'rss-full';
  const items = articles.map(
    (article) => `<item>
<title>${xml(article.title)}</title>
<link>${xml(article.url)}?utm_source=rss</link>
<guid isPermaLink="true">${xml(article.url)}</guid>
<pubDate>${article.publishedAt.toUTCString().replace('GMT', '+0000')}</pubDate>
<description>${xml(teaser(article))}</description>${
      full
        ? `\n<content:encoded><![CDATA[${article.paragraphs.map((p) => `<p>${xml(p)}</p>`).join('')}]]></content:encoded>`
        : ''
    }
</item>`,
  );
  return `<?xml version="1.0" encoding="${outlet.charset}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>${xml(name)}</title><link>${xml(home)}</link><description>${xml(name)}</description>
${items.join('\n')}
</channel></rss>
`;
}

function atomFeed(name: string, home: string, articles: readonly PublishedArticle[]): string {
  const entries = articles.map(
    (article) => `<entry><id>${xml(article.url)}</id><title>${xml(article.title)}</title>
<link rel="alternate" href="${xml(article.url)}"/>
<published>${article.publishedAt.toISOString()}</published><updated>${article.publishedAt.toISOString()}</updated>
<summary>${xml(teaser(article))}</summary></entry>`,
  );
  const updated = articles[0]?.publishedAt.toISOString() ?? new Date(0).toISOString();
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>${xml(home)}</id><title>${xml(name)}</title><updated>${updated}</updated>
${entries.join('\n')}
</feed>
`;
}

function jsonFeed(name: string, home: string, articles: readonly PublishedArticle[]): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: name,
    home_page_url: home,
    items: articles.map((article) => ({
      id: article.url,
      url: article.url,
      title: article.title,
      summary: teaser(article),
      content_text: teaser(article),
      date_published: article.publishedAt.toISOString(),
    })),
  });
}

/** The beginning of the text, cut at a word with an ellipsis, as feeds do. */
function teaser({ paragraphs }: PublishedArticle): string {
  const text = paragraphs.find((paragraph) => paragraph.length > 60) ?? paragraphs[0] ?? '';
  if (text.length <= TEASER_LETTERS) return text;
  return `${text.slice(0, text.lastIndexOf(' ', TEASER_LETTERS))}…`;
}

/** Text for XML and HTML alike. */
export function xml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
