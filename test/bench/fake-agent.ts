import { agentTasks, type AgentTask, type AgentUpdate } from '#contexts/operations/agent.ts';
import { createPoster } from './post.ts';

export interface FakeAgent {
  stop(): Promise<void>;
}

/** Serves a backend over the agent API (P3) without any process: every step is done at once, every run prints these lines. */
export function startFakeAgent(url: string, backend: string, token: string, lines: string[]): FakeAgent {
  const base = `${url}/agent/v1/${backend}/tasks`;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const stopping = new AbortController();

  async function tell(poster: ReturnType<typeof createPoster>, task: AgentTask, update: AgentUpdate): Promise<void> {
    const { status, text } = await poster.post(
      `${base}/${encodeURIComponent(task.id)}`,
      headers,
      JSON.stringify({ fencing: task.fencing, update }),
    );
    if (status !== 200 && status !== 409) throw new Error(`update answered ${status}: ${text.slice(0, 200)}`);
  }

  async function serve(poster: ReturnType<typeof createPoster>, task: AgentTask): Promise<void> {
    const at = Date.now();
    const isRun = task.body.kind === 'run';
    await tell(poster, task, { kind: 'started' });
    if (isRun) await tell(poster, task, { kind: 'output', stream: 'stdout', seq: 1, lines });
    await tell(poster, task, {
      kind: 'finished',
      exitCode: 0,
      cause: 'exited',
      chunks: { stdout: isRun ? 1 : 0, stderr: 0 },
      startedAt: at,
      finishedAt: Date.now(),
    });
  }

  async function loop(): Promise<void> {
    const poster = createPoster();
    while (!stopping.signal.aborted) {
      const { status, text } = await poster.get(`${base}?wait=2`, { authorization: headers.authorization });
      if (status !== 200) throw new Error(`tasks answered ${status}`);
      for (const task of agentTasks.parse(JSON.parse(text)).tasks) await serve(poster, task);
    }
    poster.close();
  }

  const ended = loop();
  ended.catch((error: unknown) => process.stderr.write(`fake agent ${backend}: ${String(error)}\n`));
  return {
    async stop() {
      stopping.abort();
      await ended.catch(() => undefined);
    },
  };
}
