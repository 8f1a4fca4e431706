import { may, maySomewhere } from '#contexts/access/domain/rights/may.ts';
import type { Place } from '#contexts/access/domain/rights/place.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { needsOf, type OperationRequest } from './contracts/operations.ts';
import { refusalText } from './refusal.ts';

type Known = Parameters<typeof refusalText>[1];

/**
 * W4. Why somebody could not ask for this if they tried: which right is missing, and who may give it; undefined where they could. `at`: where
 * the thing lies, if what is asked for only names it.
 */
export function whyNot(who: Principal, asked: OperationRequest, at: Place, known: Known): string | undefined {
  const { permission, on: onOf } = needsOf(asked);
  const on = onOf(asked);
  const place = on.anywhere === true ? {} : on.of === undefined ? on : at;
  const answer = on.anywhere === true ? maySomewhere(who, permission) : may(who, permission, place);
  return answer.allowed ? undefined : refusalText({ permission, place, why: 'missing' }, known);
}
