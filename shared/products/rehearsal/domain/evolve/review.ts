import { withEdits } from '#products/rehearsal/domain/edits.ts';
import { checked } from '#products/rehearsal/domain/evolve/status.ts';
import type { FactOf } from '#products/rehearsal/domain/facts.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';

export function returned(state: RequestState, { question }: FactOf<'returned'>): RequestState {
  const from = state.status === 'waiting_for_gates' ? { from: state.status } : {};
  return { ...checked(state, 'return'), status: 'returned', askedBack: question, ...from };
}

/** It goes back to where it was. */
export function answered(state: RequestState, { edits, question, at = 0 }: FactOf<'contributor_answered'>): RequestState {
  const before = state.status === 'returned' && state.from !== undefined;
  const common = checked(state, before ? 'answer_before' : 'answer');
  const edited = withEdits(common, edits, { at, ...(question === undefined ? {} : { question }) });
  return { ...edited, status: before ? 'waiting_for_gates' : 'in_review' };
}
