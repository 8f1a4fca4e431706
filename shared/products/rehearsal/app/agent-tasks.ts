import type { AgentUpdate, FinishedUpdate } from '#contexts/operations/agent.ts';
import type { AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import { MINUTE, type Instant } from '#kernel/time.ts';
import { loadBackend, readBackend } from '#contexts/backends/app/backends.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { holdsLease } from '#contexts/operations/domain/deployment/state.ts';
import { agentNews } from '#products/rehearsal/app/operation/agent-news.ts';
import type { Make } from '#products/rehearsal/app/operation/results.ts';
import { change, loadRequest } from '#products/rehearsal/app/requests.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { OutputStoreError, type OutputStore } from '#contexts/operations/ports/output-store.ts';
import type { Transaction } from '#products/rehearsal/ports/store.ts';

/** P3. What an agent's update came to. `stale`: it has not the fencing number that was given, so its lease is over; it stops the task and forgets it. */
export type Updated =
  | { updated: 'ok'; cancel: boolean }
  | { updated: 'unknown' | 'stale' | 'other_lines' }
  | { updated: 'incomplete'; missing: string };

/** Open tasks of the lease that the backend is under, oldest first. What an older lease left open is closed on the way. */
export async function openAgentTasks(system: System, backend: string): Promise<AgentTaskDocument[]> {
  const found = await system.store.query({ index: 'agentTasksOpen', parent: backend, equal: { open: true }, limit: 100 });
  if (found.length === 0) return [];
  const { state } = await readBackend(system, backend);
  const current = found.map(({ document }) => document).filter((task) => task.fencing === state.lease?.fencing);
  for (const { document } of found) if (!current.includes(document)) await closeStale(system, document);
  return current;
}

async function closeStale(system: System, seen: AgentTaskDocument): Promise<void> {
  const ref = { collection: 'agentTasks', parent: seen.backend, id: seen.id } as const;
  await system.store.transact(async (tx) => {
    const task = await tx.get(ref);
    const backend = await tx.get({ collection: 'backends', id: seen.backend });
    if (task?.open !== true || backend?.state.lease?.fencing === task.fencing) return;
    tx.set(ref, closed(task, tx.now()));
  });
}

/** B1: the agent was heard. Written at most once a minute, so that polling costs reads only. */
export async function noteAgentSeen(system: System, backend: string): Promise<void> {
  await system.store.transact(async (tx) => {
    const known = await loadBackend(tx, backend);
    const now = tx.now();
    if (known.lastSeenAt !== undefined && now - known.lastSeenAt < MINUTE * system.timeScale) return;
    tx.set({ collection: 'backends', id: backend }, { ...known, lastSeenAt: now });
  });
}

export async function updateAgentTask(
  system: System,
  outputs: OutputStore,
  backend: string,
  id: string,
  fencing: number,
  update: AgentUpdate,
): Promise<Updated> {
  const task = await system.store.get({ collection: 'agentTasks', parent: backend, id });
  const refused = check(task, fencing);
  if (refused !== undefined) return refused;
  if (task === undefined) return { updated: 'unknown' };
  switch (update.kind) {
    case 'output':
      return keepChunk(outputs, task, update);
    case 'alive':
      return { updated: 'ok', cancel: !task.open };
    case 'started':
      return save(
        system,
        task,
        fencing,
        (now, at) => ({ ...now, state: 'started', startedAt: now.startedAt ?? at, lastSeenAt: at }),
        agentNews(task.body).started?.(task, task.body),
      );
    case 'finished':
      return finish(system, outputs, task, fencing, update).catch((error: unknown) => unfinished(system, task, fencing, error));
  }
}

/** So often an ending may fail to be taken: by then it is no bad luck, and what nobody can judge must not keep the backend for ever. */
const MOST_FAILURES = 8;

/** R16: counts what failed, so that an agent that repeats itself comes to an end: then the run is lost. Throws the failure until then. */
async function unfinished(system: System, seen: AgentTaskDocument, fencing: number, error: unknown): Promise<Updated> {
  const ref = { collection: 'agentTasks', parent: seen.backend, id: seen.id } as const;
  const failures = await system.store.transact(async (tx) => {
    const task = await tx.get(ref);
    if (task === undefined || task.fencing !== fencing) return 0;
    const endings = (task.failedEndings ?? 0) + 1;
    tx.set(ref, { ...task, failedEndings: endings });
    return endings;
  });
  const lost = agentNews(seen.body).lost?.(seen, seen.body);
  if (failures < MOST_FAILURES || lost === undefined) throw error;
  system.log('ERROR', 'an ending cannot be taken, and its run is lost', {
    task: seen.id,
    cause: error instanceof Error ? error.name : 'unknown',
  });
  return save(system, seen, fencing, closed, lost);
}

function check(task: AgentTaskDocument | undefined, fencing: number): Updated | undefined {
  if (task === undefined) return { updated: 'unknown' };
  return fencing === task.fencing ? undefined : { updated: 'stale' };
}

/** R6: written once. Other lines under its number are refused, and what was sent first stays. */
async function keepChunk(
  outputs: OutputStore,
  task: AgentTaskDocument,
  { stream, seq, lines }: Extract<AgentUpdate, { kind: 'output' }>,
): Promise<Updated> {
  try {
    const { body, open } = task;
    const kept = agentNews(body).keptAs?.(task, body);
    if (kept !== undefined && open) await outputs.saveChunk(kept, stream, seq, lines);
    return { updated: 'ok', cancel: !open };
  } catch (error) {
    if (error instanceof OutputStoreError && error.code === 'conflict') return { updated: 'other_lines' };
    throw error;
  }
}

async function finish(
  system: System,
  outputs: OutputStore,
  task: AgentTaskDocument,
  fencing: number,
  update: FinishedUpdate,
): Promise<Updated> {
  if (!task.open) return { updated: 'ok', cancel: false };
  const finished = await agentNews(task.body).finished({ system, outputs }, task, task.body, update);
  if ('missing' in finished) return { updated: 'incomplete', missing: finished.missing };
  return save(system, task, fencing, closed, finished.command);
}

/** The task's document and what its news means for the request: one transaction, with the lease checked inside it. */
async function save(
  system: System,
  seen: AgentTaskDocument,
  fencing: number,
  after: (now: AgentTaskDocument, at: Instant) => AgentTaskDocument,
  command: Make | undefined,
): Promise<Updated> {
  const ref = { collection: 'agentTasks', parent: seen.backend, id: seen.id } as const;
  return system.store.transact(async (tx: Transaction): Promise<Updated> => {
    const task = await tx.get(ref);
    const request = await loadRequest(tx, seen.requestId);
    const refused = check(task, fencing);
    if (refused !== undefined) return refused;
    // It was taken back, or was finished before: there is nothing to begin, and whoever is at it should stop.
    if (task?.open !== true) return { updated: 'ok', cancel: true };
    if (!isOfTurn(request?.state, task)) {
      tx.set(ref, closed(task, tx.now()));
      return { updated: 'stale' };
    }
    const outcome = request === undefined || command === undefined ? undefined : change(system, tx, request, command(tx.now()));
    const news = after(task, tx.now());
    tx.set(ref, news);
    return { updated: 'ok', cancel: news.open && isUnwanted(outcome?.state ?? request?.state, task) };
  });
}

function closed(task: AgentTaskDocument, at: Instant): AgentTaskDocument {
  return { ...task, open: false, state: 'finished', finishedAt: at };
}

/** Q3, P3: nothing is begun or reported for a turn that is over, whatever kind of task it is: the backend may be another's by now. */
function isOfTurn(state: Allocated | undefined, { backend, fencing }: AgentTaskDocument): boolean {
  return holdsLease(state?.turn) && state.turn.backend === backend && state.turn.fencing === fencing;
}

function isUnwanted(state: (Tested & Allocated & Lifecycle) | undefined, { body }: AgentTaskDocument): boolean {
  return state === undefined || agentNews(body).isUnwanted(state, body);
}
