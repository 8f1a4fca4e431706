import { z } from 'zod';
import { isWorkspaceName } from '#products/pipelines/domain/workspace/state.ts';
import type { Scope } from '#products/pipelines/domain/rules.ts';
import {
  actionName,
  branchName,
  mostActions,
  rapId,
  repositoryOf,
  repositoryUrl,
  type Repository,
} from '#products/pipelines/contracts/rap/names.ts';
import { plainText } from '#products/pipelines/contracts/rap/text.ts';

/** What a project may read beyond the usual, each a list of names. */
type AnalysisScope = { -readonly [K in keyof Scope]: string[] };

const granted = z
  .array(z.string().regex(/^[a-z][a-z0-9_]{0,99}$/, 'must be the name of a right'))
  .max(100)
  .optional();

const analysisScope = z.object({ dataset_permissions: granted, population_permissions: granted, component_access: granted });

/** Which list of the settings has the names of a field. */
const listOf = {
  dataset_permissions: 'datasetPermissions',
  population_permissions: 'populationPermissions',
  component_access: 'componentAccess',
} as const satisfies Record<keyof z.infer<typeof analysisScope>, keyof Scope>;

/** `POST rap/create/`. Everything is required but the scope; what is not named here is ignored. */
export const createRequest = z.object({
  rap_id: rapId,
  backend: plainText(100).min(1),
  workspace: z.string().refine(isWorkspaceName, 'must be letters, digits, _ and -, and not __ at both ends'),
  repo_url: repositoryUrl,
  branch: branchName,
  commit: z.string().regex(/^[0-9a-f]{40}$/, 'must be a whole commit: 40 characters, each one of 0–9 and a–f'),
  database_name: z.literal('default'),
  requested_actions: z.array(actionName).min(1).max(mostActions),
  codelists_ok: z.boolean(),
  force_run_dependencies: z.boolean(),
  created_by: plainText(200),
  project: plainText(200),
  orgs: z.array(plainText(200)).max(100),
  // In the wire's own first example it is null, which its validator refuses: here it is as if it were left out.
  analysis_scope: analysisScope.nullish(),
});

/** With the rights that there are in this installation, and no others. */
export function createRequestOf(scope: Scope): typeof createRequest {
  return createRequest.superRefine(({ analysis_scope: given }, context) => {
    for (const field of Object.keys(listOf) as (keyof typeof listOf)[])
      given?.[field]?.forEach((name, at) => {
        if (!scope[listOf[field]].includes(name))
          context.addIssue({ code: 'custom', path: ['analysis_scope', field, at], message: 'is none that this installation grants' });
      });
  });
}

/** The same in our words. */
export interface AskedRun {
  id: string;
  backend: string;
  workspace: string;
  repository: Repository;
  branch: string;
  commit: string;
  /** Each once; `run_all` means all. */
  actions: string[];
  codelistsOk: boolean;
  force: boolean;
  createdBy: string;
  project: string;
  organisations: string[];
  scope: AnalysisScope;
}

export function askedRunOf(given: z.infer<typeof createRequest>): AskedRun {
  const scope = given.analysis_scope ?? {};
  return {
    id: given.rap_id,
    backend: given.backend,
    workspace: given.workspace,
    repository: repositoryOf(given.repo_url),
    branch: given.branch,
    commit: given.commit,
    actions: [...new Set(given.requested_actions)],
    codelistsOk: given.codelists_ok,
    force: given.force_run_dependencies,
    createdBy: given.created_by,
    project: given.project,
    organisations: given.orgs,
    scope: {
      datasetPermissions: scope.dataset_permissions ?? [],
      populationPermissions: scope.population_permissions ?? [],
      componentAccess: scope.component_access ?? [],
    },
  };
}
