import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { instantText } from '#html/times.ts';
import { chromiumPath, openBrowser } from '#test/support/browser.ts';
import { invite, openHouse, toReview, type House } from '#test/support/page-house.ts';

const program = chromiumPath();
let browser: Browser;
let house: House;
beforeAll(async () => {
  if (program === undefined) return;
  browser = await openBrowser(program);
  house = await openHouse();
  await toReview(await invite(house, { id: 'rq1' }));
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

(program === undefined ? describe.skip : describe)('the reader’s clock', () => {
  for (const zone of ['Asia/Tokyo', 'America/Sao_Paulo', 'Pacific/Apia', 'UTC'])
    test(`W7 N8 in ${zone} times are said as the server would say them there, and what it said is their title`, async () => {
      const context = await browser.newContext({ timezoneId: zone });
      const page = await context.newPage();
      await page.goto(`${house.url}/board`);
      const times = await page.evaluate<[string, string, string][]>(
        `[...document.querySelectorAll('main time')].map((one) => [one.dateTime, one.textContent, one.title])`,
      );
      expect(times.length).toBeGreaterThan(0);
      for (const [at, text, title] of times) {
        expect(text.startsWith(instantText(Date.parse(at), zone))).toBe(true);
        if (zone !== 'UTC') expect(title.startsWith(instantText(Date.parse(at), 'UTC'))).toBe(true);
      }
      await context.close();
    });

  test('W7 N8 on a page that follows nothing, too', async () => {
    const context = await browser.newContext({ timezoneId: 'Asia/Tokyo' });
    const page = await context.newPage();
    await page.goto(`${house.url}/audit`);
    const [first = ''] = await page.locator('main time').allInnerTexts();
    expect(first).toContain('(Asia/Tokyo; ');
    await context.close();
  });

  test('W7 a page that is brought up to date says no other times than before', async () => {
    const context = await browser.newContext({ timezoneId: 'Asia/Tokyo' });
    const page = await context.newPage();
    await page.goto(`${house.url}/board`);
    const before = await page.locator('main time').allInnerTexts();
    await page.evaluate(`(async () => {
      const text = await (await fetch(location.href, { headers: { accept: 'text/html' } })).text();
      const fresh = new DOMParser().parseFromString(text, 'text/html').querySelector('main');
      document.dispatchEvent(new CustomEvent('fresh', { detail: fresh }));
      document.querySelector('main').replaceWith(document.adoptNode(fresh));
    })()`);
    expect(await page.locator('main time').allInnerTexts()).toEqual(before);
    await context.close();
  });
});
