import { expect, test } from '@jest/globals';
import { readAccount } from '#contexts/access/app/accounts.ts';
import { PROOF_FIELD } from '#html/proof.ts';
import { openHouse, type House } from '#test/support/page-house.ts';

const TOKEN = 'k'.repeat(43);
const MINUTE = 60_000;

async function signsIn(house: House): Promise<string> {
  const answer = await fetch(`${house.url}/board?key=${TOKEN}`, { redirect: 'manual' });
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('/board');
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

const statusOf = async (house: House, path: string, cookie: string, form?: Record<string, string>): Promise<number> =>
  (
    await fetch(`${house.url}${path}`, {
      redirect: 'manual',
      headers: { cookie, accept: 'text/html' },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    })
  ).status;

const textOf = async (house: House, path: string, cookie: string): Promise<string> =>
  (await fetch(`${house.url}${path}`, { headers: { cookie, accept: 'text/html' } })).text();

const fieldOf = (text: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';

test('W3 X6 an operator’s session is listed, and over where it was ended: by signing out, by another of theirs, and at once', async () => {
  const house = await openHouse({ token: TOKEN });
  const [here, there] = [await signsIn(house), await signsIn(house)];
  expect(await statusOf(house, '/board', there)).toBe(200);
  const account = await textOf(house, '/account', here);
  expect(account).toContain('Signed in with a key');
  expect(await statusOf(house, '/account/end', here, { form: fieldOf(account, 'form'), session: '2' })).toBe(303);
  expect(await statusOf(house, '/board', there)).toBe(401);
  expect(await statusOf(house, '/sign-out', here, { [PROOF_FIELD]: 'x' })).toBe(303);
  expect(await statusOf(house, '/board', here)).toBe(200);
  const proof = fieldOf(await textOf(house, '/board', here), PROOF_FIELD);
  expect(await statusOf(house, '/sign-out', here, { [PROOF_FIELD]: proof })).toBe(303);
  expect(await statusOf(house, '/board', here)).toBe(401);
  const { state } = await readAccount(house.system, 'operator.local');
  expect(state.sessions.map(({ way, ended }) => [way, ended?.why])).toEqual([
    ['key', 'signed_out'],
    ['key', 'ended'],
  ]);
  await house.close();
});

test('W3 an operator’s browser shows anew who it is before what is sensitive, and does nothing by a form of somebody else', async () => {
  const house = await openHouse({ token: TOKEN });
  const cookie = await signsIn(house);
  const proof = fieldOf(await textOf(house, '/board', cookie), PROOF_FIELD);
  const make = { holder: 'client.bot', permissions: 'audit.read', everywhere: 'yes', _sure: 'yes' };
  expect(await statusOf(house, '/do/token_make', cookie, make)).toBe(403);
  expect(await statusOf(house, '/do/token_make', cookie, { ...make, _proof: proof })).toBe(200);
  house.time.now += 10 * MINUTE + 1;
  expect(await statusOf(house, '/do/token_make', cookie, { ...make, holder: 'client.late', _proof: proof })).toBe(401);
  const again = await signsIn(house);
  expect(
    await statusOf(house, '/do/token_make', again, {
      ...make,
      holder: 'client.late',
      _proof: fieldOf(await textOf(house, '/board', again), PROOF_FIELD),
    }),
  ).toBe(200);
  await house.close();
});

test('X6 W3 an operator’s session ends with its bond, and after seven days', async () => {
  const house = await openHouse({ token: TOKEN });
  const cookie = await signsIn(house);
  for (let hours = 0; hours < 7 * 24; hours += 6) {
    expect(await statusOf(house, '/board', cookie)).toBe(200);
    house.time.now += 360 * MINUTE;
  }
  expect(await statusOf(house, '/board', cookie)).toBe(401);
  await house.close();
});
