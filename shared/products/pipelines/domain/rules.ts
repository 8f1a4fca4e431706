import type { PoolRules } from '#contexts/backends/domain/pool-rules.ts';
import type { ActionLimits, JobLimits } from '#products/pipelines/domain/job/rules.ts';
import type { Person } from '#contexts/access/domain/people.ts';
import type { ImageRules } from '#products/pipelines/domain/ask/images.ts';
import type { PlacedActions } from '#products/pipelines/domain/ask/where.ts';

/** The part of the settings that decisions of this product depend on. */
export interface PipelineRules {
  people: Person[];
  /** Those that the settings name. */
  backends: readonly { slug: string; sharing?: PoolRules }[];
  pipelines: PipelineLimits;
}

/** What this installation lets pipelines do. */
interface PipelineLimits extends ImageRules, JobLimits {
  actions: ActionLimits;
  /** R18. */
  placed: PlacedActions;
  /** K1. Whose code may be read and run: `owner`, or `owner/name`. */
  repositories: readonly string[];
  /** P5. What may be asked for with a run at all. */
  scope: Scope;
}

/** Names that stand for rights to data. */
export interface Scope {
  datasetPermissions: readonly string[];
  populationPermissions: readonly string[];
  componentAccess: readonly string[];
}

/** K1. Whether the code of a repository, `owner/name`, may be read and run here. Names are compared without regard to case, as the code host does. */
export function allowsRepository(repositories: PipelineLimits['repositories'], repository: string): boolean {
  const name = repository.toLowerCase();
  return repositories.some((allowed) => name === allowed.toLowerCase() || name.startsWith(`${allowed.toLowerCase()}/`));
}
