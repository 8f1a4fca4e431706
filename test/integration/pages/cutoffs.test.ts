import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { invite, openHouse, toReview, type House } from '#test/support/page-house.ts';
import { DAY } from '#kernel/time.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

async function page(path: string): Promise<string> {
  const text = await (await fetch(path)).text();
  expect(accessibilityFaults(text)).toEqual([]);
  return text;
}

describe('will it make it?', () => {
  test('C7 W2 the board names the next cutoffs and who will miss them, early', async () => {
    const guest = await invite(house, { submission: { targetRelease: '3.4.1', essential: true } });
    const far = await page(`${house.url}/board`);
    expect(far).toContain('Release 3.4.1');
    expect(far).toContain('1 open request, all expected in time.');
    house.time.now += 9 * DAY;
    const near = await page(`${house.url}/board`);
    expect(near).toContain('1 open request; 1 expected to miss it.');
    expect(near).toContain('will likely miss it');
    await toReview(guest);
    expect(await page(`${house.url}/board`)).toContain('1 expected to miss it');
    house.time.now += 2 * DAY;
    expect(await page(`${house.url}/board`)).not.toContain('Release 3.4.1');
  });

  test('C7 the status page says it too, and falls silent once it is decided', async () => {
    const guest = await invite(house, { submission: { targetRelease: '3.4.1' } });
    const url = house.links.statusUrl(guest.id);
    expect(await page(url)).toContain('in time');
    house.time.now += 9 * DAY;
    expect(await page(url)).toContain('It can still make it if whoever has to answer does so at once.');
    await guest.answers('contributor', 'withdraw', 'withdraw');
    expect(await page(url)).not.toContain('will likely miss it');
  });

  test('C7 I16 before its address is confirmed it counts for the release that it names, as it will afterwards', async () => {
    const guest = await invite(house, { via: 'form', submission: { targetRelease: '3.4.2' } });
    const url = house.links.statusUrl(guest.id);
    const release = (text: string): string | undefined => /Release (\S+) is cut/.exec(text)?.[1];
    const before = await page(url);
    await guest.answers('contributor', 'confirm', 'confirm');
    expect([release(before), release(await page(url))]).toEqual(['3.4.2', '3.4.2']);
    expect(before).toContain('The answers are shown once the address has been confirmed.');
  });

  test('C4 C7 a request without a release counts for whichever is cut next', async () => {
    await invite(house);
    expect(await page(`${house.url}/board`)).toContain('1 open request, all expected in time.');
  });
});
