import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createFaults, isDelay, type Faults } from './faults.ts';

export interface RestCall {
  method: string;
  url: URL;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/** `call` names it for the faults. A handler that gives nothing is answered with 404. */
export interface RestAnswer {
  status: number;
  body?: string | Buffer;
  headers?: Record<string, string>;
}

export interface RestRoute {
  call: string;
  method: string;
  /** Over the path, percent signs kept; groups are the handler's arguments, decoded. */
  path: RegExp;
  handle: (parts: string[], call: RestCall) => RestAnswer | Promise<RestAnswer>;
}

export interface RestServer {
  url: string;
  faults: Faults;
  /** Names of the calls that were carried out, oldest first. */
  calls: string[];
  stop(): Promise<void>;
}

/** Google's way of saying no. */
export function refusal(status: number, reason: string, message: string): RestAnswer {
  return json(status, { error: { code: status, message, status: reason, errors: [{ domain: 'global', reason, message }] } });
}

export function json(status: number, body: unknown): RestAnswer {
  return { status, body: JSON.stringify(body), headers: { 'content-type': 'application/json; charset=UTF-8' } };
}

/** How a service says no when it is told to. */
type Refuse = (status: number) => RestAnswer;

/** A small REST server on loopback, with faults on demand. */
export async function startRestServer(routes: readonly RestRoute[], port = 0, refuse: Refuse = refuseLikeGoogle): Promise<RestServer> {
  const faults = createFaults();
  const calls: string[] = [];
  const server = createServer((request, response) => {
    answer({ routes, faults, calls, refuse }, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const address = server.address();
  const bound = address !== null && typeof address === 'object' ? address.port : port;
  return {
    url: `http://127.0.0.1:${bound}`,
    faults,
    calls,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function refuseLikeGoogle(status: number): RestAnswer {
  return refusal(status, 'backendError', 'told to refuse');
}

interface Service {
  routes: readonly RestRoute[];
  faults: Faults;
  calls: string[];
  refuse: Refuse;
}

async function answer({ routes, faults, calls, refuse }: Service, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(request, 'end');
  const call: RestCall = {
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', 'http://stand-in'),
    headers: request.headers,
    body: Buffer.concat(chunks),
  };
  const route = routes.find(({ method, path }) => method === call.method && path.test(call.url.pathname));
  const fault = route === undefined ? undefined : faults.take(route.call);
  if (isDelay(fault)) await sleep(fault.delay);
  const refused = typeof fault === 'object' && 'refuse' in fault ? withHeaders(refuse(fault.refuse), fault.headers) : undefined;
  if (fault === 'late') {
    faults.hold(() => void carryOut(route, call, calls));
    return void response.destroy();
  }
  const given = refused ?? (await carryOut(route, call, calls));
  if (fault === 'lose') return void response.destroy();
  response.writeHead(given.status, given.headers).end(given.body);
}

function withHeaders(given: RestAnswer, headers: Record<string, string> = {}): RestAnswer {
  return { ...given, headers: { ...given.headers, ...headers } };
}

function carryOut(route: RestRoute | undefined, call: RestCall, calls: string[]): RestAnswer | Promise<RestAnswer> {
  if (route === undefined) return refusal(404, 'notFound', `this stand-in does not speak ${call.method} ${call.url.pathname}`);
  calls.push(route.call);
  const [, ...parts] = route.path.exec(call.url.pathname) ?? [];
  return route.handle(
    parts.map((part) => decodeURIComponent(part ?? '')),
    call,
  );
}
