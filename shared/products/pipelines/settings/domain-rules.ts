import type { PipelineRules } from '#products/pipelines/domain/rules.ts';
import type { PipelineSettings } from '#products/pipelines/settings/schema.ts';

/** The part of the settings that decisions depend on, beside what other products have of them. */
export function pipelineRules(settings: PipelineSettings): Pick<PipelineRules, 'pipelines'> {
  const { repositories, images, reusableActions, datasetPermissions, populationPermissions, componentAccess } = settings;
  const scope = { datasetPermissions, populationPermissions, componentAccess };
  return { pipelines: { repositories, images, ...(reusableActions === undefined ? {} : { reusableActions }), scope } };
}
