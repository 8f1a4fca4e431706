import { stepTimeout } from '#products/rehearsal/domain/rules.ts';
import type { Deployment, DeploymentStep } from '#contexts/operations/domain/deployment/state.ts';
import type { OperationName } from '#contexts/operations/domain/name.ts';
import type { SaidEnd } from '#contexts/operations/domain/told-end.ts';
import { askedWhen } from '#contexts/operations/domain/programs.ts';
import { theRequest } from '#products/rehearsal/domain/named-subjects.ts';
import { stepNamed, stepSays, testRefSays } from '#products/rehearsal/domain/operations.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { DriveResult, DriveWork, Owned } from '#contexts/operations/app/owned.ts';
import type { At } from '#products/rehearsal/app/operation/requests/at.ts';
import { stepOrder } from '#contexts/operations/app/step-order.ts';
import { stepExecutor, type StepExecutors } from '#contexts/operations/app/step-executor.ts';
import { execute } from '#products/rehearsal/app/requests.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { StepEnd, StepOrder } from '#contexts/operations/ports/executor.ts';

export type DeployDependencies = StepExecutors;

type OwnedStep = Owned<StepOrder, StepEnd, SaidEnd>;
const by = { kind: 'system', part: 'deployment' } as const;
const done: DriveResult = { result: 'done' };

/** D2, D6: a step of the turn of this request that is under that lease. */
export function findOwnedStep(
  system: System,
  dependencies: DeployDependencies,
  { work, state }: At,
  { id, fencing }: OperationName,
): OwnedStep | DriveResult {
  const { turn } = state;
  if (turn === undefined || turn.fencing !== fencing || turn.state === 'ended') return done;
  const step = turn.steps.find(({ name }) => name === id);
  if (step?.state === 'failed') return untriaged(system, work, { state, step, fencing });
  return step === undefined || step.state === 'passed' ? done : ownedStep(system, dependencies, work, { state, turn, step });
}

interface Failed {
  state: Lifecycle;
  step: Extract<DeploymentStep, { state: 'failed' }>;
  fencing: number;
}

/** D3: QA has had its time to say what the failure means. */
function untriaged({ rules }: System, { key, now }: DriveWork, { state, step, fencing }: Failed): DriveResult {
  const late = state.status === 'deploying' && askedWhen(step.kind, 'failed') !== undefined && now >= step.endedAt + rules.answerWithin;
  if (!late) return done;
  const why = `step ${step.name} failed, and nobody said in time whether the change caused it`;
  return { result: 'done', command: (at) => ({ ...testRefSays(fencing).lost(why), id: key, at, by }) };
}

interface Carried {
  state: Identified & Requested & Lifecycle;
  turn: Deployment;
  step: DeploymentStep;
}

function ownedStep(system: System, dependencies: DeployDependencies, work: DriveWork, carried: Carried): OwnedStep {
  const { state, turn, step } = carried;
  const standing = standingOf(system, work, carried);
  const order = stepOrder(
    { subject: theRequest(state.id), name: stepNamed(step.name, turn.fencing), change: state.submission.change },
    turn,
    step,
  );
  return {
    order,
    executor: stepExecutor(dependencies, order, standing),
    nobody: `nothing is set up here that can carry out ${order.program} on ${order.backend}`,
    standing,
    asksOn: true,
    begin: () => begin(system, dependencies, work, carried),
    keep: async ({ passed, note }) => ({ passed, note }),
    by,
    says: stepSays(step.name, turn.fencing),
  };
}

function standingOf({ rules }: System, { now }: DriveWork, { state, turn, step }: Carried): OwnedStep['standing'] {
  const isWanted = state.status === 'deploying' || turn.state === 'clearing';
  if (step.state !== 'running') return { state: 'pending', age: 0, isWanted, isLate: false, isJudged: false };
  const timeout = stepTimeout(rules, turn.backend, step.name);
  const age = now - step.startedAt;
  return { state: 'executing', age, isWanted, isLate: timeout !== undefined && age > timeout, isJudged: false };
}

/** The start is on the record before anything is done outside; done twice, each kind does no harm. */
async function begin(
  system: System,
  dependencies: DeployDependencies,
  work: DriveWork,
  { turn: { fencing }, step }: Carried,
): Promise<OwnedStep | DriveResult> {
  const started = await execute(system, work.subject.id, (at) => ({
    id: `${work.key}:start`,
    at,
    by,
    command: 'start_deploy_step',
    fencing,
    step: step.name,
  }));
  if (started === undefined || started.outcome === 'refused') return done;
  const { state } = started;
  const { turn } = state;
  if (turn?.state !== 'deploying' && turn?.state !== 'clearing') return done;
  return ownedStep(system, dependencies, work, { state, turn, step });
}
