import type { AgentUpdate } from '#contexts/operations/agent.ts';
import type { AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import type { AgentDesk, Updated } from '#contexts/operations/app/agents/desk.ts';
import { countedStart } from '#contexts/operations/app/agents/counted.ts';
import { finish } from '#contexts/operations/app/agents/finish.ts';
import { check, saveNews } from '#contexts/operations/app/agents/save-news.ts';
import { isLater, isToStop, refOf } from '#contexts/operations/app/agents/task.ts';
import type { KeptStream } from '#contexts/operations/ports/output-store.ts';
import { leavingOf } from '#contexts/operations/agent-streams.ts';
import { ownerOf } from '#contexts/operations/domain/owner.ts';
import { OutputStoreError } from '#contexts/operations/ports/output-store.ts';

/** P3. An agent tells by itself what other executors are asked for; its owner hears the same of both. */
export async function updateAgentTask(
  desk: AgentDesk,
  ref: { backend: string; id: string },
  fencing: number,
  update: AgentUpdate,
): Promise<Updated> {
  const task = await desk.store.get(refOf(ref));
  const refused = check(desk, task, fencing);
  if (refused !== undefined) return refused;
  if (task === undefined) return { updated: 'unknown' };
  if (!showsWork(update, task)) return take(desk, task, fencing, update);
  const begun = await take(desk, task, fencing, { kind: 'started' });
  return begun.updated !== 'ok' || begun.cancel ? begun : take(desk, task, fencing, update);
}

/** R10. Whoever tells of work has begun, whether it said so or not: what nobody has begun is taken back as if it had never been, and given out anew. */
function showsWork({ kind }: AgentUpdate, { state, open }: AgentTaskDocument): boolean {
  return open && state === 'offered' && (kind === 'output' || kind === 'manifest' || kind === 'stage' || kind === 'alive');
}

async function take(desk: AgentDesk, task: AgentTaskDocument, fencing: number, update: AgentUpdate): Promise<Updated> {
  switch (update.kind) {
    case 'output':
      return keepChunk(desk, task, { stream: update.stream, seq: update.seq, lines: update.lines });
    case 'manifest':
      return keepChunk(desk, task, { stream: 'manifest', seq: update.seq, lines: update.entries.map((entry) => JSON.stringify(entry)) });
    case 'alive':
      return { updated: 'ok', cancel: !task.open };
    case 'started':
      return saveNews(desk, task, fencing, {
        part: 'started',
        after: (now, at) => ({ ...now, state: 'started', startedAt: now.startedAt ?? at, lastSeenAt: at }),
        says: ({ says }) => (isToStop(task.body) ? undefined : says.atWork?.()),
        ...(isToStop(task.body) ? {} : { counts: countedStart }),
      });
    case 'stage':
      return saveNews(desk, task, fencing, {
        part: update.stage,
        after: (now, at) => ({ ...now, lastSeenAt: at, ...(isLater(update.stage, now) ? { stage: update.stage } : {}) }),
        says: ({ says }, now) => (isLater(update.stage, now) ? says.staged?.(update.stage) : undefined),
      });
    case 'finished':
      return finish(desk, task, fencing, update);
  }
}

/** R6: written once. Other lines under its number are refused, and what was sent first stays. K3: what should not have left its backend is answered well, so that its agent goes on, and kept nowhere. */
async function keepChunk(
  { outputs, owners }: AgentDesk,
  { subject, operation, body, open }: AgentTaskDocument,
  { stream, seq, lines }: { stream: KeptStream; seq: number; lines: readonly string[] },
): Promise<Updated> {
  try {
    if (open && leavingOf(body, [stream]).length > 0)
      await outputs.saveChunk(ownerOf(owners, subject).keptAs(subject, operation), stream, seq, lines);
    return { updated: 'ok', cancel: !open };
  } catch (error) {
    if (error instanceof OutputStoreError && error.code === 'conflict') return { updated: 'other_lines' };
    throw error;
  }
}
