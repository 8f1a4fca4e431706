import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Freeze } from '#contexts/calendar/domain/freeze.ts';
import { HOUR } from '#kernel/time.ts';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { invite, openHouse, toReview, type House } from '#test/support/page-house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
  const { now } = house.time;
  const freeze: Freeze = { name: 'release week', kind: 'dated', from: now - HOUR, to: now + 3 * HOUR, backends: ['local'] };
  house.system.rules = { ...house.system.rules, freezes: [freeze] };
});
afterEach(() => house.close());

async function page(path: string): Promise<string> {
  const text = await (await fetch(path)).text();
  expect(accessibilityFaults(text)).toEqual([]);
  return text.replaceAll(/<[^>]*>/g, '').replaceAll(/\s+/g, ' ');
}

test('C8 the status page and the board say why it waits and until when; the feed of cutoffs has the freeze', async () => {
  const guest = await invite(house);
  await toReview(guest);
  await guest.answers('grace', 'review', 'accept');
  const expected = /frozen Nothing new starts on local before .*, in 3 h: release week\. It gets its turn automatically after that\./;
  expect(await page(house.links.statusUrl(guest.id))).toMatch(expected);
  const board = await page(`${house.url}/board`);
  expect(board).toMatch(expected);
  expect(board).toMatch(/local ?free ?frozen until .*, in 3 h: release week/);
  expect(await (await fetch(`${house.url}/feeds/cutoffs.ics`)).text()).toContain('SUMMARY:Freeze: release week');
  house.time.now += 3 * HOUR;
  expect(await page(house.links.statusUrl(guest.id))).not.toContain('frozen');
  expect(await page(`${house.url}/board`)).not.toContain('frozen until');
});
