import { createServer, type Server } from 'node:net';

/** A loopback port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = await listen(0);
  const address = server.address();
  await close(server);
  if (address === null || typeof address === 'string') throw new Error('no port to be had');
  return address.port;
}

export async function isFree(port: number): Promise<boolean> {
  return listen(port).then(close, () => false);
}

function listen(port: number): Promise<Server> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve(server));
  });
}

async function close(server: Server): Promise<true> {
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return true;
}
