import { createHash, hash, randomBytes } from 'node:crypto';
import type { Digest } from '#kernel/digest.ts';
import { TOKEN_BYTES, TOKEN_PREFIX } from '#contexts/access/domain/token/text.ts';

/** B10. A new token of an agent or a program: 256 bits. */
export function newToken(): string {
  return `${TOKEN_PREFIX}${randomBytes(TOKEN_BYTES).toString('base64url')}`;
}

/** W3. Of a session, and of whatever binds a sign-in to one browser: 256 bits. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** W3. Names a sign-in by mail: 128 bits. */
export function newAsk(): string {
  return randomBytes(16).toString('base64url');
}

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Eight of 31 letters, almost 40 bits: short enough for a subject line; a taken one is refused by the store. */
export function newRequestId(): string {
  let id = '';
  // 248 is the largest multiple of 31 in a byte: what lies above would favour the first letters.
  while (id.length < 8) for (const byte of randomBytes(16)) if (byte < 248 && id.length < 8) id += LETTERS[byte % LETTERS.length];
  return id;
}

/** Hex SHA-256 of a text. */
function sha256(text: string): string {
  return hash('sha256', text);
}

/** A8. SHA-256 of what is read piece by piece. */
export function newDigest(): Digest {
  const made = createHash('sha256');
  return { update: (text) => void made.update(text), hex: () => made.copy().digest('hex') };
}

/** What a system digests with. */
export const hashing = { hash: sha256, digest: newDigest };
