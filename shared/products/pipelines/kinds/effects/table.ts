// Made by `npm run generate` from the files of this folder.
import { settle_job } from './settle-job.ts';
import { stop_run } from './stop-run.ts';

export const effects = {
  settle_job,
  stop_run,
} as const;
