import type { AgentTask } from '#contexts/operations/agent.ts';
import { isOfEarlierBoot } from './boot.ts';
import { removeContainer } from './containers/state.ts';
import type { AgentConfig } from './config.ts';
import { launchOf, startSupervisor } from './launch.ts';
import { log } from './log.ts';
import { endJob, isAlive, type Identity } from './processes.ts';
import { sleep } from './sleep.ts';
import type { Ending } from './task-files.ts';
import type { TaskFolder } from './task-folder.ts';
import type { AgentContext } from './context.ts';

const TICK = 100;
const STARTS = 3;

/**
 * Starts the job unless that was ever done, and resolves once its ending is on disk (or `stopping`). May be called again after a
 * restart at any moment: the claim decides who starts, and a job that was started and cannot be found is lost, never run again.
 */
export async function watchJob(task: AgentTask, folder: TaskFolder, context: AgentContext): Promise<void> {
  const { config, guard, stopping } = context;
  let starts = 0;
  let starting = false;
  while (!stopping.aborted && folder.ending() === undefined) {
    const claim = folder.claim();
    if (claim === undefined && folder.stopRequested()) {
      giveUp(folder, 'cancelled', 'stopped before it began');
    } else if (claim === undefined && !starting && starts === STARTS) {
      giveUp(folder, 'launch_failed', 'the supervisor did not start; see supervisor.log in the folder of the task');
    } else if (claim === undefined && !starting) {
      const allowed = await guard.allow(task);
      if ('refused' in allowed) {
        giveUp(folder, allowed.never === true ? 'never_here' : 'launch_failed', allowed.refused);
        continue;
      }
      folder.saveLaunch(launchOf(task, config, { ...allowed, work: folder.prepared() }));
      [starting, starts] = [true, starts + 1];
      void startSupervisor(folder, config).then(() => (starting = false));
    } else if (claim?.by === 'supervisor' && !starting && isGone(claim.supervisor, folder, config)) {
      if (folder.launch()?.container === undefined || starts >= STARTS) await recordLoss(folder, claim.at, config);
      else {
        // The container goes on without anybody; whoever finds it by its name goes on with it.
        [starting, starts] = [true, starts + 1];
        void startSupervisor(folder, config, ['adopt']).then(() => (starting = false));
      }
    } else if (claim?.by === 'agent') {
      // Claimed so that nobody starts it, and ended before the ending was written.
      folder.saveEnding(neverBegan(folder.stopRequested() ? 'cancelled' : 'launch_failed', 'it was never begun'));
    }
    await sleep(TICK, stopping);
  }
}

/** Takes the claim so that a supervisor that is only now starting does nothing. */
export function giveUp(folder: TaskFolder, cause: Ending['cause'], message: string): void {
  if (folder.takeClaim({ by: 'agent', at: Date.now() })) folder.saveEnding(neverBegan(cause, message));
}

function neverBegan(cause: Ending['cause'], message: string): Ending {
  const now = Date.now();
  return { exitCode: null, cause, message, startedAt: now, finishedAt: now, sizes: { stdout: 0, stderr: 0 } };
}

/** Nobody knows any more how such a job ends, and nobody watches its time: what is left of it is stopped. */
async function recordLoss(folder: TaskFolder, startedAt: number, config: AgentConfig): Promise<void> {
  const [launch, hasRebooted] = [folder.launch(), isOfEarlierBoot(folder, config)];
  if (folder.ending() !== undefined || launch === undefined) return;
  log('the supervisor of a job is gone and left no ending', { folder: folder.path });
  if (launch.container === undefined)
    await endJob({ leader: leaderOf(folder, hasRebooted), mark: launch.mark, ...folder.cell() }, launch.grace);
  else await removeContainer(launch.container);
  const cause = folder.stopRequested() ? 'cancelled' : 'worker_lost';
  const message = hasRebooted ? 'the machine was started anew while it ran' : 'the process that watched the job ended before the job did';
  folder.saveEnding({ exitCode: null, cause, message, startedAt, finishedAt: Date.now(), sizes: folder.sizes() });
}

/** In another boot its number is somebody else's, also where nobody could tell the two apart. */
function isGone(supervisor: Identity, folder: TaskFolder, config: AgentConfig): boolean {
  return isOfEarlierBoot(folder, config) || !isAlive(supervisor);
}

function leaderOf(folder: TaskFolder, hasRebooted: boolean): Identity | undefined {
  const leader = folder.leader();
  return hasRebooted && leader?.born === '' ? undefined : leader;
}
