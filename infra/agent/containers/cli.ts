import { execFile } from 'node:child_process';
import { isNever, NeverHad } from '../actions/unhad.ts';
import type { ContainerProgram } from './order.ts';

export interface Said {
  code: number;
  stdout: string;
  stderr: string;
  /** There is no such program. */
  isMissing: boolean;
}

/** Milliseconds for what is quick, or something is wrong with it. */
const PATIENCE = 60_000;

/** One call of the program, without a shell. Never throws: what could not be started, or took too long, has code -1. */
export function ask(program: ContainerProgram, args: readonly string[], { timeout = PATIENCE, mark }: Asking = {}): Promise<Said> {
  return new Promise((resolve) => {
    const options = { timeout, killSignal: 'SIGKILL' as const, maxBuffer: 8 * 1024 * 1024 };
    const [first, ...rest] = mark === undefined ? [program, ...args] : ['env', mark, program, ...args];
    execFile(first, rest, options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      const isMissing = error?.code === 'ENOENT';
      resolve({ code, stdout, stderr: code === -1 && stderr === '' && error !== null ? error.message : stderr, isMissing });
    });
  });
}

interface Asking {
  timeout?: number;
  /** `NAME=value` in its environment, by which the calls of one supervisor are found again; never in that of what runs in the container. */
  mark?: string;
}

/** Milliseconds; a program whose service does not answer by then is as good as not there. */
const LOOK = 10_000;

/** `isInstalled`: one is here all the same, and may answer later. */
export type FoundContainers = { program: ContainerProgram } | { none: string; isInstalled: boolean };

/** Whichever is here and answers; installed is not usable. The reason where neither is. */
export async function findContainers(wanted: 'auto' | 'none' | ContainerProgram): Promise<FoundContainers> {
  if (wanted === 'none') return { none: 'the agent is told to use none (AGENT_CONTAINERS)', isInstalled: false };
  const why: string[] = [];
  let isInstalled = false;
  for (const program of wanted === 'auto' ? (['docker', 'podman'] as const) : [wanted]) {
    const said = await ask(program, program === 'docker' ? ['version', '--format', '{{.Server.Version}}'] : ['info'], { timeout: LOOK });
    if (said.code === 0) return { program };
    isInstalled ||= !said.isMissing;
    why.push(`${program}: ${said.stderr.trim().split('\n')[0]?.slice(0, 150) ?? ''}`);
  }
  return { none: why.join('; '), isInstalled };
}

/** Brings the image here unless it is. Throws what went wrong, `NeverHad` where it always will. */
export async function pullImage(program: ContainerProgram, image: string): Promise<void> {
  if ((await ask(program, ['image', 'inspect', image])).code === 0) return;
  const pulled = await ask(program, ['pull', image], { timeout: 0 });
  if (pulled.code === 0) return;
  const said = pulled.stderr.trim();
  const message = `the image ${image} could not be pulled: ${said.slice(0, 500)}`;
  throw isNever(said) ? new NeverHad(message) : new Error(message);
}
