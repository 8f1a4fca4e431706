import type { Change } from '#domain/intake/submission.ts';
import type { ChecksSeen } from '#domain/request/gates-seen.ts';
import { CodeHostUnavailable } from '#ports/code-host.ts';
import type { GitHub } from './github-calls.ts';
import { checkedNumber, checkedSha, placeOf } from './github-names.ts';
import { checkRunsShape, combinedStatusShape, labelsShape } from './github-shapes.ts';

interface Check {
  name: string;
  state: 'green' | 'red' | 'pending';
}

/** `own`: the status that Rehearsal itself sets, which cannot be waited for. */
export async function readChecks(github: GitHub, change: Change, sha: string, own: string): Promise<ChecksSeen> {
  const place = placeOf(change);
  const at = { ...place, ref: checkedSha(sha) };
  const [runs, statuses, labels] = await Promise.all([
    github.readAll('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', at, checkRunsShape, (page) => page.check_runs),
    github.readAll('GET /repos/{owner}/{repo}/commits/{ref}/status', at, combinedStatusShape, (page) => page.statuses),
    change.kind === 'ref'
      ? []
      : github.readAll(
          'GET /repos/{owner}/{repo}/issues/{issue_number}/labels',
          { ...place, issue_number: checkedNumber(change.number) },
          labelsShape,
          (page) => page,
        ),
  ]);
  if (runs === undefined || statuses === undefined || labels === undefined)
    throw new CodeHostUnavailable(`GitHub knows no checks of ${sha}, or not for our token`);
  const checks = [
    ...runs.map(({ name, status, conclusion }): Check => ({ name, state: ofRun(status, conclusion) })),
    ...statuses.map(({ context, state }): Check => ({ name: context, state: ofStatus(state) })),
  ].filter(({ name }) => name !== own);
  return { ...summary(checks), labels: labels.map(({ name }) => name).toSorted() };
}

function summary(checks: readonly Check[]): Omit<ChecksSeen, 'labels'> {
  const named = (wanted: Check['state']): string[] =>
    [...new Set(checks.filter(({ state }) => state === wanted).map(({ name }) => name))].toSorted();
  const [failing, waiting] = [named('red'), named('pending')];
  const state = failing.length > 0 ? 'red' : waiting.length > 0 || checks.length === 0 ? 'pending' : 'green';
  return { state, failing, waiting };
}

/** What has ended otherwise (cancelled, stale, timed out, wants an action) has shown nothing, and stays so until somebody acts. */
function ofRun(status: string, conclusion: string | null): Check['state'] {
  if (status !== 'completed' || conclusion === null) return 'pending';
  return ['success', 'neutral', 'skipped'].includes(conclusion) ? 'green' : 'red';
}

function ofStatus(state: string): Check['state'] {
  return state === 'success' ? 'green' : state === 'pending' ? 'pending' : 'red';
}
