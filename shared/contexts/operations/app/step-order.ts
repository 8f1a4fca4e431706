import { stepTaskName } from '#contexts/operations/domain/deployment/step-name.ts';
import type { Deployment, DeploymentStep } from '#contexts/operations/domain/deployment/state.ts';
import type { OperationName } from '#contexts/operations/domain/name.ts';
import type { Change } from '#contexts/intake/domain/submission.ts';
import type { StepOrder } from '#contexts/operations/ports/executor.ts';
import type { Subject } from '#kernel/subject.ts';

/** Whose deployment it is. */
interface Asking {
  subject: Subject;
  /** Which of its operations the step is. */
  name: OperationName;
  change: Change;
}

/** A step as an operation. Its name is that of the agent's task, older than there were operations. What was never deployed as a test ref is named by its commit. */
export function stepOrder({ subject, name, change }: Asking, turn: Deployment, { name: step, kind }: DeploymentStep): StepOrder {
  const { backend, fencing, sha } = turn;
  const { testRef, testSha } = 'testRef' in turn ? turn : { testRef: sha, testSha: sha };
  const id = stepTaskName(subject.id, fencing, step);
  return { id, program: kind, subject, name, backend, fencing, step, change, sha, testRef, testSha };
}
