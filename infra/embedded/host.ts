import http from 'node:http';
import { cloudEvent, http as httpFunction } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import type { Handler } from '#edge/task-handler.ts';
import { MAX_BODY_BYTES } from '#edge/http.ts';
import { MAX_EVENT_BYTES } from '#functions/receive-pull-request-event/handler.ts';
import { guardServer } from '#edge/guard-door.ts';
import { sendProblem } from '#edge/problem-json.ts';
import type { Functions } from './functions.ts';

export interface Host {
  server: http.Server;
  url: string;
  close(): Promise<void>;
}

/** What answers beside the functions: the mailbox. Undefined: not mine. */
export type Extra = (request: http.IncomingMessage, response: http.ServerResponse) => boolean;

/** Public path → function. In the cloud the hosting rewrites say the same. */
export const publicRoutes: readonly (readonly [RegExp, keyof Functions['http']])[] = [
  [/^\/requests(\/form)?$/, 'receive-request'],
  [/^\/pull-request-events$/, 'receive-pull-request-event'],
  [/^\/links\//, 'follow-link'],
  [/^\/agent\/v1\//, 'serve-agent'],
  [/^\/operations\/v1$/, 'serve-operations'],
];

/** Every function is registered with the Functions Framework and served by its server; one front hands each request to the right one. */
export async function startHost(functions: Functions, port: number, extra: Extra): Promise<Host> {
  const servers = new Map<string, http.Server>();
  for (const [name, handler] of Object.entries(functions.http)) {
    httpFunction(name, handler);
    servers.set(name, getTestServer(name));
  }
  cloudEvent('dispatch-effect', functions.dispatchEffect);
  servers.set('dispatch-effect', getTestServer('dispatch-effect'));
  const front = http.createServer((request, response) => {
    if (extra(request, response)) return;
    route(servers, functions.mayTrigger, request, response).catch(() =>
      response.headersSent ? response.destroy() : sendProblem(response, 'internal_error'),
    );
  });
  guardServer(front, { maxBytes: ({ url }) => (url?.startsWith('/pull-request-events') === true ? MAX_EVENT_BYTES : MAX_BODY_BYTES) });
  await new Promise<void>((resolve, reject) => {
    front.once('error', reject);
    front.listen(port, '127.0.0.1', resolve);
  });
  return { server: front, url: `http://127.0.0.1:${portOf(front)}`, close: () => close(front) };
}

function portOf(server: http.Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function route(
  servers: Map<string, http.Server>,
  mayTrigger: Functions['mayTrigger'],
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const internal = /^\/functions\/([a-z-]+)$/.exec(path)?.[1];
  const name = internal ?? publicRoutes.find(([pattern]) => pattern.test(path))?.[1] ?? 'serve-pages';
  const server = servers.get(name);
  if (server === undefined) return sendProblem(response, 'not_found');
  // In the cloud the platform checks who may trigger an event function; here the front stands for it (X1).
  if (name === 'dispatch-effect' && !(await mayTrigger(request))) return sendProblem(response, 'unauthorized');
  server.emit('request', request, response);
}

async function close(server: http.Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

export type { Handler };
