import type { Deployment, DeploymentStep } from '#contexts/operations/domain/deployment/state.ts';
import { stepTaskName } from '#contexts/operations/domain/deployment/step-name.ts';
import type { Listing } from '#contexts/operations/domain/listing/listing.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Run } from '#contexts/operations/domain/run/state.ts';
import { resultOf } from '#contexts/operations/domain/run/state.ts';
import type { OperationState } from '#contexts/operations/domain/state.ts';
import { isTestByHand, nameOfJob } from '#contexts/plans/domain/job/by-hand.ts';
import type { Job } from '#contexts/plans/domain/job/state.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Instant } from '#kernel/time.ts';

type OfRequest = Identified & Requested & Tested & Allocated;

/** O6. All operations that the request has on its record: of turns the newest alone. What was taken from another request, or from before, ran there. */
export function listingsOf(state: OfRequest): Listing[] {
  const runs = state.jobs.flatMap((job) =>
    job.runs.flatMap((run) => (run.reusedFrom === undefined ? [listingOfRun(state, job, run)] : [])),
  );
  return state.turn === undefined ? runs : [...runs, ...listingsOfTurn(state, state.turn)];
}

type Own = Omit<Listing, 'subject' | 'within' | 'people'>;

function ofRequest({ id, submission }: OfRequest, own: Own): Listing {
  const { githubLogin, name } = submission.contributor;
  const subject = { kind: 'request', id };
  return { ...own, subject, within: subject, people: [githubLogin, name].filter((one) => one !== '') };
}

function listingOfRun(state: OfRequest, job: Job, run: Run): Listing {
  const { submission } = state;
  const outcome = resultOf(run)?.outcome ?? ('reason' in run ? run.reason : undefined);
  return ofRequest(state, {
    id: run.id,
    program: isTestByHand(job) ? 'manual' : 'job',
    name: nameOfJob(job, submission),
    backend: run.backend,
    home: `${submission.change.owner}/${submission.change.repository}`,
    commit: run.sha,
    createdAt: run.intendedAt,
    state: run.state,
    ...timesOf(run),
    ...(outcome === undefined ? {} : { outcome }),
  });
}

function listingsOfTurn(state: OfRequest, turn: Deployment): Listing[] {
  const { backend, fencing, sha: commit, grantedAt } = turn;
  const testRef = ofRequest(state, {
    id: `test-ref-${state.id}-${fencing}`,
    program: 'test_ref',
    name: 'test ref',
    backend,
    commit,
    createdAt: grantedAt,
    state: testRefState(turn),
  });
  const begun = turn.steps.flatMap((step) => (step.state === 'waiting' ? [] : [step]));
  const steps = begun.map((step) =>
    ofRequest(state, {
      id: stepTaskName(state.id, fencing, step.name),
      program: step.kind,
      name: step.name,
      backend,
      commit,
      createdAt: step.startedAt,
      state: turn.state === 'ended' && step.state === 'running' ? 'cancelled' : stepStates[step.state],
      ...timesOf(step),
    }),
  );
  return [testRef, ...steps];
}

/** Steps begin once it is made. */
function testRefState({ state, steps, base }: Deployment): OperationState {
  if (state === 'preparing') return 'executing';
  if (state !== 'failed' && state !== 'ended') return 'done';
  return base !== undefined || steps.some((step) => step.state !== 'waiting') ? 'done' : 'failed';
}

const stepStates = { running: 'executing', passed: 'done', failed: 'failed' } as const satisfies Partial<
  Record<DeploymentStep['state'], OperationState>
>;

function timesOf(one: { startedAt?: Instant; endedAt?: Instant } | object): Pick<Listing, 'startedAt' | 'endedAt'> {
  const { startedAt, endedAt } = one as { startedAt?: Instant; endedAt?: Instant };
  return { ...(startedAt === undefined ? {} : { startedAt }), ...(endedAt === undefined ? {} : { endedAt }) };
}
