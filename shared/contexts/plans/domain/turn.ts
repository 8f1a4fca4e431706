import type { Deployment, DeploymentStep } from '#contexts/operations/domain/deployment/state.ts';
import { front } from '#contexts/plans/domain/ready.ts';
import type { KnownStep } from '#contexts/plans/domain/step.ts';

/** A step of a deployment in its request's plan: they are carried out one behind the other. */
export type TurnStep = Pick<KnownStep, 'name' | 'group' | 'state'> & { step: DeploymentStep };

/** D2, D6. What makes the backend ready, and what puts it in order again once the turn is over. */
export function planOfTurn(turn: Deployment): TurnStep[] {
  const after = turn.state === 'clearing' ? turn.after : [];
  return turn.steps.map((step) => ({
    name: step.name,
    group: after.includes(step.name) ? 'after' : 'before',
    state: step.state === 'passed' ? 'succeeded' : step.state,
    step,
  }));
}

/** The step that is to be carried out now; undefined when none is left, or one before it has failed. What puts things in order goes on whatever failed. */
export function nextStepOf(turn: Deployment): DeploymentStep | undefined {
  return front(planOfTurn(turn), turn.state === 'clearing' ? 'after' : 'before')?.step;
}
