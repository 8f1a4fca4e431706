import { z } from 'zod';
import type { RestAnswer, RestCall } from '../rest.ts';
import { no, page, answer } from './answers.ts';
import { commitOf, OURSELVES, type Held } from './held.ts';

export async function listCheckRuns(held: Held, ref: string, call: RestCall): Promise<RestAnswer> {
  const sha = await commitOf(held, ref);
  if (sha === undefined) return no(422, `No commit found for SHA: ${ref}`);
  const all = held.checks.get(sha) ?? [];
  return page(call, all, (part) => ({ total_count: all.length, check_runs: part.map((run) => ({ ...run, head_sha: sha })) }));
}

/** The latest of each context. Without any, the state is `pending`: it says nothing. */
export async function combinedStatus(held: Held, ref: string, call: RestCall): Promise<RestAnswer> {
  const sha = await commitOf(held, ref);
  if (sha === undefined) return no(404, 'Not Found');
  const all = held.statuses.get(sha) ?? [];
  const has = (...states: string[]): boolean => all.some(({ state }) => states.includes(state));
  const state = has('failure', 'error') ? 'failure' : all.length === 0 || has('pending') ? 'pending' : 'success';
  return page(call, all, (statuses) => ({ state, statuses, sha, total_count: all.length }));
}

export function branchRules(held: Held, branch: string): RestAnswer {
  const count = held.approvals.get(branch);
  const about = { ruleset_source_type: 'Repository', ruleset_source: `${held.owner}/${held.name}`, ruleset_id: 1 };
  const rule = {
    type: 'pull_request',
    ...about,
    parameters: { required_approving_review_count: count, dismiss_stale_reviews_on_push: false },
  };
  return answer(200, [
    { type: 'deletion', ...about },
    ...(count === undefined ? [] : [rule]),
    ...(held.queue.has(branch) ? [{ type: 'merge_queue', ...about }] : []),
  ]);
}

const newStatus = z.object({
  state: z.enum(['error', 'failure', 'pending', 'success']),
  context: z.string().default('default'),
  description: z.string().max(140).optional(),
  target_url: z.url().optional(),
});

/** A newer one of the same context takes the place of the older in all that is shown. */
export async function createStatus(held: Held, sha: string, { body }: RestCall): Promise<RestAnswer> {
  if ((await commitOf(held, sha)) === undefined) return no(422, `No commit found for SHA: ${sha}`);
  const { data, error } = newStatus.safeParse(JSON.parse(body.toString('utf8')));
  if (data === undefined) return no(422, `Validation Failed: ${error.issues[0]?.path.join('.')}`);
  const { state, context, description, target_url: target } = data;
  const status = {
    state,
    context,
    ...(description === undefined ? {} : { description }),
    ...(target === undefined ? {} : { target_url: target }),
  };
  held.statuses.set(sha, [status, ...(held.statuses.get(sha) ?? []).filter((one) => one.context !== context)]);
  return answer(201, { id: 1, ...status, creator: { login: OURSELVES } });
}
