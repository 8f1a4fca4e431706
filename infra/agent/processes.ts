import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { z } from 'zod';

/** A process that is not mistaken for a later one with the same number. `born` is empty where the system does not tell. */
export const identity = z.object({ pid: z.int(), born: z.string() });
export type Identity = z.infer<typeof identity>;

/**
 * The processes of one job: its group, and whoever carries its mark in the environment though he left the group. Both can be thrown off;
 * what follows cannot.
 */
export interface JobProcesses {
  leader: Identity | undefined;
  /** `NAME=value`, unique to the job. */
  mark: string;
  /** The first process of its namespace: with it the kernel ends all others. */
  init?: Identity | undefined;
  /** Its own user, whose processes are all its. */
  user?: number | undefined;
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
function livingOf(job: JobProcesses): number[] {
  if (!hasProc()) return job.leader !== undefined && answersSignal(-job.leader.pid) ? [-job.leader.pid] : [];
  const group = ownGroup(job.leader);
  return everyProcess((pid, stat) => {
    if (pid === process.pid) return false;
    if (pid === job.init?.pid && isAlive(job.init)) return true;
    if (group !== undefined && (stat.group === group || stat.session === group)) return true;
    return (job.user !== undefined && usersOf(pid).includes(job.user)) || carries(pid, job.mark);
  });
}

/** Everybody who has this user as any of his four. */
function processesOfUser(user: number): number[] {
  return hasProc() ? everyProcess((pid) => usersOf(pid).includes(user)) : [];
}

/** Of each user number that processes have as any of their four. */
export interface UserProcesses {
  living: number;
  /**
   * They have ended, and nobody has collected them yet. The kernel counts them against the user's bound, and whoever is the first process of
   * a machine or container may be slow to collect, or never do.
   */
  dead: number;
}

export function processesByUser(): Map<number, UserProcesses> {
  const found = new Map<number, UserProcesses>();
  if (!hasProc()) return found;
  for (const [pid, { ended }] of processesNow()) {
    for (const user of new Set(usersOf(pid))) {
      const { living, dead } = found.get(user) ?? { living: 0, dead: 0 };
      found.set(user, ended ? { living, dead: dead + 1 } : { living: living + 1, dead });
    }
  }
  return found;
}

/** Those in the namespace of this process, as far as they can be told, without itself. */
export function insideOf(init: Identity): number[] {
  const namespace = isAlive(init) ? namespaceOf(init.pid) : undefined;
  // What is not apart is everybody on this machine.
  if (namespace === undefined || namespace === namespaceOf(process.pid)) return [];
  return everyProcess((pid) => pid !== init.pid && namespaceOf(pid) === namespace);
}

/** All of a confined job that can be found by what confines it. */
export function processesOf({ init, user }: JobProcesses): number[] {
  return init !== undefined ? insideOf(init) : user !== undefined ? processesOfUser(user) : [];
}

function everyProcess(isOne: (pid: number, stat: Stat) => boolean): number[] {
  return processesNow().flatMap(([pid, stat]) => (!stat.ended && isOne(pid, stat) ? [pid] : []));
}

/** The dead among them. */
function processesNow(): [pid: number, stat: Stat][] {
  return readdirSync('/proc').flatMap((name) => {
    const pid = Number(name);
    const stat = Number.isInteger(pid) ? statOf(pid) : undefined;
    return stat === undefined ? [] : [[pid, stat]];
  });
}

/** The group goes first and whole, so that nobody forks between two signals. A sandbox's own processes would end everybody at SIGTERM. */
function signalJob(job: JobProcesses, signal: NodeJS.Signals): void {
  if (job.init !== undefined && signal !== 'SIGKILL') {
    for (const pid of insideOf(job.init)) send(pid, signal);
    return;
  }
  if (job.init !== undefined && isAlive(job.init)) send(job.init.pid, signal);
  const group = ownGroup(job.leader);
  if (group !== undefined) send(-group, signal);
  const others = livingOf(job).filter((pid) => pid > 0 && statOf(pid)?.group !== group);
  // Who stands still begins nobody new: so even those who fork without end are all met.
  if (signal === 'SIGKILL') for (const pid of others) send(pid, 'SIGSTOP');
  for (const pid of others) send(pid, signal);
}

/** SIGTERM, after `grace` milliseconds SIGKILL. Resolves when nobody is left, and not before. */
export async function endJob(job: JobProcesses, grace: number): Promise<void> {
  const started = performance.now();
  let signal: NodeJS.Signals = 'SIGTERM';
  if (livingOf(job).length > 0) signalJob(job, signal);
  while (livingOf(job).length > 0) {
    if (performance.now() - started >= grace) signal = 'SIGKILL';
    if (signal === 'SIGKILL') signalJob(job, signal);
    await new Promise((resolve) => setTimeout(resolve, signal === 'SIGKILL' ? 10 : 50));
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

interface Stat {
  ended: boolean;
  group: number;
  session: number;
  start: string;
  /** Of processor time, a hundred a second: its own, and those of children that it waited for. */
  ticks: number;
}

function statOf(pid: number): Stat | undefined {
  const text = readProc(`/proc/${pid}/stat`);
  // proc(5): the name in parentheses may hold anything, so fields are counted behind the last one.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, , group, session] = fields;
  if (text === '' || state === undefined) return undefined;
  return {
    ended: /[ZXx]/.test(state),
    group: Number(group),
    session: Number(session),
    start: fields[19] ?? '',
    ticks: sumOf(fields.slice(11, 15)),
  };
}

function sumOf(numbers: readonly string[]): number {
  return numbers.reduce((sum, number) => sum + Number(number), 0);
}

function bornOf(pid: number): string {
  const stat = statOf(pid);
  return stat === undefined ? '' : `${readProc('/proc/sys/kernel/random/boot_id').trim()}/${stat.start}`;
}

function carries(pid: number, mark: string): boolean {
  return `\0${readProc(`/proc/${pid}/environ`)}`.includes(`\0${mark}\0`);
}

/** Real, effective, saved, and of files. */
function usersOf(pid: number): number[] {
  const [, ids = ''] = /^Uid:\s+(.*)$/m.exec(readProc(`/proc/${pid}/status`)) ?? [];
  return ids.split(/\s+/).map(Number);
}

function namespaceOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/pid`);
  } catch {
    return undefined;
  }
}

/** Bytes of memory that these have for themselves alone. */
export function memoryOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const [, kilobytes = '0'] = /^RssAnon:\s+(\d+) kB$/m.exec(readProc(`/proc/${pid}/status`)) ?? [];
    return sum + Number(kilobytes) * 1024;
  }, 0);
}

/** Seconds of processor time that these took, with those of their own whom they waited for. */
export function cpuOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + (statOf(pid)?.ticks ?? 0), 0) / 100;
}
