import type { Fact } from '#products/rehearsal/domain/facts.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { evolve } from '#products/rehearsal/domain/evolve.ts';
import { refuse, type Refusal } from '#products/rehearsal/domain/refusal.ts';
import { startDraft as startDraftBy, type Draft as DraftOf } from '#kernel/draft.ts';
import type { Decision as DecisionOf } from '#kernel/process.ts';

export { refuse, type Refusal };

export type Refused = { refused: Refusal };
export type Decision = DecisionOf<RequestState, Fact, Refused>;
export type Draft = DraftOf<RequestState, Fact>;

export function startDraft(state: RequestState): Draft {
  return startDraftBy(evolve, state);
}
