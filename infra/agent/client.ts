import { z } from 'zod';
import {
  agentAnswer,
  agentTask,
  conflictCode,
  droppingCodes,
  incompleteCode,
  type AgentTask,
  type AgentUpdate,
  type AgentUpdateRequest,
} from '#contexts/operations/agent.ts';
import type { AgentConfig } from './config.ts';
import { causeOf, log } from './log.ts';
import { backOff, sleep } from './sleep.ts';

/**
 * `incomplete`: the server misses output of a task that was said to be finished. `conflict`: it keeps other lines than these. `dropped`: it wants nothing more of this task.
 * `stopping`: this agent is being ended before it had an answer.
 */
type Told =
  | { kind: 'ok'; cancel: boolean }
  | { kind: 'incomplete' | 'conflict' }
  | { kind: 'dropped'; code: string }
  | { kind: 'stopping' };

export interface AgentClient {
  /** Open tasks. Throws when the server cannot be reached or refuses. */
  poll(): Promise<AgentTask[]>;
  /** Repeats the update until the server has answered it, for days if need be: a server that is down never ends a run. */
  tell(task: AgentTask, update: AgentUpdate): Promise<Told>;
}

const UPDATE_TIMEOUT = 30_000;
const looseTasks = z.object({ tasks: z.array(z.unknown()) });
const problem = z.object({ code: z.string() });

interface Reply {
  status: number;
  ok: boolean;
  body: unknown;
}

export function connect(config: AgentConfig, stopping: AbortSignal): AgentClient {
  const base = `${config.url}/agent/v1/${config.backend}/tasks`;
  const headers = { authorization: `Bearer ${config.token}`, accept: 'application/json, application/problem+json' };

  async function ask(url: string, timeout: number, body?: AgentUpdateRequest): Promise<Reply> {
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(timeout)]);
    const sent =
      body === undefined
        ? { headers }
        : { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
    // Redirects are errors, so that the token goes nowhere else.
    const response = await fetch(url, { ...sent, redirect: 'error', signal });
    const text = await response.text();
    return { status: response.status, ok: response.ok, body: response.ok ? JSON.parse(text) : parsedOrNothing(text) };
  }

  async function tell(task: AgentTask, update: AgentUpdate): Promise<Told> {
    const url = `${base}/${encodeURIComponent(task.id)}`;
    for (let attempt = 1; !stopping.aborted; attempt += 1) {
      try {
        return toldBy(await ask(url, UPDATE_TIMEOUT, { fencing: task.fencing, update }), update);
      } catch (error) {
        if (stopping.aborted) break;
        log('an update was not taken and will be repeated', { task: task.id, update: update.kind, attempt, cause: causeOf(error) });
        await sleep(backOff(attempt, config.maxBackoff), stopping);
      }
    }
    return { kind: 'stopping' };
  }

  async function poll(): Promise<AgentTask[]> {
    const boot = config.boot === undefined ? '' : `&boot=${config.boot}`;
    const reply = await ask(`${base}?wait=${config.waitSeconds}${boot}`, config.waitSeconds * 1000 + UPDATE_TIMEOUT);
    if (!reply.ok) throw new Error(`the server answered ${reply.status}`);
    return looseTasks.parse(reply.body).tasks.flatMap(readable);
  }

  return { poll, tell };
}

/** Throws when the answer is none of the contract's: then the update is repeated. */
function toldBy(reply: Reply, update: AgentUpdate): Told {
  if (reply.ok) return { kind: 'ok', cancel: agentAnswer.parse(reply.body).cancel ?? false };
  const { data } = problem.safeParse(reply.body);
  // A bare 404 may come from a proxy while the server is being replaced: only the server's own word drops a task.
  if (data !== undefined && droppingCodes.includes(data.code)) return { kind: 'dropped', code: data.code };
  if (data?.code === incompleteCode && update.kind === 'finished') return { kind: 'incomplete' };
  if (data?.code === conflictCode && update.kind === 'output') return { kind: 'conflict' };
  throw new Error(`the server answered ${reply.status}${data === undefined ? '' : ` ${data.code}`}`);
}

function parsedOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A task of a kind that this agent does not know yet must not hide the others. */
function readable(value: unknown): AgentTask[] {
  const parsed = agentTask.safeParse(value);
  if (!parsed.success) log('a task was not understood and is left alone', { cause: parsed.error.message.slice(0, 200) });
  return parsed.success ? [parsed.data] : [];
}
