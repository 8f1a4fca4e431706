import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { createLocalIdentity } from '#platform/embedded/local-identity.ts';
import { createCallerVerifier } from '#doors/verify-caller.ts';

const options = { issuer: 'https://rehearsal.local', email: 'tasks@rehearsal.example' };
const audience = 'http://127.0.0.1:8080/send-mail';

test("X1 signs tokens of the same shape as Google's", async () => {
  const identity = createLocalIdentity(options);
  const token = await identity.token(audience);
  expect(decodeProtectedHeader(token)).toEqual({ alg: 'RS256', typ: 'JWT', kid: Object.keys(identity.keys.publicKeys)[0] });
  const claims = decodeJwt(token);
  expect(Object.keys(claims).toSorted()).toEqual(['aud', 'azp', 'email', 'email_verified', 'exp', 'iat', 'iss', 'sub']);
  expect(claims).toMatchObject({ iss: options.issuer, aud: audience, email: options.email, email_verified: true });
  expect(claims.sub).toMatch(/^\d{21}$/);
  expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(3600);
});

test('X1 goes on with the same key after a restart', async () => {
  const first = createLocalIdentity(options);
  const second = createLocalIdentity({ ...options, privateKeyPem: first.privateKeyPem });
  expect(second.keys).toEqual(first.keys);
  const verifier = createCallerVerifier({ audience, serviceAccounts: [options.email], keys: first.keys });
  expect(await verifier.verify(`Bearer ${await second.token(audience)}`)).toEqual({ email: options.email });
  const stranger = createLocalIdentity(options);
  expect(await verifier.verify(`Bearer ${await stranger.token(audience)}`)).toEqual({ refused: 'signed with an unknown key' });
});

test('keeps a token until shortly before it expires, one for each audience and account', async () => {
  const identity = createLocalIdentity(options);
  expect(await identity.token(audience)).toBe(await identity.token(audience));
  expect(await identity.token(audience)).not.toBe(await identity.token(`${audience}x`));
  expect(decodeJwt(await identity.token(audience, 'other@x.example')).email).toBe('other@x.example');
  const short = createLocalIdentity({ ...options, lifetime: 200 });
  expect(short.token(audience)).not.toBe(short.token(audience));
});

test("X1 refuses Google's name and weak or foreign keys", () => {
  for (const issuer of ['', 'accounts.google.com', 'https://accounts.google.com', 'https://x.googleapis.com/y'])
    expect(() => createLocalIdentity({ ...options, issuer })).toThrow('issuer');
  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  for (const privateKeyPem of [weak, curve]) expect(() => createLocalIdentity({ ...options, privateKeyPem })).toThrow('2048');
});
