import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openApiHouse, type ApiHouse } from '#test/support/api/house.ts';

let house: ApiHouse;
beforeAll(async () => {
  house = await openApiHouse();
});
afterAll(() => house.close());

test('P1 what operators ask for is asked by method and path, and answered in named fields', async () => {
  const list = await house.call('GET', '/api/v1/backends');
  expect(list).toMatchObject({ status: 200, body: { backends: [{ backend: 'local', silent: false }, { backend: 'backup' }] } });
  expect(list.body['backends']).not.toMatchObject([{ paused: expect.anything() }]);
  const paused = await house.call('POST', '/api/v1/backends/local/pause', { why: 'a new disk' });
  expect(paused).toMatchObject({ status: 200, body: { backend: 'local', paused: 'a new disk', ready: true } });
  expect((await house.call('GET', '/api/v1/backends')).body).toMatchObject({ backends: [{ paused: 'a new disk' }, {}] });
});

test('P4 what is not there, not done there, or not said in the right way is a problem with its code', async () => {
  const bare = { authorization: '' };
  const pause = '/api/v1/backends/local/pause';
  const told = [
    await house.call('GET', '/api/v1/nothing'),
    await house.call('DELETE', pause),
    await house.call('GET', '/api/v1/backends', undefined, bare),
    await house.call('GET', '/api/v1/backends?colour=red'),
    await house.call('POST', '/api/v1/backends/nowhere/pause', { why: 'x' }),
    await house.call('POST', pause, {}),
    await house.call('POST', pause, '{"why":'),
    await house.call('POST', pause, 'why=x', { 'content-type': 'text/plain' }),
    await house.call('POST', pause, { why: 'x'.repeat(300_000) }),
    await house.call('POST', pause, { why: 'x', backend: 'backup' }),
  ];
  expect(told.map(({ status, body }) => [status, body['code']])).toEqual([
    [404, 'not_found'],
    [405, 'method_not_allowed'],
    [401, 'unauthorized'],
    [422, 'invalid_request'],
    [404, 'not_found'],
    [422, 'invalid_request'],
    [400, 'malformed_body'],
    [415, 'unsupported_media_type'],
    [413, 'body_too_large'],
    [422, 'invalid_request'],
  ]);
  expect(told.map(({ headers }) => headers.get('content-type'))).toEqual(told.map(() => 'application/problem+json'));
  expect(told[1]?.headers.get('allow')).toBe('POST, OPTIONS');
  expect(told[2]?.headers.get('www-authenticate')).toBe('Bearer');
});

test('P1 HEAD is GET without its body, and OPTIONS says what there is', async () => {
  const head = await house.call('HEAD', '/api/v1/backends');
  expect([head.status, head.body]).toEqual([200, {}]);
  const options = await house.call('OPTIONS', '/api/v1/backends');
  expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, POST, OPTIONS']);
});
