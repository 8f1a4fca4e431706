// Every module with jobs is imported here; a job that is not cannot be run.
import * as exploration_count_jobs from './exploration_count_jobs.mjs';
import * as exploration_title_jobs from './exploration_title_jobs.mjs';

export const modules = { exploration_count_jobs, exploration_title_jobs };
