import { generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { startRestServer, json } from '#infra/stand-ins/rest.ts';

/** What Google is for callers: tokens in its name, and the place where its keys are published. */
export interface GoogleIdentity {
  /** `host:port` of the certificates. */
  host: string;
  token(audience: string, email: string): Promise<string>;
  close(): Promise<void>;
}

export async function startGoogleIdentity(): Promise<GoogleIdentity> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const certificates = { test: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
  const answer = { ...json(200, certificates), headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=600' } };
  const server = await startRestServer([{ call: 'certs', method: 'GET', path: /^\/oauth2\/v1\/certs$/, handle: () => answer }]);
  return {
    host: new URL(server.url).host,
    token: (audience, email) =>
      new SignJWT({ email, email_verified: true })
        .setProtectedHeader({ alg: 'RS256', kid: 'test' })
        .setIssuer('https://accounts.google.com')
        .setAudience(audience)
        .setSubject('1')
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(privateKey),
    close: () => server.stop(),
  };
}
