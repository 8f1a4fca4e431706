import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AgentTask, AgentUpdate } from '#contexts/operations/agent.ts';
import { runTask } from './run-task.ts';
import { openTaskFolder, type TaskFolder } from './task-folder.ts';
import { giveUp } from './watch-job.ts';
import type { AgentContext } from './context.ts';

export interface Duty {
  context: AgentContext;
  /** One folder per task that was ever offered here. */
  tasksFolder: string;
  /** Tasks being served in this process, by id. */
  underWay: Map<string, Promise<void>>;
}

/** A task that came with a poll: new, or one that a former agent began, or one whose end the server has forgotten. */
export async function serveTask(task: AgentTask, { context, tasksFolder }: Duty): Promise<void> {
  const path = join(tasksFolder, task.id);
  const isNew = !existsSync(join(path, 'task.json'));
  const folder = openTaskFolder(path);
  folder.saveTask(task);
  if (folder.reported()) folder.forgetReported();
  // Started by an agent whose memory is gone: whether it ran is not known, so it does not run again.
  if (isNew && task.state === 'started') giveUp(folder, 'worker_lost', 'the agent has no memory of this task');
  await runTask(task, folder, context);
}

/** Finished only once no process of the target is left and the server knows the target's end. Else the next poll brings it again. */
export async function cancelTask(task: AgentTask, { context, tasksFolder, underWay }: Duty): Promise<void> {
  if (task.body.kind !== 'cancel' || !(await tell(context, task, { kind: 'started' }))) return;
  const startedAt = Date.now();
  const folder = openTaskFolder(join(tasksFolder, task.body.target));
  folder.requestStop();
  // Not known here, or not begun: now it never will be.
  giveUp(folder, 'cancelled', 'stopped before it began');
  await underWay.get(task.body.target);
  if (context.stopping.aborted || !isOver(folder)) return;
  const chunks = { stdout: 0, stderr: 0 };
  await tell(context, task, { kind: 'finished', exitCode: 0, cause: 'exited', chunks, startedAt, finishedAt: Date.now() });
}

async function tell({ client }: AgentContext, task: AgentTask, update: AgentUpdate): Promise<boolean> {
  return (await client.tell(task, update)).kind === 'ok';
}

/** The ending is on disk, which it is only once no process was left; and the server was told, if it ever offered the task here. */
function isOver(folder: TaskFolder): boolean {
  return folder.ending() !== undefined && (folder.task() === undefined || folder.reported());
}
