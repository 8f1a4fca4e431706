/** The gate plays the seeds from 1 to this one, each time. */
export const FIXED_SEEDS = 400;
