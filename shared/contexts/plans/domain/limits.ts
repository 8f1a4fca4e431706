/** O1. */
export const MOST_STEPS = 5_000;
/** Of all steps together: what each of them is looked at for. */
export const MOST_NEEDS = 100_000;
/** Characters of a step’s name. Actions of real plans have up to 114. */
export const LONGEST_NAME = 200;
/** Steps of one page, however small. */
export const MOST_ON_PAGE = 100;
/** Bytes of a page at the most, with all that may be added to it; below what a document may have (Z3). */
export const LARGEST_PAGE = 90_000;
/** One transaction makes them all, with the plan itself and its directory: a store takes 500 documents at once, and Firestore’s emulator 4 MiB (Firestore itself 10). */
export const MOST_PAGES = 400;
export const LARGEST_PLAN = 3_500_000;
/** Characters of the name of an operation. */
export const LONGEST_OPERATION = 100;
/** Pages that one transaction changes: so far goes one batch of what an end means for others. */
export const PAGES_AT_ONCE = 10;
/** Steps that are cancelled by name in one command. */
export const MOST_NAMED = 50;
/** Steps that one transaction begins: each may be several documents of its owner’s. */
export const BEGUN_AT_ONCE = 25;
