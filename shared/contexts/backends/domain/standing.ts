import { exclusiveFirst, neverHere, type SlotsState } from '#contexts/backends/domain/slots.ts';
import type { PoolRules } from '#contexts/backends/domain/pool-rules.ts';
import { blocking, flagKind, type BackendState } from '#contexts/backends/domain/state.ts';
import { waitCodes, type Wait, type Waiting } from '#contexts/backends/domain/waiting.ts';
import type { Instant } from '#kernel/time.ts';

/** A backend as those see it that share it. */
export interface Shared extends Pick<BackendState, 'slug' | 'flags' | 'lease'> {
  slots: SlotsState;
}

/** B3. Why it does not start whatever else waits, in the order of judging; undefined where only room decides. */
export function standing(one: Waiting, { slug, flags, lease, slots }: Shared, rules: PoolRules, now: Instant): Wait | undefined {
  const { since, cancelled, dependency, backoff } = one;
  if (cancelled !== undefined) return { code: 'cancelled', ...cancelled, who: 'time' };
  const flag = byFlags(one, { slug, flags });
  if (flag !== undefined) return flag;
  if (dependency !== undefined) return { code: 'dependency', ...dependency, who: 'time' };
  if (backoff !== undefined) return { code: 'backoff', ...backoff, who: 'time' };
  const never = neverHere(rules.pools, one);
  if (never !== undefined) return { code: 'never_here', why: never.message, since, who: 'settings' };
  if (lease !== undefined)
    return { code: 'backend_taken', why: `${lease.requestId} has ${slug} alone`, since: lease.grantedAt, who: 'time' };
  const { exclusiveSince = since } = slots;
  if (exclusiveFirst(slots, rules.exclusiveAfter, now))
    return { code: 'backend_taken', why: `somebody waits to have ${slug} alone`, since: exclusiveSince, who: 'time' };
  return undefined;
}

/** The first of them in the order of the codes; of two of one code, the older. */
function byFlags({ usesDatabase }: Waiting, { slug, flags }: Pick<Shared, 'slug' | 'flags'>): Wait | undefined {
  const all = blocking({ flags }, usesDatabase).flatMap(({ flag, label, why, since }): Wait[] => {
    const { code } = flagKind(flag);
    return code === undefined ? [] : [{ code, why: `${slug} is ${label}: ${why}`, since, who: 'operator' }];
  });
  return all.toSorted((a, b) => waitCodes.indexOf(a.code) - waitCodes.indexOf(b.code) || a.since - b.since)[0];
}
