import { tokenFacts, type TokenFact } from '#contexts/access/domain/token/facts.ts';
import { tokensSchema } from '#contexts/access/domain/token/schema.ts';
import { isPast, isValid, tokenId, type Token, type TokenScope, type TokensState } from '#contexts/access/domain/token/state.ts';
import type { Actor } from '#contexts/access/domain/people.ts';
import type { AnyEffect, Wanted } from '#kernel/effect.ts';
import { decideKnown, type Deciding } from '#kernel/known.ts';
import type { Deciders, Process } from '#kernel/process.ts';
import { DAY, type Duration, type Instant } from '#kernel/time.ts';

/** B10. For rotation: the old one opens until the new one is everywhere. */
const MOST_VALID = 2;

/** P1. A token that opens the API always ends. */
export const LONGEST = 400 * DAY;

/** P1. Where nobody says how long: short enough that somebody looks at it each season. */
export const USUAL = 90 * DAY;

/** `at` is the store's time, `by` was proven at the border, `id` makes it recognisable; `operator` is their name on the record. */
export type TokenCommand = { id: string; at: Instant; by: Actor } & TokenAsked;

export type TokenAsked =
  | { command: 'make_token'; hash: string; label: string; backends: string[]; scope?: TokenScope; lasts?: Duration; operator: string }
  /** Another like the newest valid one, which ends after `oldLasts`, or stays until somebody revokes it. */
  | { command: 'rotate_token'; hash: string; lasts?: Duration; oldLasts?: Duration; operator: string }
  | { command: 'revoke_token'; number: number; operator: string }
  /** What is over by the clock is said to be. */
  | { command: 'expire_tokens' };

export interface TokenRefused {
  refused: { code: 'two_valid' | 'none_valid' | 'unknown'; message: string };
}

type Making = Deciding<TokensState, TokenFact>;

const deciders: Deciders<Making, TokenAsked, TokenRefused> = {
  make_token: (deciding, asked) => make(deciding, asked),
  rotate_token(deciding, { oldLasts, ...asked }) {
    const { draft, at } = deciding;
    const old = draft.state.tokens.findLast((token) => isValid(token, at));
    if (old === undefined) return refuse('none_valid', `${draft.state.id} has no valid token to rotate: make one`);
    const refused = make(deciding, {
      ...lifeOf(old),
      ...asked,
      label: old.label,
      backends: old.backends,
      ...(old.scope === undefined ? {} : { scope: old.scope }),
    });
    if (refused !== undefined || oldLasts === undefined) return refused;
    const expiresAt = Math.min(at + oldLasts, old.expiresAt ?? Number.POSITIVE_INFINITY);
    draft.record({ fact: 'token_limited', number: old.number, expiresAt, by: asked.operator });
    return undefined;
  },
  revoke_token(deciding, { number, operator }) {
    const { draft, at } = deciding;
    expire(deciding);
    const found = draft.state.tokens.find((token) => token.number === number);
    if (found === undefined && number > draft.state.made) return refuse('unknown', `there is no token ${tokenId(draft.state, { number })}`);
    if (found?.ended === undefined && found !== undefined)
      draft.record({ fact: 'token_ended', number, ended: { at, by: operator, why: 'revoked' } });
    return undefined;
  },
  expire_tokens: expire,
};

function make(
  deciding: Making,
  { hash, label, backends, scope, lasts, operator }: Omit<Extract<TokenAsked, { command: 'make_token' }>, 'command'>,
): TokenRefused | undefined {
  const { draft, at } = deciding;
  expire(deciding);
  const { state } = draft;
  const valid = state.tokens.filter((token) => isValid(token, at));
  if (valid.length >= MOST_VALID) return refuse('two_valid', tooMany(state, valid));
  const life = scope === undefined ? lasts : Math.min(lasts ?? USUAL, LONGEST);
  const limit = life === undefined ? {} : { expiresAt: at + life };
  const token: Token = {
    number: state.made + 1,
    hash,
    label,
    backends,
    madeAt: at,
    madeBy: operator,
    ...limit,
    ...(scope === undefined ? {} : { scope }),
  };
  draft.record({ fact: 'token_made', token });
  return undefined;
}

/** As long as the one before, unless somebody says otherwise. */
function lifeOf({ madeAt, expiresAt }: Token): { lasts?: Duration } {
  return expiresAt === undefined ? {} : { lasts: expiresAt - madeAt };
}

function tooMany(state: TokensState, valid: readonly Token[]): string {
  const named = valid.map((token) => `${tokenId(state, token)} (${token.label}, of ${new Date(token.madeAt).toISOString().slice(0, 10)})`);
  return `two tokens of ${state.id} are valid: ${named.join(' and ')}. Revoke one of them first`;
}

function expire({ draft, at }: Making): undefined {
  for (const { number, ended, expiresAt } of draft.state.tokens)
    if (ended === undefined && isPast(expiresAt, at))
      draft.record({ fact: 'token_ended', number, ended: { at: expiresAt ?? at, by: 'the clock', why: 'expired' } });
}

function refuse(code: TokenRefused['refused']['code'], message: string): TokenRefused {
  return { refused: { code, message } };
}

/** B10. The tokens of one holder: every one that was made, and every end of one, is on its timeline. */
export const tokenProcess: Process<TokensState, TokenCommand, TokenFact, unknown, Wanted<AnyEffect>, TokenRefused> = {
  kind: 'token',
  idOf: ({ id }) => id,
  begin: (fact) => (fact.fact === 'tokens_known' ? fact.state : undefined),
  facts: tokenFacts,
  schema: tokensSchema,
  decide: decideKnown<TokensState, TokenAsked, TokenFact, TokenRefused>(tokenFacts, deciders, (state) => ({ fact: 'tokens_known', state })),
  react: () => [],
};
