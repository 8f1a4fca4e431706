// Made by `npm run generate` from the files of this folder.
import { endedRuns } from './ended-runs.ts';
import { heldSlots } from './held-slots.ts';
import { jobListings } from './job-listings.ts';
import { joins } from './joins.ts';
import { readyActions } from './ready-actions.ts';
import { waitingJobs } from './waiting-jobs.ts';

export const sweepers = {
  ended_runs: endedRuns,
  held_slots: heldSlots,
  job_listings: jobListings,
  joins,
  ready_actions: readyActions,
  waiting_jobs: waitingJobs,
} as const;
