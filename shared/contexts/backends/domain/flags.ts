import type { Reach } from '#contexts/backends/kinds/flags/define.ts';
import {
  flagKind,
  flagNames,
  reaches,
  type BackendState,
  type Blocked,
  type Flagged,
  type FlagName,
} from '#contexts/backends/domain/state.ts';
import type { Instant } from '#kernel/time.ts';

/** B2. Why something that runs is to be stopped now, to run again once that is over. */
export interface Interruption extends Blocked {
  reason: 'maintenance' | 'drain';
}

/** Undefined where it may go on. */
export function interruptionOf({ flags }: Flagged, usesDatabase: boolean): Interruption | undefined {
  for (const flag of flagNames) {
    const [{ label, interrupts }, raised] = [flagKind(flag), flags[flag]];
    if (raised === undefined || raised.waits === true || interrupts === undefined || !reaches(interrupts.what, usesDatabase)) continue;
    return { ...raised, flag, label, reason: interrupts.reason };
  }
  return undefined;
}

/** What of all that runs there is to be stopped now. */
export function interrupted(state: Flagged): Reach | undefined {
  if (interruptionOf(state, false) !== undefined) return 'all';
  return interruptionOf(state, true) === undefined ? undefined : 'database';
}

/** How a flag stands, as programs of others ask for it. */
export interface FlagStatus {
  status: 'on' | 'off';
  /** When that last changed, either way; undefined where it never did, as far as is known. */
  since?: Instant;
}

export function flagStatus({ flags, lowered }: Pick<BackendState, 'flags' | 'lowered'>, flag: FlagName): FlagStatus {
  const raised = flags[flag];
  const since = raised === undefined ? lowered?.[flag] : raised.since;
  return { status: raised === undefined ? 'off' : 'on', ...(since === undefined ? {} : { since }) };
}

/** B1. Manual and detected are kept apart, and either counts; what operators say is what is told while it stands. */
export function maintenanceStatus(state: Pick<BackendState, 'flags' | 'lowered'>): FlagStatus & { type?: 'manual' | 'scheduled' } {
  const [manual, detected] = [flagStatus(state, 'maintenance'), flagStatus(state, 'maintenance_detected')];
  if (manual.status === 'on') return { ...manual, type: 'manual' };
  if (detected.status === 'on') return { ...detected, type: 'scheduled' };
  const since = Math.max(manual.since ?? 0, detected.since ?? 0);
  return { status: 'off', ...(since === 0 ? {} : { since }) };
}
