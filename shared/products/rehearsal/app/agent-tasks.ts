import type { AgentUpdate } from '#contexts/operations/agent.ts';
import type { AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import type { Updated } from '#contexts/operations/app/agents/desk.ts';
import * as agents from '#contexts/operations/app/agents/open-tasks.ts';
import * as updates from '#contexts/operations/app/agents/update-task.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { owners as ownOwners } from '#products/rehearsal/domain/owners/table.ts';
import { joined } from '#kernel/tables.ts';
import type { Owner } from '#contexts/operations/domain/owner.ts';

export type { Updated };

export async function openAgentTasks(system: System, backend: string): Promise<AgentTaskDocument[]> {
  return agents.openAgentTasks({ kernel: kernelOf(system), store: system.store }, backend);
}

/** P3. What an agent tells, whoever owns what it does. */
export async function updateAgentTask(
  system: System,
  outputs: OutputStore,
  backend: string,
  id: string,
  fencing: number,
  update: AgentUpdate,
): Promise<Updated> {
  const owners = joined<Owner>('owner of operations', [ownOwners, system.others?.owners ?? {}]);
  const desk = { kernel: kernelOf(system), store: system.store, outputs, limits: system.rules.output, owners };
  return updates.updateAgentTask(desk, { backend, id }, fencing, update);
}
