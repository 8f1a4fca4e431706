import { queueName, type Queue } from '#products/pipelines/domain/places.ts';
import type { JobHouse } from '#products/pipelines/ports/runs.ts';
import type { JobDocument } from '#products/pipelines/stored/runs.ts';

/** Of a queue, the oldest; and of each of so many workspaces behind a long one. */
const OLDEST = 10;
const WORKSPACES = 10;
const OF_EACH = 2;

/** Those of a queue that may be next: all of a short one; of a long one the oldest, and the oldest of other workspaces, so that nobody stands behind whoever asked for very much. */
export async function waitingJobs({ store }: Pick<JobHouse, 'store'>, queue: Queue): Promise<JobDocument[]> {
  const waitsIn = queueName(queue);
  const oldest = await store.query({ index: 'jobsWaiting', equal: { waitsIn }, limit: OLDEST });
  const found = new Map(oldest.map(({ document }) => [document.id, document]));
  if (oldest.length < OLDEST) return [...found.values()];
  let from: string | undefined;
  for (let n = 0; n < WORKSPACES; n += 1) {
    const bound = from === undefined ? {} : { from };
    const [next] = await store.query({ index: 'jobsWaitingByWorkspace', equal: { waitsIn }, limit: 1, ...bound });
    if (next === undefined) break;
    const { workspace } = next.document;
    if (![...found.values()].some((one) => one.workspace === workspace)) {
      const own = await store.query({ index: 'jobsWaitingOf', equal: { waitsIn, workspace }, limit: OF_EACH });
      for (const { document } of own) found.set(document.id, document);
    }
    // The first text behind this one that a workspace can have.
    from = `${workspace}!`;
  }
  return [...found.values()];
}
