import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { NotOnBranch } from '../deploy/commit-store.ts';
import type { TaskFolder } from '../task-folder.ts';
import type { Ending } from '../task-files.ts';
import { saveLaid } from './laid.ts';
import { layOut } from './lay-out.ts';
import { workFolders } from './places.ts';
import { NeverHad } from './unhad.ts';

export interface Unprepared {
  cause: Ending['cause'];
  message: string;
}

/** Makes ready what the action starts in; or says why it cannot. Of several who do this at once one succeeds, and the others leave nothing. */
export async function prepareAction(data: string, folder: TaskFolder): Promise<Unprepared | undefined> {
  const task = folder.task();
  if (task?.body.kind !== 'action') throw new TypeError('that is no action');
  if (folder.prepared() !== undefined) return undefined;
  const name = `${task.id}-${randomBytes(4).toString('hex')}`;
  const work = join(workFolders(data), name);
  try {
    const paths = await layOut(data, task.body, work);
    saveLaid(join(folder.path, `laid-${name}`), work, paths);
    if (folder.savePrepared(work)) return undefined;
    rmSync(work, { recursive: true, force: true });
    return undefined;
  } catch (error) {
    rmSync(work, { recursive: true, force: true });
    return whyUnprepared(error);
  }
}

/** R9. What may be there the next time is a launch that failed, and is tried again. */
export function whyUnprepared(error: unknown): Unprepared {
  const message = messageOf(error);
  if (error instanceof NotOnBranch) return { cause: 'wrong_version', message };
  return { cause: error instanceof NeverHad ? 'never_here' : 'launch_failed', message };
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 1_000);
}
