import type { AgentTaskBody } from '#contexts/operations/agent-task.ts';
import type { OperationName } from '#contexts/operations/domain/name.ts';
import type { Conversion } from '#kernel/store/conversion.ts';

/** Shape 2: a task names its owner, and which of its operations it is about; in shape 1 it named a request, the only owner there was, and its body said the rest. */
const ofOwner: Conversion = ({ requestId, ...rest }) => ({
  ...rest,
  subject: { kind: 'request', id: String(requestId) },
  operation: operationOf(rest['body'] as AgentTaskBody, Number(rest['fencing'])),
});

function operationOf(body: AgentTaskBody, fencing: number): OperationName {
  switch (body.kind) {
    case 'run':
      return { of: 'run', id: body.runId };
    case 'deploy':
      return { of: 'step', id: body.stepName, fencing };
    case 'cancel':
      // By the name of its task; nothing but runs was ever stopped so.
      return { of: 'run', id: body.target.replace(/^run-/, '') };
    // In shape 1 there were no actions.
    case 'action':
      return { of: 'attempt', id: body.jobId };
    case 'probe':
      return { of: 'probe', id: 'probe' };
  }
}

export const agentTaskConversions: readonly Conversion[] = [ofOwner];

/** Shape 2: a backend has several, by their names; in shape 1 it had one, about its maintenance. */
const ofNames: Conversion = ({ asked, last, holds, ...probe }) => ({
  ...probe,
  name: 'maintenance',
  ...(asked === undefined ? {} : { asked: askedOf(asked as { maintenanceExitCode: number }) }),
  ...(last === undefined ? {} : { last: lastOf(last as { found: string }) }),
  ...(holds === true ? { said: { found: 'found', since: (last as { at: number } | undefined)?.at ?? 0 } } : {}),
});

function askedOf({ maintenanceExitCode: exitCode, ...asked }: { maintenanceExitCode: number }): object {
  return { ...asked, exitCode };
}

function lastOf({ found, ...last }: { found: string }): object {
  return { ...last, found: found === 'maintenance' ? 'found' : found === 'no_maintenance' ? 'clear' : 'nothing' };
}

export const probeConversions: readonly Conversion[] = [ofNames];
