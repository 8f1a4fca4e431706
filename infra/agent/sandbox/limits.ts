import { existsSync, readFileSync } from 'node:fs';
import type { SandboxLimits } from '#contexts/operations/sandbox.ts';
import { processesByUser } from '../processes.ts';
import type { JobUser } from './order.ts';

const MEGABYTE = 1024 * 1024;
/** Megabytes that a runtime may reserve without using them; what is used of all processes together is watched. */
const RESERVED = 512;
const PRLIMIT = '/usr/bin/prlimit';

/** What stands before a job's command, so that the kernel bounds it. Empty where the machine has no `prlimit`: `agent check` tells. */
export function limitArguments(limits: SandboxLimits, user: JobUser): string[] {
  if (!existsSync(PRLIMIT)) return [];
  const { memoryMegabytes, processes, openFiles, fileMegabytes, processorMinutes } = limits;
  const seconds = Math.ceil((processorMinutes ?? 0) * 60);
  const bounds: [option: string, name: string, most: number][] = [
    // Of data, not of addresses: Node and Java reserve far more addresses than they use, and some of what they reserve counts as data.
    ['data', 'Max data size', (memoryMegabytes + RESERVED) * MEGABYTE],
    // Those whom an earlier job of this number left dead are not this one's.
    ['nproc', 'Max processes', processes + (user === undefined ? 0 : (processesByUser().get(user)?.dead ?? 0))],
    ['nofile', 'Max open files', openFiles],
    ['fsize', 'Max file size', fileMegabytes * MEGABYTE],
    ['core', 'Max core file size', 0],
    ['msgqueue', 'Max msgqueue size', 819_200],
  ];
  // A bound that this process is under itself can be lowered by the job's user, and not raised.
  const told = bounds.map(([option, name, most]) => `--${option}=${Math.min(most, ownBound(name))}`);
  // The signal that says so comes at the first of the two, and the end at the second.
  const processor = seconds === 0 || seconds + 5 > ownBound('Max cpu time') ? [] : [`--cpu=${seconds}:${seconds + 5}`];
  return [PRLIMIT, ...told, ...processor, '--'];
}

function ownBound(name: string): number {
  const line = readFileSync('/proc/self/limits', 'utf8')
    .split('\n')
    .find((row) => row.startsWith(`${name} `));
  const [, hard = 'unlimited'] = line?.slice(name.length).trim().split(/\s+/) ?? [];
  return hard === 'unlimited' ? Infinity : Number(hard);
}
