import type { TransitionTable } from '#kernel/transitions.ts';
import type { OperationState } from '#contexts/operations/domain/state.ts';

export type OperationEvent = 'launch' | 'start' | 'finish' | 'end_done' | 'end_failed' | 'end_cancelled' | 'lose';

/** R4: of every operation, whatever its program. A provider may skip states in front of us (its news comes late), but never goes back, and an end is an end. */
export const operationTransitions: TransitionTable<OperationState, OperationEvent> = {
  pending: {
    launch: 'preparing',
    start: 'executing',
    finish: 'finalizing',
    end_done: 'done',
    end_failed: 'failed',
    end_cancelled: 'cancelled',
    lose: 'lost',
  },
  preparing: {
    start: 'executing',
    finish: 'finalizing',
    end_done: 'done',
    end_failed: 'failed',
    end_cancelled: 'cancelled',
    lose: 'lost',
  },
  executing: { finish: 'finalizing', end_done: 'done', end_failed: 'failed', end_cancelled: 'cancelled', lose: 'lost' },
  finalizing: { end_done: 'done', end_failed: 'failed', end_cancelled: 'cancelled', lose: 'lost' },
  done: {},
  failed: {},
  cancelled: {},
  lost: {},
};
