import type { AccessTables } from '#contexts/access/documents.ts';
import { isValid, type TokenKind, type TokenScope } from '#contexts/access/domain/token/state.ts';
import { tokenIn } from '#contexts/access/domain/token/text.ts';
import type { System } from '#kernel/system.ts';
import type { Instant } from '#kernel/time.ts';

/** A token that opens something now. */
export interface VerifiedToken {
  /** Its holder: `agent.local`. */
  id: string;
  number: number;
  kind: TokenKind;
  /** All that it reaches; of an agent's, its own alone. */
  backends: readonly string[];
  scope?: TokenScope;
  lastUsedAt?: Instant;
}

/**
 * Who sends this `Authorization` header, as a bearer or bare; undefined for any that opens nothing. What has not the form of ours is not looked
 * for; anything else is one look at an index by its SHA-256, so that time tells nothing of how near it is.
 */
export async function verifyToken(
  { store, hash }: Pick<System<AccessTables>, 'store' | 'hash'>,
  authorization: string | undefined,
  now: Instant,
): Promise<VerifiedToken | undefined> {
  const given = tokenIn(authorization);
  if (given === undefined) return undefined;
  const digest = hash(given);
  const [found] = await store.query({ index: 'tokensByHash', equal: {}, holds: digest, limit: 1 });
  if (found === undefined) return undefined;
  const { state, lastUsed = {} } = found.document;
  const token = state.tokens.find((one) => one.hash === digest && isValid(one, now));
  if (token === undefined) return undefined;
  const lastUsedAt = lastUsed[token.number];
  const { id, kind } = state;
  const { scope, backends } = token;
  return {
    id,
    number: token.number,
    kind,
    backends,
    ...(scope === undefined ? {} : { scope }),
    ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
  };
}
