import type { Deployment, DeploymentStep } from '#contexts/operations/domain/deployment/state.ts';
import { deploymentTransitions, type DeploymentEvent } from '#contexts/operations/domain/deployment/transitions.ts';
import { operationTransitions, type OperationEvent } from '#contexts/operations/domain/transitions.ts';
import type { FactOf } from '#products/rehearsal/domain/facts.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import { move } from '#kernel/transitions.ts';

/** The rule for the turn that is under way. */
export function withAllocation<S extends Allocated, F extends { fact: string }>(
  over: (turn: Deployment, fact: F) => Deployment,
): (state: S, fact: F) => S {
  return (state, fact) => {
    if (state.turn === undefined) throw new Error(`${fact.fact} without a turn`);
    return { ...state, turn: over(state.turn, fact) };
  };
}

/** The rule for the step that the fact names. */
export function withStep<S extends Allocated, F extends { fact: string; step: string }>(
  over: (step: DeploymentStep, fact: F) => DeploymentStep,
): (state: S, fact: F) => S {
  return withAllocation((turn, fact) => ({
    ...turn,
    steps: turn.steps.map((step) => (step.name === fact.step ? over(step, fact) : step)),
  }));
}

export function withTestRef(turn: Deployment, { testRef, testSha, base }: FactOf<'test_ref_made'>): Deployment {
  return { ...movedAllocation(turn, 'make_test_ref'), state: 'deploying', testRef, testSha, ...(base === undefined ? {} : { base }) };
}

export function lostVersion(turn: Deployment, { why }: FactOf<'version_lost'>): Deployment {
  return { ...movedAllocation(turn, 'lose'), state: 'failed', why };
}

export function recalledTurn(turn: Deployment, { reason, at }: FactOf<'turn_recalled'>): Deployment {
  return { ...turn, recalled: { reason, at } };
}

export function endedAllocation(turn: Deployment, { at }: FactOf<'turn_ended'>): Deployment {
  return { ...movedAllocation(turn, 'end'), state: 'ended', endedAt: at };
}

/** D6. What was never deployed as a test ref is named by its commit. */
export function clearing(turn: Deployment, { steps, at }: FactOf<'clearing_begun'>): Deployment {
  const { testRef, testSha } = 'testRef' in turn ? turn : { testRef: turn.sha, testSha: turn.sha };
  const moved = movedAllocation(turn, 'clear');
  const after = steps.map(({ name, kind }): DeploymentStep => ({ name, kind, state: 'waiting' }));
  return {
    ...moved,
    state: 'clearing',
    testRef,
    testSha,
    since: at,
    after: steps.map(({ name }) => name),
    steps: [...moved.steps, ...after],
  };
}

export function startedStep(step: DeploymentStep, { at, question }: FactOf<'deploy_step_started'>): DeploymentStep {
  const { name, kind } = movedStep(step, 'start');
  return { name, kind, state: 'running', startedAt: at, ...(question === undefined ? {} : { question }) };
}

export function endedStep(step: DeploymentStep, { passed, at, note, output }: FactOf<'deploy_step_ended'>): DeploymentStep {
  const { name, kind } = movedStep(step, passed ? 'end_done' : 'end_failed');
  const startedAt = step.state === 'running' ? step.startedAt : at;
  return { name, kind, state: passed ? 'passed' : 'failed', startedAt, endedAt: at, note, ...(output === undefined ? {} : { output }) };
}

/** R4. A step keeps the names that its states had before they were those of every operation. */
const asOperation = { waiting: 'pending', running: 'executing', passed: 'done', failed: 'failed' } as const;

function movedStep(step: DeploymentStep, event: OperationEvent): DeploymentStep {
  move('step', operationTransitions, asOperation[step.state], event);
  return step;
}

/** D3: it failed, and that was no fault of the change. */
export function clear(step: DeploymentStep, { by, reason }: FactOf<'regression_cleared'>): DeploymentStep {
  return step.state === 'failed' ? { ...step, state: 'passed', falseAlarm: { by, reason } } : step;
}

export function deployedTurn({ turn }: Allocated, { at }: FactOf<'deployed'>): Deployment {
  if (turn?.state !== 'deploying') throw new Error('deployed without a turn that deploys');
  const { testRef, testSha } = turn;
  return { ...movedAllocation(turn, 'deploy'), state: 'deployed', testRef, testSha, deployedAt: at };
}

export function failedTurn({ turn }: Allocated, { why }: FactOf<'deployment_failed'>): Deployment {
  if (turn === undefined) throw new Error('deployment_failed without a turn');
  return { ...movedAllocation(turn, 'fail'), state: 'failed', why };
}

/** What every state of a turn has, after the table has allowed the move. */
function movedAllocation(
  turn: Deployment,
  event: DeploymentEvent,
): Pick<Deployment, 'backend' | 'fencing' | 'grantedAt' | 'sha' | 'base' | 'steps' | 'recalled'> {
  move('deployment', deploymentTransitions, turn.state, event);
  const { backend, fencing, grantedAt, sha, base, steps, recalled } = turn;
  return {
    backend,
    fencing,
    grantedAt,
    sha,
    ...(base === undefined ? {} : { base }),
    steps,
    ...(recalled === undefined ? {} : { recalled }),
  };
}
