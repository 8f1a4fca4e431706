import { z } from 'zod';
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
interface AnalysisScope {
  datasetPermissions: string[];
  populationPermissions: string[];
  componentAccess: string[];
}

/** Which names there are; an installation may have others. */
const scopeNames = {
  dataset_permissions: [
    'appointments',
    'icnarc',
    'isaric',
    'open_prompt',
    'ukrr',
    'waiting_list',
    'sgss_covid_all_tests',
    'occupation_on_covid_vaccine_record',
    'covid_therapeutics',
  ],
  population_permissions: ['include_ndoo', 'include_t1oo', 'include_gp_unactivated'],
  component_access: ['event_level_data'],
} as const;

const granted = <T extends readonly [string, ...string[]]>(names: T) => z.array(z.enum(names)).max(100).optional();

const analysisScope = z.object({
  dataset_permissions: granted(scopeNames.dataset_permissions),
  population_permissions: granted(scopeNames.population_permissions),
  component_access: granted(scopeNames.component_access),
});

/** `POST rap/create/`. Everything is required but the scope; what is not named here is ignored. */
export const createRequest = z.object({
  rap_id: rapId,
  backend: plainText(100).min(1),
  workspace: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/, 'must be letters, digits, _ and -'),
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
