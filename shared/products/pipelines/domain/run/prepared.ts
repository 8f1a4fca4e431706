import type { JobSpec } from '#products/pipelines/domain/job/spec.ts';
import type { RunAsk } from '#products/pipelines/domain/run/state.ts';
import type { Step } from '#contexts/plans/domain/step.ts';

/** K2. What becomes of one action of a run: it is run; an earlier success of it is taken; or the job of another run, that waits or is at work, counts for it. */
type Take = { take: 'run' } | { take: 'reuse'; job: string } | { take: 'join'; job: string; run: string };

export type PreparedStep = { name: string; spec: JobSpec } & Take;

/** All that was decided of a run before it is made: the closure of what was asked for, in the file’s order. */
export interface PreparedRun {
  id: string;
  ask: RunAsk;
  steps: readonly PreparedStep[];
  /** Version of the workspace’s head on this backend when it was decided: where another run was made since, it has to be decided anew. */
  head: number;
}

/** What a step of a run’s plan is kept with. `job`: the id of its job, also where another’s is joined and none is ever made. */
export interface StepInput {
  spec: JobSpec;
  job: string;
  joins?: { job: string; run: string };
}

/** Programs of the steps of a run’s plan. */
type RunProgram = 'action' | 'join';

/** An action that is joined needs nothing here: what it needs, its own run sees to. `jobOf`: the id of the job that it would have. */
export function planSteps({ steps }: Pick<PreparedRun, 'steps'>, jobOf: (action: string) => string): Step[] {
  const known = new Set(steps.map(({ name }) => name));
  return steps.map((step): Step => {
    const { name, spec } = step;
    const { pool, weight } = spec;
    const isJoin = step.take === 'join';
    const joins = isJoin ? { joins: { job: step.job, run: step.run } } : {};
    const input: StepInput = { spec, job: jobOf(name), ...joins };
    const needs = step.take === 'run' ? spec.needs.filter((need) => known.has(need)) : [];
    return {
      name,
      group: 'main',
      needs: [...new Set(needs)],
      program: (isJoin ? 'join' : 'action') satisfies RunProgram,
      input,
      pool,
      weight,
    };
  });
}

/** Of the steps that are not run: the job that had succeeded, by name. */
export function takenSteps({ steps }: Pick<PreparedRun, 'steps'>): Map<string, string> {
  return new Map(steps.flatMap((step) => (step.take === 'reuse' ? [[step.name, step.job] as const] : [])));
}
