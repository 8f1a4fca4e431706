import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Head } from '#contexts/gates/ports/code-host.ts';
import { NEWER_SHA, SHA } from '#test/support/given-request.ts';
import { invite, openHouse, runEnds, toReview, toRunning, type Guest, type House } from '#test/support/page-house.ts';

let house: House;
let guest: Guest;
const KEY = 'oppia/oppia#12345';
const open: Exclude<Head, { state: 'missing' }> = { state: 'open', headSha: SHA, baseSha: 'e'.repeat(40), baseRef: 'develop' };

beforeEach(async () => {
  house = await openHouse();
  guest = await invite(house);
});
afterEach(() => house.close());

async function press(kind: 'review' | 'verdict', action: 'accept' | 'approve'): Promise<{ status: number; text: string }> {
  const { url, code } = await guest.link(kind, action, 'grace');
  const body = new URLSearchParams({ code, comment: 'Counted by hand.' });
  const response = await fetch(url, { method: 'POST', body, redirect: 'manual' });
  return { status: response.status, text: await response.text() };
}

describe('a link is pressed, and no event has come', () => {
  test.each<[string, Head]>([
    ['is closed', { ...open, state: 'closed' }],
    ['is a draft again', { ...open, state: 'draft' }],
  ])(
    'G9 the pull request %s: nothing is accepted, the page says so, and the same link and code do it as soon as it holds',
    async (_name, head) => {
      await toReview(guest);
      house.host.heads.set(KEY, head);
      const refused = await press('review', 'accept');
      expect(refused.status).toBe(409);
      expect(refused.text).toContain('Nothing is lost');
      expect(await guest.state()).toMatchObject({ status: 'in_review', fallen: { gates: ['pull_request'] } });
      house.host.heads.set(KEY, open);
      expect((await press('review', 'accept')).status).toBe(303);
      expect(await guest.state()).toMatchObject({ status: 'queued' });
    },
  );

  test('G9 a red check while a verdict is awaited: not approved, and no page says that all gates have passed', async () => {
    await toRunning(guest);
    await runEnds(guest);
    house.host.readChecks = async () => ({
      state: 'read',
      checks: [{ name: 'backend tests', app: 1, state: 'red' }],
      required: [],
      labels: [],
    });
    const refused = await press('verdict', 'approve');
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('backend tests');
    const page = await (await fetch(house.links.statusUrl(guest.id))).text();
    expect(page).toContain('It is on hold because a gate no longer holds.');
    expect(page).not.toContain('All gates have passed');
  });

  test('G9 a push: the old link approves nothing, and the old head gets no status', async () => {
    await toRunning(guest);
    await runEnds(guest);
    house.host.heads.set(KEY, { ...open, headSha: NEWER_SHA });
    expect((await press('verdict', 'approve')).status).toBe(410);
    expect(await guest.state()).toMatchObject({ headSha: NEWER_SHA });
    expect((await guest.state()).jobs.map(({ state }) => state)).toEqual(['waiting']);
  });

  test('G10 another base at the same head: the old link approves nothing, and the page keeps no tick without a word', async () => {
    await guest.does({ command: 'record_gates', headSha: SHA, base: { ref: 'develop', sha: 'e'.repeat(40) }, gates: [] });
    await toRunning(guest);
    await runEnds(guest);
    house.host.heads.set(KEY, { ...open, baseRef: 'release-3.4' });
    expect((await press('verdict', 'approve')).status).toBe(410);
    expect(await guest.state()).toMatchObject({ base: { ref: 'release-3.4' } });
    expect((await guest.state()).jobs.map(({ state }) => state)).toEqual(['waiting']);
  });

  test('G9 the host cannot be reached: not approved, not held, and approved at the next try', async () => {
    await toRunning(guest);
    await runEnds(guest);
    const { readHead } = house.host;
    house.host.readHead = () => Promise.reject(new Error('no route'));
    const refused = await press('verdict', 'approve');
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Try again in a few minutes');
    expect(await guest.state()).toMatchObject({ status: 'awaiting_verdict' });
    house.host.readHead = readHead;
    expect((await press('verdict', 'approve')).status).toBe(303);
    expect(await guest.state()).toMatchObject({ status: 'approved' });
  });
});
