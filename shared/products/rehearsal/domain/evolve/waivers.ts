import { hangingNow } from '#products/rehearsal/domain/call-admins.ts';
import type { GateName, Waiver } from '#contexts/gates/domain/gates.ts';
import { isOfUnseen } from '#contexts/gates/domain/open-gates.ts';
import type { RequestCommon, RequestState } from '#products/rehearsal/domain/state.ts';
import type { Instant } from '#kernel/time.ts';

/** G7: a gate hangs from the look on that saw it so. Entries of earlier versions do not say when: then the next look does. */
export function withHanging(state: RequestState, at: Instant | undefined): RequestState {
  const { hanging: _before, ...rest } = state;
  if (at === undefined) return rest;
  const hanging = hangingNow(state, at);
  return hanging.length === 0 ? rest : { ...rest, hanging };
}

/** What is waived hangs no more; another thing that it hangs by later has a time of its own. */
export function withWaiver(state: RequestState, waiver: Waiver): RequestState {
  return withHanging({ ...state, waivers: [...state.waivers, waiver] }, waiver.at);
}

/** A waiver is of one commit and one base. It stays on the record, also where the first commit comes back. */
export function endWaivers({ hanging: _hanging, ...state }: RequestCommon, ended: NonNullable<Waiver['ended']>): RequestCommon {
  return { ...state, waivers: state.waivers.map((waiver) => ({ ...waiver, ended: waiver.ended ?? ended })) };
}

/** G7, G9: whoever passed over a gate that nobody could see has passed over nothing that was seen of it later. */
export function endUnseen(state: RequestState, told: readonly GateName[] = []): RequestState {
  if (told.length === 0) return state;
  return {
    ...state,
    waivers: state.waivers.map((waiver) => (told.includes(waiver.gate) && isOfUnseen(waiver) ? { ...waiver, ended: 'seen' } : waiver)),
  };
}
