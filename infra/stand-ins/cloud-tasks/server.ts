import { Server, ServerCredentials, status } from '@grpc/grpc-js';
import { DAY, type Duration, type Instant } from '#kernel/time.ts';
import { checkQueue, checkTask } from './checks.ts';
import { createDispatcher } from './dispatcher.ts';
import { end, heldQueue, holdTask, isRefused, type HeldQueue, type HeldTask } from './held-queue.ts';
import { Refusal, service, unary, v2, type ITask } from './protocol.ts';
import { queueMessage, taskMessage } from './messages.ts';
import { startRestDoor } from './rest-door.ts';

export interface StandInOptions {
  /** 0 or nothing: any free port. */
  port?: number;
  /** Signs the tokens, in place of Google. */
  token: (audience: string, email: string) => Promise<string>;
  now?: () => Instant;
  /** How long an ended task's name is refused. Google says "up to 24 hours" in one place and about an hour in another; the longer one is the harder. */
  tombstone?: Duration;
  /** For tests: short deadlines and back-offs are taken as they are. */
  quick?: boolean;
  /** Share of answered tasks that are delivered once more, and of creations whose answer is lost though the task was accepted. */
  duplicates?: number;
  lostAnswers?: number;
  /** In [0, 1); give a seeded one together with the shares. */
  random?: () => number;
}

export interface StandIn {
  /** Of its gRPC door. */
  port: number;
  /** `host:port` of its REST door, which knows CreateTask. */
  rest: string;
  /** The next answers to CreateTask are lost although the tasks are accepted. */
  loseNextAnswers(count: number): void;
  /** Task names, last part only, that were given up after their last attempt. */
  givenUp(): string[];
  /** Tasks that have not ended. */
  open(): number;
  /** Deliveries under way may take `grace` milliseconds more; none unless given. */
  stop(grace?: Duration): Promise<void>;
}

interface Works {
  queues: Map<string, HeldQueue>;
  now: () => Instant;
  tombstone: Duration;
  quick: boolean;
  wake: () => void;
  losesAnswer: () => boolean;
}

/** A Cloud Tasks for one machine: the real protocol on loopback without TLS, everything in memory. */
export async function startCloudTasksStandIn(options: StandInOptions): Promise<StandIn> {
  const random = options.random ?? Math.random;
  const queues = new Map<string, HeldQueue>();
  const now = options.now ?? Date.now;
  const tombstone = options.tombstone ?? DAY;
  const dispatcher = createDispatcher({
    queues,
    token: options.token,
    now,
    tombstone,
    duplicate: () => random() < (options.duplicates ?? 0),
  });
  let toLose = 0;
  const losesAnswer = (): boolean => (toLose > 0 ? toLose-- > 0 : random() < (options.lostAnswers ?? 0));
  const works: Works = {
    queues,
    now,
    tombstone,
    quick: options.quick ?? false,
    wake: () => setImmediate(() => dispatcher.wake()),
    losesAnswer,
  };
  const server = new Server();
  server.addService(service, { ...queueCalls(works), ...taskCalls(works) });
  const port = await listen(server, options.port ?? 0);
  const door = await startRestDoor((request) => createTask(works, request));
  return {
    port,
    rest: new URL(door.url).host,
    loseNextAnswers: (count) => void (toLose = count),
    givenUp: () => [...queues.values()].flatMap((queue) => queue.givenUp.map((name) => name.slice(name.lastIndexOf('/') + 1))),
    open: () => [...queues.values()].reduce((sum, queue) => sum + queue.tasks.size, 0),
    async stop(grace = 0) {
      await dispatcher.stop(grace);
      server.forceShutdown();
      await door.stop();
    },
  };
}

function queueCalls(works: Works) {
  return {
    createQueue: unary(({ queue, parent }: { queue?: object | null; parent?: string | null }) => {
      const { name, figures } = checkQueue(v2.Queue.fromObject(queue ?? {}), works.quick);
      if (!name.startsWith(`${parent ?? ''}/queues/`)) throw new Refusal(status.INVALID_ARGUMENT, 'the queue is of another parent');
      if (works.queues.has(name)) throw new Refusal(status.ALREADY_EXISTS, 'the queue exists');
      const held = heldQueue(name, figures);
      works.queues.set(name, held);
      return queueMessage(held);
    }),
    getQueue: unary(({ name }: { name?: string | null }) => queueMessage(queueOf(works, name ?? ''))),
  };
}

function createTask(works: Works, request: { parent?: string | null; task?: ITask | null }): ITask {
  const queue = queueOf(works, request.parent ?? '');
  const task = checkTask(queue.name, request.task ?? {}, works.now(), works.quick);
  if (isRefused(queue, task.name, works.now())) throw new Refusal(status.ALREADY_EXISTS, 'the task name is in use, or was a while ago');
  const held = holdTask(queue, task, works.now());
  works.wake();
  if (works.losesAnswer()) throw new Refusal(status.UNAVAILABLE, 'the connection was lost');
  return taskMessage(held, false);
}

function taskCalls(works: Works) {
  return {
    createTask: unary((request: { parent?: string | null; task?: ITask | null }) => createTask(works, request)),
    getTask: unary(({ name, responseView }: { name?: string | null; responseView?: unknown }) =>
      taskMessage(taskOf(works, name ?? '').task, responseView === v2.Task.View.FULL),
    ),
    listTasks: unary((request: { parent?: string | null; pageSize?: number | null; pageToken?: string | null; responseView?: unknown }) => {
      const from = Number(request.pageToken || 0);
      const to = from + Math.min(request.pageSize || 1000, 1000);
      const all = [...queueOf(works, request.parent ?? '').tasks.values()];
      return {
        tasks: all.slice(from, to).map((task) => taskMessage(task, request.responseView === v2.Task.View.FULL)),
        nextPageToken: to < all.length ? String(to) : '',
      };
    }),
    deleteTask: unary(({ name }: { name?: string | null }) => {
      const { queue, task } = taskOf(works, name ?? '');
      end(queue, task, works.now() + works.tombstone);
      return {};
    }),
  };
}

function queueOf(works: Works, name: string): HeldQueue {
  const queue = works.queues.get(name);
  if (queue === undefined) throw new Refusal(status.NOT_FOUND, 'no such queue');
  return queue;
}

function taskOf(works: Works, name: string): { queue: HeldQueue; task: HeldTask } {
  const queue = queueOf(works, name.replace(/\/tasks\/[^/]*$/, ''));
  const task = queue.tasks.get(name);
  if (task === undefined) throw new Refusal(status.NOT_FOUND, 'no such task');
  return { queue, task };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
}
