import type { Server } from 'node:http';
import { http as httpFunction } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { guardServer } from '#doors/guard-door.ts';
import type { Handler } from '#doors/task-handler.ts';

export interface Served {
  url: string;
  close(): Promise<void>;
}

/** One function behind the Functions Framework and our door, as in the cloud. */
export async function serveFunction(name: string, handler: Handler): Promise<Served> {
  httpFunction(name, handler);
  const server = getTestServer(name);
  guardServer(server);
  return listen(server);
}

export async function listen(server: Server): Promise<Served> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
