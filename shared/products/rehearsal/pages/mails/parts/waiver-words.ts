/** What is said of a waiver wherever one is asked for (G7). */
export const WHAT_A_WAIVER_IS =
  'A waiver needs a reason, which stays on the record. It covers this commit, this base branch and what you see here: another failure, a push or another base closes the gate again. The gate can still pass by itself; then you are no longer asked.';
