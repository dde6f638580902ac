import assert from 'node:assert/strict';
import type dns from 'node:dns';
import net, { type AddressInfo } from 'node:net';
import { after, before, type TestContext, test } from 'node:test';
import { guardedAgent } from '../../src/sources/guard.ts';
import { fetchOnce } from '../../src/sources/http.ts';
import { PRIVATE_ANSWERS, PRIVATE_HOSTS, TRICKY_ADDRESSES } from '../support/privateAddresses.ts';
import { FEED, failureOf, inTime, NONE, readerFor, serve, serveAll, sourceAt } from '../support/web.ts';

/** Counts who connects to this machine, on one port of both families. */
const canary = { connections: 0, port: 0 };
const listeners = ['127.0.0.1', '::1'].map((host) => ({ host, server: net.createServer(count) }));
function count(socket: net.Socket): void {
  canary.connections++;
  socket.destroy();
}
before(async () => {
  for (const { host, server } of listeners) {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(canary.port, host, resolve);
    });
    canary.port = (server.address() as AddressInfo).port;
  }
});
after(() => {
  for (const { server } of listeners) server.close();
});

test('the canary hears who comes', async () => {
  for (const { host } of listeners) {
    const socket = net.connect({ host, port: canary.port });
    await new Promise((resolve) => socket.once('close', resolve));
  }
  assert.equal(canary.connections, 2);
  canary.connections = 0;
});

/** Whether the reader's own connector, to which any port is good, refuses; the canary listens there. */
async function refusesAtTheSocket(host: string): Promise<void> {
  const agent = guardedAgent({ fetchAllow: new Set(), ports: [String(canary.port)] });
  const url = `http://${host}:${canary.port}/`;
  const answer = await fetchOnce(agent, { url, maxBytes: 1000, userAgent: 'x', validators: null }, inTime());
  await agent.destroy();
  const failed = failureOf(answer);
  if (URL.canParse(url)) assert.equal(failed.code, 'blocked_address', `${url}: ${failed.detail}`);
}

/** A name would be looked up, which is not for a test. */
function isLiteral(host: string): boolean {
  const hostname = URL.parse(`http://${host}/`)?.hostname ?? '';
  return net.isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
}

const reader = readerFor([]);
for (const host of PRIVATE_HOSTS) {
  test(`${host} is not connected to`, async () => {
    for (const url of [`http://${host}/`, `https://${host}/`, `http://${host}:${canary.port}/`]) {
      const failed = failureOf(await reader.readSource(sourceAt(url), NONE, inTime()));
      assert.equal(failed.code, 'blocked_address', `${url}: ${failed.detail}`);
      assert.equal(failureOf(await reader.readPage(url, sourceAt(url), inTime())).code, 'blocked_address');
    }
    if (isLiteral(host)) await refusesAtTheSocket(host);
    assert.equal(canary.connections, 0);
  });
}

for (const url of TRICKY_ADDRESSES) {
  test(`${JSON.stringify(url)} is not connected to`, async () => {
    const failed = failureOf(await reader.readSource(sourceAt(url), NONE, inTime()));
    assert.equal(failed.code, 'blocked_address', failed.detail);
    assert.equal(canary.connections, 0);
  });
}

test('a redirect to any of them is not followed, for a document and for robots.txt', async () => {
  const targets = [...PRIVATE_HOSTS.map((host) => `http://${host}:80/x`), ...TRICKY_ADDRESSES];
  const inHeader = (text: string) => Buffer.from(text.replace(/[\n\t]/g, '')).toString('latin1');
  const server = await serve((request, response) => {
    const location = inHeader(targets[Number(request.url?.slice(1))] ?? '');
    response.writeHead(302, { location }).end();
  });
  const redirected = readerFor([server]);
  for (const [n, target] of targets.entries()) {
    const failed = failureOf(await redirected.readSource(sourceAt(`${server.origin}/${n}`), NONE, inTime()));
    assert.match(
      failed.code,
      /^(?:blocked_address|http_status|too_many_redirects)$/,
      `${target}: ${failed.detail}`,
    );
  }
  for (const target of targets.slice(0, 5)) {
    const robots = await serveAll((request, response) => {
      if (request.url === '/robots.txt') response.writeHead(301, { location: inHeader(target) }).end();
      else response.end(FEED);
    });
    const failed = failureOf(await readerFor([robots]).readSource(sourceAt(robots.origin), NONE, inTime()));
    assert.match(failed.detail, /robots\.txt: .* is not a public/);
    assert.equal(robots.requests.length, 1, 'what nobody could ask robots.txt for is not read');
  }
  assert.ok(targets.length > 100);
  assert.equal(canary.connections, 0);
});

test('links of feeds and sitemaps that lead inward are dropped, and a foreign canonical is not taken', async () => {
  const inward = [...PRIVATE_HOSTS.map((host) => `http://${host}/`), ...TRICKY_ADDRESSES].filter(
    // Written into XML an address loses its line breaks, and beside an http page "http:x" is a path of its own host.
    (url) => !/[\n\t\\]|^http:\d/.test(url),
  );
  const link = (url: string) => url.replace(/&/g, '&amp;');
  const feed = inward.map((url) => `<item><title>t</title><link>${link(url)}</link></item>`).join('');
  const children = inward
    .slice(0, 3)
    .map((url) => `<sitemap><loc>${url}</loc></sitemap>`)
    .join('');
  const article = `<p>${'Стороны обсудили торговлю и договорились о встрече в Алматы. '.repeat(10)}</p>`;
  const server = await serve((request, response) => {
    if (request.url === '/feed') response.end(`<rss version="2.0"><channel>${feed}</channel></rss>`);
    else if (request.url === '/index') response.end(`<sitemapindex>${children}</sitemapindex>`);
    else
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(
        `<html><head><link rel="canonical" href="http://127.0.0.1:${canary.port}/x"><meta property="og:url" content="http://[::1]/">
         <meta http-equiv="refresh" content="0;url=http://localhost:${canary.port}/"></head>
         <body><h1>Встреча</h1><article>${article}<img src="http://127.0.0.1:${canary.port}/i.png"></article></body></html>`,
      );
  });
  const own = readerFor([server]);
  const read = await own.readSource(sourceAt(`${server.origin}/feed`), NONE, inTime());
  assert.ok(read.kind === 'entries');
  assert.deepEqual(
    read.entries.map(({ url }) => url),
    [],
  );
  const index = sourceAt(`${server.origin}/index`, { kind: 'sitemap' });
  const listed = await own.readSource(index, NONE, inTime());
  assert.equal(listed.kind === 'entries' ? listed.entries.length : 0, 0, JSON.stringify(listed));
  const page = await own.readPage(`${server.origin}/page`, sourceAt(server.origin), inTime());
  assert.equal(page.kind === 'page' && page.page.canonicalUrl, `${server.origin}/page`, JSON.stringify(page));
  assert.equal(canary.connections, 0);
});

type Answer = readonly string[];
/** A resolver that gives one list of addresses after the other, the last one for ever. */
function resolving(...answers: readonly Answer[]): typeof dns.lookup {
  let asked = 0;
  return ((_: string, __: object, done: (error: null, all: dns.LookupAddress[]) => void) => {
    const all = answers[Math.min(asked++, answers.length - 1)] ?? [];
    done(
      null,
      all.map((address) => ({ address, family: net.isIPv6(address) ? 6 : 4 })),
    );
  }) as typeof dns.lookup;
}

for (const address of PRIVATE_ANSWERS) {
  test(`a name that resolves to "${address}" is not connected to`, async () => {
    const agent = guardedAgent({
      ...{ fetchAllow: new Set<string>(), ports: [String(canary.port)] },
      resolve: resolving([address], [address, address]),
    });
    for (let n = 0; n < 2; n++) {
      const url = `http://news.example:${canary.port}/`;
      const request = { url, maxBytes: 1000, userAgent: 'x', validators: null };
      assert.equal(failureOf(await fetchOnce(agent, request, inTime())).code, 'blocked_address');
    }
    await agent.destroy();
    assert.equal(canary.connections, 0);
  });
}

test('a name that resolves to nothing is not connected to', async () => {
  const failed = failureOf(
    await readerFor([], { resolve: resolving([]) }).readSource(
      sourceAt('http://news.example/'),
      NONE,
      inTime(),
    ),
  );
  assert.equal(failed.code, 'blocked_address');
});

/** Keeps sockets from the network, and tells which addresses each would have been opened to. */
function watchSockets(t: TestContext): string[] {
  const tried: string[] = [];
  t.mock.method(net, 'connect', (options: net.TcpNetConnectOpts) => {
    const socket = new net.Socket();
    const fail = (error: Error | null) => socket.destroy(error ?? new Error('not in a test'));
    if (options.lookup === undefined || net.isIP(options.host ?? '') !== 0) {
      tried.push(options.host ?? '');
      setImmediate(fail, null);
    } else {
      options.lookup(options.host ?? '', { all: true }, (error, found) => {
        if (error === null && Array.isArray(found)) tried.push(...found.map(({ address }) => address));
        fail(error);
      });
    }
    return socket;
  });
  return tried;
}

test('of a name with a private and a public address only the public one is tried', async (t) => {
  const tried = watchSockets(t);
  const mixed = resolving(['127.0.0.1', '93.184.216.34', '::1', '2606:2800:220:1::1', '10.0.0.1']);
  const asked = await readerFor([], { resolve: mixed }).readSource(
    sourceAt('http://a.example/'),
    NONE,
    inTime(),
  );
  assert.equal(failureOf(asked).code, 'network');
  assert.deepEqual([...new Set(tried)], ['93.184.216.34', '2606:2800:220:1::1']);
});

test('a name that changes its mind between two look-ups is checked at each', async (t) => {
  const tried = watchSockets(t);
  const agent = guardedAgent({
    fetchAllow: new Set(),
    resolve: resolving(['93.184.216.34'], ['127.0.0.1'], ['93.184.216.34'], ['169.254.169.254']),
  });
  const codes: string[] = [];
  for (let n = 0; n < 5; n++) {
    const request = { url: 'http://rebind.example/', maxBytes: 1000, userAgent: 'x', validators: null };
    codes.push(failureOf(await fetchOnce(agent, request, inTime())).code);
  }
  await agent.destroy();
  assert.deepEqual(codes, ['network', 'blocked_address', 'network', 'blocked_address', 'blocked_address']);
  assert.deepEqual(tried, ['93.184.216.34', '93.184.216.34']);
});

test('a socket that stands at a private address is closed although its name seemed public', async (t) => {
  // Only the remote address of the socket tells: the look-up is bypassed, as a lying system resolver would.
  const heard: string[] = [];
  const listener = net.createServer((socket) => socket.on('data', (data) => heard.push(data.toString())));
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  const connect = net.connect;
  t.mock.method(net, 'connect', (options: net.NetConnectOpts) =>
    connect({ ...options, host: '127.0.0.1', port, lookup: undefined } as never),
  );
  const agent = guardedAgent({ fetchAllow: new Set(), resolve: resolving(['93.184.216.34']) });
  for (const url of ['http://93.184.216.34/', 'http://news.example/']) {
    const answer = await fetchOnce(
      agent,
      { url, maxBytes: 1000, userAgent: 'x', validators: null },
      inTime(),
    );
    assert.equal(failureOf(answer).code, 'blocked_address');
  }
  assert.deepEqual(heard, [], 'not a byte was sent');
  await agent.destroy();
  listener.close();
});

test('ports other than 80 and 443 are refused unless allowed', async () => {
  for (const url of ['http://example.com:8080/', 'https://example.com:22/', 'http://example.com:443443/'])
    assert.equal(failureOf(await reader.readSource(sourceAt(url), NONE, inTime())).code, 'blocked_address');
});

test('what is allowed is one port of one spelling of one host', async () => {
  const server = await serve((_, response) => response.end(FEED));
  const own = readerFor([server]);
  assert.equal((await own.readSource(sourceAt(server.origin), NONE, inTime())).kind, 'entries');
  for (const url of [
    `http://localhost:${server.port}/`,
    `http://127.0.0.2:${server.port}/`,
    `http://[::1]:${server.port}/`,
  ])
    assert.equal(failureOf(await own.readSource(sourceAt(url), NONE, inTime())).code, 'blocked_address', url);
});
