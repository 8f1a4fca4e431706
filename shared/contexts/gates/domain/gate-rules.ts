import type { Person } from '#contexts/access/domain/people.ts';
import type { GateSettings } from '#contexts/gates/domain/gate-settings.ts';
import type { GateName } from '#contexts/gates/domain/gates.ts';
import type { JobLayout } from '#contexts/gates/domain/job-files.ts';

/** What the settings say of gates: by this they are judged. */
export interface GateRules {
  people: Person[];
  /** G7. These read `skipped`. */
  gatesOff: GateName[];
  /** G2. A label that begins like one of these counts as red. */
  redLabels: string[];
  /** G4, G5. Where each repository keeps its jobs; one that is not named cannot be looked at. */
  jobLayouts: JobLayout[];
  /** G2, G3. */
  gateSettings?: GateSettings[];
}
