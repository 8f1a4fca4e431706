import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AgentTask } from '#contexts/operations/agent.ts';
import { connect } from './client.ts';
import type { AgentConfig } from './config.ts';
import { causeOf, log } from './log.ts';
import { pruneOutput } from './prune.ts';
import { openGuard } from './sandbox/guard.ts';
import { runTask } from './run-task.ts';
import { cancelTask, serveTask, type Duty } from './serve-task.ts';
import { backOff, sleep } from './sleep.ts';
import { openTaskFolder } from './task-folder.ts';
import type { AgentContext } from './context.ts';

/** A poll that brought nothing new is not repeated sooner, whatever the server's manners. Milliseconds. */
const PAUSE = 500;
const DAY = 24 * 3600 * 1000;

/** Serves one backend until `stopping`. Tasks that a former agent left are taken up first. */
export async function runAgent(config: AgentConfig, stopping: AbortSignal): Promise<void> {
  const context: AgentContext = { config, client: connect(config, stopping), guard: openGuard(config), stopping };
  const duty: Duty = { context, tasksFolder: join(config.data, 'tasks'), underWay: new Map() };
  mkdirSync(duty.tasksFolder, { recursive: true, mode: 0o700 });
  const prune = (): void => pruneOutput(duty.tasksFolder, Date.now() - config.keepOutput);
  prune();
  const daily = setInterval(prune, DAY);
  for (const name of readdirSync(duty.tasksFolder)) {
    const folder = openTaskFolder(join(duty.tasksFolder, name));
    const task = folder.task();
    if (task !== undefined && !folder.reported()) take(duty, task, () => runTask(task, folder, context));
  }
  for (let failures = 0; !stopping.aborted;) {
    try {
      const taken = takeAll(duty, await context.client.poll());
      failures = 0;
      if (taken === 0) await sleep(PAUSE, stopping);
    } catch (error) {
      if (stopping.aborted) break;
      failures += 1;
      log('tasks could not be fetched', { failures, cause: causeOf(error) });
      await sleep(backOff(failures, config.maxBackoff), stopping);
    }
  }
  clearInterval(daily);
  await Promise.all(duty.underWay.values());
}

/** Answers how many were new. Cancels come last, so that they find their targets. */
function takeAll(duty: Duty, tasks: AgentTask[]): number {
  const isCancel = (task: AgentTask): boolean => task.body.kind === 'cancel';
  const others = tasks.filter((task) => !isCancel(task)).filter((task) => take(duty, task, () => serveTask(task, duty)));
  const cancels = tasks.filter(isCancel).filter((task) => take(duty, task, () => cancelTask(task, duty)));
  return others.length + cancels.length;
}

function take({ underWay }: Duty, task: AgentTask, work: () => Promise<void>): boolean {
  if (underWay.has(task.id)) return false;
  const done = work()
    .catch((error: unknown) => log('a task could not be served', { task: task.id, cause: causeOf(error) }))
    .finally(() => underWay.delete(task.id));
  underWay.set(task.id, done);
  return true;
}
