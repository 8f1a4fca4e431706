import type { AccessTables, TokensDocument } from '#contexts/access/documents.ts';
import type { TokenAsked, TokenRefused } from '#contexts/access/domain/token/process.ts';
import { holderId, isValid, newTokens, tokenId, type TokenHolder, type TokensState } from '#contexts/access/domain/token/state.ts';
import { storedTokens } from '#contexts/access/app/stored-tokens.ts';
import type { AccessKernel } from '#contexts/access/ports.ts';
import { execute } from '#kernel/app/handle.ts';
import type { Transaction } from '#kernel/store/port.ts';
import type { System } from '#kernel/system.ts';
import type { Instant } from '#kernel/time.ts';

export type TokensChanged = { state: TokensState } | TokenRefused;

/** B10: one change of a holder's tokens; `id` makes it recognisable. */
export async function changeTokens(kernel: AccessKernel, holder: TokenHolder, id: string, asked: TokenAsked): Promise<TokensChanged> {
  const by = { kind: 'system', part: 'operators' } as const;
  const done = await execute(kernel, storedTokens, holderId(holder), (at) => ({ id, at, by, ...asked }));
  if (done === undefined) throw new TypeError(`not a holder of tokens: ${JSON.stringify(holder)}`);
  return done.outcome === 'refused' ? done.refused : { state: done.state };
}

type Reader = Pick<System<AccessTables>, 'store'>;

/** As they are now; of one that never had any, none. */
export async function readTokens(reader: Reader, holder: TokenHolder): Promise<TokensState> {
  return (await readHolding(reader, holder)).state;
}

/** And when each was last used. */
export async function readHolding({ store }: Reader, holder: TokenHolder): Promise<Pick<TokensDocument, 'state' | 'lastUsed'>> {
  return (await store.get({ collection: 'tokens', id: holderId(holder) })) ?? { state: newTokens(holder) };
}

/** Holders that are asked for at once. */
const MOST = 100;

/** Valid tokens that reach this backend, by their ids: an agent's, and programs'. */
export async function tokensReaching(reader: Pick<Transaction<AccessTables>, 'query'>, backend: string, now: Instant): Promise<string[]> {
  const found = await reader.query({ index: 'tokensReaching', equal: {}, holds: backend, limit: MOST });
  return found.flatMap(({ document: { state } }) =>
    state.tokens.filter((token) => isValid(token, now) && token.backends.includes(backend)).map((token) => tokenId(state, token)),
  );
}

/** Holders in the order of their names, those behind `after`. */
export async function listTokens(
  { store }: Pick<System<AccessTables>, 'store'>,
  { limit, after }: { limit: number; after?: string },
): Promise<TokensDocument[]> {
  const place = after === undefined ? {} : { after: { value: after, id: after } };
  return (await store.query({ index: 'tokensInOrder', equal: {}, limit, ...place })).map(({ document }) => document);
}
