import type { ActionOrder, Executor } from '#contexts/operations/ports/executor.ts';
import { createAgentExecutor } from '#platform/agent/agent-executor.ts';
import { agentCommands } from './backend-commands.ts';
import type { Cloud } from './cloud.ts';
import { cloudOutputs } from './cloud-outputs.ts';

export function cloudActions(cloud: Cloud): Executor<ActionOrder> {
  return createAgentExecutor({ store: cloud.system.store, ...agentCommands(cloud.settings), outputs: cloudOutputs(cloud) });
}
