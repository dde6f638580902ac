import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { startRoundRobin } from './roundRobin.ts';

const servers: Server[] = [];
after(() => {
  for (const server of servers) server.close().closeAllConnections();
});

/** Answers with `status`, or drops the connection when it has the request; says who had which body. */
async function replica(status: number | 'drop', had: string[] = []) {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    had.push(body);
    if (status === 'drop') request.socket.destroy();
    else response.writeHead(status).end();
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, had, server };
}

async function statuses(origin: string, bodies: readonly string[]): Promise<number[]> {
  const all: number[] = [];
  for (const body of bodies) all.push((await fetch(origin, { method: 'POST', body })).status);
  return all;
}

test('requests go to the replicas in turn, and one that is stopped or stopping is left out without a loss', async () => {
  const proxy = await startRoundRobin();
  const [one, two] = [await replica(200), await replica(200)];
  const stopping = await replica(503);
  const gone = await replica(200);
  gone.server.close().closeAllConnections();
  for (const { origin } of [one, two, stopping, gone]) proxy.add(origin);
  try {
    assert.deepEqual(await statuses(proxy.origin, ['a', 'b', 'c', 'd', 'e', 'f']), Array(6).fill(200));
    assert.deepEqual([...one.had, ...two.had].sort(), ['a', 'b', 'c', 'd', 'e', 'f']);
    assert.ok(one.had.length >= 2 && two.had.length >= 2);
    assert.deepEqual(proxy.counts, { passed: 6, movedOn: 2, failed: 0 });
    assert.deepEqual(proxy.repeated(), []);
  } finally {
    proxy.close();
  }
});

test('a request whose replica dies with it in hand is a 502, and counts as repeated when it comes again', async () => {
  const proxy = await startRoundRobin();
  const [dying, well] = [await replica('drop'), await replica(200)];
  proxy.add(dying.origin);
  proxy.add(well.origin);
  try {
    assert.deepEqual(await statuses(proxy.origin, ['a', 'a', 'b']), [502, 200, 200]);
    assert.deepEqual(proxy.repeated(), ['a']);
    proxy.remove(well.origin);
    assert.deepEqual(await statuses(proxy.origin, ['c']), [502]);
    assert.deepEqual(proxy.counts, { passed: 2, movedOn: 0, failed: 2 });
    assert.equal(dying.had.length, 1, 'it was left out');
  } finally {
    proxy.close();
  }
});
