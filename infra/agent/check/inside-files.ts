import { closeSync, constants, openSync, readdirSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Target } from './target.ts';
import type { Attempts } from './attempts.ts';

export function fileAttempts({ agent, secrets, otherJob, otherWorkspace, tasks, store }: Target): Attempts {
  return {
    secret: () => secrets.some(canRead),
    'other-job': () => canRead(otherJob),
    'other-workspace': () => otherWorkspace.some(canRead),
    tasks: () => readdirSync(tasks).length >= 0,
    environ: () => foreignEnvironments().length > 0,
    'own-environ': () => Object.keys(process.env).some((name) => /^AGENT_|TOKEN|SECRET|KEY|SMTP/.test(name)),
    'memory-of-agent': () => canOpen(`/proc/${agent}/mem`, constants.O_RDONLY),
    'root-of-agent': () => secrets.some((path) => canRead(`/proc/${agent}/root${path}`)),
    descriptors: () => handedDown().length > 0,
    checkout: () => canWriteNew(join(process.cwd(), 'planted')),
    store: () => canWriteNew(join(store, 'planted')),
    system: () => ['/usr/planted', '/etc/planted', '/usr/bin/planted', '/planted'].some(canWriteNew),
    'core-pattern': () => canOpen('/proc/sys/kernel/core_pattern', constants.O_WRONLY),
    sysrq: () => ['/proc/sysrq-trigger', '/sys/power/state', '/sys/kernel/uevent_seqnum'].some((path) => canOpen(path, constants.O_WRONLY)),
    devices: () => [...disks(), '/dev/mem', '/dev/kmsg', '/proc/kcore', '/proc/kmsg'].some((path) => canOpen(path, constants.O_RDONLY)),
    'processes-seen': () => processes().some((pid) => pid !== 1 && !isOwn(pid)),
    // Told by the other side: whether the agent followed it when it cleared up.
    link: () => {
      for (const [at, path] of secrets.entries()) symlinkSync(path, join(process.env['HOME'] ?? '/tmp', `link-${at}`));
      return false;
    },
  };
}

function canRead(path: string): boolean {
  return tries(() => (statSync(path).isDirectory() ? readdirSync(path) : readFileSync(path)));
}

function canOpen(path: string, flags: number): boolean {
  return tries(() => closeSync(openSync(path, flags | constants.O_NONBLOCK)));
}

function canWriteNew(path: string): boolean {
  return tries(() => writeFileSync(path, '', { flag: 'wx' }));
}

function tries(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

function processes(): number[] {
  return readdirSync('/proc').map(Number).filter(Number.isInteger);
}

/** Of this job: it carries the task's name, or says that it is one of these attempts. */
function isOwn(pid: number): boolean {
  if (pid === process.pid) return true;
  const [command, environment] = ['cmdline', 'environ'].map((name) => textOf(`/proc/${pid}/${name}`)) as [string, string];
  return environment.includes(`REHEARSAL_TASK=${process.env['REHEARSAL_TASK'] ?? '?'}`) || command.includes('SIGHUP') || command === '';
}

function foreignEnvironments(): number[] {
  return processes().filter((pid) => pid !== 1 && textOf(`/proc/${pid}/environ`) !== '' && !isOwn(pid));
}

/** A file or a socket beside the three streams; what Node itself opened is neither. */
function handedDown(): string[] {
  const names = readdirSync('/proc/self/fd').filter((name) => Number(name) > 2);
  const links = names.map((name) => linkOf(`/proc/self/fd/${name}`));
  return links.filter((link) => link.startsWith('socket:') || (link.startsWith('/') && !/^\/dev\/(?:null|u?random)$|^\/proc\//.test(link)));
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

function disks(): string[] {
  return readdirSync('/dev', { withFileTypes: true })
    .filter((one) => one.isBlockDevice())
    .map(({ name }) => `/dev/${name}`);
}
