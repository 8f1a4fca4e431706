import { z } from 'zod';
import { mergeMethods, type MergeMethod } from '#contexts/gates/domain/pull-request/merge.ts';
import { CodeHostUnavailable } from '#contexts/gates/ports/code-host.ts';
import type { GitHub } from './github-calls.ts';
import type { Place } from './github-names.ts';

/** Told only to who may push; left out, the method is not known to be forbidden. */
const repositoryShape = z.object({
  allow_merge_commit: z.boolean().optional(),
  allow_squash_merge: z.boolean().optional(),
  allow_rebase_merge: z.boolean().optional(),
});
const rulesShape = z.array(
  z.object({ type: z.string(), parameters: z.object({ allowed_merge_methods: z.array(z.string()).optional() }).optional() }),
);

export interface MergeRules {
  /** In the order in which they are taken. */
  allowed: MergeMethod[];
  /** The branch is merged into by its queue alone. */
  queue: boolean;
}

/** A3. The repository's own switches, and what the branch's rulesets leave of them. */
export async function readMergeRules(github: GitHub, place: Place, branch: string): Promise<MergeRules> {
  const [repository, rules] = await Promise.all([
    github.read('GET /repos/{owner}/{repo}', { ...place }, repositoryShape),
    github.readAll('GET /repos/{owner}/{repo}/rules/branches/{branch}', { ...place, branch }, rulesShape, (page) => page),
  ]);
  if (repository === undefined) throw new CodeHostUnavailable(`${place.owner}/${place.repo} is not there, or not for our token`);
  const switches: Record<MergeMethod, boolean | undefined> = {
    merge: repository.allow_merge_commit,
    squash: repository.allow_squash_merge,
    rebase: repository.allow_rebase_merge,
  };
  const linear = (rules ?? []).some(({ type }) => type === 'required_linear_history');
  const allowed = mergeMethods.filter(
    (method) => switches[method] !== false && isLeftBy(rules ?? [], method) && !(linear && method === 'merge'),
  );
  return { allowed, queue: (rules ?? []).some(({ type }) => type === 'merge_queue') };
}

/** Where several rulesets bound it, all of them hold. */
function isLeftBy(rules: z.infer<typeof rulesShape>, method: MergeMethod): boolean {
  return rules.every(({ parameters }) => parameters?.allowed_merge_methods?.includes(method) ?? true);
}
