import type { OperationName } from '#contexts/operations/domain/name.ts';
import type { Instant } from '#kernel/time.ts';

/**
 * What is to be done about an operation. `watch`: nothing was heard of it for too long. `forget`: Z4, what it wrote goes. `poll`: it was launched, and
 * is asked how it is; from `stopAt` on it has run for too long.
 */
type Phase = { phase: 'launch' | 'watch' | 'cancel' | 'forget' } | { phase: 'poll'; launchedAt: Instant; stopAt: Instant };

/** The one effect by which all operations are started, followed, stopped and forgotten (O2). */
export type DriveOperation = { kind: 'drive_operation'; operation: OperationName } & Phase;

export function drive(operation: OperationName, phase: 'launch' | 'watch' | 'cancel' | 'forget'): DriveOperation {
  return { kind: 'drive_operation', operation, phase };
}
