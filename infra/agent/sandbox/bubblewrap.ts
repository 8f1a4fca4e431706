import { join } from 'node:path';
import { limitArguments } from './limits.ts';
import type { Command, Confined, Confinement, JobUser } from './order.ts';
import { CREDENTIALS, SCRATCH, innerPath } from './places.ts';
import { canReach } from './reach.ts';
import { systemFiles } from './system-files.ts';

/** The descriptor on which bubblewrap tells the process that everything in the sandbox ends with. */
const STATUS_FD = 3;

const MEGABYTE = 1024 * 1024;
/** Each by its name: `--unshare-all` leaves out what the machine refuses, without a word. */
const NAMESPACES = ['--unshare-user', '--unshare-ipc', '--unshare-pid', '--unshare-uts', '--unshare-cgroup', '--disable-userns'];

/** Without rights, terminal or a way to outlive whoever watches it. The number of the user is that inside; outside it is the job's own. */
const NOBODY = ['--die-with-parent', '--new-session', '--cap-drop', 'ALL', '--uid', '1000', '--gid', '1000', '--hostname', 'job'];

/**
 * The job in namespaces of its own, made by the job's own user, so that nothing of it is root's outside. Where that user has no way to the
 * job's files there are two steps: the first, by root, shows exactly these files, and the second makes the sandbox of them.
 */
export function bubblewrapped(job: Command, confinement: Confinement, user: JobUser, credentials: string | undefined): Confined {
  const files = withParents([...systemFiles(confinement.network), ...ownFiles(job, confinement, credentials)]);
  const sandboxOf = (seen: readonly string[]): string[] => [
    ...innerArguments(job, confinement, seen),
    '--',
    ...limitArguments(confinement.limits, user),
    ...job.command,
  ];
  const rest = { program: 'bwrap', env: { PATH: SYSTEM_PATH }, cwd: '/' };
  if (user === undefined) return { ...rest, args: sandboxOf(files) };
  if (canReach(sourcesOf(files), user)) return { ...rest, args: sandboxOf(files), user };
  return { ...rest, args: [...showing(files), '--', ...becoming(user), 'bwrap', ...sandboxOf(asShown(files))] };
}

const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

function showing(files: readonly string[]): string[] {
  // Bubblewrap builds in /tmp. The sandbox's own /proc and /dev are made from these, and only by the second step.
  const grounds = ['--tmpfs', '/tmp', '--bind', '/proc', '/proc', '--dev-bind', '/dev', '/dev'];
  return ['--die-with-parent', '--cap-add', 'ALL', ...grounds, ...files, '--chdir', '/'];
}

/** Another user with no group, no right and no way to get one. Its end comes with the first step's, which a change of user would undo. */
function becoming(user: number): string[] {
  const ids = [`--reuid=${user}`, `--regid=${user}`, '--clear-groups'];
  return ['setpriv', ...ids, '--no-new-privs', '--bounding-set=-all', '--inh-caps=-all', '--pdeathsig', 'KILL', '--'];
}

function innerArguments(job: Command, { network, limits }: Confinement, files: readonly string[]): string[] {
  const folder = (megabytes: number, path: string): string[] => ['--size', `${megabytes * MEGABYTE}`, '--perms', '0700', '--tmpfs', path];
  const env = { ...job.env, PATH: innerPath(SYSTEM_PATH), HOME: SCRATCH, TMPDIR: '/tmp', USER: 'job', LOGNAME: 'job' };
  const variables = Object.entries(env).flatMap(([name, value]) => ['--setenv', name, value]);
  // Kernel settings lie in /proc/sys, and the new /proc alone does not cover them.
  const kernel = ['--proc', '/proc', '--ro-bind', '/proc/sys', '/proc/sys'];
  const devices = ['--dev', '/dev', ...folder(limits.sharedMemoryMegabytes, '/dev/shm'), '--remount-ro', '/dev'];
  const places = [...folder(limits.scratchMegabytes, '/tmp'), ...folder(limits.scratchMegabytes, SCRATCH)];
  const apart = network === 'none' ? [...NAMESPACES, '--unshare-net'] : NAMESPACES;
  const status = ['--json-status-fd', String(STATUS_FD)];
  const ends = ['--remount-ro', '/', '--chdir', job.cwd];
  return [...status, ...apart, ...NOBODY, '--clearenv', ...variables, ...kernel, ...devices, ...places, ...files, ...ends];
}

/** The checkout, the Node, what the settings add, this job's credentials, and the folder that it may write, at their own paths. */
function ownFiles({ cwd }: Command, { readOnly, area, work }: Confinement, credentials: string | undefined): string[] {
  const paths = [...new Set([...readOnly, ...(cwd === '/' || cwd === work ? [] : [cwd])])];
  return [
    ...paths.flatMap((path) => ['--ro-bind', path, path]),
    ...(work === undefined ? [] : ['--bind', work, work]),
    ...['passwd', 'group'].flatMap((name) => ['--ro-bind', join(area, name), join('/etc', name)]),
    ...(credentials === undefined ? [] : ['--ro-bind', credentials, CREDENTIALS]),
  ];
}

/** Bubblewrap makes the folders above what it binds for its own user alone; in the first step that is not the job's. */
function withParents(files: readonly string[]): string[] {
  const targets = files.flatMap((part, at) => (isBind(part) ? [files[at + 2] ?? ''] : []));
  const parents = new Set<string>();
  for (const target of targets) {
    for (let at = target.indexOf('/', 1); at !== -1; at = target.indexOf('/', at + 1)) parents.add(target.slice(0, at));
  }
  const made = Array.from(parents, (path) => ['--perms', '0755', '--dir', path]);
  return [...made.flat(), ...files];
}

function isBind(part: string | undefined): boolean {
  return part === '--ro-bind' || part === '--bind';
}

/** What is bound, as it lies on the machine. */
function sourcesOf(files: readonly string[]): string[] {
  return files.flatMap((part, at) => (isBind(part) ? [files[at + 1] ?? ''] : []));
}

/** The second step finds what the first one shows where the job will find it. */
function asShown(files: readonly string[]): string[] {
  return files.map((part, at) => (isBind(files[at - 1]) ? (files[at + 1] ?? part) : part));
}
