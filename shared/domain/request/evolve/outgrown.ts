import { forgetMade } from '#domain/request/evolve/cutoff.ts';
import { forgetFallen } from '#domain/request/evolve/held.ts';
import { forgetEvidence } from '#domain/request/evolve/jobs.ts';
import { checked, common } from '#domain/request/evolve/status.ts';
import { endWaivers } from '#domain/request/evolve/waivers.ts';
import type { Waiver } from '#domain/request/gates.ts';
import type { RequestCommon, RequestState } from '#domain/request/state.ts';

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
