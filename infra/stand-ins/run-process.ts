import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export interface ProcessOutcome {
  stdout: string[];
  stderr: string[];
  /** -1 when it was killed, or could not be started (then stderr says why). */
  exitCode: number;
}

/** Does the work of a stand-in's job or build: one process, without a shell, killed when the signal is given. Never throws. */
export async function runProcess(command: readonly string[], cwd: string, signal: AbortSignal): Promise<ProcessOutcome> {
  const [program = '', ...parameters] = command;
  const child = spawn(program, parameters, { cwd, signal, killSignal: 'SIGKILL', stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<{ exitCode: number; why: string[] }>((resolve) => {
    child.once('error', (error) => resolve({ exitCode: -1, why: [error.message] }));
    child.once('close', (code) => resolve({ exitCode: code ?? -1, why: [] }));
  });
  const [stdout, stderr, { exitCode, why }] = await Promise.all([linesOf(child.stdout), linesOf(child.stderr), ended]);
  return { stdout, stderr: [...stderr, ...why], exitCode };
}

async function linesOf(stream: Readable): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) lines.push(line);
  return lines;
}
