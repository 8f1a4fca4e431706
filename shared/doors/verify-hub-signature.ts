import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** For the log only: whoever sent it learns nothing of it. */
export type HubRefusal = 'no_secret' | 'missing_header' | 'bad_header' | 'no_match';

/**
 * GitHub's own signature: `X-Hub-Signature-256: sha256=<hex>`, over the raw bytes. All secrets are valid at once, so that one can follow
 * another; without any nothing is believed. https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
 */
export function verifyHubSignature(
  headers: IncomingHttpHeaders,
  body: Buffer,
  secrets: readonly string[],
): { ok: true } | { ok: false; reason: HubRefusal } {
  if (secrets.length === 0) return { ok: false, reason: 'no_secret' };
  const given = headers['x-hub-signature-256'];
  if (given === undefined) return { ok: false, reason: 'missing_header' };
  const hex = typeof given === 'string' ? /^sha256=([0-9a-f]{64})$/.exec(given)?.[1] : undefined;
  if (hex === undefined) return { ok: false, reason: 'bad_header' };
  const bytes = Buffer.from(hex, 'hex');
  // Every secret is compared, so that time does not tell which one is near.
  const matches = secrets.filter((secret) => timingSafeEqual(createHmac('sha256', secret).update(body).digest(), bytes));
  return matches.length > 0 ? { ok: true } : { ok: false, reason: 'no_match' };
}

export function signHub(body: Buffer | string, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}
