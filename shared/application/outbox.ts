import type { OutboxDocument } from '#contracts/document-types.ts';
import { taskRoutes, type TaskKind } from '#contracts/tasks.ts';
import { MINUTE, type Duration, type Instant } from '#domain/time.ts';
import type { Wanted } from '#domain/request/effects.ts';
import type { RequestState } from '#domain/request/state.ts';
import type { System } from '#application/system.ts';
import type { Task } from '#ports/task-queue.ts';

/** How late an effect may be before the sweep takes it for forgotten. */
const GRACE = MINUTE;

/** Patience on the wall, in the store's time. */
export function patience(system: System, time: Duration): Duration {
  return time * system.timeScale;
}

/** An effect as it is saved beside the change that asked for it. The key is deterministic: request, version, place. */
export function outboxDocument(system: System, state: RequestState, n: number, wanted: Wanted, at: Instant): OutboxDocument {
  const { effect, notBefore } = wanted;
  const dueAt = Math.max(at, notBefore ?? at);
  return {
    key: `${state.id}-${state.version}-${n}-${effect.kind}`,
    kind: effect.kind,
    requestId: state.id,
    version: state.version,
    effect,
    state: 'waiting',
    open: true,
    createdAt: at,
    dueAt,
    sweepAt: dueAt + patience(system, GRACE),
    dispatches: 1,
    attempts: 0,
    errors: [],
  };
}

/** Enqueues the task of an effect's current dispatch. Its name differs from dispatch to dispatch: a queue may refuse a used name for a day. */
export async function dispatch(system: System, document: OutboxDocument): Promise<'enqueued' | 'already_named'> {
  const task: Task = {
    name: `${document.kind.replaceAll('_', '-')}-${system.hash(`${document.key}#${document.dispatches}`).slice(0, 40)}`,
    kind: document.kind,
    payload: { effectKey: document.key, dispatch: document.dispatches },
    notBefore: document.dueAt,
  };
  return system.queue.enqueue(task);
}

/** The doorbell rang: an effect's document was created. The event says only which; the document says what. */
export async function dispatchEffect(system: System, key: string): Promise<'dispatched' | 'nothing_to_do'> {
  const document = await system.store.get({ collection: 'outbox', id: key });
  if (document === undefined || document.state !== 'waiting' || document.dispatches !== 1) return 'nothing_to_do';
  await dispatch(system, document);
  return 'dispatched';
}

/** How long a worker may hold an effect before another may take it: the queue's deadline for the attempt, and a grace. */
export function leaseTime(system: System, kind: TaskKind): Duration {
  return patience(system, taskRoutes[kind].deadline + 10_000);
}

export function sweepGrace(system: System): Duration {
  return patience(system, GRACE);
}
