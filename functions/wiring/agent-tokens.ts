import { createHash, timingSafeEqual } from 'node:crypto';
import type { Installation } from './installation.ts';

/** Whose agent’s token of the environment this is; undefined for any other text. Several of one backend may be valid at once. */
export function agentTokens({ secrets }: Pick<Installation, 'secrets'>): (token: string) => string | undefined {
  const known = Object.entries(secrets.agentTokens).flatMap(([backend, tokens]) =>
    tokens.map((token) => ({ backend, digest: digest(token) })),
  );
  return (token) => {
    const given = digest(token);
    // Every token is compared, so that time does not tell which one is near.
    return known.filter((one) => timingSafeEqual(one.digest, given))[0]?.backend;
  };
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
