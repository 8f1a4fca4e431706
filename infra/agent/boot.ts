import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { TaskFolder } from './task-folder.ts';

const KERNEL = '/proc/sys/kernel/random/boot_id';
const DARWIN = { encoding: 'latin1', timeout: 5_000 } as const;

/**
 * A text that changes whenever the machine is started anew, and only then: what ran there before is gone, and what was not on disk with it. Undefined where
 * the system does not tell one, or tells another each time.
 */
export function bootOf(told: string | undefined): string | undefined {
  if (told !== undefined) return told === 'none' ? undefined : told;
  const [first, second] = [readKernel(), readKernel()];
  return first === second ? first : undefined;
}

function readKernel(): string | undefined {
  try {
    const text =
      process.platform === 'darwin' ? execFileSync('sysctl', ['-n', 'kern.bootsessionuuid'], DARWIN) : readFileSync(KERNEL, 'latin1');
    return /^[0-9A-Fa-f-]{36}$/.exec(text.trim())?.[0];
  } catch {
    return undefined;
  }
}

interface Boot {
  boot: string | undefined;
}

/** K5. What was begun before the machine was started anew may be on disk in part, or empty. */
export function isOfEarlierBoot(folder: Pick<TaskFolder, 'boot'>, { boot }: Boot): boolean {
  const begun = folder.boot();
  return boot !== undefined && begun !== undefined && begun !== boot;
}

/** Nobody has started it yet: it is made ready by this boot of the machine, whatever an earlier one had laid out. To be called before that. */
export function beginInThisBoot(folder: Pick<TaskFolder, 'boot' | 'saveBoot' | 'forgetPrepared'>, config: Boot): void {
  if (isOfEarlierBoot(folder, config)) folder.forgetPrepared();
  if (config.boot !== undefined && folder.boot() !== config.boot) folder.saveBoot(config.boot);
}
