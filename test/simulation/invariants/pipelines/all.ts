import type { Invariant } from '../invariant.ts';
import { aloneOrShared } from './alone-or-shared.ts';
import { cancelled } from './cancelled.ts';
import { interrupted } from './interrupted.ts';
import { joined } from './joined.ts';
import { needs } from './needs.ts';
import { notWhileBlocked } from './not-while-blocked.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { pools } from './pools.ts';
import { ready } from './ready.ts';
import { retries } from './retries.ts';
import { runsEnd } from './runs-end.ts';
import { success } from './success.ts';
import { pipelineTimelines } from './timelines.ts';

/** What is promised of pipelines and of the backends that they share. */
export const pipelineInvariants: readonly Invariant[] = [
  oneAtATime,
  notWhileBlocked,
  interrupted,
  pools,
  aloneOrShared,
  ready,
  needs,
  joined,
  success,
  retries,
  cancelled,
  runsEnd,
  pipelineTimelines,
];
