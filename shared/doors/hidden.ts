import { createCipheriv, createDecipheriv, createHmac, type KeyObject } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;
/** In letters: how long a name is is not told by how long its cover is. */
const STEP = 32;
const LONGEST = 2_000;

/**
 * What we alone can read and make. The same text is hidden the same way, so that addresses stay; its nonce is therefore a keyed digest of all that is
 * hidden (a synthetic one, as in RFC 8452), and no two texts have one.
 */
export function hideText(key: KeyObject, about: string, text: string): string {
  const plain = text.padEnd(Math.ceil(text.length / STEP) * STEP);
  const nonce = part(key, 'nonce', `${about}\n${plain}`).subarray(0, NONCE);
  const cipher = createCipheriv(CIPHER, part(key, 'key', ''), nonce, { authTagLength: TAG }).setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** Undefined for what none of the keys has hidden for this. */
export function revealText(keys: readonly KeyObject[], about: string, hidden: string): string | undefined {
  if (hidden.length > LONGEST || !/^[\w-]+$/.test(hidden)) return undefined;
  const bytes = Buffer.from(hidden, 'base64url');
  // No second spelling of the same bytes.
  if (bytes.length < NONCE + TAG || bytes.toString('base64url') !== hidden) return undefined;
  return keys.map((key) => opened(key, about, bytes)).find((text) => text !== undefined);
}

function opened(key: KeyObject, about: string, bytes: Buffer): string | undefined {
  const decipher = createDecipheriv(CIPHER, part(key, 'key', ''), bytes.subarray(0, NONCE), { authTagLength: TAG })
    .setAAD(Buffer.from(about))
    .setAuthTag(bytes.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()])
      .toString('utf8')
      .trimEnd();
  } catch {
    return undefined;
  }
}

function part(key: KeyObject, use: 'key' | 'nonce', text: string): Buffer {
  return createHmac('sha256', key).update(`rehearsal hidden ${use} v1\n${text}`).digest();
}
