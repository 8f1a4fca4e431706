import { chmodSync, lstatSync, readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** X6: what this process and its children make is their owner's alone. To be called before anything is made. */
export function keepToOwner(): void {
  process.umask(0o077);
}

/** The most that is named of what could not be put right. */
const NAMED = 5;

/**
 * X6: the data folder and everything in it, made its owner's alone; folders before what lies in them, so that nobody slips something in behind.
 * Links are not followed. What belongs to somebody else is left and named: gives a notice for each, and one for what was open before.
 */
export function tightenFolder(data: string, owner = process.getuid?.()): string[] {
  const folder = realpathSync(data);
  const found = { opened: 0, foreign: [] as string[] };
  tighten(folder, owner, found);
  const { opened, foreign } = found;
  const more = foreign.length > NAMED ? [`${foreign.length - NAMED} more in ${folder} belong to somebody else`] : [];
  return [
    ...(opened === 0 ? [] : [`${opened} files and folders in ${folder} were open to others; they are their owner's alone now`]),
    ...foreign.slice(0, NAMED).map((file) => `${file} belongs to another user of this machine, who may read and change it`),
    ...more,
  ];
}

function tighten(file: string, owner: number | undefined, found: { opened: number; foreign: string[] }): void {
  const { mode, uid, isLink, isFolder } = look(file);
  if (mode === undefined || isLink) return;
  if (owner !== undefined && uid !== owner) return void found.foreign.push(file);
  if ((mode & 0o077) !== 0) {
    chmodSync(file, mode & 0o700);
    found.opened += 1;
  }
  if (isFolder) for (const name of readdirSync(file)) tighten(path.join(file, name), owner, found);
}

/** What is gone by now is no fault: journals come and go. */
function look(file: string): { mode?: number; uid?: number; isLink: boolean; isFolder: boolean } {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return { isLink: false, isFolder: false };
  return { mode: stats.mode & 0o7777, uid: stats.uid, isLink: stats.isSymbolicLink(), isFolder: stats.isDirectory() };
}
