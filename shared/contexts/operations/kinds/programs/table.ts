// Made by `npm run generate` from the files of this folder.
import { action } from './action.ts';
import { announce } from './announce.ts';
import { build } from './build.ts';
import { command } from './command.ts';
import { job } from './job.ts';
import { manual } from './manual.ts';
import { probe } from './probe.ts';
import { refresh_data } from './refresh-data.ts';
import { regression } from './regression.ts';
import { smoke } from './smoke.ts';
import { testRef } from './test-ref.ts';
import { wait } from './wait.ts';

export const programs = {
  action,
  announce,
  build,
  command,
  job,
  manual,
  probe,
  refresh_data,
  regression,
  smoke,
  test_ref: testRef,
  wait,
} as const;
