import type { OutboxDocument } from '#contracts/document-types.ts';
import { taskRoutes, type TaskKind } from '#contracts/tasks.ts';
import { MINUTE, type Duration, type Instant } from '#domain/time.ts';
import type { Asked } from '#domain/request/chain.ts';
import type { Effect, Wanted } from '#domain/request/effects.ts';
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
    // A patient one is never dispatched but by the sweep, so there is nothing to be late for.
    sweepAt: wanted.patient === true ? dueAt : dueAt + patience(system, GRACE),
    dispatches: wanted.patient === true ? 0 : 1,
    attempts: 0,
    errors: [],
  };
}

/** An effect that no version of a request asked for. The key says what it is for: the same promise is made once. */
export function looseDocument(
  system: System,
  key: string,
  effect: Effect,
  at: Instant,
  { notBefore = at, requestId, patient }: { notBefore?: Instant; requestId?: string; patient?: true } = {},
): OutboxDocument {
  const dueAt = Math.max(at, notBefore);
  return {
    key,
    kind: effect.kind,
    ...(requestId === undefined ? {} : { requestId }),
    effect,
    state: 'waiting',
    open: true,
    createdAt: at,
    dueAt,
    sweepAt: patient === true ? dueAt : dueAt + patience(system, GRACE),
    dispatches: patient === true ? 0 : 1,
    attempts: 0,
    errors: [],
  };
}

/** Enqueues at once what no doorbell rings for; what the queue does not take now, the sweep brings. */
export async function dispatchLoose(system: System, documents: readonly OutboxDocument[]): Promise<void> {
  for (const document of documents)
    await dispatch(system, document).catch((error: unknown) =>
      system.log('WARNING', 'left to the sweep', { effect: document.key, cause: String(error).slice(0, 300) }),
    );
}

/** Enqueues the task of an effect's current dispatch. Its name differs from dispatch to dispatch: a queue may refuse a used name for a day. */
export async function dispatch(
  system: System,
  document: Pick<OutboxDocument, 'key' | 'kind' | 'dueAt' | 'dispatches'>,
): Promise<'enqueued' | 'already_named'> {
  const task: Task = {
    name: `${document.kind.replaceAll('_', '-')}-${system.hash(`${document.key}#${document.dispatches}`).slice(0, 40)}`,
    kind: document.kind,
    payload: { effectKey: document.key, dispatch: document.dispatches },
    notBefore: document.dueAt,
  };
  return system.queue.enqueue(task);
}

/** What the record of a version says of its effects: those that the doorbell is to dispatch. */
export function asked(documents: readonly OutboxDocument[]): { effects?: Asked[] } {
  const effects = documents.filter(({ dispatches }) => dispatches > 0).map(({ key, kind, dueAt }) => ({ key, kind, dueAt }));
  return effects.length === 0 ? {} : { effects };
}

/**
 * The doorbell rang: a request has a new version. The event says only which; its record, read once, says what it asked for. What has
 * been done since is known by its task's name, or found to be done by whoever gets the task. Gives how many tasks were made.
 */
export async function dispatchVersion(system: System, requestId: string, version: number): Promise<number> {
  const entry = await system.store.get({ collection: 'timeline', parent: requestId, id: entryId(version) });
  const effects = entry?.effects ?? [];
  await Promise.all(effects.map((effect) => dispatch(system, { ...effect, dispatches: 1 })));
  return effects.length;
}

/** Ids of a timeline's entries are in the order of their versions. */
export function entryId(version: number): string {
  return String(version).padStart(6, '0');
}

/** How long a worker may hold an effect before another may take it: the queue's deadline for the attempt, and a grace. */
export function leaseTime(system: System, kind: TaskKind): Duration {
  return patience(system, taskRoutes[kind].deadline + 10_000);
}

export function sweepGrace(system: System): Duration {
  return patience(system, GRACE);
}
