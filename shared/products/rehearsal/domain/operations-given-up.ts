import type { DriveOperation } from '#contexts/operations/domain/drive.ts';
import type { Saying } from '#contexts/operations/domain/sayings.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { runSays, stepSays, testRefSays } from '#products/rehearsal/domain/operations.ts';
import { findRun } from '#contexts/plans/domain/job/find-run.ts';

/** What a request hears when an effect is given up that drives one of its operations: without it, it would wait for ever, and hold its backend. */
export function operationGivenUp(state: Tested & Allocated, { operation, phase }: DriveOperation, why: string): Saying | undefined {
  const { id, fencing = 0 } = operation;
  if (operation.of === 'run') {
    // The watch sees to the end of whatever else is given up; nobody watches the watch.
    const isHeard = findRun(state, id) !== undefined && (phase === 'launch' || phase === 'watch');
    return isHeard ? runSays(id, fencing).lost(`its ${phase} was given up: ${why}`) : undefined;
  }
  if (phase === 'forget') return undefined;
  const note = `given up: ${why}`;
  return state.turn?.state === 'clearing' && operation.of === 'step' ? stepSays(id, fencing).lost(note) : testRefSays(fencing).lost(note);
}
