import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Source } from '../../domain/knowledge.ts';
import { renderFeed } from './feeds.ts';
import { OUTLETS, type Outlet } from './outlets.ts';
import { renderPage } from './pages.ts';
import { encode } from './windows1251.ts';

const EVENTS = fileURLToPath(new URL('./events', import.meta.url));

const EVENT = z.strictObject({
  /** What happened, in English, for whoever edits the archive. */
  event: z.string().min(1),
  /** Why these articles must not reach a digest; missing = they must. */
  nearMiss: z.string().min(1).optional(),
  articles: z
    .array(
      z.strictObject({
        outlet: z.enum(OUTLETS.map(({ id }) => id)),
        slug: z.string().regex(/^[a-z0-9-]{3,60}$/),
        /** Hours before the archive's own now. */
        hoursAgo: z.number().min(0).max(700),
        city: z.string().min(1),
        title: z.string().min(10).max(160),
        paragraphs: z.array(z.string().min(1)).min(1),
        author: z.string().optional(),
      }),
    )
    .min(1),
});

/** An article of a sample outlet, before it is dated: `hoursAgo` is counted from the laying of the archive. */
export interface SampleArticle {
  readonly outlet: Outlet;
  readonly slug: string;
  readonly hoursAgo: number;
  readonly city: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly author: string | undefined;
  readonly event: string;
  /** Null when the article must reach a digest. */
  readonly nearMiss: string | null;
}

/** A sample article with its place in time and on the web. */
export interface PublishedArticle extends SampleArticle {
  readonly publishedAt: Date;
  readonly url: string;
}

/** All sample articles, those of one event together. @throws ZodError naming what is wrong with a file */
export function sampleArticles(): SampleArticle[] {
  const outlets = new Map(OUTLETS.map((outlet) => [outlet.id, outlet]));
  return readdirSync(EVENTS)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => {
      const { event, nearMiss, articles } = EVENT.parse(
        JSON.parse(readFileSync(`${EVENTS}/${name}`, 'utf8')),
      );
      return articles.flatMap((article) => {
        const outlet = outlets.get(article.outlet);
        return outlet
          ? [{ ...article, author: article.author, outlet, event, nearMiss: nearMiss ?? null }]
          : [];
      });
    });
}

/** The sample outlets of the demo, as sources and as a small web server. */
export interface Archive {
  /** Feeds to read, as digests/reading/sources.json would list them. */
  readonly sources: readonly Source[];
  readonly articles: readonly PublishedArticle[];
  /** Answers requests under /archive/, and leaves others alone. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
}

/**
 * The sample archive as a web site: for each outlet a feed and its article pages.
 *
 * @param origin where it is served, such as "http://127.0.0.1:8080"
 * @param now the archive's own now, to which all its dates are relative
 */
export function createArchive(origin: string, now: Date): Archive {
  const articles = sampleArticles().map((article): PublishedArticle => {
    const publishedAt = new Date(now.getTime() - article.hoursAgo * 3_600_000);
    const day = publishedAt.toISOString().slice(0, 10).replaceAll('-', '/');
    return { ...article, publishedAt, url: `${origin}/archive/${article.outlet.id}/${day}/${article.slug}` };
  });
  const byPath = new Map(articles.map((article) => [new URL(article.url).pathname, article]));
  return {
    articles,
    sources: OUTLETS.map((outlet) => sourceOf(outlet, origin)),
    handle: async (request, response) => {
      const path = (request.url ?? '').split('?')[0] ?? '';
      if (path === '/robots.txt') {
        send(response, 200, 'text/plain; charset=utf-8', Buffer.from('User-agent: *\nAllow: /\n'));
        return true;
      }
      if (!path.startsWith('/archive/')) return false;
      const outlet = OUTLETS.find(({ id }) => path === `/archive/${id}/feed`);
      const article = byPath.get(path);
      if (outlet) {
        const own = articles.filter((a) => a.outlet.id === outlet.id);
        const { type, body } = renderFeed(outlet, own, origin);
        send(response, 200, `${type}; charset=${outlet.charset}`, encode(body, outlet.charset));
      } else if (article) {
        const more = articles.filter((a) => a.outlet.id === article.outlet.id && a !== article);
        const body = renderPage(article, more);
        send(
          response,
          200,
          `text/html; charset=${article.outlet.charset}`,
          encode(body, article.outlet.charset),
        );
      } else send(response, 404, 'text/plain; charset=utf-8', Buffer.from('Not found\n'));
      return true;
    },
  };
}

function sourceOf(outlet: Outlet, origin: string): Source {
  return {
    id: `sample_${outlet.id}`,
    name: outlet.name,
    url: `${origin}/archive/${outlet.id}/feed`,
    kind: 'feed',
    language: outlet.language,
    timeZone: 'Asia/Almaty',
    publisher: outlet.publisher,
    everyMinutes: 1,
    enabled: true,
    licence: 'Sample text of this project',
  };
}

function send(response: ServerResponse, status: number, type: string, body: Uint8Array): void {
  response.writeHead(status, { 'content-type': type, 'content-length': body.byteLength });
  response.end(body);
}
