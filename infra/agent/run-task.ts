import type { AgentTask, FinishedUpdate } from '#contracts/agent.ts';
import type { AgentClient } from './client.ts';
import type { AgentConfig } from './config.ts';
import { log } from './log.ts';
import { sendOutput } from './send-output.ts';
import { sleep } from './sleep.ts';
import type { Ending } from './task-files.ts';
import type { TaskFolder } from './task-folder.ts';
import { openTaskLine, type TaskLine } from './task-line.ts';
import { watchJob } from './watch-job.ts';

export interface AgentContext {
  config: AgentConfig;
  client: AgentClient;
  /** Aborted when the agent is being ended. Jobs go on without it. */
  stopping: AbortSignal;
}

/** One task from wherever its folder says it is to its end. Resolves when the server knows the end, dropped it, or the agent is being ended. */
export async function runTask(task: AgentTask, folder: TaskFolder, context: AgentContext): Promise<void> {
  const { client, config, stopping } = context;
  const line = openTaskLine(task, client, stopping, () => folder.requestStop());
  // The server hears of the start before it happens: a task that it no longer wants is then never begun.
  if (folder.claim() === undefined && !(await line.tell({ kind: 'started' }))) folder.requestStop();
  if (stopping.aborted && !line.dropped()) return;
  const ended = new AbortController();
  const job = watchJob(task, folder, config, stopping).then(() => ended.abort());
  const alive = sayAlive(line, config.aliveEvery, ended.signal);
  const [stdout, stderr] = await Promise.all([
    sendOutput('stdout', folder, line, ended.signal),
    sendOutput('stderr', folder, line, ended.signal),
  ]);
  await Promise.all([job, alive]);
  const ending = folder.ending();
  if (ending === undefined) return;
  const told = await line.tell(finishedUpdate(ending, { stdout, stderr }));
  if (told || line.dropped()) folder.saveReported();
  log('a task ended', { task: task.id, cause: ending.cause, told });
}

/** A second loop beside the output, because a job may be silent for hours, and a cancel comes with an answer. */
async function sayAlive(line: TaskLine, every: number, ended: AbortSignal): Promise<void> {
  const until = AbortSignal.any([ended, line.over]);
  for (;;) {
    await sleep(every, until);
    if (until.aborted) return;
    await line.tell({ kind: 'alive' });
  }
}

function finishedUpdate(ending: Ending, chunks: FinishedUpdate['chunks']): FinishedUpdate {
  const { exitCode, cause, signal, message, startedAt, finishedAt } = ending;
  return {
    kind: 'finished',
    exitCode,
    cause,
    chunks,
    startedAt,
    finishedAt,
    ...(signal === undefined ? {} : { signal }),
    ...(message === undefined ? {} : { message }),
  };
}
