import { recordName } from '#contexts/access/domain/rights/record-name.ts';
import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { changeTokens } from '#contexts/access/app/tokens.ts';
import { tokenId, tokenNamed } from '#contexts/access/domain/token/state.ts';

/** B10: asked for twice it is done once. */
export const tokenRevoke: Operation<'token_revoke'> = async (system, { who, newId }, { token }) => {
  const named = tokenNamed(token);
  if (named === undefined) return { refused: 'not_found', detail: `there is no token ${token}` };
  const { holder, number } = named;
  const done = await changeTokens(kernelOf(system), holder, newId(), { command: 'revoke_token', number, operator: recordName(who) });
  if ('refused' in done) return { refused: 'not_found', detail: done.refused.message };
  const { state } = done;
  const open = state.tokens.filter(({ ended }) => ended === undefined).map((one) => tokenId(state, one));
  return { done: { facts: { token, revoked: true, valid: open.join(', ') || 'none' } } };
};
