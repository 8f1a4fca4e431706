import type { Instant } from '#domain/time.ts';
import type { Base } from '#domain/pull-request/base.ts';
import { goneOn, type PullRequest, type Successor } from '#domain/request/continued.ts';
import { outgrown } from '#domain/request/evolve/outgrown.ts';
import type { FactKinds } from '#domain/request/fact-kind.ts';
import { reactToContinued } from '#domain/request/react/continued.ts';
import { tellMoved } from '#domain/request/react/moved.ts';

/** What is to be merged became another. */
export type ChangeFact =
  | { fact: 'head_moved'; from: string; to: string }
  /** G10. At the same head. */
  | { fact: 'base_moved'; from: Base; to: Base }
  /** I19. `by`: a person’s id, `contributor`, or the operator. */
  | { fact: 'continued_at'; from: PullRequest; to: PullRequest; at: Instant; by: string; reason?: string; successor?: Successor };

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
