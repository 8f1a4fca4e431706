import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Instant } from '#kernel/time.ts';

/**
 * The store's clock at home. Scaled (E4) it runs `timeScale` times faster from the moment it was first scaled, and a restart goes
 * on from there: the store's time never goes back. At scale 1 it is the wall's, unless a faster life lies ahead of the wall already.
 */
export async function openClock(data: string, timeScale: number, wall: () => number = Date.now): Promise<() => Instant> {
  const file = path.resolve(data, 'clock.json');
  const kept = await read(file);
  const epoch = wall();
  // A wall that was set back has no say: then it goes on from where the last process began.
  const started = kept === undefined ? epoch : Math.max(epoch, kept.store + Math.max(0, epoch - kept.wall) * kept.timeScale);
  await keep(file, { wall: epoch, store: started, timeScale });
  let last = started;
  return () => {
    last = Math.max(last, Math.floor(started + (wall() - epoch) * timeScale));
    return last;
  };
}

interface Kept {
  wall: number;
  store: number;
  timeScale: number;
}

async function read(file: string): Promise<Kept | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Kept;
  } catch (cause) {
    throw new Error(`${file} cannot be read: restore it, or remove it, and the clock goes on from the wall's time`, { cause });
  }
}

async function keep(file: string, kept: Kept): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(`${file}.new`, JSON.stringify(kept), { flush: true });
  await rename(`${file}.new`, file);
}
