import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DAY } from '#kernel/time.ts';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { invite, openHouse, toReview, type Guest, type House } from '#test/support/page-house.ts';

const TOKEN = 'o'.repeat(40);
let house: House;
let guest: Guest;
let status: string;
beforeEach(async () => {
  house = await openHouse({ token: TOKEN });
  guest = await invite(house);
  await toReview(guest);
  status = house.links.statusUrl(guest.id);
});
afterEach(() => house.close());

async function say(concern: string, name = status.split('/').at(-1) ?? '', headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${house.url}/links/concerns/${name}`, {
    method: 'POST',
    body: new URLSearchParams({ concern }),
    headers,
    redirect: 'manual',
  });
}

async function page(url: string): Promise<string> {
  const text = await (await fetch(url)).text();
  expect(accessibilityFaults(text)).toEqual([]);
  return text;
}

test('W1 whoever has the status page says that something is wrong, and sees it and its answer there, as text', async () => {
  expect(await page(status)).toContain('What is wrong?');
  const told = await say('It <b>hangs</b>,\nsince Monday.');
  expect([told.status, told.headers.get('location')]).toEqual([303, `${new URL(status).pathname}#concerns`]);
  const shown = await page(status);
  expect(shown).toContain('It &lt;b&gt;hangs&lt;/b&gt;,');
  expect(shown).toContain('it has not been answered yet');
  const { url, code } = await guest.link('concern', 'reply', 'ruth');
  expect(await page(url)).toContain('What they wrote');
  await fetch(url, { method: 'POST', body: new URLSearchParams({ code, comment: 'Somebody restarts it.' }), redirect: 'manual' });
  expect(await page(status)).toMatch(/Answered by .*Somebody restarts it\./s);
});

test('W1 X2 what is empty, too long, or turns the direction of writing is refused, and nothing that was typed is lost', async () => {
  for (const text of ['  ', 'x'.repeat(2_001), 'a\u202eb', 'a\u0007b']) {
    const refused = await say(text);
    const body = await refused.text();
    expect([refused.status, accessibilityFaults(body)]).toEqual([422, []]);
    if (text.length > 2_000) expect(body).toContain(text);
  }
  expect((await guest.state()).questions.filter(({ kind }) => kind === 'concern')).toEqual([]);
});

test('W1 said twice it is said once, and five in a day are enough', async () => {
  await say('the same');
  await say('the same');
  expect((await guest.state()).questions.filter(({ kind }) => kind === 'concern')).toHaveLength(1);
  for (let n = 0; n < 4; n += 1) {
    await guest.answers('ruth', 'concern', 'reply');
    expect((await say(`another ${n}`)).status).toBe(303);
  }
  await guest.answers('ruth', 'concern', 'reply');
  const enough = await say('once more');
  expect([enough.status, enough.headers.get('retry-after')]).toEqual([429, '86400']);
  house.time.now += DAY;
  expect((await say('the next day')).status).toBe(303);
});

test('W1 X6 an operator says it by the request’s id under their own name; strangers and guesses cannot', async () => {
  expect((await say('x', guest.id)).status).toBe(404);
  expect((await say('x', 'guess.AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404);
  expect((await fetch(`${house.url}/links/concerns/${guest.id}`)).status).toBe(405);
  const told = await say('as an operator', guest.id, { authorization: `Bearer ${TOKEN}` });
  expect([told.status, told.headers.get('location')]).toEqual([303, `/requests/${guest.id}#concerns`]);
  expect(await (await fetch(`${status}/timeline.json`)).text()).toContain('operator local');
});
