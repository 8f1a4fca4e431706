// Made by `npm run generate` from the files of this folder.
import { runEnded } from './run-ended.ts';

export const templateContents = {
  run_ended: runEnded,
} as const;
