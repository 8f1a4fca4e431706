// Every module with jobs is imported here; a job that is not cannot be run.
import * as exploration_count_jobs from './exploration_count_jobs.mjs';
import * as exploration_stats_jobs from './exploration_stats_jobs.mjs';
import * as exploration_validation_jobs from './exploration_validation_jobs.mjs';

export const modules = { exploration_count_jobs, exploration_stats_jobs, exploration_validation_jobs };
