/** What is said of a waiver wherever one is asked for (G7). */
export const WHAT_A_WAIVER_IS =
  'A waiver needs a reason, which stays on the record. It is for this commit and this base, and for what you see here: another failure, a push or another base opens the gate again. The gate can still pass by itself; then nobody asks you any more.';
