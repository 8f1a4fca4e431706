import type { PipelineRules } from '#products/pipelines/domain/rules.ts';

/** Everything of one owner is allowed, and one repository of another. */
export const samplePipelines: Pick<PipelineRules, 'pipelines'> = {
  pipelines: {
    repositories: ['opensafely', 'oppia/studies'],
    images: ['ehrql', 'python', 'r'],
    scope: { datasetPermissions: ['icnarc'], populationPermissions: ['include_ndoo'], componentAccess: ['event_level_data'] },
  },
};
