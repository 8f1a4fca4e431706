import { inOrder } from '#products/pipelines/contracts/controller/task.ts';
import { readNews } from '#products/pipelines/contracts/controller/news.ts';
import { refusal } from '#products/pipelines/contracts/rap/errors.ts';
import type { TaskDesk } from '#products/pipelines/ports/controller-tasks.ts';
import { isId } from '#contexts/access/ids.ts';
import { bareToken } from '#doors/bare-token.ts';
import { formField } from '#doors/form-field.ts';
import { readBody } from '#doors/http.ts';
import { MOST_RAP_BYTES, sendRap } from '#doors/rap-answer.ts';
import type { Handler } from '#doors/task-handler.ts';
import type { Log } from '#kernel/system.ts';

export interface TaskDoor {
  /** The backend that this token belongs to; undefined for nobody's, a client's among them. */
  backendOf: (token: string) => Promise<string | undefined>;
  isBackend: (slug: string) => Promise<boolean>;
  desk: TaskDesk;
  log: Log;
}

type Request = Parameters<Handler>[0];
type Response = Parameters<Handler>[1];

const PATH = /^(?:\/controller)?\/([^/]+)\/(tasks|task\/update)\/$/;
/** The root for agents that want one of their own: at the origin's is our first page. */
const ROOT = '/controller/';

const nothingHere = refusal('not_found', 'There is nothing here');

/** P5: the controller's task API, for the agent of job-runner. Without a door it is switched off, and nothing is there. */
export function createServeControllerTasks(door: TaskDoor | undefined): Handler {
  return async (request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const [, backend = '', what] = PATH.exec(path) ?? [];
    if (door === undefined || (what === undefined && path !== ROOT)) return sendRap(response, nothingHere);
    const method = what === 'task/update' ? 'POST' : 'GET';
    if (request.method !== method) {
      return sendRap(response, refusal('method_not_allowed', `This is asked by ${method}`), { allow: method });
    }
    // P5. A health check.
    if (what === undefined) return sendRap(response, { status: 200, body: { method: 'GET' } });
    const refused = await refusedBy(door, backend, request);
    if (refused !== undefined) return sendRap(response, refused);
    if (what === 'tasks') return sendRap(response, { status: 200, body: { tasks: inOrder(await door.desk.active(backend)) } });
    await update(door, backend, request, response);
  };
}

/** Whoever has no token learns of no backend. */
async function refusedBy({ backendOf, isBackend, log }: TaskDoor, backend: string, request: Request) {
  const token = bareToken(request.headers.authorization);
  if (token === undefined) return refusal('unauthorized', 'No token provided');
  const own = await backendOf(token);
  if (own === backend) return undefined;
  if (own !== undefined && !(isId('backend', backend) && (await isBackend(backend))))
    return refusal('not_found', 'There is no such backend');
  log('WARNING', 'caller refused', { why: 'not the token of this backend’s agent' });
  return refusal('unauthorized', 'Invalid token');
}

async function update({ desk }: TaskDoor, backend: string, request: Request, response: Response): Promise<void> {
  const read = await readBody(request, ['application/x-www-form-urlencoded'], MOST_RAP_BYTES);
  const payload = read.ok ? formField(read.body, 'payload') : undefined;
  if (payload === undefined) return sendRap(response, refusal('validation_error', 'the body must be a form with one field payload'));
  const told = readNews(payload);
  if ('malformed' in told) {
    const place = told.malformed === '' ? 'payload must be an object in JSON' : `payload.${told.malformed} cannot be read`;
    return sendRap(response, refusal('validation_error', place));
  }
  const taken = await desk.update(backend, told.news);
  // N2. A task of another backend is not there.
  if (taken === 'unknown') return sendRap(response, refusal('task_not_found', 'This backend has no such task'));
  sendRap(response, { status: 200, body: { result: taken } });
}
