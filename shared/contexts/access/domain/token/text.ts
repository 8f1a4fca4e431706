/** So many random bytes are in one; their base64url has 43 letters. */
export const TOKEN_BYTES = 32;

/** What it begins with, so that whoever finds one knows whose it is. */
export const TOKEN_PREFIX = 'rehearsal_';

const HEADER = new RegExp(`^(?:Bearer )?(${TOKEN_PREFIX}[A-Za-z0-9_-]{43})$`);

/** The token of an `Authorization` header, as a bearer's or bare (OpenSAFELY's programs send it bare); undefined for what can be none of ours. */
export function tokenIn(authorization: string | undefined): string | undefined {
  return HEADER.exec(authorization ?? '')?.[1];
}
