import { goneOn } from '#products/rehearsal/domain/continued.ts';
import { outgrown } from '#products/rehearsal/domain/evolve/outgrown.ts';
import type { FactKinds } from '#products/rehearsal/domain/fact-kind.ts';
import { reactToContinued } from '#products/rehearsal/domain/react/continued.ts';
import { tellMoved } from '#products/rehearsal/domain/react/moved.ts';
import type { ChangeFact } from '#products/rehearsal/domain/facts/types/change.ts';

export const changeFacts: FactKinds<ChangeFact> = {
  head_moved: {
    evolve: (state, { to }) => outgrown(state, 'push', (moved) => ({ ...moved, headSha: to })),
    react: tellMoved,
    shown: 'both',
    events: () => [{ type: 'request.head_moved' }],
  },
  base_moved: {
    evolve: (state, { to }) => outgrown(state, 'base', (moved) => ({ ...moved, base: to })),
    react: tellMoved,
    shown: 'both',
    events: () => [{ type: 'request.base_moved' }],
  },
  continued_at: {
    evolve: (state, fact) => outgrown(state, 'elsewhere', (moved) => goneOn(moved, state, fact)),
    react: reactToContinued,
    shown: 'sheet',
    events: () => [{ type: 'request.continued' }],
  },
};
