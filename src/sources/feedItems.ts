import { parseFeed as parseWithFeedsmith } from 'feedsmith';
import type { RawItem } from './items.ts';

/** A feed's items as one of the two parsers found them. */
export interface RawFeed {
  readonly title: string;
  /** As declared; often wrong. */
  readonly language: string | null;
  readonly items: readonly RawItem[];
}

type Parsed = ReturnType<typeof parseWithFeedsmith<string>>;
type Feed<F extends Parsed['format']> = Extract<Parsed, { format: F }>['feed'];

/** Reads a feed with feedsmith. @throws what it throws: it knows no half-broken feeds */
export function parseKnownFeed(text: string): RawFeed {
  const parsed = parseWithFeedsmith(text);
  switch (parsed.format) {
    case 'rss':
      // feedsmith knows the base of `rss` and `item` only.
      return fromRss(
        parsed.feed,
        /<channel\s[^>]*?xml:base\s*=\s*["']([^"'<]+)/i.exec(text.slice(0, 10_000))?.[1],
      );
    case 'rdf':
      return fromRdf(parsed.feed);
    case 'atom':
      return fromAtom(parsed.feed);
    case 'json':
      return fromJson(parsed.feed);
  }
}

function fromRss(feed: Feed<'rss'>, channelBase: string | undefined): RawFeed {
  const outer = joinedBase(feed.xml?.base, channelBase);
  const items = (feed.items ?? []).map((item): RawItem => {
    const guid = item.guid?.value;
    const isAddress = item.guid?.isPermaLink !== false;
    const atom = item.atom;
    return {
      links: [
        item.link,
        ...atomLinks(atom?.links),
        item.guid?.isPermaLink ? guid : isAddress ? addressOf(guid) : null,
      ],
      guid,
      titles: [item.title, item.dc?.titles?.[0], valueIn(atom?.title)],
      texts: [
        html(item.content?.encoded),
        html(item.description),
        html(valueIn(atom?.content)),
        html(valueIn(atom?.summary)),
        html(item.dc?.descriptions?.[0]),
      ],
      dates: [item.pubDate, atom?.published, item.dc?.dates?.[0], ...termDates(item.dcterms), atom?.updated],
      base: joinedBase(outer, item.xml?.base),
    };
  });
  return { title: feed.title ?? '', language: feed.language ?? feed.dc?.languages?.[0] ?? null, items };
}

function fromRdf(feed: Feed<'rdf'>): RawFeed {
  const items = (feed.items ?? []).map(
    (item): RawItem => ({
      links: [item.link, item.rdf?.about],
      guid: item.rdf?.about,
      titles: [item.title, item.dc?.titles?.[0]],
      texts: [html(item.content?.encoded), html(item.description), html(item.dc?.descriptions?.[0])],
      dates: [item.dc?.dates?.[0], ...termDates(item.dcterms)],
    }),
  );
  return { title: feed.title ?? '', language: feed.dc?.languages?.[0] ?? null, items };
}

function fromAtom(feed: Feed<'atom'>): RawFeed {
  const items = (feed.entries ?? []).map((entry): RawItem => {
    const content = entry.content;
    return {
      links: [...atomLinks(entry.links), addressOf(entry.id)],
      guid: entry.id,
      titles: [valueIn(entry.title), entry.dc?.titles?.[0]],
      texts: [
        { value: valueIn(content), isHtml: content?.type !== undefined && content.type !== 'text' },
        { value: valueIn(entry.summary), isHtml: /html/.test(entry.summary?.type ?? '') },
        html(entry.dc?.descriptions?.[0]),
      ],
      dates: [entry.published, entry.dc?.dates?.[0], ...termDates(entry.dcterms), entry.updated],
      base: joinedBase(feed.xml?.base, entry.xml?.base),
    };
  });
  return { title: valueIn(feed.title) ?? '', language: feed.xml?.lang ?? null, items };
}

function fromJson(feed: Feed<'json'>): RawFeed {
  const items = (feed.items ?? []).map(
    (item): RawItem => ({
      links: [item.url, item.external_url, addressOf(item.id)],
      guid: item.id,
      titles: [item.title],
      texts: [
        html(item.content_html),
        { value: item.content_text, isHtml: false },
        { value: item.summary, isHtml: false },
      ],
      dates: [item.date_published, item.date_modified],
    }),
  );
  return { title: feed.title ?? '', language: feed.language ?? null, items };
}

interface AtomLink {
  readonly href?: string | undefined;
  readonly rel?: string | undefined;
  readonly type?: string | undefined;
}

/** The page itself first: links without `rel` or with `alternate`, those to HTML before others; then any other. */
function atomLinks(links: readonly AtomLink[] | undefined): (string | undefined)[] {
  const isHtml = ({ type }: AtomLink) => type === undefined || /html/i.test(type);
  const all = (links ?? []).toSorted((a, b) => Number(isHtml(b)) - Number(isHtml(a)));
  const isPage = (rel: string | undefined) => rel === undefined || /(?:^|\/)alternate$/i.test(rel);
  const isOther = (rel: string | undefined) =>
    !isPage(rel) && !/^(?:enclosure|edit|replies|hub)/i.test(rel ?? '');
  return [
    ...all.filter(({ rel }) => isPage(rel)).map(({ href }) => href),
    ...all.filter(({ rel }) => isOther(rel)).map(({ href }) => href),
  ];
}

interface DublinCoreTerms {
  readonly issued?: readonly string[];
  readonly created?: readonly string[];
  readonly dates?: readonly string[];
  readonly modified?: readonly string[];
}

function termDates(terms: DublinCoreTerms | undefined): (string | undefined)[] {
  return [terms?.issued?.[0], terms?.created?.[0], terms?.dates?.[0], terms?.modified?.[0]];
}

function html(value: string | null | undefined): { value: string | null | undefined; isHtml: boolean } {
  return { value, isHtml: true };
}

/** An id that is an address may stand for a missing link; any other would be taken for a relative one. */
export function addressOf(id: string | undefined): string | undefined {
  return id !== undefined && /^\s*https?:\/\//i.test(id) ? id : undefined;
}

function valueIn(text: { readonly value?: string | undefined } | string | undefined): string | undefined {
  return typeof text === 'string' ? text : text?.value;
}

/** The base of an element within another one that states its own. */
export function joinedBase(outer: string | undefined, inner: string | undefined): string | undefined {
  if (outer === undefined || inner === undefined) return inner ?? outer;
  return URL.parse(inner, outer)?.href ?? inner;
}
