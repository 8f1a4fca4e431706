import type { FinishedUpdate } from '#contexts/operations/agent.ts';
import type { AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import type { AgentDesk, Updated } from '#contexts/operations/app/agents/desk.ts';
import { countedEnd } from '#contexts/operations/app/agents/counted.ts';
import { saveNews, type News } from '#contexts/operations/app/agents/save-news.ts';
import { closed, isJudged, isToStop, refOf } from '#contexts/operations/app/agents/task.ts';
import { digesting } from '#contexts/operations/app/output-digests.ts';
import { readEnd } from '#contexts/operations/app/read-output.ts';
import { leavingOf } from '#contexts/operations/agent-streams.ts';
import { ownerOf } from '#contexts/operations/domain/owner.ts';
import { saidEnd, type EndReader, type ToldEnd } from '#contexts/operations/domain/told-end.ts';
import { storedOf } from '#kernel/outbox.ts';

/** So often an ending may fail to be taken: by then it is no bad luck, and what nobody can judge must not keep the backend for ever. */
const MOST_FAILURES = 8;

/** Its task is over, and so is its operation: once all that it wrote is there, and with what was read of that. */
export async function finish(desk: AgentDesk, task: AgentTaskDocument, fencing: number, update: FinishedUpdate): Promise<Updated> {
  if (!task.open) return { updated: 'ok', cancel: false };
  try {
    const finished = await readNews(desk, task, update);
    return 'missing' in finished ? { updated: 'incomplete', ...finished } : await saveNews(desk, task, fencing, finished);
  } catch (error) {
    return unfinished(desk, task, fencing, error);
  }
}

async function readNews(desk: AgentDesk, task: AgentTaskDocument, update: FinishedUpdate): Promise<News | { missing: string }> {
  const over = { part: 'finished', after: closed };
  // R10, second phase: nothing of it is left.
  if (isToStop(task.body)) return { ...over, says: ({ says }) => says.cancelled() };
  const { exitCode, cause = 'exited', message, result } = update;
  const chunks = keptOf(desk, task, update.chunks);
  const told = { exitCode, chunks, cause, message, ...(result === undefined ? {} : { result }) };
  const counts = countedEnd(update);
  const reader = isJudged(task.body) ? await judging(desk, task, told) : { ...unread, end: () => saidEnd(told) };
  if (reader === undefined) return { ...over, says: () => undefined };
  const name = ownerOf(desk.owners, task.subject).keptAs(task.subject, task.operation);
  const all = { name, chunks: { ...chunks, manifest: result?.manifest?.parts ?? 0 } };
  const read = await readEnd(desk.outputs, all, desk.limits, reader, digesting(desk.kernel.digest));
  return 'missing' in read ? read : { ...over, says: ({ says }) => says.ended(read.kept), counts };
}

/** K3. How many chunks there are of what may have left its backend: of the rest none is here, however many an agent of before has sent. */
function keptOf({ kernel }: AgentDesk, { id, backend, body }: AgentTaskDocument, told: FinishedUpdate['chunks']): FinishedUpdate['chunks'] {
  const chunks = { stdout: 0, stderr: 0 };
  for (const stream of leavingOf(body, ['stdout', 'stderr'])) chunks[stream] = told[stream];
  if (told.stdout + told.stderr > chunks.stdout + chunks.stderr)
    kernel.log('WARNING', 'an agent sent output that should stay on its backend: it was dropped', { task: id, backend });
  return chunks;
}

/** What was expected of it stands on its owner's record. */
async function judging(
  { kernel, owners }: AgentDesk,
  { subject, operation }: AgentTaskDocument,
  told: ToldEnd,
): Promise<EndReader<unknown> | undefined> {
  const document = await kernel.store.transact((tx) => storedOf(kernel, subject).load(tx, subject.id, { operation }));
  return document && ownerOf(owners, subject).recorded(document.state, operation)?.readEnd?.(told);
}

const nothing = (): void => undefined;
const unread = { stdout: nothing, stderr: nothing, cut: nothing };

/** R16: counts what failed, so that an agent that repeats itself comes to an end: then what is judged is lost. Throws the failure until then. */
async function unfinished(desk: AgentDesk, seen: AgentTaskDocument, fencing: number, error: unknown): Promise<Updated> {
  const failures = await countFailure(desk, seen, fencing);
  if (failures < MOST_FAILURES || !isJudged(seen.body)) throw error;
  desk.kernel.log('ERROR', 'an ending cannot be taken, and its run is lost', {
    task: seen.id,
    cause: error instanceof Error ? error.name : 'unknown',
  });
  const why = 'It ended, but its output could not be judged. Look at the server’s log.';
  return saveNews(desk, seen, fencing, { part: 'unjudged', after: closed, says: ({ says }) => says.lost(why) });
}

async function countFailure({ kernel }: AgentDesk, seen: AgentTaskDocument, fencing: number): Promise<number> {
  const ref = refOf(seen);
  return kernel.store.transact(async (tx) => {
    const task = await tx.get(ref);
    if (task === undefined || task.fencing !== fencing) return 0;
    const failedEndings = (task.failedEndings ?? 0) + 1;
    tx.set(ref, { ...task, failedEndings });
    return failedEndings;
  });
}
