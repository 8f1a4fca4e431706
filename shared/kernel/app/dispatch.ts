import type { Asked, OutboxEntry } from '#kernel/effect.ts';
import type { Kernel } from '#kernel/system.ts';

type Dispatching = Pick<Kernel, 'queue' | 'hash'>;

/** Enqueues the task of an effect's current dispatch. Its name differs from dispatch to dispatch: a queue may refuse a used name for a day. */
export async function dispatch(
  { queue, hash }: Dispatching,
  { key, kind, dueAt, dispatches, trace }: Pick<OutboxEntry, 'key' | 'kind' | 'dueAt' | 'dispatches' | 'trace'>,
): Promise<'enqueued' | 'already_named'> {
  return queue.enqueue({
    name: `${kind.replaceAll('_', '-')}-${hash(`${key}#${dispatches}`).slice(0, 40)}`,
    kind,
    payload: { effectKey: key, dispatch: dispatches },
    notBefore: dueAt,
    ...(trace === undefined ? {} : { trace }),
  });
}

/** Enqueues at once what no doorbell rings for. What the queue does not take now, the sweep brings, as it does what is patient. */
export async function dispatchLoose(kernel: Dispatching & Pick<Kernel, 'log'>, entries: readonly OutboxEntry[]): Promise<void> {
  for (const entry of entries.filter(({ dispatches }) => dispatches > 0))
    await dispatch(kernel, entry).catch((error: unknown) =>
      kernel.log('WARNING', 'left to the sweep', { effect: entry.key, cause: String(error).slice(0, 300) }),
    );
}

/** What a version asked for, dispatched. What has been done since is known by its task's name, or found to be done by whoever gets the task. */
export async function dispatchAsked(kernel: Dispatching, effects: readonly Asked[], trace?: string): Promise<void> {
  const more = trace === undefined ? {} : { trace };
  await Promise.all(effects.map((effect) => dispatch(kernel, { ...effect, ...more, dispatches: 1 })));
}
