import { blocking, type Flagged } from '#contexts/backends/domain/state.ts';
import type { Duration, Instant } from '#kernel/time.ts';

/** B9. `unknown`: its agent was never heard, or not for too long, whatever else is known of it. `held`: a flag keeps work from it. */
export type Health = 'unknown' | 'held' | 'healthy';

/** Of a backend that an agent works for. Nobody vouches for one that is not heard. `silentAfter` undefined: nobody watches, and once heard is enough. */
export function healthOf(
  state: Flagged,
  { lastSeenAt }: { lastSeenAt?: Instant },
  silentAfter: Duration | undefined,
  now: Instant,
): Health {
  if (lastSeenAt === undefined || (silentAfter !== undefined && now - lastSeenAt > silentAfter)) return 'unknown';
  return blocking(state).length > 0 ? 'held' : 'healthy';
}
