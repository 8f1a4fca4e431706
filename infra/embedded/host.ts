import type http from 'node:http';
import { http as httpFunction } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { errorAnswer } from '#edge/answer-error.ts';
import { outermost, type Frame } from '#edge/outermost.ts';
import type { Handler } from '#edge/task-handler.ts';
import { MAX_BODY_BYTES } from '#edge/http.ts';
import { MAX_EVENT_BYTES } from '#functions/receive-pull-request-event/handler.ts';
import { guardServer } from '#edge/guard-door.ts';
import { sendAnswer, sendProblem } from '#edge/problem-json.ts';
import type { Functions } from './functions.ts';
import { CONNECTION_LIMITS, createLimitedServer, type ConnectionLimits } from './listen.ts';
import type { OwnHosts } from './own-hosts.ts';

export interface Host {
  server: http.Server;
  url: string;
  close(): Promise<void>;
}

/** What answers beside the functions: the mailbox. Undefined: not mine. */
export type Extra = (request: http.IncomingMessage, response: http.ServerResponse) => boolean;

export interface HostOptions {
  port: number;
  frame: Frame;
  isOurs: OwnHosts['isOurs'];
  extra?: Extra;
  limits?: ConnectionLimits;
}

/** Public path → function. In the cloud the hosting rewrites say the same. */
export const publicRoutes: readonly (readonly [RegExp, keyof Functions['http']])[] = [
  [/^\/requests(\/form)?$/, 'receive-request'],
  [/^\/pull-request-events$/, 'receive-pull-request-event'],
  [/^\/links\//, 'follow-link'],
  [/^\/agent\/v1\//, 'serve-agent'],
  [/^\/operations\/v1$/, 'serve-operations'],
];

/** Every function is registered with the Functions Framework and served by its server; one front hands each request to the right one. */
export async function startHost(functions: Functions, options: HostOptions): Promise<Host> {
  const { port, frame, isOurs, extra = () => false, limits = CONNECTION_LIMITS } = options;
  const servers = new Map<string, http.Server>();
  for (const [name, handler] of Object.entries({ ...functions.http, 'dispatch-effect': functions.dispatchEffect })) {
    httpFunction(name, outermost(name, frame, handler));
    servers.set(name, getTestServer(name));
  }
  const front = createLimitedServer(limits);
  const answer = outermost('front', frame, async (request, response) => {
    if (!extra(request, response)) await route(servers, functions.mayTrigger, request, response);
  });
  front.on('request', (request, response) => void answer(request, response));
  guardServer(front, {
    refuse: (request) => (isOurs(request) ? undefined : 'misdirected'),
    maxBytes: ({ url }) => (url?.startsWith('/pull-request-events') === true ? MAX_EVENT_BYTES : MAX_BODY_BYTES),
  });
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
  servers: ReadonlyMap<string, http.Server>,
  mayTrigger: Functions['mayTrigger'],
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const internal = /^\/functions\/([a-z-]+)$/.exec(path)?.[1];
  const name = internal ?? publicRoutes.find(([pattern]) => pattern.test(path))?.[1] ?? 'serve-pages';
  const server = servers.get(name);
  // The framework answers for a browser's icon itself, without a word: nothing of its own is shown.
  if (server === undefined || path === '/favicon.ico') return sendAnswer(response, errorAnswer(request, 'not_found'));
  // In the cloud the platform checks who may trigger an event function; here the front stands for it (X1).
  if (name === 'dispatch-effect' && !(await mayTrigger(request))) return sendProblem(response, 'unauthorized');
  server.emit('request', request, response);
}

async function close(server: http.Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

export type { Handler };
