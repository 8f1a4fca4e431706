import { backendFlags } from '#contexts/backends/kinds/flags/table.ts';
import type { FlagKind, Reach } from '#contexts/backends/kinds/flags/define.ts';
import type { Drain } from '#contexts/backends/domain/drain.ts';
import type { AddedBackend } from '#contexts/backends/domain/added.ts';
import type { PastAllocation } from '#contexts/backends/domain/forecast/pace.ts';
import type { Instant } from '#kernel/time.ts';

export type FlagName = keyof typeof backendFlags;

/** Those that are raised by themselves; `draining` is by a drain. */
export type PlainFlag = Exclude<FlagName, 'draining'>;

/** B1. Live state of a backend; what it is made of stands in the settings, or in `added`. */
export interface BackendState {
  slug: string;
  /** Number of the last command that changed it; 0 before the first. */
  version: number;
  /** Number of the newest lease; it only grows. */
  fencing: number;
  lease?: Lease;
  /** C7. The last turns, and how long they took; nothing yet when left out. */
  turns?: PastAllocation[];
  flags: Flags;
  /** When a flag was last lowered. Those that never were, or only before this was kept, are not in it. */
  lowered?: { readonly [F in FlagName]?: Instant };
  /** B2. What is meant by `draining`, as long as that is up. */
  drain?: Drain;
  /** B10. Of one that was added while the system ran. */
  added?: AddedBackend;
}

/** Q3. Who has it. */
export interface Lease {
  requestId: string;
  fencing: number;
  grantedAt: Instant;
}

type Flags = { readonly [F in FlagName]?: Raised };

export interface Raised {
  since: Instant;
  /** Who gave the reason that stands. */
  by: string;
  why: string;
  /** What runs is not interrupted but waited for. */
  waits?: true;
}

export function newBackend(slug: string): BackendState {
  return { slug, version: 0, fencing: 0, flags: {} };
}

/** Q3. Number of the next lease. Not of this backend's alone: a taker that comes from another has had none with that number, so what is said of one lease is never taken for another's. */
export function nextFencing({ fencing }: BackendState, after = 0): number {
  return Math.max(fencing, after) + 1;
}

const kinds: Readonly<Record<FlagName, FlagKind>> = backendFlags;

/** In the order of their table. */
export const flagNames = Object.keys(kinds) as FlagName[];

export function flagKind(flag: FlagName): FlagKind {
  return kinds[flag];
}

/** Those that operators raise and lower. */
export function flagsByHand(): [PlainFlag, ...PlainFlag[]] {
  return flagNames.filter((flag) => kinds[flag].byHand) as [PlainFlag, ...PlainFlag[]];
}

export type Flagged = Pick<BackendState, 'flags'>;

/** A flag that is up, with its name for people. */
export interface Blocked extends Raised {
  flag: FlagName;
  label: string;
}

/** All that do, in the order of their table; none, and it may start. Whoever wants the backend alone, or whose use nobody knows, is taken to use its database. */
export function blocking(state: Flagged, usesDatabase = true): Blocked[] {
  return raisedFlags(state).filter(({ flag }) => reaches(kinds[flag].blocks, usesDatabase));
}

/** All that are up, whatever they hold back, in the order of their table. */
export function raisedFlags({ flags }: Flagged): Blocked[] {
  return flagNames.flatMap((flag) => {
    const raised = flags[flag];
    return raised === undefined ? [] : [{ ...raised, flag, label: kinds[flag].label }];
  });
}

export function reaches(reach: Reach | undefined, usesDatabase: boolean): boolean {
  return reach === 'all' || (reach === 'database' && usesDatabase);
}

/** The first of them. */
export function whyBlocked(state: Flagged, usesDatabase?: boolean): Blocked | undefined {
  return blocking(state, usesDatabase)[0];
}
