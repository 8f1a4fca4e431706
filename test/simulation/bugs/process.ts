import type { Scene } from './bug.ts';
import type { PlanOver } from '../engine/weather.ts';
import type { Failure } from '#test/simulation/total.ts';

/** What the process that hunts and the process with the bug in it agree on. */

/** Environment variable with the bug's name, where one bug is in the whole process. */
export const BUG_VARIABLE = 'REHEARSAL_SIMULATED_BUG';

/** Exit code: a file of the bug was never loaded, so that nothing was tested. */
export const NOT_LOADED = 7;

/** Play these seeds, up to the first that breaks, with this bug in the code; or with the code as it is. */
export interface Play {
  bug?: string | undefined;
  town?: PlanOver | undefined;
  scene?: Scene | undefined;
  from: number;
  seeds: number;
}

/** What came of it: nothing broke, this broke, or a file of the bug was never loaded. */
export interface Played {
  failure?: Failure | undefined;
  notLoaded?: boolean;
  /** The simulation itself could not be played. */
  error?: string;
}
