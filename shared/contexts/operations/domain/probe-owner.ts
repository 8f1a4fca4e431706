import type { Owner } from '#contexts/operations/domain/owner.ts';
import { probeTask, recordedProbe, type ProbeState } from '#contexts/operations/domain/probe.ts';

/** B8. The probes of a backend, by its slug. */
export const probeOwner: Owner = {
  recorded: (state, operation) => recordedProbe((state as { probe: ProbeState }).probe, operation),
  keptAs: ({ id }, operation) => probeTask(id, Number(operation.id)),
};
