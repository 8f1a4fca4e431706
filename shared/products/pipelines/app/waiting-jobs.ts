import { pausing } from '#products/pipelines/domain/job/state.ts';
import { queueName, type Queue } from '#products/pipelines/domain/places.ts';
import type { JobHouse } from '#products/pipelines/ports/runs.ts';
import type { JobDocument } from '#products/pipelines/stored/runs.ts';
import { append } from '#kernel/lists.ts';
import type { Instant } from '#kernel/time.ts';

/** Of a queue, the oldest; and of each of so many workspaces behind a long one. */
const OLDEST = 10;
const WORKSPACES = 10;
const OF_EACH = 2;
/** R9. Pages of the oldest that are read past those whose pause is not over: they keep nobody from starting. */
const PAGES = 5;

/** Those of a queue that may be next: all of a short one; of a long one the oldest, and the oldest of other workspaces, so that nobody stands behind whoever asked for very much. */
export async function waitingJobs({ store }: Pick<JobHouse, 'store'>, queue: Queue, now: Instant): Promise<JobDocument[]> {
  const waitsIn = queueName(queue);
  const { oldest, isAll } = await oldestOf(store, waitsIn, now);
  const found = new Map(oldest.map((document) => [document.id, document]));
  if (isAll) return oldest;
  let from: string | undefined;
  for (let n = 0; n < WORKSPACES; n += 1) {
    const bound = from === undefined ? {} : { from };
    const [next] = await store.query({ index: 'jobsWaitingByWorkspace', equal: { waitsIn }, limit: 1, ...bound });
    if (next === undefined) break;
    const { workspace } = next.document;
    if (![...found.values()].some((one) => one.workspace === workspace)) {
      const own = await store.query({ index: 'jobsWaitingOf', equal: { waitsIn, workspace }, limit: OF_EACH });
      for (const { document } of own) if (pausing(document.state, now) === undefined) found.set(document.id, document);
    }
    // The first text behind this one that a workspace can have.
    from = `${workspace}!`;
  }
  return [...found.values()];
}

async function oldestOf(store: JobHouse['store'], waitsIn: string, now: Instant): Promise<{ oldest: JobDocument[]; isAll: boolean }> {
  const oldest: JobDocument[] = [];
  let after: { value: number; id: string } | undefined;
  for (let page = 0; page < PAGES && oldest.length < OLDEST; page += 1) {
    const place = after === undefined ? {} : { after };
    const read = (await store.query({ index: 'jobsWaiting', equal: { waitsIn }, limit: OLDEST, ...place })).map(({ document }) => document);
    append(
      oldest,
      read.filter(({ state }) => pausing(state, now) === undefined),
    );
    const last = read.at(-1);
    if (last === undefined || read.length < OLDEST) return { oldest, isAll: true };
    after = { value: last.createdAt, id: last.id };
  }
  return { oldest, isAll: false };
}
