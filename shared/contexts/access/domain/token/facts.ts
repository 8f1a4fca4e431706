import type { EndOfToken, Token, TokensState } from '#contexts/access/domain/token/state.ts';
import type { Evolvers, FactNamed } from '#kernel/process.ts';
import type { Instant } from '#kernel/time.ts';

/** What happened to the tokens of one holder. */
export type TokenFact =
  /** The first of every timeline: how it stood before it had one. */
  | { fact: 'tokens_known'; state: TokensState }
  | { fact: 'token_made'; token: Token }
  /** A newer one takes its place: it ends by itself. */
  | { fact: 'token_limited'; number: number; expiresAt: Instant; by: string }
  | { fact: 'token_ended'; number: number; ended: EndOfToken };

/** Of those that ended, so many are shown; the timeline has them all. */
const KEPT = 8;

/** One rule for each fact. Throws when the fact cannot have happened. */
export const tokenFacts: Evolvers<TokensState, TokenFact> = {
  tokens_known: {
    evolve: () => {
      throw new Error('tokens are known once');
    },
  },
  token_made: { evolve: made },
  token_limited: { evolve: (state, { number, expiresAt }) => changed(state, number, (token) => ({ ...token, expiresAt })) },
  token_ended: { evolve: (state, { number, ended }) => changed(state, number, (token) => ({ ...token, ended })) },
};

function made(state: TokensState, { token }: FactNamed<TokenFact, 'token_made'>): TokensState {
  if (token.number !== state.made + 1) throw new Error(`token ${token.number} of ${state.id} is not the next`);
  const over = state.tokens.filter(({ ended }) => ended !== undefined).slice(-KEPT);
  const open = state.tokens.filter(({ ended }) => ended === undefined);
  const tokens = [...over, ...open, token].toSorted((a, b) => a.number - b.number);
  return { ...state, made: token.number, tokens };
}

function changed(state: TokensState, number: number, change: (token: Token) => Token): TokensState {
  const found = state.tokens.find((token) => token.number === number);
  if (found === undefined || found.ended !== undefined) throw new Error(`${state.id} has no open token ${number}`);
  return { ...state, tokens: state.tokens.map((token) => (token === found ? change(token) : token)) };
}
