import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  agentUpdateRequest,
  type AgentTask,
  type AgentUpdate,
  type FinishedUpdate,
  type OutputStream,
} from '#contexts/operations/agent.ts';
import type { AgentTaskBody } from '#contexts/operations/agent-task.ts';
import { leavingOf } from '#contexts/operations/agent-streams.ts';

const TOKEN = 'token-of-the-backend';

interface Held {
  task: AgentTask;
  finished: FinishedUpdate | undefined;
  updates: AgentUpdate[];
  chunks: Record<OutputStream, string[][]>;
  cancel: boolean;
  /** The server lost chunks by its own fault. */
  forgot: boolean;
}

/** The server's half of the agent contract, over real HTTP, remembering all it was told. `faults` lists every broken promise. */
export async function startFakeServer() {
  const held = new Map<string, Held>();
  const waiting = new Set<() => void>();
  const faults: string[] = [];
  let server: Server | undefined;
  let port = 0;
  let refuseWith: number | undefined;
  let loseAnswers = 0;

  function wake(): void {
    for (const end of waiting) end();
    waiting.clear();
  }

  function record(id: string, fencing: number, update: AgentUpdate): { status: number; body: unknown } {
    const entry = held.get(id);
    if (entry === undefined) return { status: 404, body: { code: 'unknown_task' } };
    if (fencing !== entry.task.fencing) return { status: 409, body: { code: 'stale_fencing' } };
    entry.updates.push(update);
    if (update.kind === 'started') entry.task.state = 'started';
    if (update.kind === 'output' && leavingOf(entry.task.body, [update.stream]).length === 0)
      faults.push(`${update.stream} of ${id} left its backend`);
    if (update.kind === 'output') recordChunk(entry, update.stream, update.seq, update.lines);
    if (update.kind === 'finished') {
      const misses = (['stdout', 'stderr'] as const).some((stream) => entry.chunks[stream].length !== update.chunks[stream]);
      if (misses && !entry.forgot) faults.push(`${id} finished with output missing`);
      if (misses) return { status: 409, body: { code: 'conflict' } };
      entry.finished = update;
    }
    return { status: 200, body: entry.cancel ? { ok: true, cancel: true } : { ok: true } };
  }

  function recordChunk(entry: Held, stream: OutputStream, seq: number, lines: string[]): void {
    const known = entry.chunks[stream][seq - 1];
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(lines))
      faults.push(`${stream} ${seq} was repeated with other lines`);
    if (seq > entry.chunks[stream].length + 1 && !entry.forgot) faults.push(`${stream} ${seq} came before the one in front of it`);
    if (entry.finished !== undefined && known === undefined) faults.push(`${stream} ${seq} came behind the end`);
    entry.chunks[stream][seq - 1] = lines;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const reply = (status: number, body: unknown): void =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (refuseWith !== undefined) return reply(refuseWith, 'not the contract');
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return reply(401, { code: 'unauthorized' });
    const url = new URL(request.url ?? '', 'http://server');
    if (request.method === 'GET') return reply(200, { tasks: await openTasks(Number(url.searchParams.get('wait')), response) });
    const text = await bodyOf(request);
    if (text.length > 256 * 1024) faults.push('a body is too long');
    const parsed = agentUpdateRequest.safeParse(JSON.parse(text));
    if (!parsed.success) {
      faults.push(`not an update: ${parsed.error.message}`);
      return reply(422, { code: 'invalid' });
    }
    const told = record(decodeURIComponent(url.pathname.split('/').at(-1) ?? ''), parsed.data.fencing, parsed.data.update);
    if (loseAnswers > 0 && parsed.data.update.kind !== 'alive') {
      loseAnswers -= 1;
      request.socket.destroy();
    } else reply(told.status, told.body);
  }

  async function openTasks(wait: number, response: ServerResponse): Promise<AgentTask[]> {
    const open = (): AgentTask[] => [...held.values()].filter(({ finished }) => finished === undefined).map(({ task }) => task);
    if (open().some(({ state }) => state === 'offered') || wait === 0) return open();
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, wait * 1000);
      const end = (): void => (clearTimeout(timer), resolve());
      waiting.add(end);
      response.once('close', end);
    });
    return open();
  }

  const fake = {
    token: TOKEN,
    faults,
    url: () => `http://127.0.0.1:${port}`,
    async up(): Promise<void> {
      server = createServer((request, response) => void answer(request, response).catch((error: unknown) => faults.push(String(error))));
      await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve));
      const address = server.address();
      if (address !== null && typeof address === 'object') port = address.port;
    },
    async down(): Promise<void> {
      const closed = new Promise((resolve) => server?.close(resolve));
      server?.closeAllConnections();
      await closed;
    },
    refuse: (status: number | undefined): void => void (refuseWith = status),
    loseNextAnswers: (count: number): void => void (loseAnswers = count),
    offer(id: string, body: AgentTaskBody, state: AgentTask['state'] = 'offered'): void {
      const task: AgentTask = { id, requestId: 'request-1', fencing: 7, state, body };
      held.set(id, { task, finished: undefined, updates: [], chunks: { stdout: [], stderr: [] }, cancel: false, forgot: false });
      wake();
    },
    isOpen: (id: string): boolean => held.get(id) !== undefined && held.get(id)?.finished === undefined,
    raiseFencing: (id: string): void => void (entry(id).task.fencing += 1),
    withdraw: (id: string): void => void held.delete(id),
    askToCancel: (id: string): void => void (entry(id).cancel = true),
    reopen: (id: string): void => {
      Object.assign(entry(id), { finished: undefined, chunks: { stdout: [], stderr: [] } });
      wake();
    },
    forgetOutput: (id: string): void => void Object.assign(entry(id), { forgot: true, chunks: { stdout: [], stderr: [] } }),
    updates: (id: string): AgentUpdate[] => entry(id).updates,
    finished: (id: string): FinishedUpdate | undefined => entry(id).finished,
    lines: (id: string, stream: OutputStream): string[] => entry(id).chunks[stream].flat(),
    chunks: (id: string, stream: OutputStream): string[][] => entry(id).chunks[stream],
  };
  function entry(id: string): Held {
    const found = held.get(id);
    if (found === undefined) throw new Error(`no task ${id}`);
    return found;
  }
  await fake.up();
  return fake;
}

export type FakeServer = Awaited<ReturnType<typeof startFakeServer>>;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) if (part instanceof Buffer) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}
