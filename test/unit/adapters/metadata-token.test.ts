import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { metadataTokens } from '#platform/google/metadata-token.ts';
import type { AccessTokens } from '#platform/google/access-tokens.ts';
import { json, startRestServer, type RestServer } from '#infra/stand-ins/rest.ts';

let server: RestServer;
let lasts = 3_600;
let tokens: AccessTokens;

beforeEach(async () => {
  let given = 0;
  lasts = 3_600;
  const path = /^\/computeMetadata\/v1\/instance\/service-accounts\/default\/token$/;
  server = await startRestServer([
    {
      call: 'token',
      method: 'GET',
      path,
      handle: (_parts, { headers }) =>
        headers['metadata-flavor'] === 'Google'
          ? json(200, { access_token: `t${(given += 1)}`, expires_in: lasts, token_type: 'Bearer' })
          : json(403, {}),
    },
  ]);
  tokens = metadataTokens(new URL(server.url).host);
});
afterEach(() => server.stop());

test('a token is asked for once, however many want it', async () => {
  expect(await Promise.all([tokens.get(), tokens.get(), tokens.get()])).toEqual(['t1', 't1', 't1']);
  expect(await tokens.get()).toBe('t1');
  expect(server.calls).toHaveLength(1);
});

test('one that was refused, or is about to end, is replaced', async () => {
  await tokens.get();
  tokens.drop();
  lasts = 200;
  expect(await tokens.get()).toBe('t2');
  expect(await tokens.get()).toBe('t3');
});

test('a failure is an outage, and is forgotten', async () => {
  server.faults.next('token', { refuse: 503 });
  await expect(tokens.get()).rejects.toMatchObject({ name: 'RestError', code: 'UNAVAILABLE' });
  expect(await tokens.get()).toBe('t1');
});
