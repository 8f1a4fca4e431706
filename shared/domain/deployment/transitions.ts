import type { TransitionTable } from '#domain/transitions.ts';
import type { Deployment } from '#domain/deployment/state.ts';

export type DeploymentEvent = 'make_test_ref' | 'deploy' | 'fail' | 'lose' | 'end';

export const deploymentTransitions: TransitionTable<Deployment['state'], DeploymentEvent> = {
  preparing: { make_test_ref: 'deploying', fail: 'failed', end: 'ended' },
  deploying: { deploy: 'deployed', fail: 'failed', end: 'ended' },
  deployed: { lose: 'failed', end: 'ended' },
  failed: { end: 'ended' },
  ended: {},
};
