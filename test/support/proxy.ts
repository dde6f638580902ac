import { createConnection, createServer, type Socket } from 'node:net';

/** A TCP proxy on loopback in front of `targetPort`, whose connections a test can cut or refuse. */
export async function startProxy(targetPort: number) {
  const sockets = new Set<Socket>();
  let isRefusing = false;
  const server = createServer((client) => {
    if (isRefusing) return void client.resetAndDestroy();
    const target = createConnection(targetPort, '127.0.0.1');
    for (const socket of [client, target]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        target.destroy();
      });
    }
    client.pipe(target).pipe(client);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const cut = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    port: address && typeof address === 'object' ? address.port : 0,
    /** Resets every connection there is; new ones pass. */
    cut,
    /** While true, every connection is reset at once. */
    refuse: (refusing: boolean) => {
      isRefusing = refusing;
      if (refusing) cut();
    },
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        cut();
      }),
  };
}
