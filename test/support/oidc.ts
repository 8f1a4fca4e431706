import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Provider } from 'oidc-provider';

export interface TestProvider {
  url: string;
  close(): Promise<void>;
}

/** Who signs in there next, and what the provider says of them. */
export interface Claims {
  sub: string;
  email: string;
  email_verified: boolean;
}

async function listening(server: Server): Promise<{ url: string; close: () => Promise<void> }> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A real OpenID provider on loopback, whose people sign in by a press. */
export async function startOidc(options: {
  clientId: string;
  secret: string;
  callback: () => string;
  who: () => Claims;
}): Promise<TestProvider> {
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  const server = createServer((request, response) => handle(request, response));
  const { url, close } = await listening(server);
  const provider = new Provider(url, {
    clients: [
      {
        client_id: options.clientId,
        client_secret: options.secret,
        redirect_uris: [options.callback()],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/press/${interaction.uid}` },
    cookies: { keys: ['not a secret'] },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...options.who() }) }),
  });
  const answer = provider.callback();
  handle = (request, response) =>
    void (request.url?.startsWith('/press/') === true ? press(provider, options.who(), request, response) : answer(request, response));
  return { url, close };
}

async function press(provider: Provider, { sub }: Claims, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { params, prompt } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') return provider.interactionFinished(request, response, { login: { accountId: sub } });
  const grant = new provider.Grant({ accountId: sub, clientId: String(params['client_id']) });
  grant.addOIDCScope('openid email');
  return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true });
}

/** What GitHub answers to whoever signs in by it: its pages, its token, who it is. */
export interface GitHubUser {
  login: string;
  id?: number;
  emails: readonly { email: string; verified: boolean }[];
}

export async function startGitHub(options: { clientId: string; secret: string; who: () => GitHubUser }): Promise<TestProvider> {
  const codes = new Map<string, string>();
  const server = createServer((request, response) => void serveGitHub(options, codes, request, response));
  return listening(server);
}

async function serveGitHub(
  { clientId, secret, who }: Parameters<typeof startGitHub>[0],
  codes: Map<string, string>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://github');
  const json = (status: number, value: unknown): void =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  if (url.pathname === '/login/oauth/authorize') {
    const code = `code${codes.size + 1}`;
    codes.set(code, url.searchParams.get('code_challenge') ?? '');
    const back = new URL(url.searchParams.get('redirect_uri') ?? '');
    back.searchParams.set('code', code);
    back.searchParams.set('state', url.searchParams.get('state') ?? '');
    return void response.writeHead(302, { location: back.href }).end();
  }
  if (url.pathname === '/login/oauth/access_token') {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
    const typed = new URLSearchParams(Buffer.concat(chunks).toString());
    const isRight = typed.get('client_id') === clientId && typed.get('client_secret') === secret && codes.delete(typed.get('code') ?? '');
    // GitHub answers 200 to what it refuses, too.
    return json(
      200,
      isRight ? { access_token: 'gho_test', token_type: 'bearer', scope: 'read:user,user:email' } : { error: 'bad_verification_code' },
    );
  }
  if (request.headers.authorization !== 'Bearer gho_test') return json(401, { message: 'Bad credentials' });
  if (url.pathname === '/api/user') return json(200, { login: who().login, id: who().id ?? 1 });
  if (url.pathname === '/api/user/emails') return json(200, who().emails);
  return json(404, { message: 'Not Found' });
}
