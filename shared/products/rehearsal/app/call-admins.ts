import type { Instant } from '#kernel/time.ts';
import { patienceWith } from '#products/rehearsal/domain/call-admins.ts';
import type { Gated } from '#contexts/gates/domain/parts/gated.ts';
import type { Result } from '#products/rehearsal/app/perform-effect.ts';
import type { System } from '#products/rehearsal/app/system.ts';

interface Waking {
  key: string;
  state: Gated;
  now: Instant;
  since: Instant;
}

/** G7, S4: wakes when a gate has hung for as long as the settings let it, and lets the request decide. A settings change is heard at this waking. */
export function callAdmins({ rules }: System, { key, state, now, since }: Waking): Result {
  if (!(state.hanging ?? []).some((one) => one.since === since)) return { result: 'done' };
  const left = since + patienceWith(rules) - now;
  if (left > 0) return { result: 'again', after: left };
  return {
    result: 'done',
    command: (at) => ({ id: `${key}:call`, at, by: { kind: 'system', part: 'gates' }, command: 'call_admins' }),
  };
}
