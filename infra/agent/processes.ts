import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { z } from 'zod';

/** A process that is not mistaken for a later one with the same number. `born` is empty where the system does not tell. */
export const identity = z.object({ pid: z.int(), born: z.string() });
export type Identity = z.infer<typeof identity>;

/** The processes of one job: its group, and whoever carries its mark in the environment though he left the group. */
export interface JobProcesses {
  leader: Identity | undefined;
  /** `NAME=value`, unique to the job. */
  mark: string;
}

export function identityOf(pid: number): Identity {
  return { pid, born: bornOf(pid) };
}

export function isAlive({ pid, born }: Identity): boolean {
  const stat = statOf(pid);
  if (stat !== undefined) return !stat.ended && bornOf(pid) === born;
  return !hasProc() && answersSignal(pid);
}

/** Numbers to signal: negative for a group. Empty when nobody is left; the dead who were not yet collected do not count. */
export function livingOf(job: JobProcesses): number[] {
  if (!hasProc()) return job.leader !== undefined && answersSignal(-job.leader.pid) ? [-job.leader.pid] : [];
  const group = ownGroup(job.leader);
  const living: number[] = [];
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    const stat = statOf(pid);
    if (stat === undefined || stat.ended) continue;
    if ((group !== undefined && (stat.group === group || stat.session === group)) || carries(pid, job.mark)) living.push(pid);
  }
  return living;
}

/** The group goes first and whole, so that nobody forks between two signals. */
export function signalJob(job: JobProcesses, signal: NodeJS.Signals): void {
  const group = ownGroup(job.leader);
  if (group !== undefined) send(-group, signal);
  for (const pid of livingOf(job)) if (pid > 0 && statOf(pid)?.group !== group) send(pid, signal);
}

/** SIGTERM, after `grace` milliseconds SIGKILL. Resolves when nobody is left, and not before. */
export async function endJob(job: JobProcesses, grace: number): Promise<void> {
  const started = performance.now();
  let signal: NodeJS.Signals = 'SIGTERM';
  if (livingOf(job).length > 0) signalJob(job, signal);
  while (livingOf(job).length > 0) {
    if (performance.now() - started >= grace) signal = 'SIGKILL';
    if (signal === 'SIGKILL') signalJob(job, signal);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A number cannot be given anew while its group has members; when a stranger leads it now, the group has gone. */
function ownGroup(leader: Identity | undefined): number | undefined {
  if (leader === undefined) return undefined;
  const born = bornOf(leader.pid);
  return born === '' || born === leader.born ? leader.pid : undefined;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone meanwhile, or never ours: the next look at who is left tells.
  }
}

function answersSignal(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function hasProc(): boolean {
  return existsSync('/proc/self/stat');
}

function readProc(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

function statOf(pid: number): { ended: boolean; group: number; session: number; start: string } | undefined {
  const text = readProc(`/proc/${pid}/stat`);
  // proc(5): the name in parentheses may hold anything, so fields are counted behind the last one.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, , group, session] = fields;
  if (text === '' || state === undefined) return undefined;
  return { ended: /[ZXx]/.test(state), group: Number(group), session: Number(session), start: fields[19] ?? '' };
}

function bornOf(pid: number): string {
  const stat = statOf(pid);
  return stat === undefined ? '' : `${readProc('/proc/sys/kernel/random/boot_id').trim()}/${stat.start}`;
}

function carries(pid: number, mark: string): boolean {
  return `\0${readProc(`/proc/${pid}/environ`)}`.includes(`\0${mark}\0`);
}
