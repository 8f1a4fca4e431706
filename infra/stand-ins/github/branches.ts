import type { RestAnswer, RestCall } from '../rest.ts';
import { answer, no, page } from './answers.ts';
import { refAt, type Held } from './held.ts';

/** What rulesets ask of a branch. */
export function branchRules(held: Held, branch: string, call: RestCall): RestAnswer {
  const count = held.approvals.get(branch);
  const about = { ruleset_source_type: 'Repository', ruleset_source: `${held.owner}/${held.name}`, ruleset_id: 1 };
  const approvals = {
    type: 'pull_request',
    parameters: { required_approving_review_count: count, dismiss_stale_reviews_on_push: false },
  };
  const queue = held.queue.has(branch) ? [{ type: 'merge_queue' }] : [];
  const rules = [{ type: 'deletion' }, ...(count === undefined ? [] : [approvals]), ...queue, ...(held.branches.get(branch)?.rules ?? [])];
  return page(
    call,
    rules.map((rule) => ({ ...rule, ...about })),
  );
}

/** A branch as every reader sees it: of the older protection only which checks it requires. */
export async function getBranch(held: Held, name: string): Promise<RestAnswer> {
  const found = await refAt(held, `refs/heads/${name}`);
  if (found === undefined) return no(404, 'Branch not found');
  const protection = held.branches.get(name)?.protection;
  const checks = protection?.required_status_checks;
  const level = checks === undefined ? 'off' : 'non_admins';
  return answer(200, {
    name,
    commit: { sha: found.sha },
    protected: protection !== undefined || (held.branches.get(name)?.rules ?? []).length > 0,
    protection: {
      enabled: protection !== undefined,
      required_status_checks: { enforcement_level: level, contexts: checks?.contexts ?? [], checks: checks?.checks ?? [] },
    },
  });
}

/** The older protection, for administrators. */
export function getProtection(held: Held, name: string): RestAnswer {
  const { protection, hidden } = held.branches.get(name) ?? {};
  if (hidden === true) return no(403, 'Resource not accessible by integration');
  if (protection === undefined) return no(404, 'Branch not protected');
  return answer(200, protection);
}
