import { largest } from '#kernel/lists.ts';
import type { RequiredCheck } from '#contexts/gates/domain/gate-evidence.ts';
import { parsed, type GitHub } from './github-calls.ts';
import type { Place } from './github-names.ts';
import { branchRulesShape, branchShape, protectionShape, refusalShape } from './github-shapes.ts';
import type { z } from 'zod';

/** What a branch asks of what is merged into it, by rulesets and by its older protection together. */
export interface BranchRules {
  checks: RequiredCheck[];
  /** Files of workflows that have to run. */
  workflows: string[];
  approvals: number;
  /** An approval counts for the commit that it was given at alone. */
  dismissesStale: boolean;
  /** The older protection is there and not for our token to read in whole. */
  partly: boolean;
}

type Protection = z.infer<typeof protectionShape>;
type StatusChecks = Protection['required_status_checks'];

/** Rulesets are for every reader. Of the older protection every reader sees which checks it requires; the rest is for administrators. */
export async function readBranchRules(github: GitHub, place: Place, branch: string): Promise<BranchRules> {
  const at = { ...place, branch };
  const [rules = [], seen] = await Promise.all([
    github.readAll('GET /repos/{owner}/{repo}/rules/branches/{branch}', at, branchRulesShape, (page) => page),
    github.read('GET /repos/{owner}/{repo}/branches/{branch}', at, branchShape),
  ]);
  const isOld = seen?.protected === true && seen.protection?.enabled !== false;
  const old = isOld ? await readProtection(github, place, branch) : {};
  const of = (type: string) => rules.flatMap((rule) => (rule.type === type && rule.parameters !== undefined ? [rule.parameters] : []));
  const pulls = of('pull_request');
  const oldReviews = old?.required_pull_request_reviews;
  return {
    checks: withoutRepeats([
      ...of('required_status_checks').flatMap(({ required_status_checks: checks = [] }) => checks.map(required)),
      ...oldChecks(old?.required_status_checks ?? (isOld ? seen.protection?.required_status_checks : undefined)),
    ]),
    workflows: of('workflows').flatMap(({ workflows = [] }) => workflows.map(({ path }) => path)),
    // A stranger's list is no list of arguments.
    approvals: largest(
      oldReviews?.required_approving_review_count ?? 0,
      pulls.map(({ required_approving_review_count: count = 0 }) => count),
    ),
    dismissesStale: oldReviews?.dismiss_stale_reviews === true || pulls.some((one) => one.dismiss_stale_reviews_on_push === true),
    partly: old === undefined,
  };
}

/** Undefined when it is not for our token; nothing when there is none: a branch that only rulesets protect counts as protected, too. */
async function readProtection(github: GitHub, { owner, repo }: Place, branch: string): Promise<Partial<Protection> | undefined> {
  const route = 'GET /repos/{owner}/{repo}/branches/{branch}/protection';
  const { status, data } = await github.ask(route, { owner, repo, branch }, 403, 404);
  if (status === 200) return parsed(protectionShape, data, route);
  return refusalShape.safeParse(data).data?.message.startsWith('Branch not protected') === true ? {} : undefined;
}

function oldChecks(of: StatusChecks): RequiredCheck[] {
  if (of === null || of === undefined || of.enforcement_level === 'off') return [];
  const checks = (of.checks ?? []).map(required);
  const named = checks.map(({ name }) => name);
  return [...checks, ...(of.contexts ?? []).filter((name) => !named.includes(name)).map((name) => ({ name }))];
}

/** In the older form -1 stands for any app. */
function required(of: { context: string; integration_id?: number | null | undefined; app_id?: number | null | undefined }): RequiredCheck {
  const app = of.integration_id ?? of.app_id ?? -1;
  return app < 0 ? { name: of.context } : { name: of.context, app };
}

function withoutRepeats(checks: readonly RequiredCheck[]): RequiredCheck[] {
  return checks.filter((one, n) => checks.findIndex((other) => other.name === one.name && other.app === one.app) === n);
}
