import { backendFlags } from '#contexts/backends/kinds/flags/table.ts';
import type { FlagKind } from '#contexts/backends/kinds/flags/define.ts';
import type { PastAllocation } from '#contexts/backends/domain/forecast/pace.ts';
import type { Instant } from '#kernel/time.ts';

export type FlagName = keyof typeof backendFlags;

/** B1. Live state of a backend; what it is made of stands in the settings. */
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
}

export function newBackend(slug: string): BackendState {
  return { slug, version: 0, fencing: 0, flags: {} };
}

const kinds: Readonly<Record<FlagName, FlagKind>> = backendFlags;

/** Those that operators raise and lower. */
export function flagsByHand(): [FlagName, ...FlagName[]] {
  return (Object.keys(kinds) as [FlagName, ...FlagName[]]).filter((flag) => kinds[flag].byHand) as [FlagName, ...FlagName[]];
}

export type Flagged = Pick<BackendState, 'flags'>;

/** A flag that keeps anything new from starting. */
export interface Blocked extends Raised {
  flag: FlagName;
  label: string;
}

/** All that do, in the order of their table; none, and it may start. */
export function blocking({ flags }: Flagged): Blocked[] {
  return (Object.keys(kinds) as FlagName[]).flatMap((flag) => {
    const raised = flags[flag];
    return raised === undefined || !kinds[flag].blocksStart ? [] : [{ ...raised, flag, label: kinds[flag].label }];
  });
}

/** The first of them. */
export function whyBlocked(state: Flagged): Blocked | undefined {
  return blocking(state)[0];
}
