import type { ReadyStep } from '#contexts/plans/app/owner.ts';
import type { PlanState } from '#contexts/plans/domain/state.ts';
import { storedJobs } from '#products/pipelines/app/stored-jobs.ts';
import { begin } from '#products/pipelines/domain/job/evolve.ts';
import type { JobFact } from '#products/pipelines/domain/job/facts.ts';
import { planOf } from '#products/pipelines/domain/job/names.ts';
import { isOver } from '#products/pipelines/domain/job/state.ts';
import type { StepInput } from '#products/pipelines/domain/run/prepared.ts';
import type { JobHouse, RunTransaction } from '#products/pipelines/ports/runs.ts';
import type { JobDocument, JoinDocument, RunDocument } from '#products/pipelines/stored/runs.ts';
import { create } from '#kernel/app/handle.ts';
import type { AnyEffect, OutboxEntry } from '#kernel/effect.ts';
import { looseEntry } from '#kernel/outbox.ts';
import type { Subject } from '#kernel/subject.ts';
import type { Instant } from '#kernel/time.ts';

const by = { kind: 'system', part: 'pipelines' } as const;

interface Input extends ReadyStep {
  input: StepInput;
}
type Join = Input & { joins: NonNullable<StepInput['joins']> };

/** K2. Of steps that may begin: jobs of their own, or waits for those of other runs. */
export async function beginSteps(house: JobHouse, tx: RunTransaction, plan: PlanState, steps: readonly ReadyStep[]) {
  const inputs = steps.map((one): Input => ({ ...one, input: one.step.input as StepInput }));
  const run = await tx.get({ collection: 'runs', id: plan.owner.id });
  if (run === undefined) throw new Error(`plan ${plan.id} is of a run that is not there`);
  const joins = inputs.flatMap((one): Join[] => (one.input.joins === undefined ? [] : [{ ...one, joins: one.input.joins }]));
  const joined = await Promise.all(joins.map(({ joins: { job } }) => tx.get({ collection: 'jobs', id: job })));
  return {
    operations: inputs.map(({ input }) => input.joins?.job ?? input.job),
    write(at: Instant): readonly OutboxEntry[] {
      const own = inputs.filter(({ input }) => input.joins === undefined);
      for (const one of own) makeJob(house, tx, run, one, at);
      for (const join of joins) tx.create({ collection: 'joins', id: join.input.job }, joinOf(plan, join, at));
      const wanted = [...offer(plan, own.length), ...joins.flatMap((join, n) => lookAt(join, joined[n]))];
      const entries = wanted.map(({ subject, effect, of }) =>
        looseEntry(house.kernel, `${plan.id}-${plan.version}-${of}`, subject, effect, at),
      );
      const unique = [...new Map(entries.map((entry) => [entry.key, entry])).values()];
      for (const entry of unique) tx.create({ collection: 'outbox', id: entry.key }, entry);
      return unique;
    },
  };
}

function makeJob({ kernel }: JobHouse, tx: RunTransaction, { state: run }: RunDocument, { place, step, input }: Input, at: Instant): void {
  const { id, backend, workspace, commit, createdBy } = run;
  const made: JobFact = {
    fact: 'job_made',
    job: { id: input.job, run: id, action: step.name, backend, workspace, commit, createdBy, place, spec: input.spec, createdAt: at },
  };
  const state = begin(made);
  if (state !== undefined) create(kernel, tx, storedJobs, { facts: [made], state }, { id: 'make', at, by, command: 'make_job' });
}

function joinOf({ owner }: PlanState, { place, step, input, joins }: Join, at: Instant): JoinDocument {
  return { id: input.job, run: owner.id, place, job: joins.job, ofRun: joins.run, action: step.name, open: true, createdAt: at };
}

interface Loose {
  subject: Subject;
  effect: AnyEffect;
  /** Tells it from others of the same batch. */
  of: string;
}

function offer({ backend }: PlanState, jobs: number): Loose[] {
  if (jobs === 0) return [];
  return [{ subject: { kind: 'backend', id: backend }, effect: { kind: 'offer_turn', backend } as AnyEffect, of: 'offer' }];
}

/** What is over already tells its joins once more; where there is no job, its step may have ended without one. */
function lookAt({ joins }: Join, job: JobDocument | undefined): Loose[] {
  if (job !== undefined) {
    const settle = { kind: 'settle_job' };
    return isOver(job.state) ? [{ subject: { kind: 'job', id: job.id }, effect: settle, of: `settle-${job.id}` }] : [];
  }
  const plan = planOf(joins.run);
  return [{ subject: { kind: 'plan', id: plan }, effect: { kind: 'advance_plan', plan } as AnyEffect, of: `look-${joins.run}` }];
}
