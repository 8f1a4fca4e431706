import type { Fact } from '#domain/request/facts.ts';
import type { RequestState } from '#domain/request/state.ts';
import { evolve } from '#domain/request/evolve.ts';
import { refuse, type Refusal } from '#domain/request/refusal.ts';
import { startDraft as startDraftBy, type Draft as DraftOf } from '#kernel/draft.ts';
import type { Decision as DecisionOf } from '#kernel/process.ts';

export { refuse, type Refusal };

export type Refused = { refused: Refusal };
export type Decision = DecisionOf<RequestState, Fact, Refused>;
export type Draft = DraftOf<RequestState, Fact>;

export function startDraft(state: RequestState): Draft {
  return startDraftBy(evolve, state);
}
