import { cpSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after } from 'node:test';
import { aDataDir } from './program.ts';

/** A page of the site. */
export interface SitePage {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** The site as a source sees it. */
export interface Site {
  /** "127.0.0.1:40123", for FETCH_ALLOW. */
  readonly host: string;
  readonly feedUrl: string;
}

/** One article, in Kazakh, that is about both countries. */
export const URANIUM_SITE: Readonly<Record<string, SitePage>> = {
  '/kk/uran': {
    title: 'Қазатомөнеркәсіп АҚШ-қа уран жеткізу туралы келісті',
    paragraphs: [
      'Қазатомөнеркәсіп америкалық энергетика компанияларымен уран жеткізу туралы келісімге қол қойды. Құжат Вашингтонда жасалды.',
      'АҚШ-тың уран импортының 24 пайызы Қазақстанға тиесілі. Компания 2024 жылы 23 270 тонна уран өндірді.',
    ],
  },
};

/** A news site on loopback: a feed at /feed and its pages, published ten minutes ago. Closed after the file. */
export async function startSite(pages: Readonly<Record<string, SitePage>>): Promise<Site> {
  const server = createServer((request, response) => {
    const origin = `http://${request.headers.host}`;
    const page = pages[request.url ?? ''];
    if (request.url === '/feed') {
      const pubDate = new Date(Date.now() - 600_000).toUTCString();
      const items = Object.entries(pages).map(
        ([path, { title }]) =>
          `<item><title>${title}</title><link>${origin}${path}</link><pubDate>${pubDate}</pubDate></item>`,
      );
      response.writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8' });
      response.end(`<rss version="2.0"><channel><title>Шолу</title>${items.join('')}</channel></rss>`);
    } else if (page) {
      const text = page.paragraphs.map((p) => `<p>${p}</p>`).join('');
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(
        `<html lang="kk"><head><title>${page.title}</title></head><body><nav>Басты бет</nav><article><h1>${page.title}</h1>${text}</article><aside>Оқи отырыңыз: басқа жаңалық</aside></body></html>`,
      );
    } else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  after(() => server.close());
  const address = server.address();
  const host = `127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`;
  return { host, feedUrl: `http://${host}/feed` };
}

/** A copy of the shipped editors' files whose only source is the Kazakh feed at `url`. */
export function digestsWith(url: string): string {
  const folder = join(aDataDir(), 'digests');
  cpSync('digests', folder, { recursive: true });
  const source = {
    id: 'sholu_kk',
    name: { ru: 'Шолу', kk: 'Шолу' },
    url,
    kind: 'feed',
    language: 'kk',
    timeZone: 'Asia/Almaty',
    publisher: 'private',
    everyMinutes: 1,
    enabled: true,
    licence: 'test',
  };
  writeFileSync(join(folder, 'reading/sources.json'), JSON.stringify([source]));
  return folder;
}
