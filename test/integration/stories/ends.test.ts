import { describe, expect, test } from '@jest/globals';
import { standingOf } from '#products/rehearsal/domain/pull-request/standing.ts';
import { pullRequestComment } from '#products/rehearsal/pages/pull-request-comment.ts';
import { letTimePass } from '#test/support/clock-watch.ts';
import { answers, begin, does, HOUR, recordGates, SHA, type Story } from '#test/support/given-request.ts';
import {
  approves,
  auditThenMigration,
  deployed,
  endsStep,
  granted,
  job,
  run,
  running,
  runEnds,
  startsStep,
  testRefMade,
  throughReview,
} from '#test/support/request-steps.ts';
import { lettersOf, statusOf } from '#test/support/stories.ts';

function toldOf(story: Story, template: string): string[] {
  return story.wanted.flatMap(({ effect, notBefore }) =>
    effect.kind === 'send_mail' && effect.template === template && notBefore === undefined ? [effect.to] : [],
  );
}

function commentOf({ state }: Story): string {
  const standing = standingOf([state], state.headSha ?? '');
  return pullRequestComment({ requests: [state], standing, link: 'https://board.example.org', installation: 'Sample' });
}

describe('what becomes of the code', () => {
  test('merged-untested: the status keeps it out, and if it is merged all the same, admins and release team are alarmed at once', () => {
    const story = begin();
    recordGates(story);
    expect(standingOf([story.state], SHA).state).toBe('pending');
    does(story, { command: 'record_merge', sha: SHA, into: 'd'.repeat(40) });
    // G11: that the form names ada's login is no proof that it is hers, so she is told as the admin she is.
    expect(toldOf(story, 'untested_merge')).toEqual(['grace', 'alan', 'ada', 'ruth', 'quinn']);
    expect(lettersOf(story, 'untested_merge')[0]).toContain('not fully tested');
    expect(standingOf([story.state], SHA)).toMatchObject({ state: 'failure', description: expect.stringContaining('merged untested') });
    expect(statusOf(story)).toContain('which was not fully tested');
  });

  test('nothing-to-merge: a job that only had to prove something ends completed, and nobody is asked to merge it', () => {
    const rules = { mergeOnApproval: true };
    const proof = approves(runEnds(running({ jobs: [{ role: 'audit' }], rules })));
    expect(proof.state).toMatchObject({ status: 'completed', why: 'proved' });
    expect(proof.state.merge).toBeUndefined();
    expect(statusOf(proof)).toContain('Completed');
    expect(statusOf(proof)).toContain('there is nothing to merge');
    expect(lettersOf(proof, 'completed')[0]).toContain('there is nothing to merge');
    expect(standingOf([proof.state], SHA)).toMatchObject({ state: 'success', description: expect.stringContaining('completed') });
    const change = approves(runEnds(running({ jobs: [{ role: 'backfill' }], rules })));
    expect(change.state.merge).toMatchObject({ state: 'wanted' });
    expect(statusOf(change)).not.toContain('Completed');
    const late = begin();
    recordGates(late);
    letTimePass(late, 25 * HOUR);
    expect(late.state.clocks[0]?.breachedAt).toBeDefined();
  });
});

describe('what people see of it', () => {
  test('promised-wednesday: the promise is a clock that all see, an infrastructure fault holds it with its reason, and running it again is one action', () => {
    const story = begin();
    recordGates(story);
    expect(statusOf(story)).toMatch(/due|left/);
    throughReview(story);
    testRefMade(granted(story));
    startsStep(story, 'deploy');
    endsStep(story, 'deploy', false, 'the cluster has no room');
    expect(story.state.status).toBe('deployment_failed');
    expect(statusOf(story)).toContain('the cluster has no room');
    expect(answers(story, 'grace', 'deployment', 'retry')).toBeUndefined();
    expect(story.state.status).toBe('queued');
    runEnds(deployed(story), undefined, { exitCode: 1, stderr: ['Workflow failed. Causes: quota'] });
    expect(answers(story, 'grace', 'verdict', 'rerun')).toBeUndefined();
    expect(story.state.status).toBe('queued');
    expect(statusOf(story)).toContain('Attempt 1');
  });

  test('result-in-the-pull-request: counts go to the comment on the pull request by themselves, and nothing else of the output', () => {
    const rules = { pullRequests: [{ owner: 'oppia', repository: 'oppia' }] };
    const story = runEnds(running({ rules }), undefined, { stdout: ['done', 'EXP PROCESSED SUCCESS: 35745', 'ana@example.org: 3'] });
    expect(commentOf(story)).toContain('`EXP PROCESSED SUCCESS`: 35745');
    expect(commentOf(story)).not.toMatch(/ana|example\.org: 3/);
    expect(story.wanted.filter(({ effect }) => effect.kind === 'update_pull_request').length).toBeGreaterThan(0);
  });

  test('skewed-copies: what audit and job counted stands side by side, count by count', () => {
    const counts = { kind: 'count', label: 'TOPICS', comparison: '>=', value: 0 } as const;
    const [audit, migration] = auditThenMigration.jobs ?? [];
    const jobs = [
      { ...audit, expectedOutput: [counts, { ...counts, label: 'BROKEN' }] },
      { ...migration, expectedOutput: [counts] },
    ];
    const story = runEnds(running({ jobs }), 'audit', { stdout: ['TOPICS: 12', 'BROKEN: 0'] });
    expect(statusOf(story)).not.toContain('Counts, side by side');
    approves(story, 'audit');
    runEnds(deployed(story), 'migrate', { stdout: ['TOPICS: 11'] });
    expect(statusOf(story)).toMatch(/Counts, side by side .* BROKEN 0 not counted .*TOPICS 12 11/);
    expect(job(story, 'migrate').state).toBe('awaiting_verdict');
    expect(run(story, 'migrate')).toMatchObject({ result: { counts: [{ label: 'TOPICS', value: 11 }] } });
  });
});
