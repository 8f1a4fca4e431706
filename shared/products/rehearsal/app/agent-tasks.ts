import type { AgentUpdate } from '#contexts/operations/agent.ts';
import type { AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import type { Updated } from '#contexts/operations/app/agents/desk.ts';
import { tasksFor } from '#contexts/operations/app/agents/tasks-for.ts';
import * as updates from '#contexts/operations/app/agents/update-task.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { owners as ownOwners } from '#products/rehearsal/domain/owners/table.ts';
import { joined } from '#kernel/tables.ts';
import type { Owner } from '#contexts/operations/domain/owner.ts';

export type { Updated };

/** P3. What our agents are told of. `heard`: it was the backend's agent that asked. */
export async function openAgentTasks(
  system: System,
  backend: string,
  heard: () => Promise<void> = () => Promise.resolve(),
): Promise<AgentTaskDocument[]> {
  return tasksFor({ kernel: kernelOf(system), store: system.store, kind: 'ours' }, backend, heard);
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
  const desk = { kernel: kernelOf(system), store: system.store, outputs, limits: system.rules.output, owners, kind: 'ours' } as const;
  return updates.updateAgentTask(desk, { backend, id }, fencing, update);
}
