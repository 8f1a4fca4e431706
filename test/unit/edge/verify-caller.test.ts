import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import { createLocalIdentity } from '#platform/embedded/local-identity.ts';
import { createCallerVerifier } from '#doors/verify-caller.ts';

const AUDIENCE = 'https://functions.example/send-mail';
const ACCOUNT = 'tasks@project.iam.gserviceaccount.com';
const ISSUER = 'https://rehearsal.local';
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const seconds = Math.floor(Date.now() / 1000);
const claims = { iss: ISSUER, aud: AUDIENCE, sub: '1', email: ACCOUNT, email_verified: true, iat: seconds, exp: seconds + 3600 };
const local = createCallerVerifier({
  audience: AUDIENCE,
  serviceAccounts: ['other@x.example', ACCOUNT],
  keys: { issuer: ISSUER, publicKeys: { k1: publicPem } },
});

async function bearer(changes: Record<string, unknown> = {}, key: KeyObject = privateKey, kid = 'k1'): Promise<string> {
  return `Bearer ${await new SignJWT({ ...claims, ...changes }).setProtectedHeader({ alg: 'RS256', kid }).sign(key)}`;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function handmade(header: object, sign: (signed: string) => string): string {
  const signed = `${encode(header)}.${encode(claims)}`;
  return `Bearer ${signed}.${sign(signed)}`;
}

describe('X1 callers', () => {
  test('X1 accepts a right token, and each of the allowed accounts', async () => {
    expect(await local.verify(await bearer())).toEqual({ email: ACCOUNT });
    expect(await local.verify(await bearer({ email: 'other@x.example' }))).toEqual({ email: 'other@x.example' });
    expect(await local.verify((await bearer()).replace('Bearer', 'bearer'))).toEqual({ email: ACCOUNT });
  });

  test.each([
    ['another audience', { aud: 'https://functions.example/drive-operation' }, 'wrong audience'],
    ['an audience that only begins the same', { aud: `${AUDIENCE}/x` }, 'wrong audience'],
    ['a list of audiences', { aud: [AUDIENCE, 'https://evil.example'] }, 'wrong audience'],
    ['no audience', { aud: undefined }, 'wrong audience'],
    ['an expired token', { iat: seconds - 7200, exp: seconds - 3600 }, 'expired'],
    ['a token from the future', { iat: seconds + 3600, exp: seconds + 7200 }, 'not valid yet'],
    ['a token that is not valid yet', { nbf: seconds + 3600 }, 'not valid yet'],
    ['a token without end', { exp: undefined }, 'not a valid token'],
    ['a token that lives too long', { exp: seconds + 10 * 86_400 }, 'lives too long'],
    ['another issuer', { iss: 'https://evil.example' }, 'wrong issuer'],
    ["Google's name on a local token", { iss: 'https://accounts.google.com' }, 'wrong issuer'],
    ['another e-mail address', { email: 'evil@x.example' }, 'not an allowed service account'],
    ['another case of the address', { email: ACCOUNT.toUpperCase() }, 'not an allowed service account'],
    ['no e-mail address', { email: undefined }, 'not an allowed service account'],
    ['an unverified address', { email_verified: false }, 'the e-mail address is not verified'],
    ['an address verified in words only', { email_verified: 'true' }, 'the e-mail address is not verified'],
    ['no word on verification', { email_verified: undefined }, 'the e-mail address is not verified'],
  ])('X1 refuses %s', async (_what, changes, refused) => {
    expect(await local.verify(await bearer(changes))).toEqual({ refused });
  });

  test('X1 refuses forged tokens', async () => {
    const right = await bearer();
    const [header = '', , signature = ''] = right.split('.');
    expect(await local.verify(`${header}.${encode({ ...claims, admin: true })}.${signature}`)).toEqual({ refused: 'wrong signature' });
    expect(await local.verify(await bearer({}, other))).toEqual({ refused: 'wrong signature' });
    expect(await local.verify(await bearer({}, other, 'k2'))).toEqual({ refused: 'signed with an unknown key' });
    expect(await local.verify(await bearer({}, other, '__proto__'))).toEqual({ refused: 'signed with an unknown key' });
    expect(await local.verify(`${header}.${encode(claims)}.`)).toEqual({ refused: 'wrong signature' });
  });

  test('X1 refuses tokens that choose their own algorithm', async () => {
    const refused = { refused: 'not an RS256 token' };
    for (const alg of ['none', 'None', '', undefined]) expect(await local.verify(handmade({ alg, kid: 'k1' }, () => ''))).toEqual(refused);
    const hmac = (signed: string): string => createHmac('sha256', publicPem).update(signed).digest('base64url');
    for (const alg of ['HS256', 'ES256', 'RS512']) expect(await local.verify(handmade({ alg, kid: 'k1' }, hmac))).toEqual(refused);
    expect(await local.verify(handmade({ alg: 'RS256', kid: 'k1' }, hmac))).toEqual({ refused: 'wrong signature' });
  });

  test('X1 refuses what is no bearer token at all', async () => {
    const right = await bearer();
    const garbage = [
      undefined,
      '',
      'Bearer',
      'Bearer ',
      'Bearer x',
      'Bearer a.b.c.d',
      `Basic ${right.slice(7)}`,
      right.slice(7),
      `${right} `,
      `${right},${right}`,
      `Bearer ${'a'.repeat(20_000)}.b.c`,
    ];
    for (const header of garbage) expect(await local.verify(header)).toEqual({ refused: 'no bearer token' });
    for (const header of ['Bearer a.b.c', 'Bearer bnVsbA.bnVsbA.x', 'Bearer W10.e30.x'])
      expect(await local.verify(header)).toEqual({ refused: 'not an RS256 token' });
    expect(await local.verify(`Bearer ${encode({ alg: 'RS256', kid: 'k1' })}.bnVsbA.x`)).toEqual({ refused: 'not a valid token' });
  });

  test('X1 throws on settings that could let everyone in', () => {
    const keys = { issuer: ISSUER, publicKeys: {} };
    expect(() => createCallerVerifier({ audience: '', serviceAccounts: [ACCOUNT], keys })).toThrow('audience');
    expect(() => createCallerVerifier({ audience: AUDIENCE, serviceAccounts: [], keys })).toThrow('service account');
    expect(() => createCallerVerifier({ audience: AUDIENCE, serviceAccounts: [''], keys })).toThrow('service account');
    expect(() =>
      createCallerVerifier({ audience: AUDIENCE, serviceAccounts: [ACCOUNT], keys: { issuer: 'accounts.google.com', publicKeys: {} } }),
    ).toThrow('issuer');
  });
});

describe("X1 callers with Google's tokens", () => {
  let certificates: Server;
  let fetched = 0;
  const verifier = () =>
    createCallerVerifier({
      audience: AUDIENCE,
      serviceAccounts: [ACCOUNT],
      keys: 'google',
      googleCertificatesUrl: `http://127.0.0.1:${(certificates.address() as AddressInfo).port}/certs`,
    });
  const google = { iss: 'https://accounts.google.com' };

  beforeAll(async () => {
    certificates = createServer((_request, response) => {
      fetched += 1;
      response
        .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'public, max-age=3600' })
        .end(JSON.stringify({ k1: publicPem }));
    });
    await new Promise<void>((resolve) => certificates.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => certificates.close(resolve)));

  test('X1 accepts them, and fetches the certificates once', async () => {
    const one = verifier();
    fetched = 0;
    for (let times = 0; times < 3; times += 1) expect(await one.verify(await bearer(google))).toEqual({ email: ACCOUNT });
    expect(fetched).toBe(1);
    expect(await one.verify(await bearer({ ...google, aud: 'https://x.example' }))).toEqual({ refused: 'wrong audience' });
  });

  test('X1 never accepts a local token', async () => {
    const identity = createLocalIdentity({ issuer: ISSUER, email: ACCOUNT });
    const forGoogle = verifier();
    expect(await forGoogle.verify(`Bearer ${await identity.token(AUDIENCE)}`)).toEqual({ refused: 'signed with an unknown key' });
    // Not even if the key were Google's, or the name.
    expect(await forGoogle.verify(await bearer())).toEqual({ refused: 'wrong issuer' });
    expect(await forGoogle.verify(await bearer(google, other))).toEqual({ refused: 'wrong signature' });
  });

  test('X1 refuses when the certificates cannot be had', async () => {
    const lost = createCallerVerifier({
      audience: AUDIENCE,
      serviceAccounts: [ACCOUNT],
      keys: 'google',
      googleCertificatesUrl: 'http://127.0.0.1:9/',
    });
    expect(await lost.verify(await bearer(google))).toEqual({ refused: "Google's certificates could not be fetched" });
  });
});
