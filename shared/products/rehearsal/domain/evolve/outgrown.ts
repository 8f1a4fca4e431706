import { forgetMade } from '#products/rehearsal/domain/evolve/cutoff.ts';
import { forgetFallen } from '#products/rehearsal/domain/evolve/held.ts';
import { forgetEvidence } from '#products/rehearsal/domain/evolve/jobs.ts';
import { checked, common } from '#products/rehearsal/domain/evolve/status.ts';
import { endWaivers } from '#products/rehearsal/domain/evolve/waivers.ts';
import type { Waiver } from '#contexts/gates/domain/gates.ts';
import type { RequestCommon, RequestState } from '#products/rehearsal/domain/state.ts';

/** G1, G10, I19: another merge is wanted than the one that the evidence is of. */
export function outgrown(
  state: RequestState,
  why: NonNullable<Waiver['ended']>,
  over: (moved: RequestCommon) => RequestCommon,
): RequestState {
  const moved = state.status === 'waiting_for_gates' ? common(state) : checked(state, 'move_head');
  return {
    ...over(endWaivers(forgetFallen(moved), why)),
    ...forgetMade(state.cutoffs),
    jobs: forgetEvidence(state.jobs),
    status: 'waiting_for_gates',
  };
}
