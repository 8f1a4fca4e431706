/** O1. */
export const MOST_STEPS = 5_000;
/** Of all steps together: what each of them is looked at for. */
export const MOST_NEEDS = 100_000;
/** Characters of a step’s name. */
export const LONGEST_NAME = 200;
