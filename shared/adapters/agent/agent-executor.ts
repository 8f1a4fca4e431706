import type { AgentTaskDocument } from '#contracts/document-types.ts';
import type { SandboxOrder } from '#contracts/sandbox.ts';
import type { OutputLimits } from '#domain/run/limits.ts';
import type { Duration } from '#domain/time.ts';
import type { JobExecutor, RunOrder } from '#ports/job-executor.ts';
import { isAlreadyExists, type Store } from '#ports/store.ts';

export interface AgentExecutorOptions {
  store: Store;
  /** The backend's template for a run, and what to fill in. */
  command: (order: RunOrder) => {
    command: string[];
    values: Record<string, string>;
    /** D5. */ verify?: string[] | undefined;
    /** R15. */ sandbox?: SandboxOrder;
    /** R18. */ credentials?: string[];
  };
  /** On the agent's wall clock. */
  timeout: (backend: string) => Duration;
  /** R16. */
  output: OutputLimits;
}

/** R2, R3: a run is a task document with the run's own name. Creating it twice is refused by the store, so it is adopted. */
export function createAgentExecutor({ store, command, timeout, output }: AgentExecutorOptions): JobExecutor {
  return {
    async launch(order) {
      const { runId, testRef: ref, testSha: sha } = order;
      await offerAgentTask(store, order, `run-${runId}`, {
        kind: 'run',
        runId,
        ...command(order),
        ref,
        sha,
        timeout: timeout(order.backend),
        output,
      });
      return 'launched';
    },
    async cancel(order) {
      const target = `run-${order.runId}`;
      if (await takeBack(store, order, target)) return 'never_started';
      await offerAgentTask(store, order, `cancel-${order.runId}`, { kind: 'cancel', target });
      return 'asked';
    },
  };
}

type Owner = Pick<RunOrder, 'requestId' | 'backend' | 'fencing'>;

/** Puts a task before the backend's agent, once: the same id again changes nothing. */
export async function offerAgentTask(store: Store, owner: Owner, id: string, body: AgentTaskDocument['body']): Promise<void> {
  const { requestId, backend, fencing } = owner;
  const ref = { collection: 'agentTasks', parent: backend, id } as const;
  try {
    await store.transact(async (tx) => {
      if ((await tx.get(ref)) !== undefined) return;
      tx.create(ref, { id, backend, requestId, fencing, open: true, state: 'offered', createdAt: tx.now(), body });
    });
  } catch (error) {
    if (!isAlreadyExists(error)) throw error;
  }
}

/**
 * True when the agent has not begun it and now never will. Where there is no task yet a closed one is put in its place, so that a
 * launch that comes late finds the name taken.
 */
async function takeBack(store: Store, order: RunOrder, id: string): Promise<boolean> {
  const { backend, requestId, fencing } = order;
  const ref = { collection: 'agentTasks', parent: backend, id } as const;
  return store.transact(async (tx) => {
    const task = await tx.get(ref);
    if (task !== undefined && (!task.open || task.state !== 'offered')) return false;
    const never: AgentTaskDocument = task ?? {
      id,
      backend,
      requestId,
      fencing,
      open: false,
      state: 'finished',
      createdAt: tx.now(),
      body: { kind: 'cancel', target: id },
    };
    tx.set(ref, { ...never, open: false, state: 'finished', finishedAt: tx.now() });
    return true;
  });
}
