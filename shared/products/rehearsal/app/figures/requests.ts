import { seconds, type Figure } from '#kernel/figures.ts';
import type { Instant } from '#kernel/time.ts';
import { nextDue } from '#products/rehearsal/domain/due.ts';
import type { Status } from '#products/rehearsal/domain/parts/lifecycle.ts';
import { requestTransitions } from '#products/rehearsal/domain/transitions.ts';
import type { System } from '#products/rehearsal/app/system.ts';

const statuses = Object.keys(requestTransitions) as Status[];
/** Of these, the first on the board is the one whose answer is due first. */
const answered = statuses.filter((status) => !['queued', 'approved', 'completed', 'rejected', 'withdrawn'].includes(status));

/** Where requests stand and how they ended; how long until the first promised answer of each state is due. One document for each open state; the rest is counted by the store. */
export async function requestFigures({ store }: Pick<System, 'store'>, now: Instant): Promise<Figure[]> {
  const [counts, firsts] = await Promise.all([
    Promise.all(statuses.map((status) => store.count({ index: 'requestsByStatus', equal: { status } }))),
    Promise.all(answered.map((status) => store.query({ index: 'requestsOnBoard', equal: { status }, limit: 1 }))),
  ]);
  const dues = firsts.map(([first]) => (first === undefined ? undefined : nextDue(first.document.state)));
  return [
    {
      name: 'rehearsal_requests',
      about: 'Requests by state.',
      type: 'gauge',
      samples: statuses.map((status, n) => ({ labels: { status }, value: counts[n] ?? 0 })),
    },
    {
      name: 'rehearsal_answer_due_seconds',
      about: 'How long until the first promised answer is due, by state of its request; below 0 it is late.',
      type: 'gauge',
      samples: answered.flatMap((status, n) => {
        const due = dues[n];
        return due === undefined ? [] : [{ labels: { status }, value: seconds(due - now) }];
      }),
    },
  ];
}
