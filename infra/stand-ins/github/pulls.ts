import type { components } from '@octokit/openapi-types';
import type { RestAnswer, RestCall } from '../rest.ts';
import { answer, notFound, page } from './answers.ts';
import { changedFiles } from './compare.ts';
import { mergeBase, refAt, type Held } from './held.ts';

type Pull = components['schemas']['pull-request'];
type PullAnswer = Pick<Pull, 'number' | 'state' | 'draft' | 'merged' | 'merged_at' | 'merge_commit_sha' | 'labels' | 'changed_files'> & {
  user: Pick<Pull['user'], 'login'>;
  head: Pick<Pull['head'], 'sha' | 'ref'>;
  base: Pick<Pull['base'], 'sha' | 'ref'>;
  requested_reviewers: Pick<components['schemas']['simple-user'], 'login'>[];
  requested_teams: Pick<components['schemas']['team-simple'], 'slug'>[];
};

/**
 * Pull request n is the ref `refs/pull/n/head`, as on GitHub; beside it `refs/pull/n/draft` or `refs/pull/n/closed` says so. A head inside
 * the base is merged. `base.sha` is where the two parted: GitHub's own is that of the last push, and not the base's newest commit either.
 */
export async function readPull(held: Held, number: number): Promise<PullAnswer | undefined> {
  const head = (await refAt(held, `refs/pull/${number}/head`))?.sha;
  if (head === undefined) return undefined;
  const own = await held.git(['symbolic-ref', '--quiet', `refs/pull/${number}/base`], { expect: [0, 1] });
  const baseRef = (own.code === 0 ? own : await held.git(['symbolic-ref', 'HEAD'])).stdout.trim();
  const tip = (await refAt(held, baseRef))?.sha ?? '';
  const parted = await mergeBase(held, tip, head);
  const merged = parted === head || held.merged.has(number);
  const closed = merged || (await refAt(held, `refs/pull/${number}/closed`)) !== undefined;
  const asked = held.asked.get(number);
  return {
    number,
    user: { login: held.openers.get(number) ?? 'opener' },
    merged,
    state: closed ? 'closed' : 'open',
    merged_at: merged ? '2026-11-01T12:00:00Z' : null,
    merge_commit_sha: held.merges.get(number) ?? null,
    draft: (await refAt(held, `refs/pull/${number}/draft`)) !== undefined,
    head: { sha: head, ref: `change-${number}` },
    base: { sha: parted ?? tip, ref: baseRef.replace(/^refs\/heads\//, '') },
    labels: labelsOf(held, number),
    changed_files: parted === undefined ? 0 : (await changedFiles(held, parted, head)).length,
    requested_reviewers: (asked?.people ?? []).map((login) => ({ login, type: login.endsWith('[bot]') ? 'Bot' : 'User' })),
    requested_teams: (asked?.teams ?? []).map((slug) => ({ slug })),
  };
}

export async function getPull(held: Held, number: number): Promise<RestAnswer> {
  const pull = await readPull(held, number);
  return pull === undefined ? notFound() : answer(200, pull);
}

export async function listPullFiles(held: Held, number: number, call: RestCall): Promise<RestAnswer> {
  const pull = await readPull(held, number);
  return pull === undefined ? notFound() : page(call, await changedFiles(held, pull.base.sha, pull.head.sha));
}

export function listLabels(held: Held, number: number, call: RestCall): RestAnswer {
  return page(call, labelsOf(held, number));
}

function labelsOf(held: Held, number: number): Pull['labels'] {
  return (held.labels.get(number) ?? []).map((name, id) => ({
    id,
    name,
    node_id: '',
    url: '',
    description: null,
    color: 'ededed',
    default: false,
  }));
}
