import type { Run } from '#contexts/operations/domain/run/state.ts';

export type DoneRun = Extract<Run, { state: 'done' }>;

/** I14. What an earlier request's evidence is worth for one job, at one commit. */
export type Earlier = { step: string; requestId: string; /** One sentence, without a full stop. */ why: string } & (
  | { counts: false }
  | { counts: true; run: DoneRun }
);

/** Of all jobs, as they were compared at this head. */
export interface EarlierEvidence {
  headSha: string;
  found: Earlier[];
}

/** As a look found it. */
export interface Compared extends EarlierEvidence {
  /** What was asked for when it was compared; left out, it does not matter. */
  asked?: string;
}
