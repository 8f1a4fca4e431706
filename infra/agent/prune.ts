import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { causeOf, log } from './log.ts';

const OUTPUT = ['stdout', 'stderr', 'stdout.plan', 'stderr.plan', 'supervisor.log'];

/** Deletes the output of tasks whose end was reported before `before` (milliseconds). What remains is small and keeps a job from running twice. */
export function pruneOutput(tasksFolder: string, before: number): void {
  for (const name of readdirSync(tasksFolder)) {
    const folder = join(tasksFolder, name);
    const reported = statSync(join(folder, 'reported.json'), { throwIfNoEntry: false });
    if (reported === undefined || reported.mtimeMs >= before) continue;
    try {
      for (const file of OUTPUT) rmSync(join(folder, file), { force: true });
    } catch (error) {
      log('output of an old task could not be deleted', { folder, cause: causeOf(error) });
    }
  }
}
