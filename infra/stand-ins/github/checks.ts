import { z } from 'zod';
import type { RestAnswer, RestCall } from '../rest.ts';
import { no, page, answer } from './answers.ts';
import { commitOf, OURSELVES, type Held } from './held.ts';

const ACTIONS = { id: 15368, slug: 'github-actions' };

/** Older ones of the same name stay beside the newer ones where they belong to another suite: so it is there. */
export async function listCheckRuns(held: Held, ref: string, call: RestCall): Promise<RestAnswer> {
  const sha = await commitOf(held, ref);
  if (sha === undefined) return no(422, `No commit found for SHA: ${ref}`);
  const all = (held.checks.get(sha) ?? []).map(({ id, app = ACTIONS, suite, ...run }, n) => ({
    id: id ?? n + 1,
    ...run,
    app,
    check_suite: { id: suite ?? 1 },
    head_sha: sha,
  }));
  return page(call, all, (part) => ({ total_count: all.length, check_runs: part }));
}

/** Newest first, as GitHub lists them; of one commit. */
export function listWorkflowRuns(held: Held, call: RestCall): RestAnswer {
  const sha = call.url.searchParams.get('head_sha') ?? '';
  const all = (held.workflows.get(sha) ?? []).map(({ workflow, id, suite, path, ...run }, n) => ({
    id: id ?? n + 1,
    ...run,
    path: path ?? `.github/workflows/${workflow}.yml`,
    workflow_id: workflow,
    check_suite_id: suite ?? 1000 + n,
    head_sha: sha,
  }));
  return page(call, all.toReversed(), (part) => ({ total_count: all.length, workflow_runs: part }));
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
