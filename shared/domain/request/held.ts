import type { Frozen } from '#domain/calendar/freeze.ts';
import type { RequestState } from '#domain/request/state.ts';

/** C8. An override counts for the freezes that it was given for: those who may override another one were not asked. */
export function mayStartInside({ held }: Pick<RequestState, 'held'>, { names }: Frozen): boolean {
  return held?.overridden !== undefined && names.every((name) => held.freezes.includes(name));
}
