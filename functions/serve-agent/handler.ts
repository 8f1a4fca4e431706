import { openAgentTasks, updateAgentTask } from '#products/rehearsal/app/agent-tasks.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { agentUpdateRequest, bootId, type AgentTask } from '#contexts/operations/agent.ts';
import type { AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import { isId } from '#contexts/access/ids.ts';
import { noteHeard } from '#contexts/backends/app/heard.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { parseJson } from '#doors/http.ts';
import { sendJson, sendProblem } from '#doors/problem-json.ts';
import type { Handler } from '#doors/task-handler.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';

export interface AgentDoor {
  /** Whether this header has a token of the backend's agent that opens its tasks now (P3). A waiting poll asks at each look, an update each time. */
  opens: (authorization: string | undefined, backend: string) => Promise<boolean>;
  outputs: OutputStore;
  /** How often a waiting poll looks again, and how long it may wait, in milliseconds on the wall. */
  lookEvery: number;
  longestWait: number;
  sleep: (ms: number) => Promise<void>;
}

/** P3: `GET /agent/v1/{backend}/tasks` and `POST /agent/v1/{backend}/tasks/{id}`. A token reaches only its own backend. */
export function createServeAgent(system: System, door: AgentDoor): Handler {
  return async (request, response) => {
    const [path = '', query = ''] = (request.url ?? '/').split('?', 2);
    const [, backend = '', id] = /^\/agent\/v1\/([^/]+)\/tasks(?:\/([^/]+))?$/.exec(path) ?? [];
    if (!isId('backend', backend) || (id !== undefined && !isId('task', id))) return sendProblem(response, 'not_found');
    const mayGoOn = (): Promise<boolean> => door.opens(request.headers.authorization, backend);
    if (!(await mayGoOn())) return sendProblem(response, 'unauthorized');
    if (request.method === 'GET' && id === undefined) {
      const asked = new URLSearchParams(query);
      const tasks = await waitForTasks(system, door, backend, Number(asked.get('wait') ?? 0), {
        isGone: () => response.destroyed,
        mayGoOn,
        heard: () => noteHeard(kernelOf(system), backend, { boot: bootId.safeParse(asked.get('boot')).data }),
      });
      return tasks === undefined ? sendProblem(response, 'unauthorized') : sendJson(response, 200, { tasks });
    }
    if (request.method === 'POST' && id !== undefined) return update(system, door, backend, id, request, response);
    sendProblem(response, 'method_not_allowed', { allow: [id === undefined ? 'GET' : 'POST'] });
  };
}

interface Waiting {
  isGone: () => boolean;
  mayGoOn: () => Promise<boolean>;
  /** Once, however long it waits. */
  heard: () => Promise<void>;
}

/** Answers at once when something is offered; else when something comes, or the wait is over. Undefined: the token was revoked meanwhile. */
async function waitForTasks(
  system: System,
  door: AgentDoor,
  backend: string,
  seconds: number,
  { isGone, mayGoOn, heard }: Waiting,
): Promise<AgentTask[] | undefined> {
  let left = Math.min(Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0, door.longestWait);
  for (let look = 0; ; look += 1) {
    // Nobody listens any more, and the store may be closed by now.
    if (isGone()) return [];
    const tasks = await openAgentTasks(system, backend, look === 0 ? heard : undefined);
    if (tasks.some(({ state }) => state === 'offered') || left <= 0) return tasks.flatMap(toAgent);
    await door.sleep(Math.min(door.lookEvery, left));
    left -= door.lookEvery;
    if (!isGone() && !(await mayGoOn())) return undefined;
  }
}

/** On the wire the owner’s id has the name of the first kind of owner there was. */
function toAgent({ id, subject, fencing, state, body }: AgentTaskDocument): AgentTask[] {
  return state === 'finished' ? [] : [{ id, requestId: subject.id, fencing, state, body }];
}

async function update(
  system: System,
  door: AgentDoor,
  backend: string,
  id: string,
  request: Parameters<Handler>[0],
  response: Parameters<Handler>[1],
): Promise<void> {
  const json = parseJson(request.rawBody ?? Buffer.alloc(0));
  const parsed = agentUpdateRequest.safeParse(json.ok ? json.value : undefined);
  if (!parsed.success) return sendProblem(response, 'invalid_request', { detail: 'not an agent update' });
  const result = await updateAgentTask(system, door.outputs, backend, id, parsed.data.fencing, parsed.data.update);
  switch (result.updated) {
    case 'ok':
      return sendJson(response, 200, { ok: true, ...(result.cancel ? { cancel: true } : {}) });
    case 'unknown':
      return sendProblem(response, 'unknown_task');
    case 'stale':
      return sendProblem(response, 'stale_fencing');
    case 'other_lines':
      return sendProblem(response, 'chunk_reused');
    case 'incomplete':
      return sendProblem(response, 'conflict', { detail: `output is missing: ${result.missing}` });
  }
}
