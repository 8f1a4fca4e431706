import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readValue, writeOnce } from '../files.ts';

/**
 * K3. Under the agent's data folder:
 *
 * `workspaces/<workspace>/actions/<action>/kept/<attempt>/` holds `files`, `release` and `manifest.json` of one attempt that succeeded; `current` beside `kept` is a
 * link to the newest, so that all of an action's outputs change at once; `workspaces/<workspace>/release/<action>` leads to what is published of it.
 * `repositories/` holds stores of commits, `work/` a fresh folder for each attempt.
 */
export interface ActionPlace {
  folder: string;
  kept: string;
  current: string;
  lock: string;
  /** For people: what was there instead of what the patterns of the last failed attempt name. */
  unmatched: string;
  /** Where people look for what is published. */
  release: string;
}

const named = z.object({ workspace: z.string() });

/** Makes the folders. Throws when another workspace has them, which only a file system that takes two names for one could bring about. */
export function openPlace(data: string, workspace: string, action: string): ActionPlace {
  const own = join(makeOwnerOnly(join(data, 'workspaces')), workspace);
  mkdirSync(own, { recursive: true, mode: 0o700 });
  writeOnce(join(own, 'workspace.json'), { workspace });
  const found = readValue(join(own, 'workspace.json'), named)?.workspace;
  if (found !== workspace) throw new Error(`the folder of the workspace ${workspace} is that of ${found ?? 'nobody'}`);
  const name = fileNameOf(action);
  const folder = join(own, 'actions', name);
  for (const path of [join(folder, 'kept'), join(own, 'release')]) mkdirSync(path, { recursive: true, mode: 0o700 });
  return {
    folder,
    kept: join(folder, 'kept'),
    current: join(folder, 'current'),
    lock: join(folder, 'lock'),
    unmatched: join(folder, 'unmatched.txt'),
    release: join(own, 'release', name),
  };
}

export function storeOf(data: string, repository: string): string {
  return join(makeOwnerOnly(join(data, 'repositories')), `${hashOf(repository)}.git`);
}

/** Others may pass through it: an action may be another user. */
export function workFolders(data: string): string {
  const folder = join(data, 'work');
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o711 });
  return folder;
}

/** Names of actions may be anything; two of them never have one folder. */
function fileNameOf(action: string): string {
  const readable = action.replaceAll(/[^A-Za-z0-9_-]/g, '_').slice(0, 60);
  return `${readable}-${hashOf(action).slice(0, 10)}`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 40);
}

function makeOwnerOnly(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  return folder;
}
