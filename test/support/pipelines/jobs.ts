import fc from 'fast-check';
import type { JobAsked } from '#products/pipelines/domain/job/commands.ts';
import type { AttemptEnd } from '#products/pipelines/domain/job/ends.ts';
import { begin } from '#products/pipelines/domain/job/evolve.ts';
import type { JobSpec } from '#products/pipelines/domain/job/spec.ts';
import { actionStages } from '#contexts/operations/domain/action/result.ts';
import type { JobState } from '#products/pipelines/domain/job/state.ts';

export const jobRules = {
  pipelines: { retries: 3, firstPause: 30_000, lostAfter: 600_000, beginsWithin: 3_600_000, endsWithin: 7_200_000 },
};

export function spec(given: Partial<JobSpec> = {}): JobSpec {
  return {
    image: 'python:v2',
    args: ['python', 'model.py'],
    runCommand: 'python:v2 python model.py',
    outputs: [{ level: 'moderately_sensitive', name: 'table', path: 'output/table.csv' }],
    needs: [],
    usesDatabase: false,
    definition: 'model',
    pool: 'default',
    weight: 1,
    ...given,
  };
}

export function newJob(given: Partial<JobSpec> = {}): JobState {
  const job = {
    id: 'abcdefghijklmnop',
    run: 'aaaaaaaaaaaaaaaa',
    action: 'model',
    backend: 'local',
    workspace: 'ws',
    commit: 'c'.repeat(40),
  };
  const born = begin({ fact: 'job_made', job: { ...job, place: { page: 0, at: 0 }, spec: spec(given), createdAt: 1 } });
  if (born === undefined) throw new Error('no job');
  return born;
}

export function ended(given: Partial<AttemptEnd> = {}): AttemptEnd {
  return { cause: 'exited', exitCode: 0, unmatched: [], heldBack: false, ...given };
}

const attempt = fc.integer({ min: 1, max: 6 });
const end: fc.Arbitrary<AttemptEnd> = fc.record({
  cause: fc.constantFrom('exited', 'exited', 'exited', 'worker_lost', 'launch_failed', 'cancelled', 'timed_out', 'out_of_memory'),
  exitCode: fc.constantFrom(0, 0, 1, null),
  unmatched: fc.constantFrom([], [], ['output/*.csv'], undefined),
  heldBack: fc.boolean(),
  message: fc.constantFrom(undefined, 'it said so'),
  metrics: fc.constantFrom(undefined, { cpuSeconds: 2 }),
});

/** Anything that may be said of a job, in any order and of any attempt. */
export const anyCommand: fc.Arbitrary<JobAsked> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ command: fc.constant('start' as const), attempt }) },
  { weight: 3, arbitrary: fc.record({ command: fc.constant('reach_stage' as const), attempt, stage: fc.constantFrom(...actionStages) }) },
  { weight: 3, arbitrary: fc.record({ command: fc.constant('end_attempt' as const), attempt, end }) },
  {
    weight: 2,
    arbitrary: fc.record({
      command: fc.constant('lose_attempt' as const),
      attempt,
      cause: fc.constant('silent' as const),
      why: fc.constant('nothing was heard'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ command: fc.constant('confirm_stopped' as const), attempt }) },
  { weight: 1, arbitrary: fc.record({ command: fc.constant('cancel' as const), who: fc.constant('ada') }) },
  {
    weight: 2,
    arbitrary: fc.record({ command: fc.constant('interrupt' as const), why: fc.constantFrom('maintenance' as const, 'drain' as const) }),
  },
);
