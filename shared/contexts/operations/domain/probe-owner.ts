import type { Owner } from '#contexts/operations/domain/owner.ts';
import { recordedProbe, type ProbeState } from '#contexts/operations/domain/probe.ts';

/** B8. A probe of a backend, by what it is kept as. */
export const probeOwner: Owner = {
  recorded: (state, operation) => recordedProbe((state as { probe: ProbeState }).probe, operation),
  keptAs: ({ id }, operation) => `probe-${id}-${operation.id}`,
};
