import type { PipelineRules } from '#products/pipelines/domain/rules.ts';
import type { PipelineSettings } from '#products/pipelines/settings/schema.ts';

/** The part of the settings that decisions depend on, beside what other products have of them. */
export function pipelineRules({ repositories }: PipelineSettings): Pick<PipelineRules, 'pipelines'> {
  return { pipelines: { repositories } };
}
