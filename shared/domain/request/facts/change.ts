import { goneOn } from '#domain/request/continued.ts';
import { outgrown } from '#domain/request/evolve/outgrown.ts';
import type { FactKinds } from '#domain/request/fact-kind.ts';
import { reactToContinued } from '#domain/request/react/continued.ts';
import { tellMoved } from '#domain/request/react/moved.ts';
import type { ChangeFact } from '#domain/request/facts/types/change.ts';

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
