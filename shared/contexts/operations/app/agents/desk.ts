import type { AgentKind } from '#contexts/operations/agent-task.ts';
import type { OutputLimits } from '#contexts/operations/domain/limits.ts';
import type { Owners } from '#contexts/operations/domain/owner.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import type { TaskStore, TaskTransaction } from '#contexts/operations/ports/store.ts';
import type { Kernel } from '#kernel/system.ts';

/** What agents are answered with, whoever owns what they do. */
export interface AgentDesk {
  kernel: Kernel<TaskTransaction>;
  store: TaskStore;
  outputs: OutputStore;
  /** R16. */
  limits: OutputLimits | undefined;
  owners: Owners;
  /** Whom it serves. */
  kind: AgentKind;
}

/** P3. What an agent's update came to. `stale`: it has not the fencing number that was given, so its lease is over; it stops the task and forgets it. */
export type Updated =
  | { updated: 'ok'; cancel: boolean }
  | { updated: 'unknown' | 'stale' | 'other_lines' }
  | { updated: 'incomplete'; missing: string };
