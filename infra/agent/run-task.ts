import type { AgentTask, FinishedUpdate, OutputStream } from '#contexts/operations/agent.ts';
import { leavingOf } from '#contexts/operations/agent-streams.ts';
import { clearUpAction, endContainer } from './actions/clear-up.ts';
import type { Unprepared } from './actions/prepare.ts';
import { makeReady, tellBegun, tellEntries, wrapUp } from './actions/stages.ts';
import { beginInThisBoot } from './boot.ts';
import { log } from './log.ts';
import { sendOutput } from './send-output.ts';
import { backOff, sleep } from './sleep.ts';
import type { Ending } from './task-files.ts';
import type { TaskFolder } from './task-folder.ts';
import { openTaskLine, type TaskLine } from './task-line.ts';
import { verifyVersion } from './verify-version.ts';
import { giveUp, watchJob } from './watch-job.ts';
import type { AgentContext } from './context.ts';

interface SentStreams {
  chunks: FinishedUpdate['chunks'];
  conflict: boolean;
}

/** One task from wherever its folder says it is to its end. Resolves when the server knows the end, dropped it, or the agent is being ended. */
export async function runTask(task: AgentTask, folder: TaskFolder, context: AgentContext): Promise<void> {
  const { client, config, stopping } = context;
  const line = openTaskLine(task, client, stopping, () => folder.requestStop());
  // The server hears of the start before it happens: a task that it no longer wants is then never begun, since being dropped asks for
  // its stop. Not so when this agent is being ended before it had an answer: the next one begins the task.
  if (folder.claim() === undefined) await line.tell({ kind: 'started' });
  if (stopping.aborted && !line.dropped()) return;
  // D5: what lies there is looked at before every run. A run that was begun before is past that.
  const done = new AbortController();
  const [sent] = await Promise.all([
    carryOut(task, folder, line, context).finally(() => done.abort()),
    sayAlive(line, config.aliveEvery, done.signal),
  ]);
  const ending = folder.ending();
  if (ending === undefined) return;
  await endContainer(folder, context);
  if (stopping.aborted) return;
  const told = await tellEnding(task, folder, line, { ending, sent }, context);
  if (told === 'taken' || line.dropped()) {
    await clearUpAction(task, folder, config);
    folder.saveReported();
  }
  log('a task ended', { task: task.id, cause: ending.cause, told });
}

async function carryOut(task: AgentTask, folder: TaskFolder, line: TaskLine, context: AgentContext): Promise<SentStreams> {
  if (folder.claim() === undefined && !folder.stopRequested()) {
    beginInThisBoot(folder, context.config);
    const wrong = (await whyNotReady(task, context)) ?? (await makeReady(task, folder, line, context));
    if (wrong !== undefined) giveUp(folder, wrong.cause, wrong.message);
  }
  const ended = new AbortController();
  const [sent] = await Promise.all([
    sendStreams(task, folder, line, ended.signal),
    watchJob(task, folder, context).finally(() => ended.abort()),
    tellBegun(task, folder, line, ended.signal),
  ]);
  await wrapUp(task, folder, line, context);
  return sent;
}

async function whyNotReady(task: AgentTask, { config }: AgentContext): Promise<Unprepared | undefined> {
  const wrong = await verifyVersion(task, config);
  return wrong === undefined ? undefined : { cause: 'wrong_version', message: wrong };
}

async function sendStreams({ body }: AgentTask, folder: TaskFolder, line: TaskLine, ended: AbortSignal): Promise<SentStreams> {
  const all: SentStreams = { chunks: { stdout: 0, stderr: 0 }, conflict: false };
  const send = async (stream: OutputStream): Promise<void> => {
    const { chunks, conflict } = await sendOutput(stream, folder, line, ended);
    all.chunks[stream] = chunks;
    all.conflict ||= conflict;
  };
  await Promise.all(leavingOf(body, ['stdout', 'stderr']).map(send));
  return all;
}

/** A server that lost some of the output gets all of it again: the chunks are the same. */
async function tellEnding(
  task: AgentTask,
  folder: TaskFolder,
  line: TaskLine,
  { ending, sent: first }: { ending: Ending; sent: SentStreams },
  context: AgentContext,
): Promise<string> {
  let sent = first;
  for (let attempt = 1; ; attempt += 1) {
    const told = await line.tell(finishedUpdate(sent.conflict ? contradicted(ending) : ending, sent.chunks, folder));
    if (told !== 'incomplete') return told;
    log('the server misses output of a task', { folder: folder.path, attempt });
    await sleep(backOff(attempt, context.config.maxBackoff), context.stopping);
    folder.forgetReported();
    const again = await sendStreams(task, folder, line, AbortSignal.abort());
    await tellEntries(folder, line);
    sent = { ...again, conflict: sent.conflict || again.conflict };
  }
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

/** What the server keeps is another output than this one, so this end proves nothing. */
function contradicted(ending: Ending): Ending {
  return { ...ending, cause: 'worker_lost', message: 'the server keeps other output of this run than the agent has' };
}

function finishedUpdate(ended: Ending, chunks: FinishedUpdate['chunks'], folder: TaskFolder): FinishedUpdate {
  const { outputs, manifest, ...wrong } = folder.finalized() ?? {};
  const { exitCode, cause, signal, message, startedAt, finishedAt, measured } = { ...ended, ...wrong };
  const isAction = folder.task()?.body.kind === 'action';
  return {
    kind: 'finished',
    exitCode,
    cause,
    chunks,
    startedAt,
    finishedAt,
    ...(signal === undefined ? {} : { signal }),
    ...(message === undefined ? {} : { message }),
    ...(measured === undefined || !isAction ? {} : { result: { ...measured, ...(outputs && { outputs }), ...(manifest && { manifest }) } }),
  };
}
