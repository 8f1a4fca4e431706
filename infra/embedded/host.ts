import type http from 'node:http';
import { http as httpFunction } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { errorAnswer, type ErrorPageMaker, type RefusalMaker } from '#doors/answer-error.ts';
import { outermost, type Frame } from '#doors/outermost.ts';
import { MAX_BODY_BYTES } from '#doors/http.ts';
import { functionContracts, functionNames, type FunctionName, type Trigger } from '#doors/contracts/functions.ts';
import { publicPaths } from '#doors/contracts/public-paths.ts';
import { guardServer, type DoorRules } from '#doors/guard-door.ts';
import { sendAnswer, sendProblem } from '#doors/problem-json.ts';
import { wired, type Functions } from './functions.ts';
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

const eventFunctions = new Set<string>(functionNames.filter((name) => triggerOf(name).kind === 'event'));

/** Tasks, schedules and events: they are called by the platform. */
function isProven(name: string): boolean {
  const known = functionNames.find((one) => one === name);
  return known !== undefined && triggerOf(known).kind !== 'public';
}

function triggerOf(name: FunctionName): Trigger {
  return functionContracts[name].trigger;
}

/** In the cloud the hosting rewrites say the same. */
const publicRoutes = publicPaths().map(({ path, function: name }) => ({ fits: fitting(path), name }));

function fitting(pattern: string): (path: string) => boolean {
  const parts = pattern
    .split(/(\*+)/)
    .map((part) => (part === '**' ? '.*' : part === '*' ? '[^/]+' : part.replace(/[^A-Za-z0-9/_-]/g, '\\$&')));
  const whole = new RegExp(`^${parts.join('')}$`, 's');
  return (path) => whole.test(path);
}

/** Whose the request is by its public path; undefined for one that is none. */
function publicFunction(path: string): FunctionName | undefined {
  return publicRoutes.find(({ fits }) => fits(path))?.name;
}

/** Every function is registered with the Functions Framework and served by its server; one front hands each request to the right one. */
export async function startHost(functions: Functions, options: HostOptions): Promise<Host> {
  const { port, frame, isOurs, extra = () => false, limits = CONNECTION_LIMITS } = options;
  const servers = new Map<string, http.Server>();
  for (const [name, handler] of Object.entries(functions.http)) {
    httpFunction(name, outermost(name, { ...frame, isProven: isProven(name) }, handler, rulesOf(name)?.answer));
    servers.set(name, getTestServer(name));
  }
  const front = createLimitedServer(limits);
  const answer = outermost(
    'front',
    frame,
    async (request, response) => {
      if (!extra(request, response)) await route(servers, functions.mayTrigger, request, response);
    },
    (request, code) => wordsOf(request, frame.page)(request, code),
  );
  front.on('request', (request, response) => void answer(request, response));
  guardServer(front, {
    refuse: (request) => (isOurs(request) ? undefined : 'misdirected'),
    maxBytes: (request) => doorOf(request)?.maxBytes?.(request) ?? MAX_BODY_BYTES,
    answer: (request, code) => wordsOf(request)(request, code),
  });
  await new Promise<void>((resolve, reject) => {
    front.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? portTaken(port, error) : error));
    front.listen(port, '127.0.0.1', resolve);
  });
  return { server: front, url: `http://127.0.0.1:${portOf(front)}`, close: () => close(front) };
}

export function portTaken(port: number, cause: Error): Error {
  return new Error(
    `another program already answers at port ${port}: stop it, or set PORT to another one, such as PORT=${port + 1} npm start`,
    {
      cause,
    },
  );
}

function portOf(server: http.Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** How the function is guarded in the cloud, where each has a server of its own. */
function doorOf(request: Pick<http.IncomingMessage, 'url'>): DoorRules | undefined {
  const name = publicFunction(pathOf(request));
  return name === undefined ? undefined : rulesOf(name);
}

function wordsOf(request: Pick<http.IncomingMessage, 'url'>, page?: ErrorPageMaker): RefusalMaker {
  return doorOf(request)?.answer ?? ((given, code) => errorAnswer(given, code, {}, page));
}

function rulesOf(name: string): DoorRules | undefined {
  return wired.find(([one]) => one === name)?.[1].door;
}

function pathOf({ url }: Pick<http.IncomingMessage, 'url'>): string {
  return (url ?? '/').split('?', 1)[0] ?? '/';
}

async function route(
  servers: ReadonlyMap<string, http.Server>,
  mayTrigger: Functions['mayTrigger'],
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const path = pathOf(request);
  const internal = /^\/functions\/([a-z-]+)$/.exec(path)?.[1];
  const name = internal ?? publicFunction(path);
  const server = name === undefined ? undefined : servers.get(name);
  // The framework answers for a browser's icon itself, without a word: nothing of its own is shown.
  if (name === undefined || server === undefined || path === '/favicon.ico') return sendAnswer(response, errorAnswer(request, 'not_found'));
  // In the cloud the platform checks who may trigger an event function; here the front stands for it (X1).
  if (eventFunctions.has(name) && !(await mayTrigger(name, request))) return sendProblem(response, 'unauthorized');
  server.emit('request', request, response);
}

async function close(server: http.Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
