import type { AgentTask, AgentUpdate } from '#contexts/operations/agent.ts';
import type { AgentClient } from './client.ts';
import { log } from './log.ts';

/** What is said to the server about one task, until the server or this process wants no more of it. */
export interface TaskLine {
  /** `taken` by the server; `incomplete`: it misses output; `conflict`: it has other output; `over`: there is nothing more to say. */
  tell: (update: AgentUpdate) => Promise<'taken' | 'incomplete' | 'conflict' | 'over'>;
  /** Aborted when the task was dropped, or the agent is being ended. */
  over: AbortSignal;
  dropped(): boolean;
}

export function openTaskLine(task: AgentTask, client: AgentClient, stopping: AbortSignal, onCancel: () => void): TaskLine {
  const drop = new AbortController();
  return {
    over: AbortSignal.any([drop.signal, stopping]),
    dropped: () => drop.signal.aborted,
    async tell(update) {
      if (drop.signal.aborted) return 'over';
      const told = await client.tell(task, update);
      if (told.kind === 'dropped') {
        log('the server dropped a task', { task: task.id, code: told.code });
        drop.abort();
        onCancel();
      }
      if (told.kind === 'ok' && told.cancel) onCancel();
      if (told.kind === 'incomplete' || told.kind === 'conflict') return told.kind;
      return told.kind === 'ok' ? 'taken' : 'over';
    },
  };
}
