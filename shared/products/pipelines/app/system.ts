import type { PipelineRules } from '#products/pipelines/domain/rules.ts';
import type { Tables } from '#products/pipelines/stored/documents.ts';
import type * as kernel from '#kernel/system.ts';

/** What every use case works with. */
export type System = kernel.System<Tables, PipelineRules>;
