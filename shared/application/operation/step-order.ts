import type { Deployment, DeploymentStep } from '#domain/deployment/state.ts';
import type { RequestState } from '#domain/request/state.ts';
import type { StepOrder } from '#ports/executor.ts';

/** A step as an operation. Its name is that of the agent's task, older than there were operations. What was never deployed as a test ref is named by its commit. */
export function stepOrder({ id: requestId, submission }: RequestState, turn: Deployment, { name: step, kind }: DeploymentStep): StepOrder {
  const { backend, fencing, sha } = turn;
  const { testRef, testSha } = 'testRef' in turn ? turn : { testRef: sha, testSha: sha };
  const id = `deploy-${requestId}-${fencing}-${step.replaceAll(/[^A-Za-z0-9._-]/g, '_')}`;
  return { id, program: kind, requestId, backend, fencing, step, change: submission.change, sha, testRef, testSha };
}
