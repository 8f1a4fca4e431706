import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import type { KeyFile, PublicKey } from '#contexts/verdict/domain/statement/keys.ts';
import type { StatementSigner } from '#contexts/verdict/ports/statement-signer.ts';

/** A key that signs no more, as the settings keep it. */
export interface FormerKey {
  /** SubjectPublicKeyInfo in DER, base64. */
  public: string;
  /** Days, as 2026-12-01. */
  from: string;
  until: string;
  revoked?: string | undefined;
}

const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/**
 * `keys`: `day=key`, the key as PKCS #8 in DER, base64; newest first. The first signs; each one signs nothing of after the day of the one before it.
 * `former`: what is known of keys that are no longer there, or that are to be believed no more. Throws when a key is no ed25519 key.
 */
export function createStatementSigner(keys: readonly string[], former: readonly FormerKey[] = []): StatementSigner {
  const held = keys.map(heldKey);
  const published = [...held.map(({ day, key }, at) => publicKey(createPublicKey(key), day, held[at - 1]?.day)), ...former.map(formerKey)];
  // What the settings say of a key goes before what follows from the secret.
  const byId = new Map(published.map((one) => [one.keyid, one]));
  const newest = held[0];
  return {
    envelope(statement) {
      const keyid = published[0]?.keyid;
      if (newest === undefined || keyid === undefined) throw new TypeError('this function was given no key for statements');
      const payload = Buffer.from(statement);
      const sig = sign(null, preAuthentication(PAYLOAD_TYPE, payload), newest.key);
      const signatures = [{ keyid, sig: sig.toString('base64') }];
      return JSON.stringify({ payloadType: PAYLOAD_TYPE, payload: payload.toString('base64'), signatures });
    },
    keyFile: (): KeyFile => ({ keys: [...byId.values()] }),
  };
}

/** PAE of DSSE 1.0: the type is signed with the bytes, and lengths keep them apart. */
function preAuthentication(type: string, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload]);
}

function heldKey(entry: string): { day: string; key: KeyObject } {
  const at = entry.indexOf('=');
  const key = createPrivateKey({ key: Buffer.from(entry.slice(at + 1), 'base64'), format: 'der', type: 'pkcs8' });
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('a key for statements is no ed25519 key');
  return { day: entry.slice(0, at), key };
}

function formerKey({ public: der, from, until, revoked }: FormerKey): PublicKey {
  const key = createPublicKey({ key: Buffer.from(der, 'base64'), format: 'der', type: 'spki' });
  return { ...publicKey(key, from, until), ...(revoked === undefined ? {} : { revoked: startOf(revoked) }) };
}

function publicKey(key: KeyObject, from: string, until: string | undefined): PublicKey {
  const keyid = createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
  const pem = key.export({ type: 'spki', format: 'pem' }).toString();
  return { keyid, keytype: 'ed25519', public: pem, from: startOf(from), ...(until === undefined ? {} : { until: startOf(until) }) };
}

function startOf(day: string): string {
  return `${day}T00:00:00.000Z`;
}
