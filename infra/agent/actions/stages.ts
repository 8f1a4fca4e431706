import type { AgentTask } from '#contexts/operations/agent.ts';
import type { ActionStage } from '#contexts/operations/domain/action/result.ts';
import { isOfEarlierBoot } from '../boot.ts';
import type { AgentConfig } from '../config.ts';
import type { AgentContext } from '../context.ts';
import { sleep } from '../sleep.ts';
import type { TaskFolder } from '../task-folder.ts';
import type { TaskLine } from '../task-line.ts';
import { partsOf } from './manifest.ts';
import type { Unprepared } from './prepare.ts';
import { runPart } from './run-part.ts';

const TICK = 100;
const TRIES = 3;

async function tellStage({ body }: AgentTask, line: TaskLine, stage: ActionStage): Promise<void> {
  if (body.kind === 'action') await line.tell({ kind: 'stage', stage, at: Date.now() });
}

/** K2. Everything that the action starts in, and its image; or why it does not start. Given up at once when the action is to be stopped. */
export async function makeReady(
  task: AgentTask,
  folder: TaskFolder,
  line: TaskLine,
  context: AgentContext,
): Promise<Unprepared | undefined> {
  const { config, guard, stopping } = context;
  if (task.body.kind !== 'action') return undefined;
  await tellStage(task, line, 'preparing');
  const allowed = await guard.allow(task);
  if ('refused' in allowed) return { cause: allowed.never === true ? 'never_here' : 'launch_failed', message: allowed.refused };
  const container = allowed.container === undefined ? [] : [allowed.container.program, allowed.container.image];
  const stopped = new AbortController();
  const over = AbortSignal.any([stopped.signal, stopping]);
  const done = runPart(['prepare', ...container], folder, config, over);
  void abortWhenAsked(folder, done, stopped);
  const wrong = await done;
  if (over.aborted) return undefined;
  if (wrong === undefined) await tellStage(task, line, 'prepared');
  return wrong;
}

/** `grace`: milliseconds that it then has to end by itself. */
async function abortWhenAsked(folder: TaskFolder, done: Promise<unknown>, stopped: AbortController, grace = 0): Promise<void> {
  const over = new AbortController();
  void done.finally(() => over.abort());
  while (!over.signal.aborted) {
    if (folder.stopRequested()) {
      await sleep(grace, over.signal);
      if (!over.signal.aborted) stopped.abort();
    }
    await sleep(TICK, over.signal);
  }
}

/** Tells that it is at work, as soon as it is. */
export async function tellBegun(task: AgentTask, folder: TaskFolder, line: TaskLine, ended: AbortSignal): Promise<void> {
  if (task.body.kind !== 'action') return;
  const until = AbortSignal.any([ended, line.over]);
  while (!until.aborted && folder.claim() === undefined) await sleep(TICK, until);
  if (folder.claim()?.by === 'supervisor') await tellStage(task, line, 'executing');
}

/** K3. Once it has ended: its outputs are looked for and kept, and their manifest is told. */
export async function wrapUp(task: AgentTask, folder: TaskFolder, line: TaskLine, { config, stopping }: AgentContext): Promise<void> {
  const ending = folder.ending();
  if (task.body.kind !== 'action' || ending === undefined || folder.claim()?.by !== 'supervisor') return;
  await tellStage(task, line, 'executed');
  await tellStage(task, line, 'finalizing');
  const endedWell = ending.cause === 'exited' && ending.exitCode === 0;
  // Nobody waits for it any more: the outputs of before stay.
  if (endedWell && (folder.stopRequested() || line.dropped()))
    folder.saveFinalized({ cause: 'cancelled', message: 'it was stopped before its outputs were looked at' });
  // What it wrote last may never have come to the disk.
  if (endedWell && isOfEarlierBoot(folder, config))
    folder.saveFinalized({ cause: 'worker_lost', message: 'the machine was started anew before its outputs were kept' });
  if (endedWell) await finalize(folder, config, stopping);
  if (stopping.aborted) return;
  await tellEntries(folder, line);
  await tellStage(task, line, 'finalized');
}

async function finalize(folder: TaskFolder, config: AgentConfig, stopping: AbortSignal): Promise<void> {
  const stopped = new AbortController();
  for (let tries = 1; folder.finalized() === undefined && !stopping.aborted; tries += 1) {
    const done = runPart(['finalize'], folder, config, AbortSignal.any([stopped.signal, stopping]));
    void abortWhenAsked(folder, done, stopped, config.grace);
    const wrong = await done;
    if (wrong === undefined || stopping.aborted) return;
    if (stopped.signal.aborted) folder.saveFinalized({ cause: 'cancelled', message: 'it was stopped while its outputs were looked at' });
    const message = 'its outputs could not be kept; see supervisor.log in the folder of the task';
    if (tries === TRIES) folder.saveFinalized({ cause: 'worker_lost', message });
  }
}

/** Again and again the same parts. */
export async function tellEntries(folder: TaskFolder, line: TaskLine): Promise<void> {
  for (const [at, entries] of partsOf(folder.entries()).entries()) {
    if ((await line.tell({ kind: 'manifest', seq: at + 1, entries })) === 'over') return;
  }
}
