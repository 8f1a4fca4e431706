import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { finishCause } from '#contexts/operations/agent.ts';
import type { AgentConfig } from '../config.ts';
import { helperEnvironment } from '../launch.ts';
import type { TaskFolder } from '../task-folder.ts';
import type { Unprepared } from './prepare.ts';

const said = z.object({ cause: finishCause.optional(), message: z.string().default('') });
const MAIN = join(dirname(import.meta.dirname), 'action-main.ts');

/** A part of an action in a process of its own, which ends when `stop` is aborted. What went wrong; undefined when it is done. */
export async function runPart(
  part: readonly ['prepare', ...string[]] | readonly ['finalize'],
  folder: TaskFolder,
  config: AgentConfig,
  stop: AbortSignal,
): Promise<Unprepared | undefined> {
  const [name, ...more] = part;
  const logFile = openSync(join(folder.path, 'supervisor.log'), 'a', 0o600);
  const child = spawn(process.execPath, [MAIN, name, config.data, folder.path, ...more], {
    cwd: folder.path,
    env: helperEnvironment(config),
    stdio: ['pipe', 'pipe', logFile],
    detached: true,
  });
  closeSync(logFile);
  child.stdin?.on('error', () => undefined);
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (piece: string) => (text = (text + piece).slice(-10_000)));
  const end = (): void => endGroup(child.pid);
  stop.addEventListener('abort', end);
  if (stop.aborted) end();
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', (ended) => resolve(ended));
  });
  stop.removeEventListener('abort', end);
  if (code !== 0) return { cause: 'launch_failed', message: `${name} did not end well; see supervisor.log in the folder of the task` };
  const { cause, message } = said.parse(JSON.parse(text.trim().split('\n').at(-1) ?? '{}'));
  return cause === undefined ? undefined : { cause, message };
}

/** With whatever it has started. */
function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
