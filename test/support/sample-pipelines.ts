import { MINUTE } from '#kernel/time.ts';
import type { PipelineRules } from '#products/pipelines/domain/rules.ts';

/** Everything of one owner is allowed, and one repository of another. */
export const samplePipelines: Pick<PipelineRules, 'pipelines'> = {
  pipelines: {
    repositories: ['opensafely', 'oppia/studies'],
    images: ['ehrql', 'python', 'r'],
    retries: 3,
    firstPause: MINUTE / 2,
    lostAfter: 30 * MINUTE,
    beginsWithin: 120 * MINUTE,
    endsWithin: 60 * MINUTE,
    actions: {
      limits: { cpu: 2, memoryBytes: 4e9, seconds: 3_600 },
      guard: { maxBytes: 16e6, maxRows: 5_000, types: ['csv'], identifiers: ['patient_id'] },
      env: {},
      registry: '',
      digests: {},
    },
    placed: { places: [], backends: [] },
    scope: { datasetPermissions: ['icnarc'], populationPermissions: ['include_ndoo'], componentAccess: ['event_level_data'] },
  },
};
