import { expect, test } from '@jest/globals';
import { planOf } from '#products/pipelines/domain/job/names.ts';
import { showDependencyFailed } from '#products/pipelines/domain/job/shown.ts';
import { planSteps, takenSteps, type PreparedStep } from '#products/pipelines/domain/run/prepared.ts';
import { runProcess } from '#products/pipelines/domain/run/process.ts';
import { isSameAsk, type RunState } from '#products/pipelines/domain/run/state.ts';
import { preparePlan } from '#contexts/plans/app/plans.ts';
import { spec } from '#test/support/pipelines/jobs.ts';

const ask = {
  backend: 'local',
  workspace: 'ws',
  repository: 'https://code.example/org/study',
  branch: 'main',
  commit: 'c'.repeat(40),
  requested: ['model'],
  force: false,
  createdBy: 'ada',
};
const run: RunState = { ...ask, id: 'aaaaaaaaaaaaaaaa', version: 1, createdAt: 1, steps: { run: 1, reused: 0, joined: 0 } };
const header = { id: 'c1', at: 5, by: { kind: 'system', part: 'test' } } as const;

test('K2 a run’s plan has a step for each action: to be run, taken as it had succeeded, or waiting for another run’s job', () => {
  const steps: PreparedStep[] = [
    { name: 'extract', take: 'reuse', job: 'job-of-extract', spec: spec() },
    { name: 'clean', take: 'join', job: 'job-of-clean', run: 'b', spec: spec({ needs: ['extract'] }) },
    { name: 'model', take: 'run', spec: spec({ needs: ['extract', 'clean', 'extract'], pool: 'big', weight: 2 }) },
  ];
  const planned = planSteps({ steps }, (action) => `id-of-${action}`);
  expect(planned.map(({ name, program, needs, pool, weight }) => [name, program, needs, pool, weight])).toEqual([
    ['extract', 'action', [], 'default', 1],
    ['clean', 'join', [], 'default', 1],
    ['model', 'action', ['extract', 'clean'], 'big', 2],
  ]);
  const asked = { owner: { kind: 'run', id: run.id }, backend: 'local', mode: 'shares' as const, steps: planned };
  const prepared = preparePlan(planOf(run.id), asked, 1, takenSteps({ steps }));
  expect(prepared).toMatchObject({ plan: { id: 'run-aaaaaaaaaaaaaaaa', pages: [{ counts: { succeeded: 1, ready: 1, waiting: 1 } }] } });
});

test('O5 a run is cancelled once, and not when it is over', () => {
  const cancel = { ...header, command: 'cancel_run', who: 'ada' } as const;
  const decided = runProcess.decide(run, cancel, {});
  if ('refused' in decided) throw new Error('refused');
  expect(runProcess.react({ before: run, facts: decided.facts, after: decided.state, rules: {}, at: 5 })).toEqual([
    { effect: { kind: 'stop_run' } },
  ]);
  expect(runProcess.decide(decided.state, cancel, {})).toMatchObject({ facts: [] });
  const end = { ...header, command: 'end_run', end: 'cancelled', counts: { cancelled: 1 } } as const;
  const over = runProcess.decide(decided.state, end, {});
  if ('refused' in over) throw new Error('refused');
  expect(runProcess.schema.safeParse(over.state)).toMatchObject({ success: true });
  expect(runProcess.decide(over.state, cancel, {})).toMatchObject({ refused: { code: 'already_over' } });
  expect(runProcess.decide(over.state, end, {})).toMatchObject({ facts: [] });
});

test('K5 one id asked with twice is the same ask only at the same commit of the same repository, in the same workspace and place', () => {
  expect(isSameAsk(run, { ...ask, requested: ['run_all'], force: true })).toBe(true);
  for (const other of [
    { commit: 'd'.repeat(40) },
    { workspace: 'other' },
    { repository: 'https://code.example/org/other' },
    { backend: 'x' },
  ])
    expect(isSameAsk(run, { ...ask, ...other })).toBe(false);
});

test('O3 an action that never ran says because of which other', () => {
  expect(showDependencyFailed('extract')).toEqual({ status: 'failed', code: 'dependency_failed', message: 'extract did not succeed' });
});
