import type { AgentKind, AgentTaskBody, AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import { actionStages, type ActionStage } from '#contexts/operations/domain/action/result.ts';
import type { Recorded } from '#contexts/operations/domain/owner.ts';
import type { OperationState } from '#contexts/operations/domain/state.ts';
import type { Instant } from '#kernel/time.ts';

export function refOf({ backend, id }: Pick<AgentTaskDocument, 'backend' | 'id'>) {
  return { collection: 'agentTasks', parent: backend, id } as const;
}

export function closed(task: AgentTaskDocument, at: Instant): AgentTaskDocument {
  return { ...task, open: false, state: 'finished', finishedAt: at };
}

/** R10. Agents of another kind have taken it. */
export function isOthers({ heldBy }: Pick<AgentTaskDocument, 'heldBy'>, kind: AgentKind): boolean {
  return heldBy !== undefined && heldBy !== kind;
}

/** R10. It asks for an end of its operation, and carries out nothing of it. */
export function isToStop({ kind }: AgentTaskBody): boolean {
  return kind === 'cancel';
}

/** Its owner says what is kept of its end; any other is as it is told. */
export function isJudged({ kind }: AgentTaskBody): boolean {
  return kind === 'run' || kind === 'action' || kind === 'probe';
}

/** What is told late, or again, is no news. */
export function isLater(told: ActionStage, { stage }: Pick<AgentTaskDocument, 'stage'>): boolean {
  return stage === undefined || actionStages.indexOf(told) > actionStages.indexOf(stage);
}

const live: Partial<Record<OperationState, true>> = { pending: true, preparing: true, executing: true, finalizing: true };

/** It has ended in our eyes, or is to be cancelled: whoever works on it should stop. What is to stop it goes on. */
export function isUnwanted({ body }: AgentTaskDocument, now: Recorded | undefined): boolean {
  return !isToStop(body) && (now === undefined || live[now.state] === undefined || !now.isWanted);
}

/** Q3, P3: nothing is begun or reported for a lease that is over: the backend may be another's by now. Of shared use: nor for an attempt that is not the present one. */
export function isOfLease({ backend, fencing }: AgentTaskDocument, { lease }: Recorded): boolean {
  return lease !== undefined && lease.backend === backend && lease.fencing === fencing;
}
