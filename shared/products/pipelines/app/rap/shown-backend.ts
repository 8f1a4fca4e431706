import { loadBackend } from '#contexts/backends/app/backends.ts';
import type { BackendDocument } from '#contexts/backends/documents.ts';
import type { FlagName } from '#contexts/backends/domain/state.ts';
import type { ShownBackend } from '#products/pipelines/contracts/rap/backend.ts';
import type { RunHouse } from '#products/pipelines/ports/runs.ts';
import type { Instant } from '#kernel/time.ts';

/** B1. A backend as clients see it: a drain holds back what is new as a pause does, and what an operator says of maintenance goes before what a probe found. */
export async function shownBackend({ store }: Pick<RunHouse, 'store'>, slug: string): Promise<ShownBackend> {
  const { state, lastSeenAt } = await loadBackend(store, slug);
  const maintenance = switchOf(state, ['maintenance', 'maintenance_detected']);
  const type = state.flags.maintenance === undefined ? 'scheduled' : 'manual';
  return {
    slug,
    ...(lastSeenAt === undefined ? {} : { lastSeenAt }),
    paused: switchOf(state, ['pause', 'draining']),
    maintenance: maintenance.on ? { ...maintenance, type } : maintenance,
  };
}

/** On since the first of them went up, off since the last of them was lowered. */
function switchOf({ flags, lowered = {} }: BackendDocument['state'], names: readonly FlagName[]): ShownBackend['paused'] {
  const raised = names.flatMap((name) => flags[name]?.since ?? []);
  const ended = names.flatMap((name) => lowered[name] ?? []);
  const [times, pick] = raised.length > 0 ? [raised, Math.min] : [ended, Math.max];
  const [first, ...rest] = times;
  const since: Instant | undefined = first === undefined ? undefined : rest.reduce((a, b) => pick(a, b), first);
  return { on: raised.length > 0, ...(since === undefined ? {} : { since }) };
}
