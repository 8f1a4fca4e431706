import { readTokens } from '#contexts/access/app/tokens.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { giveToken } from '#products/rehearsal/app/operate/tokens.ts';
import { holderNamed } from '#contexts/access/domain/token/state.ts';
import { DAY, HOUR } from '#kernel/time.ts';

/** B10. */
export const tokenRotate: Operation<'token_rotate'> = async (system, operator, { holder: named, days, hours }) => {
  const holder = holderNamed(named);
  if (holder === undefined) return { refused: 'not_found', detail: `${named} names nobody who could have a token` };
  if ((await readTokens(system, holder)).tokens.length === 0) return { refused: 'not_found', detail: `${named} has no token` };
  return giveToken(system, operator, holder, {
    command: 'rotate_token',
    ...(days === undefined ? {} : { lasts: days * DAY }),
    ...(hours === undefined ? {} : { oldLasts: hours * HOUR }),
  });
};
