import { OAuth2Client } from 'google-auth-library';

/** The embedded runtime's own issuer: its name, and its public keys in PEM by key id. */
interface LocalKeys {
  issuer: string;
  publicKeys: Record<string, string>;
}

export interface CallerVerifierOptions {
  /** The one audience that a token must have been made for. */
  audience: string;
  serviceAccounts: readonly string[];
  keys: 'google' | LocalKeys;
  /** Where Google publishes its certificates; the library's own address when left out. */
  googleCertificatesUrl?: string;
  /** Gives them by key id, in place of the library's own way of fetching them. */
  googleCertificates?: () => Promise<Record<string, string>>;
}

/** `refused` is one of a few fixed sentences, for logs only: it never holds a part of the token. */
type CallerVerdict = { email: string } | { refused: string };

export interface CallerVerifier {
  verify(authorization: string | undefined): Promise<CallerVerdict>;
}

const GOOGLE_ISSUERS = ['https://accounts.google.com', 'accounts.google.com'];
/** The library forgives this much clock difference at both ends of a token's life; `nbf`, which it ignores, gets the same. */
const SKEW_SECONDS = 300;
const LONGEST_TOKEN = 16_384;

/** X1. Who calls a task, trigger or schedule function. Throws at once on settings that could let everyone in. */
export function createCallerVerifier(options: CallerVerifierOptions): CallerVerifier {
  const { audience, keys } = options;
  const accounts = new Set(options.serviceAccounts);
  refuseLooseSettings(options);
  const client = new OAuth2Client(
    options.googleCertificatesUrl === undefined ? {} : { endpoints: { oauth2FederatedSignonPemCertsUrl: options.googleCertificatesUrl } },
  );
  const issuers = keys === 'google' ? GOOGLE_ISSUERS : [keys.issuer];
  const ofGoogle = options.googleCertificates ?? (async () => (await client.getFederatedSignonCertsAsync()).certs);

  async function verify(authorization: string | undefined): Promise<CallerVerdict> {
    const token = bearerToken(authorization);
    if (token === undefined) return { refused: 'no bearer token' };
    // The library verifies whatever algorithm the header names; only RS256 is ever right here.
    if (headerOf(token)?.['alg'] !== 'RS256') return { refused: 'not an RS256 token' };
    let certificates: Awaited<ReturnType<OAuth2Client['getFederatedSignonCertsAsync']>>['certs'];
    try {
      certificates = keys === 'google' ? await ofGoogle() : keys.publicKeys;
    } catch {
      return { refused: "Google's certificates could not be fetched" };
    }
    try {
      const ticket = await client.verifySignedJwtWithCertsAsync(token, certificates, audience, issuers);
      return judgeClaims(ticket.getPayload(), accounts);
    } catch (error) {
      return { refused: reasonOf(error) };
    }
  }

  return { verify };
}

function refuseLooseSettings({ audience, serviceAccounts, keys }: CallerVerifierOptions): void {
  if (audience === '') throw new TypeError('a caller verifier needs an audience');
  if (serviceAccounts.length === 0 || serviceAccounts.includes(''))
    throw new TypeError('a caller verifier needs at least one service account');
  if (keys !== 'google' && (keys.issuer === '' || GOOGLE_ISSUERS.includes(keys.issuer)))
    throw new TypeError('local keys need an issuer of their own');
}

function bearerToken(authorization: string | undefined): string | undefined {
  if (authorization === undefined || authorization.length > LONGEST_TOKEN) return undefined;
  return /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization)?.[1];
}

function headerOf(token: string): Record<string, unknown> | undefined {
  try {
    const header: unknown = JSON.parse(Buffer.from(token.slice(0, token.indexOf('.')), 'base64url').toString('utf8'));
    return typeof header === 'object' && header !== null ? { ...header } : undefined;
  } catch {
    return undefined;
  }
}

function judgeClaims(
  claims: { email?: string; email_verified?: boolean; nbf?: unknown } | undefined,
  accounts: ReadonlySet<string>,
): CallerVerdict {
  const { email } = claims ?? {};
  const notBefore = claims?.nbf;
  if (notBefore !== undefined && !(typeof notBefore === 'number' && notBefore <= Date.now() / 1000 + SKEW_SECONDS))
    return { refused: 'not valid yet' };
  if (email === undefined || !accounts.has(email)) return { refused: 'not an allowed service account' };
  if (claims?.email_verified !== true) return { refused: 'the e-mail address is not verified' };
  return { email };
}

/** The library's messages hold the whole token or its claims, so only their first words are used. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const known: Record<string, string> = {
    'No pem found': 'signed with an unknown key',
    'Invalid token signature': 'wrong signature',
    'Token used too early': 'not valid yet',
    'Token used too late': 'expired',
    'Expiration time too far': 'lives too long',
    'Invalid issuer': 'wrong issuer',
    'Wrong recipient': 'wrong audience',
  };
  return Object.entries(known).find(([start]) => message.startsWith(start))?.[1] ?? 'not a valid token';
}
