import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { jsonOf, recordOf, type TrustedKey } from './envelope.ts';

/** A key file of an installation, or one public key: PEM, or base64 of its DER or of its 32 bytes. Empty where there is none. */
export function readKeys(text: string): TrustedKey[] {
  const { keys } = recordOf(jsonOf(text));
  if (Array.isArray(keys)) return keys.flatMap((one) => listed(recordOf(one)));
  const key = keyOf(text.trim());
  return key === undefined ? [] : [{ keyid: idOf(key), key }];
}

function listed({ public: pem, from, until, revoked }: Record<string, unknown>): TrustedKey[] {
  const key = typeof pem === 'string' ? keyOf(pem) : undefined;
  if (key === undefined) return [];
  return [{ keyid: idOf(key), key, from: textOrNone(from), until: textOrNone(until), revoked: textOrNone(revoked) }];
}

/** A date that nobody can read must not make a key good: it is kept, and compares with nothing. */
function textOrNone(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : 'unreadable';
}

/** What stands before the 32 bytes of an ed25519 key in its DER (RFC 8410). */
const PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

function keyOf(text: string): KeyObject | undefined {
  try {
    if (text.startsWith('-----BEGIN PUBLIC KEY-----')) return createPublicKey(text);
    const bytes = Buffer.from(text, 'base64');
    const der = bytes.length === 32 ? Buffer.concat([PREFIX, bytes]) : bytes;
    return createPublicKey({ key: der, format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}

function idOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}
