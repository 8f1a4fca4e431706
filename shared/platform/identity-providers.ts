import type * as openid from 'openid-client';
import type { Identity, IdentityProviders, ProviderAsk } from '#contexts/access/ports/identity-providers.ts';

/** As the settings have them. */
interface ProviderSettings {
  github?: { clientId: string; url: string; apiUrl: string } | undefined;
  providers: readonly { slug: string; issuer: string; clientId: string }[];
}

interface Options {
  settings: ProviderSettings;
  /** Slug → the client's secret. */
  secrets: Readonly<Record<string, string>>;
  /** Public address of the installation. */
  publicUrl: string;
}

/** How one provider is asked: its addresses, and what its answer says of somebody. */
interface Way {
  configuration: openid.Configuration;
  scope: string;
  /** Only where there is a signed statement, it holds the nonce. */
  hasNonce: boolean;
  identityOf(tokens: Granted): Promise<Identity>;
}

type Granted = openid.TokenEndpointResponse & openid.TokenEndpointResponseHelpers;
type Library = typeof openid;

/** Seconds. */
const TIMEOUT = 10;

/** W3: by openid-client, which is loaded when somebody signs in so, and never at a cold start. */
export function openIdentityProviders(options: Options): IdentityProviders {
  const known = new Map<string, Promise<Way>>();
  /** What could not be found is looked for again. */
  async function wayOf(library: Library, slug: string): Promise<Way> {
    const found = known.get(slug) ?? openWay(library, options, slug);
    known.set(slug, found);
    return found.catch((error: unknown) => {
      known.delete(slug);
      throw error;
    });
  }
  return {
    async begin({ slug, state, nonce, verifier }) {
      const library = await import('openid-client');
      const { configuration, scope, hasNonce } = await wayOf(library, slug);
      return library.buildAuthorizationUrl(configuration, {
        redirect_uri: `${options.publicUrl}/sign-in/from/${slug}`,
        scope,
        state,
        code_challenge: await library.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(hasNonce ? { nonce } : {}),
      });
    },
    async finish(ask, cameBackTo) {
      const library = await import('openid-client');
      const way = await wayOf(library, ask.slug);
      return way.identityOf(await library.authorizationCodeGrant(way.configuration, cameBackTo, checksOf(ask, way)));
    },
  };
}

function checksOf({ state, nonce, verifier }: ProviderAsk, { hasNonce }: Way): openid.AuthorizationCodeGrantChecks {
  const checks = { expectedState: state, pkceCodeVerifier: verifier };
  return hasNonce ? { ...checks, expectedNonce: nonce, idTokenExpected: true } : checks;
}

async function openWay(library: Library, { settings, secrets }: Options, slug: string): Promise<Way> {
  const secret = secrets[slug];
  if (secret === undefined) throw new Error(`SIGN_IN_SECRETS has none of ${slug}`);
  if (slug === 'github' && settings.github !== undefined) return gitHub(library, settings.github, secret);
  const provider = settings.providers.find((one) => one.slug === slug);
  if (provider === undefined) throw new Error(`the settings have no provider ${slug}`);
  const insecure = isPlain(provider.issuer) ? { execute: [library.allowInsecureRequests] } : {};
  const configuration = await library.discovery(new URL(provider.issuer), provider.clientId, secret, undefined, {
    timeout: TIMEOUT,
    ...insecure,
  });
  return { configuration, scope: 'openid email', hasNonce: true, identityOf: (tokens) => openIdIdentity(library, configuration, tokens) };
}

/** Some providers say the address in the statement, others only when asked. */
async function openIdIdentity(library: Library, configuration: openid.Configuration, tokens: Granted): Promise<Identity> {
  const claims = tokens.claims();
  if (claims === undefined) throw new Error('the provider proved nobody');
  const said = typeof claims['email'] === 'string' ? claims : await library.fetchUserInfo(configuration, tokens.access_token, claims.sub);
  const { email, email_verified: verified } = said;
  return { emails: typeof email === 'string' && verified === true ? [email] : [] };
}

/** GitHub's OAuth: no discovery and no signed statement, so it is asked who this is. https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps */
function gitHub(library: Library, { clientId, url, apiUrl }: NonNullable<ProviderSettings['github']>, secret: string): Way {
  const server = {
    issuer: url,
    authorization_endpoint: `${url}/login/oauth/authorize`,
    token_endpoint: `${url}/login/oauth/access_token`,
  };
  const configuration = new library.Configuration(server, clientId, undefined, library.ClientSecretPost(secret));
  configuration.timeout = TIMEOUT;
  if (isPlain(url)) library.allowInsecureRequests(configuration);
  return {
    configuration,
    scope: 'read:user user:email',
    hasNonce: false,
    async identityOf({ access_token: token }) {
      const [user, emails] = await Promise.all([askGitHub(`${apiUrl}/user`, token), askGitHub(`${apiUrl}/user/emails`, token)]);
      const login = isRecord(user) && typeof user['login'] === 'string' ? { githubLogin: user['login'] } : {};
      const id = isRecord(user) && typeof user['id'] === 'number' ? { githubId: String(user['id']) } : {};
      return { emails: (Array.isArray(emails) ? emails : []).flatMap(verifiedAddress), ...login, ...id };
    },
  };
}

async function askGitHub(address: string, token: string): Promise<unknown> {
  const headers = { accept: 'application/vnd.github+json', authorization: `Bearer ${token}`, 'user-agent': 'rehearsal' };
  const answer = await fetch(address, { headers, signal: AbortSignal.timeout(TIMEOUT * 1000) });
  if (!answer.ok) throw new Error(`GitHub answered ${answer.status}`);
  return answer.json();
}

function verifiedAddress(entry: unknown): string[] {
  if (!isRecord(entry) || entry['verified'] !== true) return [];
  return typeof entry['email'] === 'string' ? [entry['email']] : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** At home and in tests a provider may stand on this machine. */
function isPlain(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}
