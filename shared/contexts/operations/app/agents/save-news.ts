import type { AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import type { AgentDesk, Updated } from '#contexts/operations/app/agents/desk.ts';
import { closed, isOfLease, isOthers, isUnwanted, refOf } from '#contexts/operations/app/agents/task.ts';
import { ownerOf, type Recorded } from '#contexts/operations/domain/owner.ts';
import type { Saying } from '#contexts/operations/domain/sayings.ts';
import { loadStatistics, saveStatistics } from '#contexts/backends/app/statistics.ts';
import type { BackendStatistics } from '#contexts/backends/domain/statistics.ts';
import { dispatchLoose } from '#kernel/app/dispatch.ts';
import type { OutboxEntry } from '#kernel/effect.ts';
import { storedOf } from '#kernel/outbox.ts';
import type { Header } from '#kernel/process.ts';
import type { Instant } from '#kernel/time.ts';

/** What an agent told of its task. */
export interface News {
  /** Tells its command from others of the same task. */
  part: string;
  after(task: AgentTaskDocument, at: Instant): AgentTaskDocument;
  /** What that means to the owner, as its operation and its task now are. */
  says(now: Recorded, task: AgentTaskDocument): Saying | undefined;
  /** B9. What of it is counted, where something is. `task` as it was before. */
  counts?(statistics: BackendStatistics, task: AgentTaskDocument, at: Instant): BackendStatistics;
}

/** The task's document and what its news mean to the owner: one transaction, with the lease checked inside it. */
export async function saveNews(
  desk: Pick<AgentDesk, 'kernel' | 'owners' | 'kind'>,
  { subject, ...seen }: AgentTaskDocument,
  fencing: number,
  { part, after, says, counts }: News,
): Promise<Updated> {
  const { kernel, owners, kind } = desk;
  const [owner, process, ref] = [ownerOf(owners, subject), storedOf(kernel, subject), refOf(seen)];
  let unheard: OutboxEntry[] = [];
  const updated = await kernel.store.transact(async (tx): Promise<Updated> => {
    const task = await tx.get(ref);
    const document = await process.load(tx, subject.id, seen);
    const refused = check(desk, task, fencing);
    if (refused !== undefined) return refused;
    // It was taken back, or was finished before: there is nothing to begin, and whoever is at it should stop.
    if (task?.open !== true) return { updated: 'ok', cancel: true };
    const operation = document && owner.recorded(document.state, task.operation);
    if (document === undefined || operation === undefined || !isOfLease(task, operation)) {
      tx.set(ref, closed(task, tx.now()));
      return { updated: 'stale' };
    }
    const counted = counts && counts(await loadStatistics(tx, task.backend), task, tx.now());
    const said = says(operation, task);
    const done = said && process.change(kernel, tx, document, commandOf(task, part, said, tx.now()));
    unheard = done?.unheard ?? [];
    const news: AgentTaskDocument = { ...after(task, tx.now()), heldBy: kind };
    tx.set(ref, news);
    if (counted !== undefined) saveStatistics(tx, counted);
    return { updated: 'ok', cancel: news.open && isUnwanted(task, owner.recorded((done ?? document).state, task.operation)) };
  });
  await dispatchLoose(kernel, unheard);
  return updated;
}

export function check({ kind }: Pick<AgentDesk, 'kind'>, task: AgentTaskDocument | undefined, fencing: number): Updated | undefined {
  if (task === undefined) return { updated: 'unknown' };
  // R10. It is at work with an agent of another kind: whoever tells of it stops.
  if (isOthers(task, kind)) return { updated: 'stale' };
  return fencing === task.fencing ? undefined : { updated: 'stale' };
}

function commandOf({ id, backend }: AgentTaskDocument, part: string, said: Saying, at: Instant): Header {
  return { ...said, id: `${id}:${part}`, at, by: { kind: 'agent', backend } };
}
