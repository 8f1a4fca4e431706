import type { Actor } from '#contexts/access/domain/people.ts';
import type { Place } from '#contexts/plans/domain/page.ts';
import type { JobFact } from '#products/pipelines/domain/job/facts.ts';
import { jobSchema } from '#products/pipelines/domain/job/schema.ts';
import type { JobState } from '#products/pipelines/domain/job/state.ts';
import type { Outcome } from '#products/pipelines/domain/outcome.ts';
import type { RunFact } from '#products/pipelines/domain/run/process.ts';
import { runSchema } from '#products/pipelines/domain/run/schema.ts';
import type { RunState } from '#products/pipelines/domain/run/state.ts';
import type { Chained } from '#kernel/chain.ts';
import type { Asked } from '#kernel/effect.ts';
import type { CollectionsFor } from '#kernel/store/collections.ts';
import type { TablesOf } from '#kernel/store/tables.ts';
import type { StoredState } from '#kernel/stored.ts';
import type { Duration, Instant } from '#kernel/time.ts';

/** `state` is what is true; the other fields are its projection, for the indexes only. */
export interface RunDocument extends StoredState<RunState> {
  id: string;
  /** Workspace and backend, as `headId` has them. */
  head: string;
  open: boolean;
  createdAt: Instant;
}

/** `state` is what is true; the other fields are its projection, for the indexes only. */
export interface JobDocument extends StoredState<JobState> {
  id: string;
  run: string;
  workspace: string;
  createdAt: Instant;
  /** Where it waits, while it may start: `queueOf` says which. */
  waitsIn?: string;
  /** Its backend, while something of it may be there, and since when. */
  heldOn?: string;
  heldSince?: Instant;
  /** O6. What it is found by; absent in what was stored before. */
  terms?: string[];
}

/** One command’s entry; the document’s id is the version, zero-padded to 6 digits. */
interface TimelineEntry<Fact> extends Chained<Fact> {
  at: Instant;
  by: Actor;
  commandId: string;
  command: string;
  effects?: Asked[];
}

/** K2. What was decided last of a workspace on a backend: two runs at once are never made on the same view of it. */
interface HeadDocument {
  /** How many runs were made there. */
  version: number;
  run: string;
  at: Instant;
}

/** K2, K4. What became of one action of a workspace on a backend; below its head. */
export interface OutcomeDocument {
  action: string;
  newest: Outcome;
  /** A cancelled one counts as never run. */
  counted?: Outcome;
  /** The newest of those that succeeded: what others are given. */
  success?: Outcome;
  /** B2. How long the last of those took, the newest last. */
  took?: readonly Duration[];
}

/** A step of one run that ends as the job of another does. */
export interface JoinDocument {
  id: string;
  run: string;
  place: Place;
  /** The job, its run, and its action there. */
  job: string;
  ofRun: string;
  action: string;
  open: boolean;
  createdAt: Instant;
}

/** Where runs and jobs are kept. */
export interface RunDocuments {
  runs: RunDocument;
  runTimeline: TimelineEntry<RunFact> & { run: string };
  jobs: JobDocument;
  jobTimeline: TimelineEntry<JobFact> & { job: string };
  runHeads: HeadDocument;
  outcomes: OutcomeDocument;
  joins: JoinDocument;
}

export const runCollections = {
  places: {
    runs: {},
    runTimeline: { parent: 'runs', segment: 'history', kind: 'run' },
    jobs: {},
    jobTimeline: { parent: 'jobs', segment: 'history', kind: 'job' },
    runHeads: {},
    outcomes: { parent: 'runHeads' },
    joins: {},
  },
  indexes: {
    runsNewest: { collection: 'runs', equal: [], order: { field: 'createdAt', direction: 'desc' } },
    runsOfHead: { collection: 'runs', equal: ['head'], order: { field: 'createdAt', direction: 'desc' } },
    runsOpenOfHead: { collection: 'runs', equal: ['head', 'open'], order: { field: 'createdAt', direction: 'asc' } },
    runsOpen: { collection: 'runs', equal: ['open'], order: { field: 'createdAt', direction: 'asc' } },
    runTimelineInOrder: { collection: 'runTimeline', equal: [], order: { field: 'version', direction: 'asc' }, scope: 'parent' },
    jobsOfRun: { collection: 'jobs', equal: ['run'], order: { field: 'createdAt', direction: 'asc' } },
    jobsWaiting: { collection: 'jobs', equal: ['waitsIn'], order: { field: 'createdAt', direction: 'asc' } },
    jobsWaitingOf: { collection: 'jobs', equal: ['waitsIn', 'workspace'], order: { field: 'createdAt', direction: 'asc' } },
    jobsWaitingByWorkspace: { collection: 'jobs', equal: ['waitsIn'], order: { field: 'workspace', direction: 'asc' } },
    jobsByQueue: { collection: 'jobs', equal: [], order: { field: 'waitsIn', direction: 'asc' } },
    jobsHeld: { collection: 'jobs', equal: ['heldOn'], order: { field: 'heldSince', direction: 'asc' } },
    jobsNewest: { collection: 'jobs', equal: [], order: { field: 'createdAt', direction: 'desc' } },
    jobsByTerm: { collection: 'jobs', equal: [], holds: 'terms', order: { field: 'createdAt', direction: 'desc' } },
    jobTimelineInOrder: { collection: 'jobTimeline', equal: [], order: { field: 'version', direction: 'asc' }, scope: 'parent' },
    outcomesOfHead: { collection: 'outcomes', equal: [], order: { field: 'action', direction: 'asc' }, scope: 'parent' },
    joinsOfJob: { collection: 'joins', equal: ['job', 'open'], order: { field: 'createdAt', direction: 'asc' } },
    joinsOfRun: { collection: 'joins', equal: ['ofRun', 'open'], order: { field: 'createdAt', direction: 'asc' } },
    joinsOpen: { collection: 'joins', equal: ['open'], order: { field: 'createdAt', direction: 'asc' } },
  },
  retention: {},
  conversions: {},
  states: { runs: runSchema, jobs: jobSchema },
} as const satisfies CollectionsFor<RunDocuments>;

export type RunTables = TablesOf<RunDocuments, typeof runCollections>;
