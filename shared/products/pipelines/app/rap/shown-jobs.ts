import type { PlannedStep } from '#contexts/plans/domain/page.ts';
import type { BackendState } from '#contexts/backends/domain/state.ts';
import type { RunParts } from '#products/pipelines/app/run-parts.ts';
import type { ShownJob } from '#products/pipelines/contracts/rap/job.ts';
import { codeOf } from '#products/pipelines/contracts/rap/waiting.ts';
import { showDependencyFailed, showStatus } from '#products/pipelines/domain/job/shown.ts';
import type { JobState } from '#products/pipelines/domain/job/state.ts';
import type { StepInput } from '#products/pipelines/domain/run/prepared.ts';
import type { RunState } from '#products/pipelines/domain/run/state.ts';

/** P5. Every job of a run, in the file's order: those that are made, and those that will be once what they need has succeeded. What is taken or joined is none of it. */
export function shownJobs(run: RunState, { steps, jobs }: RunParts, backend: Pick<BackendState, 'flags'>): ShownJob[] {
  return steps
    .filter(({ program, reused }) => program === 'action' && reused === undefined)
    .map((step) => shown(run, step, jobs.get((step.input as StepInput).job), backend));
}

function shown(run: RunState, step: PlannedStep, job: JobState | undefined, backend: Pick<BackendState, 'flags'>): ShownJob {
  const { spec, job: id } = step.input as StepInput;
  const common = { id, runId: run.id, backend: run.backend, action: step.name, command: spec.runCommand, usesDatabase: spec.usesDatabase };
  if (job === undefined) return { ...common, createdAt: run.createdAt, ...withoutJob(step) };
  const { code, message } = showStatus(job, codeOf(job, backend));
  return {
    ...common,
    code: code as ShownJob['code'],
    message,
    createdAt: job.createdAt,
    updatedAt: job.updatedAt,
    ...('startedAt' in job && job.startedAt !== undefined ? { startedAt: job.startedAt } : {}),
    ...('completedAt' in job ? { completedAt: job.completedAt } : {}),
    ...(job.metrics === undefined ? {} : { metrics: job.metrics }),
  };
}

/** An action that has not had its turn, or never will. */
function withoutJob({ state, since, culprit }: PlannedStep): Pick<ShownJob, 'code' | 'message' | 'completedAt' | 'updatedAt'> {
  const over = { completedAt: since, updatedAt: since };
  switch (state) {
    case 'dependency_failed':
      return { code: 'dependency_failed', message: showDependencyFailed(culprit).message, ...over };
    case 'cancelled':
      return { code: 'cancelled_by_user', message: 'Cancelled', ...over };
    case 'failed':
      return { code: 'internal_error', message: 'It ended without having begun', ...over };
    case 'succeeded':
    case 'skipped':
      return { code: 'succeeded', message: 'Completed successfully', ...over };
    case 'waiting':
      return { code: 'waiting_on_dependencies', message: 'Waiting for the actions that it needs' };
    case 'ready':
    case 'running':
      return { code: 'created', message: 'Waiting to start' };
  }
}
