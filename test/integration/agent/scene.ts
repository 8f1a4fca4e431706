import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { FinishedUpdate, OutputStream } from '#contexts/operations/agent.ts';
import { defaultSandbox, type SandboxOrder } from '#contexts/operations/sandbox.ts';
import { startFakeServer, type FakeServer } from './fake-server.ts';

const MAIN = resolve('infra/agent/main.ts');

export interface Scene {
  server: FakeServer;
  folder: string;
  workdir: string;
  /** Starts the agent (again). */
  startAgent(env?: Record<string, string>): void;
  /** SIGKILL, and only this one process; resolves when it is gone. */
  killAgent(): Promise<void>;
  agent: () => ChildProcess;
  agentLog: () => string;
  /** Lines that a task has written so far, as they lie in its folder on the backend. */
  printed(id: string, stream: OutputStream): string[];
  finished(id: string, patience?: number): Promise<FinishedUpdate>;
  /** Without a sandbox unless one is given: what it sees and does is the machine's. */
  runScript(id: string, script: string, timeout?: number, sandbox?: Partial<SandboxOrder>): void;
  /** Throws when the agent broke any promise of the contract on the way. */
  end(): Promise<void>;
}

/** A fake server and a real agent process in a folder of their own. */
export async function openScene(): Promise<Scene> {
  const server = await startFakeServer();
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-agent-'));
  // Jobs that are another user pass through it.
  chmodSync(folder, 0o711);
  const workdir = join(folder, 'workdir');
  mkdirSync(workdir);
  let child: ChildProcess | undefined;
  let log = '';

  function startAgent(env: Record<string, string> = {}): void {
    const settings = {
      AGENT_URL: server.url(),
      AGENT_BACKEND: 'local',
      AGENT_TOKEN: server.token,
      AGENT_DATA: folder,
      AGENT_WORKDIR: workdir,
      AGENT_GRACE_SECONDS: '1',
      AGENT_ALIVE_SECONDS: '0.3',
      AGENT_WAIT_SECONDS: '5',
      AGENT_MAX_BACKOFF_SECONDS: '0.5',
    };
    child = spawn(process.execPath, [MAIN], { env: { ...process.env, ...settings, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
    child.stdout?.on('data', (data: Buffer) => (log += data.toString()));
    child.stderr?.on('data', (data: Buffer) => (log += data.toString()));
  }

  async function killAgent(): Promise<void> {
    const gone = child;
    if (gone === undefined || gone.exitCode !== null || gone.signalCode !== null) return;
    const exited = new Promise((done) => gone.once('exit', done));
    gone.kill('SIGKILL');
    await exited;
  }

  return {
    server,
    folder,
    workdir,
    startAgent,
    killAgent,
    agent: () => {
      if (child === undefined) throw new Error('no agent was started');
      return child;
    },
    agentLog: () => log,
    printed: (id, stream) => linesOf(join(folder, 'tasks', id, stream)),
    finished: (id, patience = 120_000) =>
      until(
        () => server.finished(id),
        `the end of ${id}`,
        patience,
        () => log,
      ),
    runScript: (id, script, timeout = 60_000, sandbox = { kind: 'none' }) =>
      server.offer(id, {
        kind: 'run',
        runId: id,
        command: ['{node}', '-e', script],
        ref: 'test-pr1-abc1234',
        sha: 'a'.repeat(40),
        timeout,
        sandbox: { ...defaultSandbox, ...sandbox },
      }),
    async end() {
      await killAgent();
      await server.down();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      if (server.faults.length > 0) throw new Error(`the agent broke its contract:\n${server.faults.join('\n')}`);
    },
  };
}

function linesOf(path: string): string[] {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** Waits for a condition, however slow the machine is; the patience only ends a test that can never pass. */
export async function until<T>(
  look: () => T | undefined | false,
  what: string,
  patience = 120_000,
  explain: () => string = () => '',
): Promise<T> {
  const started = Date.now();
  for (;;) {
    const seen = look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() - started > patience) throw new Error(`waited in vain for ${what}\n${explain().slice(-3_000)}`);
    await new Promise((done) => setTimeout(done, 25));
  }
}

/** The dead who wait to be collected are not running: a container may have nobody who collects them. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync('/proc/self/stat') || !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}
