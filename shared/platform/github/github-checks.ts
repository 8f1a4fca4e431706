import type { Change } from '#contexts/intake/domain/submission.ts';
import type { Check, CheckEvidence } from '#contexts/gates/domain/gate-evidence.ts';
import { CodeHostUnavailable } from '#contexts/gates/ports/code-host.ts';
import type { z } from 'zod';
import type { GitHub } from './github-calls.ts';
import { readPull } from './github-head.ts';
import { checkedNumber, checkedSha } from '../checked-names.ts';
import { placeOf, type Place } from './github-names.ts';
import { readBranchRules, type BranchRules } from './github-rules.ts';
import { checkRunsShape, combinedStatusShape, labelsShape, workflowRunsShape } from './github-shapes.ts';

type CheckRun = z.infer<typeof checkRunsShape>['check_runs'][number];
type WorkflowRun = z.infer<typeof workflowRunsShape>['workflow_runs'][number];

/** `own`: the status that Rehearsal itself sets, which cannot be waited for. */
export async function readChecks(github: GitHub, change: Change, sha: string, own: string): Promise<CheckEvidence> {
  const place = placeOf(change);
  const at = { ...place, ref: checkedSha(sha) };
  const [runs, statuses, workflows, about] = await Promise.all([
    github.readAll('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', at, checkRunsShape, (page) => page.check_runs),
    github.readAll('GET /repos/{owner}/{repo}/commits/{ref}/status', at, combinedStatusShape, (page) => page.statuses),
    readWorkflows(github, place, at.ref),
    readPullsSide(github, change),
  ]);
  if (runs === undefined || statuses === undefined) throw new CodeHostUnavailable(`GitHub knows no checks of ${sha}, or not for our token`);
  const files = workflows === 'unseen' ? [] : workflows.flatMap(({ path }) => path?.split('@')[0] ?? []);
  const absent = about.rules.workflows.filter((path) => !files.includes(path));
  const { partly } = about.rules;
  return {
    state: 'read',
    checks: [
      ...newestRuns(runs, workflows === 'unseen' ? [] : workflows),
      ...statuses
        .filter(({ context }) => context !== own)
        .map(({ context, state }) => ({ name: context, isStatus: true as const, state: ofStatus(state) })),
      ...(workflows === 'unseen' ? [] : workflowsAlone(workflows, runs)),
    ],
    required: [...about.rules.checks.filter(({ name }) => name !== own), ...absent.map((name) => ({ name }))],
    ...(workflows === 'unseen' ? { unseen: ['workflow runs'] } : {}),
    ...(partly ? { partly } : {}),
    labels: about.labels,
  };
}

const NO_RULES: BranchRules = { checks: [], workflows: [], approvals: 0, dismissesStale: false, partly: false };

/** Labels of the pull request, and what its base requires; a branch that is tested as it is has neither. */
async function readPullsSide(github: GitHub, change: Change): Promise<{ labels: string[]; rules: BranchRules }> {
  if (change.kind === 'ref') return { labels: [], rules: NO_RULES };
  const place = placeOf(change);
  const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/labels';
  const [labels, pull] = await Promise.all([
    github.readAll(route, { ...place, issue_number: checkedNumber(change.number) }, labelsShape, (page) => page),
    readPull(github, change),
  ]);
  if (labels === undefined || pull === undefined) throw new CodeHostUnavailable(`GitHub shows no pull request ${change.number}`);
  return { labels: labels.map(({ name }) => name).toSorted(), rules: await readBranchRules(github, place, pull.base.ref) };
}

/** A workflow that waits for a maintainer, or has not begun, has no check run yet. A host without workflows says 404. */
async function readWorkflows(github: GitHub, place: Place, sha: string): Promise<WorkflowRun[] | 'unseen'> {
  const route = 'GET /repos/{owner}/{repo}/actions/runs';
  const { status } = await github.ask(route, { ...place, head_sha: sha, per_page: 1 }, 403, 404);
  if (status === 403) return 'unseen';
  if (status === 404) return [];
  return (await github.readAll(route, { ...place, head_sha: sha }, workflowRunsShape, (page) => page.workflow_runs)) ?? [];
}

/**
 * G2. Of each check, by app and name, the newest run; the other ones were made good for, or undone. Numbers of runs only grow. Jobs of
 * one name in two workflows are two checks: neither makes good for the other.
 */
function newestRuns(runs: readonly CheckRun[], workflows: readonly WorkflowRun[]): Check[] {
  const ofSuite = new Map(workflows.map(({ check_suite_id: suite, workflow_id: workflow }) => [suite, workflow]));
  const workflowOf = ({ check_suite: suite }: CheckRun): number | undefined => (suite ? ofSuite.get(suite.id) : undefined);
  return newest(runs, (run) => `${run.app?.id ?? ''} ${workflowOf(run) ?? ''} ${run.name}`).map((run) => ({
    name: run.name,
    ...(run.app === null || run.app === undefined ? {} : { app: run.app.id }),
    state: ofRun(run.status, run.conclusion, run.app?.slug === ACTIONS),
  }));
}

const ACTIONS = 'github-actions';

/** What no check run tells: workflows that wait or go on, and those that ended before they had a job. */
function workflowsAlone(workflows: readonly WorkflowRun[], runs: readonly CheckRun[]): Check[] {
  const told = new Set(runs.flatMap(({ check_suite: suite }) => suite?.id ?? []));
  return newest(workflows, ({ workflow_id: id }) => String(id)).flatMap((run) => {
    const state = ofRun(run.status ?? 'queued', run.conclusion, true);
    const isTold = run.check_suite_id !== undefined && told.has(run.check_suite_id);
    const name = run.name ?? run.path ?? `workflow ${run.workflow_id}`;
    return state === 'green' || (state === 'red' && isTold) ? [] : [{ name, state }];
  });
}

function newest<T extends { id?: number | undefined }>(all: readonly T[], keyOf: (one: T) => string): T[] {
  const found = new Map<string, T>();
  for (const one of all) {
    const known = found.get(keyOf(one));
    if (known === undefined || (one.id ?? 0) >= (known.id ?? 0)) found.set(keyOf(one), one);
  }
  return [...found.values()];
}

/** What has ended otherwise (cancelled, stale, timed out, not startable) has shown nothing, and stays so until somebody acts. */
function ofRun(status: string, conclusion: string | null, isWorkflow: boolean): Check['state'] {
  if (isWorkflow && (status === 'waiting' || status === 'action_required' || conclusion === 'action_required')) return 'held';
  if (status !== 'completed' || conclusion === null) return 'pending';
  return ['success', 'neutral', 'skipped'].includes(conclusion) ? 'green' : 'red';
}

function ofStatus(state: string): Check['state'] {
  return state === 'success' ? 'green' : state === 'pending' ? 'pending' : 'red';
}
