import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Instant } from '#kernel/time.ts';

/** Standard Webhooks: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */

const TOLERANCE_SECONDS = 300;
const MAX_SIGNATURES = 16;

export interface SignedRequest {
  headers: IncomingHttpHeaders;
  /** The raw bytes as they came. */
  body: Buffer;
  /** `whsec_<base64>` each; all are valid at once, so that one can follow another. */
  secrets: readonly string[];
  now: Instant;
}

/** For the log only: whoever sent it learns nothing of it. */
export type SignatureRefusal = 'missing_header' | 'bad_header' | 'outside_tolerance' | 'no_match';

/** Throws TypeError when a secret is no secret or there is none: that is a broken installation, not a broken request. */
export function verifySignature({
  headers,
  body,
  secrets,
  now,
}: SignedRequest): { ok: true; id: string } | { ok: false; reason: SignatureRefusal } {
  if (secrets.length === 0) throw new TypeError('there is no webhook secret');
  const keys = secrets.map(decodeWebhookSecret);
  const [id, timestamp, signature] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => headers[name]);
  if (id === undefined || timestamp === undefined || signature === undefined) return { ok: false, reason: 'missing_header' };
  // Node joins a header that came twice with ", ", which none of these forms allows.
  if (
    !isText(id, /^[\x21-\x2b\x2d-\x7e]{1,256}$/) ||
    !isText(timestamp, /^[1-9][0-9]{0,11}$/) ||
    !isText(signature, /^[\x20-\x7e]{1,4096}$/)
  ) {
    return { ok: false, reason: 'bad_header' };
  }
  const given = readSignatures(signature);
  if (given === undefined) return { ok: false, reason: 'bad_header' };
  if (Math.abs(Math.floor(now / 1000) - Number(timestamp)) > TOLERANCE_SECONDS) return { ok: false, reason: 'outside_tolerance' };
  const expected = keys.map((key) => mac(key, id, timestamp, body));
  // Every pair is compared, so that time does not tell which secret is near.
  const matches = expected.flatMap((one) => given.filter((other) => other.length === one.length && timingSafeEqual(other, one)));
  return matches.length > 0 ? { ok: true, id } : { ok: false, reason: 'no_match' };
}

/** The value of `webhook-signature`. `timestamp` in whole seconds, as in `webhook-timestamp`. */
export function signWebhook({
  id,
  timestamp,
  body,
  secret,
}: {
  id: string;
  timestamp: number;
  body: Buffer | string;
  secret: string;
}): string {
  if (!Number.isSafeInteger(timestamp)) throw new TypeError('a webhook timestamp is whole seconds');
  return `v1,${mac(decodeWebhookSecret(secret), id, String(timestamp), body).toString('base64')}`;
}

/** The key in `whsec_<base64>`, 24 to 64 bytes. The message of the error never holds the secret. */
function decodeWebhookSecret(secret: string): Buffer {
  const text = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1];
  const key = Buffer.from(text ?? '', 'base64');
  if (key.length < 24 || key.length > 64) throw new TypeError('a webhook secret is whsec_ and 24 to 64 bytes in base64');
  return key;
}

function mac(key: Buffer, id: string, timestamp: string, body: Buffer | string): Buffer {
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
}

/** The `v1` signatures of a list parted by spaces; versions that we do not know are passed over. Undefined for anything else. */
function readSignatures(header: string): Buffer[] | undefined {
  const parts = header.split(' ');
  if (parts.length > MAX_SIGNATURES || !parts.every((part) => /^v[0-9]+[a-z]?,[A-Za-z0-9+/=_-]+$/.test(part))) return undefined;
  const bytes = parts
    .filter((part) => part.startsWith('v1,'))
    .map((part) => ({ text: part.slice(3), bytes: Buffer.from(part.slice(3), 'base64') }));
  // Only the one right spelling of the bytes counts.
  return bytes.filter((one) => one.bytes.toString('base64') === one.text).map((one) => one.bytes);
}

function isText(value: string | string[], form: RegExp): value is string {
  return typeof value === 'string' && form.test(value);
}
