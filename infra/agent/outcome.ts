import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { leavingOf } from '#contexts/operations/agent-streams.ts';
import { sizeOf } from './files.ts';
import type { Ending, Launch } from './task-files.ts';
import type { TaskFolder } from './task-folder.ts';

export type Outcome = Pick<Ending, 'exitCode' | 'signal' | 'cause' | 'message'>;

interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** Of a job in bubblewrap: whether the exit code is its own. */
  began: (() => boolean) | undefined;
}

/** What it wrote first may be ours and not the job's: of a sandbox that could not be made, or a program that could not be begun. */
export function mayBeOurs({ code, began }: Exit): boolean {
  return code === 126 || code === 127 || (code !== null && began !== undefined && !began());
}

/** How a job ended by itself, from how the process that we started ended. */
export function endingOf(folder: TaskFolder, launch: Launch, { code, signal, began }: Exit): Outcome {
  const limits = launch.confinement?.limits;
  if (code !== null && began !== undefined && !began())
    return notBegun(`the sandbox could not be made: ${mayTell(folder) ? firstWords(folder) : ITS_STDERR}`);
  if ((code === 126 || code === 127) && launch.confinement !== undefined) {
    const said = firstWords(folder);
    if (said.startsWith('prlimit: failed to execute '))
      return notBegun(
        `${mayTell(folder) ? said.replace('prlimit: ', '') : `failed to execute its program (${ITS_STDERR})`} in the sandbox`,
      );
  }
  // Bubblewrap says a signal as a shell does.
  const told = signal ?? (began !== undefined && code !== null && code > 128 ? signalNamed(code - 128) : undefined);
  if (told === 'SIGXCPU') return { exitCode: null, signal: told, cause: 'timed_out', message: 'it used up its processor time' };
  if (told === 'SIGXFSZ')
    return { exitCode: null, signal: told, cause: 'over_limit', message: `a file of it grew over ${limits?.fileMegabytes ?? 0} MB` };
  return told === undefined ? { exitCode: code, cause: 'exited' } : { exitCode: null, signal: told, cause: 'exited' };
}

const ITS_STDERR = 'see stderr in the folder of the task';

/** K3. Whoever may not tell what it writes does not know whose words its first ones are: anybody can write what these programs do. */
function mayTell(folder: TaskFolder): boolean {
  const task = folder.task();
  return task !== undefined && leavingOf(task.body, ['stderr']).length > 0;
}

function notBegun(message: string): Outcome {
  return { exitCode: null, cause: 'launch_failed', message: message.slice(0, 1_000) };
}

/** The names of signals that a job can be ended by, and nobody's exit code: above 64 there are none. */
function signalNamed(number: number): NodeJS.Signals | undefined {
  const found = Object.entries(constants.signals).find(([, value]) => value === number);
  return found?.[0] as NodeJS.Signals | undefined;
}

function firstWords(folder: TaskFolder): string {
  const path = folder.outputPath('stderr');
  return sizeOf(path) > 10_000 ? '' : readFileSync(path, 'utf8').trim();
}
