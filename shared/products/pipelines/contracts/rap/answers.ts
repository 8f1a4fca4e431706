import { z } from 'zod';
import { rapBackend, rapBackendOf, type ShownBackend } from '#products/pipelines/contracts/rap/backend.ts';
import { refusal, unknownBackend, type RapAnswer } from '#products/pipelines/contracts/rap/errors.ts';
import { rapJob, rapJobOf, type ShownJob } from '#products/pipelines/contracts/rap/job.ts';
import { rapId } from '#products/pipelines/contracts/rap/names.ts';
import type { Cancelled, Created } from '#products/pipelines/contracts/rap/results.ts';

export const backendsAnswer = z.strictObject({ backends: z.array(rapBackend) });
export const statusAnswer = z.strictObject({ jobs: z.array(rapJob), unrecognised_rap_ids: z.array(rapId) });
export const createdAnswer = z.strictObject({
  result: z.enum(['Success', 'No change', 'Nothing to do']),
  details: z.string(),
  rap_id: rapId,
  count: z.int().min(0),
});
export const cancelledAnswer = z.strictObject({ result: z.literal('Success'), details: z.string(), count: z.int().min(1) });

export function answerBackends(backends: readonly ShownBackend[]): RapAnswer {
  return { status: 200, body: { backends: backends.map(rapBackendOf) } satisfies z.infer<typeof backendsAnswer> };
}

export function answerStatus({ jobs, unknown }: { jobs: readonly ShownJob[]; unknown: readonly string[] }): RapAnswer {
  return { status: 200, body: { jobs: jobs.map(rapJobOf), unrecognised_rap_ids: [...unknown] } satisfies z.infer<typeof statusAnswer> };
}

/** A refusal says that nothing was made, and its client believes it for good. */
export function answerCreate(id: string, created: Created): RapAnswer {
  switch (created.created) {
    case 'jobs':
      return done(
        201,
        'Success',
        id,
        created.count,
        `${jobs(created.count)} made, with what ${created.count === 1 ? 'it needs' : 'they need'}`,
      );
    case 'unchanged':
      return done(200, 'No change', id, created.count, `This request was made before and has ${jobs(created.count)}`);
    case 'nothing':
      return done(200, 'Nothing to do', id, 0, created.why);
    case 'inconsistent':
      return refusal('inconsistent_request', created.why, { rap_id: id });
    case 'refused':
      return refusal('jobs_not_created', created.why, { rap_id: id });
    case 'not_yours':
      return unknownBackend;
  }
}

export function answerCancel(id: string, named: number, cancelled: Cancelled): RapAnswer {
  switch (cancelled.cancelled) {
    case 'taken': {
      const details = `${named} ${named === 1 ? 'action is cancelled, or was' : 'actions are cancelled, or were'} over before`;
      return { status: 200, body: { result: 'Success', details, count: named } satisfies z.infer<typeof cancelledAnswer> };
    }
    case 'unknown_run':
      return refusal('run_not_found', `There is no request ${id}`, { rap_id: id });
    case 'unknown_actions': {
      const missing = [...cancelled.actions].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      const details = `The request has no action ${missing.slice(0, 10).join(', ')}: nothing was cancelled`;
      return refusal('actions_not_found', details, { rap_id: id, not_found: missing });
    }
  }
}

function done(status: number, result: z.infer<typeof createdAnswer>['result'], id: string, count: number, details: string): RapAnswer {
  return { status, body: { result, details, rap_id: id, count } satisfies z.infer<typeof createdAnswer> };
}

function jobs(count: number): string {
  return `${count} ${count === 1 ? 'job' : 'jobs'}`;
}
