import { chmodSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { AgentTask } from '#contexts/operations/agent.ts';
import type { ActionTask } from '#contexts/operations/agent-action.ts';
import type { Finalized } from '../task-files.ts';
import type { TaskFolder } from '../task-folder.ts';
import { holdFolder } from './beneath.ts';
import { Changed } from './copy-file.ts';
import { findOutputs, TooMuch } from './find-outputs.ts';
import { holdLock } from './hold-lock.ts';
import { keepOutputs, newestOf } from './keep-outputs.ts';
import { readLaid, type Laid } from './laid.ts';
import { summaryOf, type StoredManifest } from './manifest.ts';
import { openPlace, type ActionPlace } from './places.ts';
import { tellUnmatched } from './unmatched.ts';

/** Looks for the outputs of an action that ended well, and keeps them if every pattern matched. Done again after a crash it comes to the same. */
export async function finalizeAction(data: string, folder: TaskFolder): Promise<void> {
  const task = folder.task();
  const work = folder.prepared();
  if (task?.body.kind !== 'action' || work === undefined) throw new TypeError('that is no action');
  const { body } = task;
  const place = openPlace(data, body.workspace, body.action);
  const manifest = await holdLock(place.lock, () => {
    const done = newestOf(place);
    return done?.task === task.id ? done : outputsOf(folder, { ...task, body }, place, work);
  });
  if ('files' in manifest) {
    const entries = manifest.files.map(({ entry }) => entry);
    folder.saveEntries(entries);
    folder.saveFinalized({ outputs: toldOf(body, manifest.outputs), manifest: summaryOf(entries) });
  } else folder.saveFinalized(manifest);
}

function outputsOf(
  folder: TaskFolder,
  { id, body }: AgentTask & { body: ActionTask },
  place: ActionPlace,
  work: string,
): StoredManifest | Finalized {
  // The action can have taken the agent's own way in away.
  chmodSync(work, 0o700);
  const root = holdFolder(work);
  try {
    const laid: Laid = readLaid(join(folder.path, `laid-${basename(work)}`));
    const patterns = body.outputs.map(({ pattern }) => pattern);
    const found = findOutputs(root, patterns, laid);
    const outputs = toldOf(body, found);
    if (outputs.unmatched.length === 0) return keepOutputs(place, id, body, root, found);
    tellUnmatched(place.unmatched, root, outputs.unmatched, laid);
    return { outputs };
  } catch (error) {
    if (error instanceof TooMuch) return { cause: 'over_limit', message: error.message };
    if (error instanceof Changed) return { cause: 'worker_lost', message: `its outputs could not be read: ${error.message}` };
    throw error;
  } finally {
    root.close();
  }
}

function toldOf(
  { outputs }: ActionTask,
  { counts, notFiles }: { counts: readonly number[]; notFiles: number },
): NonNullable<Finalized['outputs']> {
  const told = outputs.map(({ pattern }, at) => ({ pattern, files: counts[at] ?? 0 }));
  return {
    matched: told.filter(({ files }) => files > 0),
    unmatched: told.filter(({ files }) => files === 0).map(({ pattern }) => pattern),
    notFiles,
  };
}
