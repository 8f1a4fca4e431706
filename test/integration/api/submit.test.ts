import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openApiHouse, type ApiHouse } from '#test/support/api/house.ts';
import { sampleForm } from '#test/support/sample-submission.ts';

let house: ApiHouse;
beforeEach(async () => {
  house = await openApiHouse();
});
afterEach(() => house.close());

async function stateOf(id: unknown): Promise<unknown> {
  return (await house.world.system.store.get({ collection: 'requests', id: String(id) }))?.state;
}

test('P1 P2 I16 a request is asked for by the API: made once for a key, and whose address it is has to be confirmed, whatever the form says', async () => {
  const form = {
    ...sampleForm(),
    contributor: { name: 'Ada Lovelace', email: 'ada@example.org', githubLogin: 'ada', emailVerified: true },
  };
  const key = { 'idempotency-key': 'k-1' };
  const made = await house.call('POST', '/api/v1/requests', { form }, key);
  expect([made.status, made.body['status'], made.body['statusUrl']]).toEqual([
    201,
    'waiting_for_confirmation',
    expect.stringContaining('/status/'),
  ]);
  expect(await stateOf(made.body['id'])).toMatchObject({ via: 'api', status: 'waiting_for_confirmation' });
  const again = await house.call('POST', '/api/v1/requests', { form }, key);
  expect([again.status, again.body]).toEqual([200, { ...made.body, outcome: 'unchanged' }]);
  const other = await house.call('POST', '/api/v1/requests', { form: sampleForm({ submissionId: 'other' }) });
  const many = await house.call('GET', `/api/v1/requests?ids=${String(other.body['id'])},${String(made.body['id'])},gone1`);
  expect((many.body['requests'] as { id: string }[]).map(({ id }) => id)).toEqual([other.body['id'], made.body['id']]);
});

test('P4 I3 all that is wrong with the form is told, each with its place', async () => {
  const form = { ...sampleForm(), kind: 'no_kind', jobs: [{ name: 'x' }] };
  const told = await house.call('POST', '/api/v1/requests', { form });
  expect([told.status, told.body['code']]).toEqual([422, 'invalid_request']);
  const paths = (told.body['problems'] as { path: string }[]).map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(['form.kind', 'form.jobs[0].name']));
  expect(await house.call('POST', '/api/v1/requests', { form: [] })).toMatchObject({ status: 422 });
  expect(await house.call('POST', '/api/v1/requests', {})).toMatchObject({ status: 422 });
});

test('P1 I15 nothing is taken while intake is closed', async () => {
  await house.call('POST', '/api/v1/intake/close', { why: 'a holiday' });
  const told = await house.call('POST', '/api/v1/requests', { form: sampleForm() });
  expect([told.status, String(told.body['detail'])]).toEqual([409, expect.stringContaining('a holiday')]);
});
