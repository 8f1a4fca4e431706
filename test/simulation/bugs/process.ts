/** What the process that hunts and the process with the bug in it agree on. */

/** Environment variable with the bug's name. */
export const BUG_VARIABLE = 'REHEARSAL_SIMULATED_BUG';

/** Exit code: a file of the bug was never loaded, so that nothing was tested. */
export const NOT_LOADED = 7;
