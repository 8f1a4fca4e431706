import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { Writable } from 'node:stream';
import { OF_CONTAINERS, OF_OPERATOR, ofThese, PASSED_ON } from '#infra/agent/config.ts';
import { compiledIn } from '#infra/agent/launch.ts';
import { processEnvironment, type Environment } from '#platform/config.ts';

export interface AgentProcess {
  stop(): Promise<void>;
}

export interface AgentProcessOptions {
  url: string;
  backend: string;
  token: string;
  data: string;
  /** Others reach this server: jobs are started in nothing weaker than bubblewrap, unless the settings say so. */
  strict: boolean;
  /** Files that no job may read: the agent tries to, from inside of its sandbox. */
  watched: string[];
  /** What actions run in, whatever the environment says; left out, that decides. */
  containers?: 'none' | undefined;
  onLine: (line: string) => void;
}

const TOKEN_FD = 3;
const MAIN = path.resolve(import.meta.dirname, '../agent/main.ts');

/** The program beside an agent backend, started again whenever it ends by itself. It ends with this process. */
export function startAgentProcess(options: AgentProcessOptions): AgentProcess {
  let child: ChildProcess | undefined;
  let stopping = false;
  let pause: NodeJS.Timeout | undefined;

  function start(): void {
    child = launch(options);
    child.once('exit', (code) => {
      if (stopping) return;
      options.onLine(`the agent ended (${code ?? 'killed'}); it is started again`);
      pause = setTimeout(start, 500);
    });
  }

  start();
  return {
    async stop() {
      stopping = true;
      clearTimeout(pause);
      const running = child;
      if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
      const gone = new Promise<void>((resolve) => running.once('exit', () => resolve()));
      running.kill('SIGTERM');
      await gone;
    },
  };
}

/** What the operator chose for the machine, and what is this agent's alone. */
export function agentEnvironment(options: Omit<AgentProcessOptions, 'token' | 'onLine'>, given: Environment): Record<string, string> {
  const { url, backend, data, strict, watched, containers } = options;
  return {
    AGENT_MAX_BACKOFF_SECONDS: '2',
    ...ofThese([...PASSED_ON, ...OF_CONTAINERS, ...OF_OPERATOR], given),
    ...compiledIn({ data }),
    AGENT_URL: url,
    AGENT_BACKEND: backend,
    AGENT_TOKEN_FD: String(TOKEN_FD),
    AGENT_DATA: data,
    ...(containers === undefined ? {} : { AGENT_CONTAINERS: containers }),
    AGENT_STRICT: strict ? '1' : '0',
    AGENT_WATCHED: watched.join(':'),
    AGENT_EXIT_WITH_PARENT: '1',
  };
}

function launch({ token, onLine, ...options }: AgentProcessOptions): ChildProcess {
  const child = spawn(process.execPath, [MAIN], {
    env: agentEnvironment(options, processEnvironment()),
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  // In the environment every process of the same user could read it.
  const way = child.stdio[TOKEN_FD];
  if (way instanceof Writable) way.on('error', () => undefined).end(token);
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => text.split('\n').filter(Boolean).forEach(onLine));
  }
  return child;
}
