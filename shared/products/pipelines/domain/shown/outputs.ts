import type { ManifestEntry } from '#contexts/operations/domain/action/result.ts';
import type { Outcome } from '#products/pipelines/domain/outcome.ts';

export interface ShownOutputs {
  success: Outcome;
  attempt: number;
  entries: ManifestEntry[];
  isCut: boolean;
}
