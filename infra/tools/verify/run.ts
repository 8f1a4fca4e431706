import { spawn } from 'node:child_process';

export interface Ended {
  /** Exit code; 1 when a signal ended it or it could not be started. */
  code: number;
  /** Milliseconds. */
  took: number;
}

/** Runs a program with this terminal, in this folder, with `env` over this environment. Never throws. */
export function run(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const end = (code: number): void => resolve({ code, took: performance.now() - startedAt });
    const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('error', (error) => {
      console.error(`${program} could not be started: ${error.message}`);
      end(1);
    });
    // Whoever interrupts the gate does not want its tests to go on.
    const stop = (): void => void child.kill();
    process.once('exit', stop);
    child.once('close', (code) => {
      process.off('exit', stop);
      end(code ?? 1);
    });
  });
}
