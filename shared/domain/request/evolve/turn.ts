import type { Deployment, DeploymentStep } from '#domain/deployment/state.ts';
import { deploymentTransitions, type DeploymentEvent } from '#domain/deployment/transitions.ts';
import type { FactOf } from '#domain/request/facts.ts';
import type { RequestState } from '#domain/request/state.ts';
import { move } from '#domain/transitions.ts';

type TurnFact = FactOf<
  'test_ref_made' | 'deploy_step_started' | 'deploy_step_ended' | 'regression_cleared' | 'version_lost' | 'clearing_begun' | 'turn_ended'
>;

export function evolveTurn(state: RequestState, fact: TurnFact): RequestState {
  const turn = state.turn;
  if (turn === undefined) throw new Error(`${fact.fact} without a turn`);
  return { ...state, turn: moveTurn(turn, fact) };
}

function moveTurn(turn: Deployment, fact: TurnFact): Deployment {
  switch (fact.fact) {
    case 'test_ref_made':
      return {
        ...movedTurn(turn, 'make_test_ref'),
        state: 'deploying',
        testRef: fact.testRef,
        testSha: fact.testSha,
        ...(fact.base === undefined ? {} : { base: fact.base }),
      };
    case 'version_lost':
      return { ...movedTurn(turn, 'lose'), state: 'failed', why: fact.why };
    case 'clearing_begun':
      return clearing(turn, fact);
    case 'turn_ended':
      return { ...movedTurn(turn, 'end'), state: 'ended', endedAt: fact.at };
    case 'regression_cleared':
      return { ...turn, steps: turn.steps.map((step) => (step.name === fact.step ? clear(step, fact) : step)) };
    case 'deploy_step_started':
    case 'deploy_step_ended':
      return { ...turn, steps: turn.steps.map((step) => (step.name === fact.step ? moveStep(step, fact) : step)) };
  }
}

/** D6. What was never deployed as a test ref is named by its commit. */
function clearing(turn: Deployment, { steps, at }: FactOf<'clearing_begun'>): Deployment {
  const { testRef, testSha } = 'testRef' in turn ? turn : { testRef: turn.sha, testSha: turn.sha };
  const moved = movedTurn(turn, 'clear');
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

function moveStep(step: DeploymentStep, fact: FactOf<'deploy_step_started' | 'deploy_step_ended'>): DeploymentStep {
  const common = { name: step.name, kind: step.kind };
  if (fact.fact === 'deploy_step_started') {
    return { ...common, state: 'running', startedAt: fact.at, ...(fact.question === undefined ? {} : { question: fact.question }) };
  }
  const startedAt = step.state === 'running' ? step.startedAt : fact.at;
  return { ...common, state: fact.passed ? 'passed' : 'failed', startedAt, endedAt: fact.at, note: fact.note };
}

/** D3: it failed, and that was no fault of the change. */
function clear(step: DeploymentStep, { by, reason }: FactOf<'regression_cleared'>): DeploymentStep {
  return step.state === 'failed' ? { ...step, state: 'passed', falseAlarm: { by, reason } } : step;
}

/** What every state of a turn has, after the table has allowed the move. */
export function movedTurn(
  turn: Deployment,
  event: DeploymentEvent,
): Pick<Deployment, 'backend' | 'fencing' | 'grantedAt' | 'sha' | 'base' | 'steps'> {
  move('deployment', deploymentTransitions, turn.state, event);
  const { backend, fencing, grantedAt, sha, base, steps } = turn;
  return { backend, fencing, grantedAt, sha, ...(base === undefined ? {} : { base }), steps };
}
