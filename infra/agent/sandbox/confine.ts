import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bubblewrapped } from './bubblewrap.ts';
import { limitArguments } from './limits.ts';
import type { Command, Confined, Confinement, JobUser } from './order.ts';
import { CREDENTIALS, innerPath } from './places.ts';
import { giveCredentials, makeOwn } from './credentials.ts';

/** What is run in truth, so that the job cannot do more than it may. `own`: a folder for this job alone, that `clearUp` takes away. */
export function confine(job: Command, confinement: Confinement | undefined, user: JobUser, own: string): Confined {
  if (confinement === undefined) return bare(job, []);
  const given = giveCredentials(confinement, user, own);
  switch (confinement.kind) {
    case 'bubblewrap':
      return bubblewrapped(inSandbox(job, given), confinement, user, given);
    case 'user':
      return asUser(withPath(job, given), confinement, user, own);
    case 'none':
      return bare(withPath(job, given), limitArguments(confinement.limits, undefined));
  }
}

/** As systemd's services find theirs. */
function withPath(job: Command, folder: string | undefined): Command {
  return folder === undefined ? job : { ...job, env: { ...job.env, CREDENTIALS_DIRECTORY: folder } };
}

function inSandbox(job: Command, folder: string | undefined): Command {
  return withPath(job, folder === undefined ? undefined : CREDENTIALS);
}

function bare({ command, env, cwd }: Command, limits: readonly string[]): Confined {
  const [program = '', ...args] = [...limits, ...command];
  return { program, args, env: { ...env }, cwd };
}

/** R15. Another user, and nothing more: what this holds and what it does not is told by `agent check`. */
function asUser({ command, env, cwd }: Command, { limits }: Confinement, user: JobUser, own: string): Confined {
  if (user === undefined) throw new Error('only root can start a job as another user');
  makeOwn(own, user);
  const ids = [`--reuid=${user}`, `--regid=${user}`, '--clear-groups', '--no-new-privs', '--bounding-set=-all', '--inh-caps=-all'];
  const args = [...ids, '--', ...limitArguments(limits, user), ...command];
  const path = innerPath('/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin');
  return { program: 'setpriv', args, env: { ...env, PATH: path, HOME: own, TMPDIR: own, USER: 'job', LOGNAME: 'job' }, cwd };
}

/** Of a job that left nobody behind. */
export function clearUp(own: string): void {
  rmSync(own, { recursive: true, force: true });
}

export function ownFolder(area: string, name: string): string {
  return join(area, 'jobs', name);
}
