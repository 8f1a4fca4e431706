import type { ActionTask } from '#contexts/operations/agent-action.ts';
import type { AgentTaskBody, AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import type { SandboxOrder } from '#contexts/operations/sandbox.ts';
import type { OutputLimits } from '#contexts/operations/domain/limits.ts';
import type { Duration } from '#kernel/time.ts';
import type { ActionOrder, Executor, JobOrder, StepOrder } from '#contexts/operations/ports/executor.ts';
import type { OutputStore, OutputStream } from '#contexts/operations/ports/output-store.ts';
import type { OperationTables } from '#contexts/operations/documents.ts';
import type { Store, Transaction } from '#kernel/store/port.ts';
import { readPiece, type Part, type Parts } from '../read-piece.ts';
import { isAlreadyExists } from '#kernel/store/errors.ts';

type Ordered = JobOrder | StepOrder;
type Order = Ordered | ActionOrder;

export interface AgentExecutorOptions {
  store: Store<OperationTables>;
  /** The template for a run or a step, from the settings, and what to fill in. */
  command: (order: Ordered) => {
    command: string[];
    values: Record<string, string>;
    /** D5. */ verify?: string[] | undefined;
    /** R15. */ sandbox?: SandboxOrder;
    /** R18. */ credentials?: string[];
  };
  /** K2. An action as the settings of its backend have it; as it was ordered where this is left out. */
  action?: (order: ActionOrder) => ActionTask;
  /** On the agent's wall clock. */
  timeout: (order: Ordered) => Duration;
  /** R16. */
  output: OutputLimits;
  /** R17. Where what runs write is kept, for whoever reads it. */
  outputs?: OutputStore;
}

/** It ends nothing by itself: the agent brings the news. */
export type AgentExecutor = Executor<Order, never>;

/** R2, R3, D2: an operation is a task document with its own name. Creating it twice is refused by the store, so it is adopted. */
export function createAgentExecutor(options: AgentExecutorOptions): AgentExecutor {
  const { store, outputs } = options;
  return {
    async start(order) {
      await offerAgentTask(store, order, taskOf(order), bodyOf(options, order));
      return 'started';
    },
    async stop(order) {
      const target = taskOf(order);
      if (await takeBack(store, order, target)) return 'never_started';
      await offerAgentTask(store, order, cancelOf(order), { kind: 'cancel', target });
      return 'asked';
    },
    ...(outputs === undefined ? {} : { read: (order, asked) => readPiece(chunksOf(outputs, order, asked.stream), asked) }),
  };
}

/** R17. The chunks that have come so far, up to the first that is not there yet. */
function chunksOf(outputs: OutputStore, { id }: Order, stream: OutputStream): Parts {
  const at = async (seq: number): Promise<Part | undefined> => {
    const lines = await outputs.readChunk(id, stream, seq);
    if (lines === undefined) return undefined;
    const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    return { name: String(seq), size: bytes.length, read: async (from, most) => bytes.subarray(from, from + most) };
  };
  return {
    isName: (name) => /^[1-9]\d{0,5}$/.test(name),
    at: (name) => at(Number(name)),
    after: (name) => at(name === undefined ? 1 : Number(name) + 1),
  };
}

/** Names of tasks are older than those of operations: a run's task is `run-<id>`, a step's has the step's own name, an action's the attempt's. */
function taskOf(order: Order): string {
  return order.program === 'job' ? `run-${order.id}` : order.id;
}

function cancelOf(order: Order): string {
  return order.program === 'action' ? `${order.id}-cancel` : `cancel-${order.id}`;
}

function bodyOf({ command, action, timeout, output }: AgentExecutorOptions, order: Order): AgentTaskBody {
  if (order.program === 'action') return { ...(action?.(order) ?? order.body), output: LEAST };
  const { testRef: ref, testSha: sha } = order;
  const common = { ...command(order), ref, sha, timeout: timeout(order) };
  return order.program === 'job'
    ? { kind: 'run', runId: order.id, ...common, output }
    : { kind: 'deploy', stepName: order.step, ...common, output };
}

/** K3. What an action writes stays on its backend; an agent of before that was so sends no more than this, and how much there was. */
const LEAST = { bytes: 1, lines: 1 };

/** Puts a task before the backend's agent, once: the same id again changes nothing. */
async function offerAgentTask(store: Store<OperationTables>, order: Order, id: string, body: AgentTaskBody): Promise<void> {
  const { subject, name: operation, backend, fencing } = order;
  const ref = { collection: 'agentTasks', parent: backend, id } as const;
  const use = order.program === 'action' ? ({ shared: true } as const) : {};
  try {
    await store.transact(async (tx) => {
      const held = body.kind === 'cancel' ? await holderOf(tx, backend, body.target) : {};
      if ((await tx.get(ref)) !== undefined) return;
      tx.create(ref, {
        id,
        backend,
        subject,
        operation,
        fencing,
        ...use,
        ...held,
        open: true,
        state: 'offered',
        createdAt: tx.now(),
        body,
      });
    });
  } catch (error) {
    if (!isAlreadyExists(error)) throw error;
  }
}

/** R10. Who is at it stops it. */
async function holderOf(tx: Transaction<OperationTables>, backend: string, id: string): Promise<Pick<AgentTaskDocument, 'heldBy'>> {
  const heldBy = (await tx.get({ collection: 'agentTasks', parent: backend, id }))?.heldBy;
  return heldBy === undefined ? {} : { heldBy };
}

/**
 * True when the agent has not begun it and now never will, however often that is asked. Where there is no task yet a closed one is put in its place, so that a
 * start that comes late finds the name taken.
 */
async function takeBack(store: Store<OperationTables>, order: Order, id: string): Promise<boolean> {
  const { backend, subject, name: operation, fencing } = order;
  const ref = { collection: 'agentTasks', parent: backend, id } as const;
  return store.transact(async (tx) => {
    const task = await tx.get(ref);
    // Said once it stays so: whoever asks again may be the one who died before the first answer was kept.
    if (task?.open === false) return task.startedAt === undefined;
    if (task !== undefined && task.state !== 'offered') return false;
    const never: AgentTaskDocument = task ?? {
      id,
      backend,
      subject,
      operation,
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
