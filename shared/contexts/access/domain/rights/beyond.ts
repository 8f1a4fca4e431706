import { canBeAt, may } from '#contexts/access/domain/rights/may.ts';
import { inWords } from '#contexts/access/domain/rights/place.ts';
import type { Grant, Principal } from '#contexts/access/domain/rights/principal.ts';

/** W4: nobody gives what they have not. Which right of these they lack, in words. Operators give any: they are who begins. */
export function beyond(who: Principal | undefined, given: readonly Pick<Grant, 'permissions' | 'at'>[]): string | undefined {
  if (who === undefined || who.kind === 'operator') return undefined;
  for (const { permissions, at } of given) {
    const place = at === 'all' ? {} : at;
    const missing = [...permissions].find((one) => canBeAt(one, at) && !may(who, one, place).allowed);
    if (missing !== undefined) return `you have not the right ${missing} ${inWords(place)} yourself`;
  }
  return undefined;
}
