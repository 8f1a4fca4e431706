import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { invite, openHouse, toReview, type Guest, type House } from '#test/support/page-house.ts';

const TOKEN = 't'.repeat(40);
let house: House;
let guest: Guest;
let grace: string;
beforeEach(async () => {
  house = await openHouse({ token: TOKEN });
  guest = await invite(house);
  await toReview(guest);
  grace = await house.signedIn('grace');
});
afterEach(() => house.close());

async function page(path: string): Promise<string> {
  return (await fetch(house.url + path, { headers: { cookie: grace, accept: 'text/html' } })).text();
}

async function posts(path: string, fields: Record<string, string>): Promise<{ status: number; text: string }> {
  const headers = { cookie: grace, accept: 'text/html' };
  const answer = await fetch(house.url + path, { method: 'POST', headers, body: new URLSearchParams(fields), redirect: 'manual' });
  return { status: answer.status, text: await answer.text() };
}

const proofIn = (text: string): string => /name="_form" value="([\w-]+)"/.exec(text)?.[1] ?? '';

test('W3 every form of a page says that it was made for whoever is signed in', async () => {
  for (const path of [`/requests/${guest.id}`, '/mails', '/board', '/people', '/schedules']) {
    const forms = (await page(path)).split(/(?=<form\b)/).filter((form) => /^<form\b[^>]*method="post"/.test(form));
    expect(forms.length).toBeGreaterThan(0);
    for (const form of forms)
      expect([path, form.split('</form>')[0]]).toEqual([path, expect.stringMatching(/name="(?:_form|_proof|form)" value="[\w-]{20,}"/)]);
  }
});

test.each([
  ['concerns', (id: string) => `/links/concerns/${id}`, { concern: 'It <b>hangs</b>.' }],
  ['mails', (id: string) => `/links/mails/${id}`, { mail: 'x' }],
  ['production', (id: string) => `/links/production/${id}`, { step: 'x', outcome: 'run', text: 'y' }],
  ['notices', () => '/links/notices/again', { mail: 'x' }],
])('W3 a form of %s without that proof does nothing, and nothing that was typed is lost', async (_, pathOf, fields) => {
  const path = pathOf(guest.id);
  const before = (await guest.state()).version;
  for (const proof of [{}, { _form: 'x'.repeat(43) }]) {
    const { status, text } = await posts(path, { ...fields, ...proof });
    expect([status, accessibilityFaults(text)]).toEqual([403, []]);
    expect(text).toContain('Look at it once more');
    for (const value of Object.values(fields)) expect(text).toContain(`value="${value.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}"`);
    expect(text).not.toContain('x'.repeat(43));
  }
  expect((await guest.state()).version).toBe(before);
  expect((await posts(path, { ...fields, _form: proofIn(await page('/mails')) })).status).not.toBe(403);
});

test('W3 signing out takes the proof, too', async () => {
  const proof = proofIn(await page('/mails'));
  expect((await posts('/sign-out', {})).status).toBe(303);
  expect(await page('/account')).toContain('Grace Hopper');
  await posts('/sign-out', { _form: proof });
  expect(await page('/account')).not.toContain('Grace Hopper');
});

test('W3 X6 a page that is not ours signs nobody in with a key of its choice: somebody has to press', async () => {
  const opens = async (site?: string): Promise<[number, string | null, string]> => {
    const headers = { accept: 'text/html', ...(site === undefined ? {} : { 'sec-fetch-site': site }) };
    const answer = await fetch(`${house.url}/board?key=${TOKEN}`, { headers, redirect: 'manual' });
    return [answer.status, answer.headers.get('set-cookie'), await answer.text()];
  };
  for (const site of ['cross-site', 'same-site']) {
    const [status, cookie, text] = await opens(site);
    expect([status, cookie, accessibilityFaults(text)]).toEqual([200, null, []]);
    expect(text).toContain('as whoever made the link');
  }
  for (const site of [undefined, 'none', 'same-origin'])
    expect((await opens(site)).slice(0, 2)).toEqual([303, expect.stringContaining('__session=')]);
  const pressed = await fetch(`${house.url}/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ key: TOKEN, to: `/board?key=${TOKEN}` }),
    redirect: 'manual',
  });
  expect([pressed.status, pressed.headers.get('location')]).toEqual([303, '/start']);
});
