import type { TransitionTable } from '#kernel/transitions.ts';
import type { Deployment } from '#contexts/operations/domain/deployment/state.ts';

export type DeploymentEvent = 'make_test_ref' | 'deploy' | 'fail' | 'lose' | 'clear' | 'end';

export const deploymentTransitions: TransitionTable<Deployment['state'], DeploymentEvent> = {
  preparing: { make_test_ref: 'deploying', fail: 'failed', end: 'ended' },
  deploying: { deploy: 'deployed', fail: 'failed', clear: 'clearing', end: 'ended' },
  deployed: { lose: 'failed', clear: 'clearing', end: 'ended' },
  failed: { clear: 'clearing', end: 'ended' },
  clearing: { end: 'ended' },
  ended: {},
};
