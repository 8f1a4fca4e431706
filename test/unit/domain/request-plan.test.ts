import { describe, expect, test } from '@jest/globals';
import { ready } from '#contexts/plans/domain/ready.ts';
import type { Deployment, DeploymentStep } from '#contexts/operations/domain/deployment/state.ts';
import { nextStepOf } from '#contexts/plans/domain/turn.ts';
import { nextRunnable } from '#contexts/plans/domain/job/next.ts';
import { planOf } from '#products/rehearsal/domain/plan.ts';
import { begin } from '#test/support/given-request.ts';

const jobs = [{ name: 'MigrateTopicsJob', needs: ['AuditTopicsJob'] }, { name: 'AuditTopicsJob' }];

function turn(states: readonly DeploymentStep['state'][], after: readonly DeploymentStep['state'][] = []): Deployment {
  const times = { startedAt: 1, endedAt: 2, note: '' };
  const step = (state: DeploymentStep['state'], name: string): DeploymentStep => ({ name, kind: 'command', state, ...times });
  const steps = [...states.map((state, n) => step(state, `b${n}`)), ...after.map((state, n) => step(state, `a${n}`))];
  const common = { backend: 'local', fencing: 1, grantedAt: 1, sha: 'a'.repeat(40), steps, testRef: 't', testSha: 'b'.repeat(40) };
  return after.length === 0
    ? { ...common, state: 'deploying' }
    : { ...common, state: 'clearing', since: 1, after: after.map((_, n) => `a${n}`) };
}

describe('R1 D6 a request’s jobs and steps are one plan', () => {
  test('R1 jobs wait for what makes the backend ready, and run in the order of their needs after it', () => {
    const { state } = begin({ jobs });
    const told = (turn: Deployment): string[] =>
      ready(planOf({ ...state, turn }).map((one) => ({ needs: [], ...one }))).map(({ name, verdict }) => `${name} ${verdict}`);
    expect(told(turn(['passed', 'waiting']))).toEqual(['b1 start', 'MigrateTopicsJob wait', 'AuditTopicsJob wait']);
    expect(told(turn(['passed', 'passed']))).toEqual(['MigrateTopicsJob wait', 'AuditTopicsJob start']);
    expect(told(turn(['passed', 'failed']))).toEqual(['MigrateTopicsJob end', 'AuditTopicsJob end']);
    expect(nextRunnable(state.jobs)?.step).toBe('AuditTopicsJob');
  });

  test('D6 what puts the backend in order comes last, one behind the other, whatever failed', () => {
    const { state } = begin({ jobs });
    expect(planOf({ ...state, turn: turn(['passed'], ['failed', 'waiting']) }).map(({ name, group }) => `${group} ${name}`)).toEqual([
      'before b0',
      'main MigrateTopicsJob',
      'main AuditTopicsJob',
      'after a0',
      'after a1',
    ]);
    expect(nextStepOf(turn(['failed'], ['failed', 'waiting']))?.name).toBe('a1');
    expect(nextStepOf(turn(['passed', 'failed', 'waiting']))?.name).toBe('b1');
  });
});
