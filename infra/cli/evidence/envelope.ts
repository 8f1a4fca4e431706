import { verify, type KeyObject } from 'node:crypto';

/** A key that is believed, as the reader was given it. */
export interface TrustedKey {
  keyid: string;
  key: KeyObject;
  from?: string | undefined;
  until?: string | undefined;
  revoked?: string | undefined;
}

export interface Opened {
  /** The bytes that were signed. */
  payload: Buffer;
  key: TrustedKey;
}

/** What is wrong, as a sentence without a full stop. */
export type Wrong = { wrong: string };

const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
/** More than any statement is. */
const MOST_BYTES = 1024 * 1024;

/**
 * DSSE 1.0: nothing of the payload is read before its signature was found good; `keyid` only says which key to try first. What stands in the
 * envelope beside type, payload and signatures is nobody's word, and is left alone.
 */
export function openEnvelope(text: string, keys: readonly TrustedKey[]): Opened | Wrong {
  const { payloadType, payload, signatures } = recordOf(jsonOf(text));
  if (payloadType !== PAYLOAD_TYPE) return { wrong: `it holds ${JSON.stringify(payloadType) ?? 'nothing'}, not ${PAYLOAD_TYPE}` };
  const bytes = bytesOf(payload);
  if (bytes === undefined) return { wrong: 'its payload is not base64' };
  if (!Array.isArray(signatures) || signatures.length === 0 || signatures.length > 20) return { wrong: 'it has no signature' };
  const signed = preAuthentication(bytes);
  for (const one of signatures) {
    const { sig, keyid } = recordOf(one);
    const signature = bytesOf(sig);
    const hinted = keys.toSorted((a, b) => Number(b.keyid === keyid) - Number(a.keyid === keyid));
    const key = signature && hinted.find((trusted) => isSigned(signed, trusted.key, signature));
    if (key) return { payload: bytes, key };
  }
  return { wrong: 'none of the given keys has signed it' };
}

function isSigned(signed: Buffer, key: KeyObject, signature: Buffer): boolean {
  return key.asymmetricKeyType === 'ed25519' && signature.length === 64 && verify(null, signed, key, signature);
}

/** PAE of DSSE 1.0. */
function preAuthentication(payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${payload.length} `), payload]);
}

/** Both alphabets (RFC 4648, 4 and 5), with and without padding; nothing that is no base64 is passed over. */
function bytesOf(text: unknown): Buffer | undefined {
  if (typeof text !== 'string' || text.length > MOST_BYTES * 2 || !/^(?:[A-Za-z0-9+/]+|[A-Za-z0-9_-]+)={0,2}$/.test(text)) return undefined;
  const bare = text.replace(/=+$/, '');
  const isWhole = bare.length % 4 !== 1 && (text === bare || text.length % 4 === 0);
  return isWhole ? Buffer.from(bare, bare.includes('-') || bare.includes('_') ? 'base64url' : 'base64') : undefined;
}

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Its own fields; of what is no object, none. */
export function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
