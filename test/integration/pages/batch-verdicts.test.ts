import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { invite, openHouse, runEnds, toRunning, type Guest, type House } from '#test/support/page-house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse({ token: 't'.repeat(40) });
});
afterEach(() => house.close());

async function ran(id: string, over: Parameters<typeof runEnds>[1] = {}): Promise<Guest> {
  const guest = await invite(house, { id });
  await toRunning(guest);
  await runEnds(guest, over);
  return guest;
}

async function page(cookie: string, path = '/verdicts'): Promise<string> {
  const answer = await fetch(`${house.url}${path}`, { headers: { accept: 'text/html', cookie }, redirect: 'manual' });
  const text = await answer.text();
  expect([answer.status, accessibilityFaults(text)]).toEqual([200, []]);
  return text;
}

async function posts(cookie: string, shown: string, fields: [string, string][]): Promise<{ status: number; text: string }> {
  const hidden = [...shown.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
  const body = new URLSearchParams([...hidden, ...fields] as [string, string][]);
  const answer = await fetch(`${house.url}/do/requests_answer`, { method: 'POST', body, headers: { accept: 'text/html', cookie } });
  return { status: answer.status, text: await answer.text() };
}

const chosenIn = (shown: string): string[] => [...shown.matchAll(/name="questions" value="([^"]+)"/g)].map(([, value = '']) => value);

test('N2 W3 verdicts over many requests are on one page with what each hangs on; what is as expected is approved together, each by itself', async () => {
  const [one, two] = [await ran('v1'), await ran('v2')];
  const differs = await ran('v3', { stdout: ['something else'] });
  const grace = await house.signedIn('grace');
  const shown = await page(grace);
  const offered = chosenIn(shown);
  expect(offered.map((text) => text.split('/')[0])).toEqual(['v1', 'v2']);
  expect(shown).toMatch(/something else.*✗ unexpected/s);
  expect(shown).toMatch(/href="\/requests\/v3\/answers\/\d+\/reject"/);
  const missing = await posts(grace, shown, [['questions', offered[0] ?? '']]);
  expect([missing.status, (await one.state()).status]).toEqual([422, 'awaiting_verdict']);
  // The second is decided elsewhere meanwhile: the first is given all the same, and what became of each is said.
  await two.answers('alan', 'verdict', 'reject', { comment: 'Wrong topics.' });
  const done = await posts(grace, shown, [
    ...offered.map((text): [string, string] => ['questions', text]),
    ['comment', 'Counted both by hand.'],
  ]);
  expect(done.status).toBe(200);
  expect(done.text).toContain('1 of 2 were given.');
  expect(done.text).toMatch(/Request v2<\/a>, question \d+ <span class="tag bad">not given/);
  expect([(await one.state()).status, (await two.state()).status, (await differs.state()).status]).toEqual([
    'approved',
    'rejected',
    'awaiting_verdict',
  ]);
  expect((await one.state()).jobs[0]).toMatchObject({ approval: { by: 'grace', outcomeVerified: 'Counted both by hand.' } });
});

test('W4 Q1 who never decides is offered nothing', async () => {
  await ran('v1');
  expect(await page(await house.signedIn('grace'))).toContain('1 job of 1 request waits for your verdict.');
  const tim = await fetch(`${house.url}/verdicts`, { headers: { accept: 'text/html', cookie: await house.signedIn('tim') } });
  expect(await tim.text()).toContain('Nobody waits for a verdict of yours.');
});
