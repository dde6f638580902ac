import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';

/** Ten sources that mean ill, or as many that are merely as large as a source may be, and a good one. */
export interface HostileWeb {
  /** "127.0.0.1:40123" of each, for FETCH_ALLOW. */
  readonly hosts: readonly string[];
  readonly bad: readonly string[];
  readonly good: string;
  close(): void;
}

const PUBLIC = 'Казахстан и США подписали меморандум о критических минералах';
const LOCAL = 'В Алматы открыли школу на 1200 мест, в ней есть бассейн и мастерские. '.repeat(4);
/** A little less than a feed may have. */
const LARGE = 4_900_000;
const BOMB_BYTES = 200 * 2 ** 20;

const rss = (items: string) => `<rss version="2.0"><channel><title>x</title>${items}</channel></rss>`;
let serial = 0;
const item = (title: string, link: string, text = '') =>
  `<item><title>${title} ${++serial}</title><link>${link}</link><description>${text}</description></item>`;

/** A feed that is as large as it may be and new each time. */
function largeFeed(origin: string): string {
  const one = item('Новая школа', `${origin}/n`, LOCAL);
  const count = Math.floor(LARGE / Buffer.byteLength(one)) - 1;
  return rss(Array.from({ length: count }, () => item('Новая школа', `${origin}/${serial}`, LOCAL)).join(''));
}

function feedOfPages(origin: string): string {
  return rss(Array.from({ length: 40 }, () => item(PUBLIC, `${origin}/page/${serial}`)).join(''));
}

function endlessly(response: ServerResponse, chunk: string): void {
  const more = () => {
    while (!response.destroyed && response.write(chunk)) {
      // Until the buffer is full.
    }
  };
  response.on('drain', more);
  more();
}

/** What each of the ten answers; `origin` is its own. */
function hostileAnswers(): ((origin: string) => RequestListener)[] {
  const zeros = Buffer.alloc(BOMB_BYTES, 0x20);
  const [gzip, brotli] = [gzipSync(zeros), brotliCompressSync(zeros)];
  const nested = `<html><body><article>${'<div>'.repeat(500)}${'<a href="/x">слово</a> '.repeat(60_000)}`;
  const laughs = Array.from({ length: 12 }, (_, n) => `<!ENTITY a${n} "${`&a${n - 1};`.repeat(10)}">`).join(
    '',
  );
  return [
    () => (_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(' '), 100);
      response.on('close', () => clearInterval(drip));
    },
    () => () => {},
    () => (_, response) => endlessly(response.writeHead(200), '<item><title>x</title></item>'.repeat(2000)),
    () => (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzip),
    () => (_, response) => response.writeHead(200, { 'content-encoding': 'br' }).end(brotli),
    (origin) => (request, response) =>
      response
        .writeHead(302, { location: request.url === '/feed' ? `${origin}/again` : 'http://169.254.169.254/' })
        .end(),
    () => (_, response) =>
      response.end(
        `<!DOCTYPE rss [${laughs}]>${rss(item('&a11;'.repeat(1000), 'https://a.example/1'))}${'<a>'.repeat(1_000_000)}`,
      ),
    (origin) => (request, response) => {
      if (request.url === '/feed') response.end(feedOfPages(origin)); // and its pages never come
    },
    (origin) => (request, response) =>
      response.end(request.url === '/feed' ? feedOfPages(origin) : `${nested}${'</div>'.repeat(500)}`),
    (origin) => (_, response) => response.end(largeFeed(origin)),
  ];
}

/** Starts the eleven servers in this process. */
export async function startWeb(kind: 'hostile' | 'large'): Promise<HostileWeb> {
  const servers: Server[] = [];
  const start = async (answerOf: (origin: string) => RequestListener): Promise<string> => {
    let answer: RequestListener = () => {};
    const server = createServer((request, response) => {
      response.on('error', () => {});
      if (request.url === '/robots.txt') response.writeHead(404).end();
      else answer(request, response);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    answer = answerOf(origin);
    return `${origin}/feed`;
  };
  const large =
    (origin: string): RequestListener =>
    (_, response) =>
      response.end(largeFeed(origin));
  const answers = kind === 'hostile' ? hostileAnswers() : Array.from({ length: 10 }, () => large);
  const bad = await Promise.all(answers.map(start));
  const good = await start(
    (origin) => (_, response) => response.end(rss(item('Новость дня', `${origin}/${serial}`, LOCAL))),
  );
  return {
    hosts: [...bad, good].map((url) => new URL(url).host),
    bad,
    good,
    close: () => {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

// In a process of its own, so that its memory is not counted as the reader's.
if (process.argv[1] === import.meta.filename && process.send !== undefined) {
  const { hosts, bad, good } = await startWeb(process.argv[2] === 'large' ? 'large' : 'hostile');
  process.on('disconnect', () => process.exit());
  process.send({ hosts, bad, good });
}
