import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sweep } from '#products/rehearsal/app/sweep.ts';
import { invite, openHouse, toReview, type House } from '#test/support/page-house.ts';
import { readCalendar } from '#test/support/ical.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

describe('feeds', () => {
  test('N7 cutoffs, revalidated; a sweep numbers what moved, and finds nothing the second time', async () => {
    const url = `${house.url}/feeds/cutoffs.ics`;
    await sweep(house.system, 's1');
    const first = await fetch(url);
    expect([first.status, first.headers.get('content-type'), first.headers.get('cache-control')]).toEqual([
      200,
      'text/calendar; charset=utf-8',
      'no-cache',
    ]);
    const before = readCalendar(await first.text()).events;
    expect(before.map(({ sequence }) => sequence)).toEqual(before.map(() => 0));
    expect((await fetch(url, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } })).status).toBe(304);
    house.time.now += 60_000;
    house.system.rules = {
      ...house.system.rules,
      releases: house.system.rules.releases.map((row) => ({ ...row, hardCutoff: row.hardCutoff + 1_000 })),
    };
    await sweep(house.system, 's2');
    const after = readCalendar(await (await fetch(url)).text()).events;
    expect(after.map(({ sequence }) => sequence)).toEqual(before.map(() => 1));
    expect(after.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
  });

  test('N7 the queue, with turns that are expected', async () => {
    for (const id of ['rq1', 'rq2']) {
      const guest = await invite(house, { id });
      await toReview(guest);
      await guest.answers('grace', 'review', 'accept');
    }
    const { events, name } = readCalendar(await (await fetch(`${house.url}/feeds/queue.ics`)).text());
    expect(name).toContain('turns on the backends');
    expect(events.map(({ uid }) => uid.split('@')[0])).toEqual(['turn-rq1-local', 'turn-rq2-local']);
    expect(events.every(({ status }) => status === 'TENTATIVE')).toBe(true);
    expect((await fetch(`${house.url}/feeds/other.ics`)).status).toBe(404);
  });
});
