import { stepTaskName } from '#contexts/operations/domain/deployment/step-name.ts';
import type { Deployment, DeploymentStep } from '#contexts/operations/domain/deployment/state.ts';
import type { Change } from '#contexts/intake/domain/submission.ts';
import type { StepOrder } from '#contexts/operations/ports/executor.ts';

/** Whose deployment it is. */
interface Asking {
  id: string;
  submission: { change: Change };
}

/** A step as an operation. Its name is that of the agent's task, older than there were operations. What was never deployed as a test ref is named by its commit. */
export function stepOrder({ id: requestId, submission }: Asking, turn: Deployment, { name: step, kind }: DeploymentStep): StepOrder {
  const { backend, fencing, sha } = turn;
  const { testRef, testSha } = 'testRef' in turn ? turn : { testRef: sha, testSha: sha };
  const id = stepTaskName(requestId, fencing, step);
  return { id, program: kind, requestId, backend, fencing, step, change: submission.change, sha, testRef, testSha };
}
