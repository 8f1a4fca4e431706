import type { ProgramName } from '#contexts/operations/domain/programs.ts';
import type { OperationState } from '#contexts/operations/domain/state.ts';
import type { Subject } from '#kernel/subject.ts';
import type { Instant } from '#kernel/time.ts';

/** O6. What one operation is found by, whichever product owns it, and what a list shows of it: no address, nothing that it wrote (R12). */
export interface Listing extends Standing {
  /** Of all operations it alone has it, for ever. */
  id: string;
  /** The process that owns it. */
  subject: Subject;
  /** What people know it by that it belongs to: a request, a run. */
  within: Subject;
  program: ProgramName;
  name: string;
  backend: string;
  /** Where it is known by its name, and can be started anew: a repository (`owner/name`), or a workspace. */
  home?: string;
  commit?: string;
  /** Who asked for it; of several names of one person the first is shown. */
  people: readonly string[];
  /** It never changes: lists are in its order. */
  createdAt: Instant;
}

/** Behind this one. It never moves: what is new stands before it. */
export interface ListingCursor {
  value: Instant;
  id: string;
}

/** All of it that may change. */
interface Standing {
  state: OperationState;
  /** Of the attempt that counts. */
  startedAt?: Instant;
  endedAt?: Instant;
  /** How it ended, in one word of its product: `unclear`, `nonzero_exit`. */
  outcome?: string;
  /** How often it was begun, where it may be begun again. */
  attempts?: number;
}

/** As an owner's record says it now; without a record there is none. */
export type Listings = readonly Listing[];

export function isEnded({ state }: Standing): boolean {
  return ends[state];
}

const ends: { readonly [S in OperationState]: boolean } = {
  pending: false,
  preparing: false,
  executing: false,
  finalizing: false,
  done: true,
  failed: true,
  cancelled: true,
  lost: true,
};

export const operationStates = Object.keys(ends) as OperationState[];

/** Those that are new, or stand otherwise than before. An end stays what it was, but that a failure may turn out to be none (D3): what later becomes of the turn that it was on says nothing of it. */
export function changedListings(before: Listings, after: Listings): Listing[] {
  const known = new Map(before.map((one) => [one.id, one]));
  return after.filter((one) => {
    const was = known.get(one.id);
    return was === undefined || (!isSame(was, one) && mayBecome(was, one));
  });
}

function mayBecome(was: Standing, is: Standing): boolean {
  return !isEnded(was) || was.state === is.state || (was.state === 'failed' && is.state === 'done');
}

function isSame(a: Standing, b: Standing): boolean {
  return (
    a.state === b.state && a.startedAt === b.startedAt && a.endedAt === b.endedAt && a.outcome === b.outcome && a.attempts === b.attempts
  );
}
