import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';

export interface LocalIdentityOptions {
  /** Goes into `iss`. Never Google's: a verifier of Google's tokens must have no reason to look twice. */
  issuer: string;
  /** The service account that tokens speak for unless another is asked for. */
  email: string;
  /** PKCS#8 text of an RSA key of at least 2048 bits. A new key is made when left out. */
  privateKeyPem?: string;
  /** Seconds of life of a token. */
  lifetime?: number;
}

/** Signs OIDC tokens shaped like those of Google's service accounts, by the wall clock (never a scaled one: verifiers use the wall clock). */
export interface LocalIdentity {
  token(audience: string, email?: string): Promise<string>;
  /** Keep it with owner-only rights and hand it in at the next start, so that verifiers need not change. */
  privateKeyPem: string;
  /** What a verifier needs: fits `keys` of createCallerVerifier. */
  keys: { issuer: string; publicKeys: Record<string, string> };
}

/** Tokens are made anew this many seconds before they expire. */
const RENEW_BEFORE = 300;
const MOST_CACHED = 500;

export function createLocalIdentity(options: LocalIdentityOptions): LocalIdentity {
  if (options.issuer === '' || /(^|[./])google(apis)?\.com\b/i.test(options.issuer))
    throw new TypeError('a local identity needs an issuer of its own');
  const lifetime = options.lifetime ?? 3600;
  const key = rsaKey(options.privateKeyPem);
  const publicPem = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
  const kid = createHash('sha256').update(publicPem).digest('hex').slice(0, 40);
  const cache = new Map<string, { token: Promise<string>; renewAt: number }>();

  function sign(audience: string, email: string, issuedAt: number): Promise<string> {
    return new SignJWT({ azp: subjectOf(email), email, email_verified: true })
      .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
      .setIssuer(options.issuer)
      .setAudience(audience)
      .setSubject(subjectOf(email))
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifetime)
      .sign(key);
  }

  function token(audience: string, email = options.email): Promise<string> {
    const seconds = Math.floor(Date.now() / 1000);
    const slot = JSON.stringify([email, audience]);
    const cached = cache.get(slot);
    if (cached !== undefined && seconds < cached.renewAt) return cached.token;
    if (cache.size >= MOST_CACHED) cache.clear();
    const fresh = sign(audience, email, seconds);
    fresh.catch(() => cache.delete(slot));
    cache.set(slot, { token: fresh, renewAt: seconds + lifetime - RENEW_BEFORE });
    return fresh;
  }

  return {
    token,
    privateKeyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    keys: { issuer: options.issuer, publicKeys: { [kid]: publicPem } },
  };
}

function rsaKey(pem: string | undefined): KeyObject {
  const key = pem === undefined ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey : createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048)
    throw new TypeError('a local identity needs an RSA key of at least 2048 bits');
  return key;
}

/** Google's subjects are 21-digit numbers, one for each account. */
function subjectOf(email: string): string {
  const digest = createHash('sha256').update(email).digest('hex').slice(0, 16);
  return (10n ** 20n + BigInt(`0x${digest}`)).toString();
}
