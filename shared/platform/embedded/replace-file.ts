import { createHash } from 'node:crypto';
import { open, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

export interface FileState {
  /** Undefined when there is no file. */
  content: Buffer | undefined;
  /** Changes whenever somebody saves the file. */
  mark: string;
}

export async function readFileState(path: string): Promise<FileState> {
  const mark = await markOf(path);
  return { mark, content: mark === '' ? undefined : await readFile(path) };
}

/**
 * Puts the content in the file's place, whole and durable, or not at all. False, with nothing changed, when the file is no
 * longer as it was at `mark`: somebody saved it meanwhile.
 */
export async function replaceFile(path: string, content: string, mark: string): Promise<boolean> {
  // A link stays a link: the file that it names is replaced.
  const target = await realpath(path).catch(() => path);
  const temporary = `${target}.${process.pid}.tmp`;
  const mode = (await stat(target).catch(() => undefined))?.mode ?? 0o644;
  const file = await open(temporary, 'w', mode & 0o777);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  if ((await markOf(path)) !== mark) {
    await rm(temporary, { force: true });
    return false;
  }
  await rename(temporary, target);
  await flushFolder(dirname(target));
  return true;
}

/** Keeps these bytes beside the file, under a name that says how they were saved; once, however often it is asked. */
export async function keepCopy(path: string, savedAs: string, content: Buffer): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 12);
  await writeFile(`${target}.${savedAs.toLowerCase()}-${digest}`, content, { flag: 'wx', mode: 0o600 }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
}

/** What processes left beside the file that were killed while they wrote it. Those of processes at work are left alone. */
export async function removeLeftovers(path: string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const [folder, start] = [dirname(target), `${basename(target)}.`];
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => one.startsWith(start))) {
    const [, pid] = /^(\d+)\.tmp$/.exec(name.slice(start.length)) ?? [];
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(folder, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EPERM';
  }
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function markOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return [ino, size, mtimeNs, ctimeNs].join(' ');
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
