import { refusal, type RapAnswer } from '#products/pipelines/contracts/rap/errors.ts';
import { rapDocument } from '#products/pipelines/contracts/rap/document.ts';
import { rapDocumentPage } from '#products/pipelines/pages/rap-document.ts';
import type { Scope } from '#products/pipelines/domain/rules.ts';
import type { RapClient, RapDesk } from '#products/pipelines/ports/rap.ts';
import { bareToken } from '#doors/bare-token.ts';
import { parseJson, readBody } from '#doors/http.ts';
import type { SenderOf } from '#doors/page-sender.ts';
import type { PageContent } from '#html/document.ts';
import { MOST_RAP_BYTES, sendRap } from '#doors/rap-answer.ts';
import { sendCached } from '#doors/send-cached.ts';
import type { Handler } from '#doors/task-handler.ts';
import type { Log } from '#kernel/system.ts';
import { routesOf, type Route } from './routes.ts';

export interface RapDoor {
  /** Whose token this is; undefined for nobody's, an agent's among them. */
  clientOf: (token: string) => Promise<RapClient | undefined>;
  desk: RapDesk;
  /** What may be asked for with a run. */
  scope: Scope;
  log: Log;
  sendPage: SenderOf<PageContent>;
}

const none: ReturnType<typeof routesOf> = new Map();
const BASE = '/controller/v1/';

type Request = Parameters<Handler>[0];
type Response = Parameters<Handler>[1];

/** P5: the RAP API, for the client of job-server. Without a door it is switched off, and nothing is there. */
export function createServeRap(door: RapDoor | undefined): Handler {
  const routes = door === undefined ? none : routesOf(door.scope);
  return async (request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const name = path.startsWith(BASE) ? path.slice(BASE.length) : undefined;
    const route = routes.get(name ?? '');
    if (door === undefined || name === undefined) return sendRap(response, nothingHere);
    if (name === 'spec.json' || name === 'docs/') return document(door, name, request, response);
    if (route === undefined) return sendRap(response, routes.has(`${name}/`) ? withoutSlash(path) : nothingHere);
    if (request.method !== route.method) return sendRap(response, onlyBy(route.method), { allow: route.method });
    await answer(door, route, request, response);
  };
}

const nothingHere = refusal('not_found', 'There is nothing here');

/** Never led on to the right path: a client would come back with a GET. */
function withoutSlash(path: string): RapAnswer {
  return refusal('not_found', `The path ends with a slash: ${path}/`);
}

function onlyBy(method: string): RapAnswer {
  return refusal('method_not_allowed', `This is asked by ${method}`);
}

async function answer({ clientOf, desk, log }: RapDoor, route: Route, request: Request, response: Response): Promise<void> {
  const token = bareToken(request.headers.authorization);
  if (token === undefined) return sendRap(response, refusal('unauthorized', 'No token provided'));
  const client = await clientOf(token);
  if (client === undefined) {
    log('WARNING', 'caller refused', { why: 'not the token of a client' });
    return sendRap(response, refusal('unauthorized', 'Invalid token'));
  }
  const read = route.method === 'GET' ? undefined : await readJson(request);
  sendRap(response, await route.act(desk, client, read));
}

/** Undefined: it is none. */
async function readJson(request: Request): Promise<unknown> {
  const read = await readBody(request, ['application/json'], MOST_RAP_BYTES);
  const json = read.ok ? parseJson(read.body) : read;
  return json.ok ? json.value : undefined;
}

/** Open to everybody: it says nothing of this installation. */
function document({ sendPage }: RapDoor, name: string, { method }: Request, response: Response): void {
  if (method !== 'GET') return sendRap(response, onlyBy('GET'), { allow: 'GET' });
  if (name === 'docs/') return sendPage(response, 200, rapDocumentPage(rapDocument()));
  sendCached(response, { contentType: 'application/json; charset=utf-8', body: JSON.stringify(rapDocument()) });
}
