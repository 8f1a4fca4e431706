import type { AccessTables } from '#contexts/access/documents.ts';
import { verifyToken, type VerifiedToken } from '#contexts/access/app/verify-token.ts';
import { tokenIn } from '#contexts/access/domain/token/text.ts';
import type { System } from '#kernel/system.ts';
import { HOUR, SECOND, type Instant } from '#kernel/time.ts';

/** On the wall. A token that is revoked opens nothing after that; a waiting poll in the cloud looks less often, and so each time anew. */
export const FRESH_FOR = 2 * SECOND;

/** Most tokens that are remembered at once. */
const MOST = 500;

/** What keeps what was looked up for a moment: many updates of one agent cost one look. */
export interface Keyring {
  verify(authorization: string | undefined): Promise<VerifiedToken | undefined>;
}

interface KeyringOptions {
  system: Pick<System<AccessTables>, 'store' | 'hash' | 'log' | 'timeScale'>;
  /** The store's time, for what expires. */
  now: () => Instant;
  /** Milliseconds on the wall. */
  wall: () => number;
}

export function createKeyring({ system, now, wall }: KeyringOptions): Keyring {
  const known = new Map<string, { at: number; verified: VerifiedToken }>();
  return {
    async verify(authorization) {
      const token = tokenIn(authorization);
      if (token === undefined) return undefined;
      const digest = system.hash(token);
      const seen = known.get(digest);
      if (seen !== undefined && wall() - seen.at < FRESH_FOR) return seen.verified;
      known.delete(digest);
      const at = wall();
      const verified = await verifyToken(system, token, now());
      if (verified === undefined) return undefined;
      known.set(digest, { at, verified });
      for (const oldest of known.keys()) if (known.size > MOST) known.delete(oldest);
      await noteUsed(system, verified, now());
      return verified;
    },
  };
}

/** Written at most once an hour. What cannot be written now refuses nobody. */
async function noteUsed(system: KeyringOptions['system'], { id, number, lastUsedAt }: VerifiedToken, now: Instant): Promise<void> {
  const enough = HOUR * system.timeScale;
  if (lastUsedAt !== undefined && now - lastUsedAt < enough) return;
  try {
    await system.store.transact(async (tx) => {
      const ref = { collection: 'tokens', id } as const;
      const document = await tx.get(ref);
      const last = document?.lastUsed?.[number];
      if (document === undefined || (last !== undefined && tx.now() - last < enough)) return;
      const shown = Object.entries(document.lastUsed ?? {}).filter(([one]) =>
        document.state.tokens.some((token) => `${token.number}` === one),
      );
      tx.set(ref, { ...document, lastUsed: { ...Object.fromEntries(shown), [number]: tx.now() } });
    });
  } catch (error) {
    system.log('WARNING', 'use of a token not noted', { holder: id, cause: String(error).slice(0, 300) });
  }
}
