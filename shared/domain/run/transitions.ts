import type { TransitionTable } from '#domain/transitions.ts';
import type { Run } from '#domain/run/state.ts';

export type RunEvent = 'launch' | 'start' | 'finish' | 'end_done' | 'end_failed' | 'end_cancelled' | 'lose';

/** R4. A provider may skip states in front of us (its news comes late), but never goes back, and an end is an end. */
export const runTransitions: TransitionTable<Run['state'], RunEvent> = {
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
