import { rmSync } from 'node:fs';
import { z } from 'zod';
import { ask } from './cli.ts';
import type { ContainerOrder } from './order.ts';

const state = z.object({
  Status: z.string(),
  ExitCode: z.int(),
  OOMKilled: z.boolean().optional(),
  Pid: z.int().optional(),
});

export interface ContainerState {
  /** `new`: made and never started. */
  is: 'new' | 'running' | 'ended';
  exitCode: number;
  outOfMemory: boolean;
  /** Of its first process on this machine; 0 when there is none. */
  pid: number;
}

/** Undefined when there is no such container. Throws when the program cannot be asked. */
export async function lookAt({ program, name }: Pick<ContainerOrder, 'program' | 'name'>): Promise<ContainerState | undefined> {
  const said = await ask(program, ['container', 'inspect', '--format', '{{json .State}}', name]);
  if (said.code !== 0) {
    if (/no such (?:container|object)|no container with name/i.test(said.stderr)) return undefined;
    throw new Error(`${program} cannot be asked: ${said.stderr.trim().slice(0, 300)}`);
  }
  const { Status, ExitCode, OOMKilled = false, Pid = 0 } = state.parse(JSON.parse(said.stdout));
  const is = /^(?:created|initialized|configured)$/i.test(Status)
    ? 'new'
    : /^(?:exited|stopped|dead|removing)$/i.test(Status)
      ? 'ended'
      : 'running';
  return { is, exitCode: ExitCode, outOfMemory: OOMKilled, pid: Pid };
}

/** What is left of it goes, running or not, and with it what it said as it said it. Throws when that cannot be known. */
export async function removeContainer({ program, name, logFile }: Pick<ContainerOrder, 'program' | 'name' | 'logFile'>): Promise<void> {
  const said = await ask(program, ['rm', '--force', '--volumes', name]);
  if (said.code !== 0 && !/no such container|no container with (?:name|ID)/i.test(said.stderr))
    throw new Error(`${program} could not remove ${name}: ${said.stderr.trim().slice(0, 300)}`);
  if (logFile !== undefined) rmSync(logFile, { force: true });
}
