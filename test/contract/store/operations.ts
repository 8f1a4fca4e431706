import { expect, test } from '@jest/globals';
import { findOperations } from '#contexts/operations/app/listing/find.ts';
import { keptListings } from '#contexts/operations/app/listing/kept.ts';
import { saveListings } from '#contexts/operations/app/listing/save.ts';
import { termsOf, type OperationFilter } from '#contexts/operations/domain/listing/filter.ts';
import { operationStates, type Listing, type ListingCursor } from '#contexts/operations/domain/listing/listing.ts';
import type { ListingSource } from '#contexts/operations/ports/listings.ts';
import { jobListings } from '#products/pipelines/app/job-listings.ts';
import { listingOf } from '#products/pipelines/domain/job/listing.ts';
import type { JobState } from '#products/pipelines/domain/job/state.ts';
import type { Store } from '#functions/wiring/system.ts';
import { listing, naively } from '#test/support/listings.ts';
import { newJob } from '#test/support/pipelines/jobs.ts';
import { seededRandom } from '#test/support/seeded-random.ts';
import { withStore, type Open } from './samples.ts';

const random = seededRandom(6);
const one = <V>(values: readonly V[]): V => values[Math.floor(random() * values.length)] as V;
const maybe = <V>(values: readonly V[]): V | undefined => (random() < 0.5 ? one(values) : undefined);

const backends = ['local', 'backup'];
const people = ['ada', 'Grace'];

/** Runs of requests as their owners save them, which have changed since, some often. */
async function manyRuns(store: Store): Promise<Listing[]> {
  const all: Listing[] = [];
  for (let n = 0; n < 40; n += 1) {
    const subject = { kind: 'request', id: `rq${n % 7}` };
    const born = listing({
      id: `run-${n}`,
      subject,
      within: subject,
      name: one(['A', 'b']),
      backend: one(backends),
      people: [one(people)],
    });
    let known: Listing[] = [];
    for (const state of ['pending', 'executing', one(operationStates)] as const) {
      const next = [{ ...born, createdAt: n % 9, state }];
      await store.transact(async (tx) => saveListings(tx, known, next));
      known = next;
    }
    all.push(...known);
  }
  return all;
}

/** Jobs of pipelines, as `stored-jobs.ts` keeps them. */
async function manyJobs(store: Store): Promise<Listing[]> {
  const jobs = Array.from({ length: 20 }, (_, n): JobState => {
    const job = {
      ...newJob(),
      id: `job-${String(n).padStart(2, '0')}`,
      action: one(['A', 'extract']),
      createdBy: one(people),
      createdAt: n % 9,
    };
    return one<JobState>([job, { ...job, state: 'cancelled', completedAt: 10, by: 'ada' }]);
  });
  await store.transact(async (tx) => {
    for (const state of jobs) {
      const { id, run, workspace, createdAt } = state;
      const document = { id, run, workspace, createdAt, commands: [], state, terms: termsOf(listingOf(state)) };
      tx.set({ collection: 'jobs', id }, document);
    }
  });
  return jobs.map(listingOf);
}

async function allPages(sources: readonly ListingSource[], filter: OperationFilter, limit: number): Promise<string[]> {
  const seen: string[] = [];
  for (let after: ListingCursor | undefined, first = true; first || after !== undefined; first = false) {
    const { listings, next } = await findOperations(sources, filter, { limit, after });
    seen.push(...listings.map(({ id }) => id));
    after = next;
  }
  return seen;
}

/** O6: of every product, by whatever is asked for together. */
export function operationCases(open: Open): void {
  test(
    'O6 W8 operations of both products are found by program, name, backend, state, person and time, page by page',
    withStore(open, async ({ store }) => {
      const sources = [keptListings(store), jobListings({ store })];
      const all = [...(await manyRuns(store)), ...(await manyJobs(store))];
      for (let n = 0; n < 60; n += 1) {
        const filter = {
          program: maybe(['job', 'action'] as const),
          name: maybe(['a', 'B', 'extract']),
          backend: maybe(backends),
          state: maybe(operationStates),
          person: maybe(['ADA', 'grace']),
          since: maybe([0, 3]),
          until: maybe([5, 9]),
        };
        expect(await allPages(sources, filter, one([3, 50]))).toEqual(naively(all, filter));
      }
    }),
  );
}
