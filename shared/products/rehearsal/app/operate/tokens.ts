import { isOfAnother } from '#contexts/access/domain/rights/own-tokens.ts';
import { isOwnTokenPermission, isTokenPermission } from '#contexts/access/domain/rights/permissions.ts';
import { recordName } from '#contexts/access/domain/rights/record-name.ts';
import type { OperationRow } from '#products/rehearsal/contracts/operations.ts';
import type { Operated, Operator } from '#products/rehearsal/app/operations/define.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { iso } from '#products/rehearsal/app/operate/rows.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { changeTokens, readTokens } from '#contexts/access/app/tokens.ts';
import { beyond } from '#contexts/access/domain/rights/beyond.ts';
import type { Grant } from '#contexts/access/domain/rights/principal.ts';
import { grantsOfToken } from '#contexts/access/domain/rights/token-grants.ts';
import type { TokensDocument } from '#contexts/access/documents.ts';
import type { TokenAsked } from '#contexts/access/domain/token/process.ts';
import { isValid, tokenId, type Token, type TokenHolder, type TokenScope } from '#contexts/access/domain/token/state.ts';
import type { Instant } from '#kernel/time.ts';

type Making = Extract<TokenAsked, { command: 'make_token' | 'rotate_token' }>;
type Wish = Making extends infer M ? (M extends Making ? Omit<M, 'hash' | 'operator'> : never) : never;

/** B10: the token is said in the answer alone; the store has its hash. */
export async function giveToken(system: System, { who, newId, newToken }: Operator, holder: TokenHolder, wish: Wish): Promise<Operated> {
  if (newToken === undefined) return { refused: 'not_found', detail: 'no token is made here' };
  if (isOfAnother(holder, who)) return { refused: 'conflict', detail: 'whose it is makes it themselves: you can revoke it' };
  const never = wish.command === 'make_token' ? neverByTokens(holder, wish) : [];
  if (never.length > 0) return { refused: 'conflict', detail: noToken(holder, never.join(', ')) };
  const lacked = beyond(who, await grantsOf(system, holder, wish));
  if (lacked !== undefined) return { refused: 'conflict', detail: `you cannot make this token: ${lacked}` };
  const token = newToken();
  const hash = system.hash(token);
  const done = await changeTokens(kernelOf(system), holder, newId(), { ...wish, hash, operator: recordName(who) });
  if ('refused' in done) return { refused: 'conflict', detail: done.refused.message };
  const made = done.state.tokens.find((one) => one.hash === hash);
  // The first call of this id made one, and its answer was lost.
  if (made === undefined) return { refused: 'conflict', detail: `a token of ${done.state.id} was made, and nobody saw it: revoke it` };
  const id = tokenId(done.state, made);
  const valid = done.state.tokens.filter(({ ended }) => ended === undefined).map((one) => tokenId(done.state, one));
  return {
    done: {
      outcome: 'created',
      facts: {
        id,
        backends: made.backends.join(', '),
        permissions: made.scope?.permissions.join(', ') ?? '',
        expires: iso(made.expiresAt),
        valid: valid.join(', '),
        token,
        note: 'it is shown this once, and kept nowhere',
      },
    },
  };
}

function noToken({ kind }: TokenHolder, gives: string): string {
  return kind === 'person'
    ? `no token of a person gives ${gives}: they do it themselves, signed in`
    : `no token gives ${gives}: it is for people, and for those who operate`;
}

function neverByTokens({ kind }: TokenHolder, { scope }: { scope?: TokenScope | undefined }): string[] {
  const can = kind === 'person' ? isOwnTokenPermission : isTokenPermission;
  return (scope?.permissions ?? []).filter((name) => !can(name));
}

/** What the token will give. Of the one that is rotated, what that gives; an agent's is a backend's own word. */
async function grantsOf(system: System, holder: TokenHolder, wish: Wish): Promise<Pick<Grant, 'permissions' | 'at'>[]> {
  if (holder.kind === 'agent') return [{ permissions: new Set(['backends.manage']), at: 'all' }];
  if (wish.command === 'make_token') return grantsOfToken(wish);
  return (await readTokens(system, holder)).tokens.flatMap(grantsOfToken);
}

/** B10: each token of a holder, the newest first. */
export function tokenRows({ state, lastUsed = {} }: TokensDocument, now: Instant): OperationRow[] {
  return state.tokens.toReversed().map((token) => ({
    token: tokenId(state, token),
    state: stateOf(token, now),
    label: token.label,
    backends: token.backends.join(', '),
    permissions: token.scope?.permissions.join(', ') ?? '',
    made: iso(token.madeAt),
    by: token.madeBy,
    expires: iso(token.expiresAt),
    lastUsed: iso(lastUsed[token.number]),
    ended: iso(token.ended?.at),
    endedBy: token.ended?.by ?? '',
  }));
}

function stateOf(token: Token, now: Instant): string {
  if (token.ended !== undefined) return token.ended.why;
  return isValid(token, now) ? 'valid' : 'expired';
}
