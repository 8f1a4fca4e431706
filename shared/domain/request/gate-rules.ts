import type { Person } from '#domain/people.ts';
import type { GateSettings } from '#domain/request/gate-settings.ts';
import type { GateName } from '#domain/request/gates.ts';
import type { JobLayout } from '#domain/request/job-files.ts';

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
