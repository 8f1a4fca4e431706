import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromiumPath, openBrowser } from '#test/support/browser.ts';
import { invite, openHouse, toReview, type House } from '#test/support/page-house.ts';

const program = chromiumPath();
let browser: Browser;
let house: House;

beforeAll(async () => {
  if (program === undefined) return;
  browser = await openBrowser(program);
  house = await openHouse();
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

/** How many wait at the feed at once, and how many were answered. */
function countWaiting(): { open: () => number; most: () => number; stop: () => void } {
  let [open, most] = [0, 0];
  const seen = (message: unknown): void => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    if (!/^\/api\/v1\/events\?.*wait=45/.test(request.url ?? '')) return;
    open += 1;
    most = Math.max(most, open);
    response.on('close', () => (open -= 1));
  };
  subscribe('http.server.request.start', seen);
  return { open: () => open, most: () => most, stop: () => void unsubscribe('http.server.request.start', seen) };
}

const hide = (page: Page, hidden: boolean): Promise<void> =>
  page.evaluate(
    `Object.defineProperty(document, 'hidden', { configurable: true, value: ${hidden} }); document.dispatchEvent(new Event('visibilitychange'));`,
  );

async function open(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${house.url}${path}`);
  return page;
}

(program === undefined ? describe.skip : describe)('pages that follow what happens', () => {
  test('W7 P7 eight tabs follow with one connection, and go on when the one that asks is closed or hidden', async () => {
    const waiting = countWaiting();
    const context = await browser.newContext();
    const tabs: Page[] = [];
    for (let n = 0; n < 8; n += 1) tabs.push(await open(context, '/board'));
    await toReview(await invite(house, { id: 'eight1' }));
    await Promise.all(tabs.map((page) => page.locator('a[href*="eight1"]').first().waitFor({ timeout: 10_000 })));
    expect(waiting.most()).toBe(1);
    await tabs[0]?.close();
    await toReview(await invite(house, { id: 'eight2' }));
    await Promise.all(tabs.slice(1).map((page) => page.locator('a[href*="eight2"]').first().waitFor({ timeout: 10_000 })));
    for (const page of tabs.slice(1)) await hide(page, true);
    for (let n = 0; n < 50 && waiting.open() > 0; n += 1) await new Promise((done) => setTimeout(done, 50));
    expect(waiting.open()).toBe(0);
    await toReview(await invite(house, { id: 'eight3' }));
    await new Promise((done) => setTimeout(done, 500));
    expect(await tabs[1]?.locator('a[href*="eight3"]').count()).toBe(0);
    await hide(tabs[1] as Page, false);
    await tabs[1]?.locator('a[href*="eight3"]').first().waitFor({ timeout: 10_000 });
    waiting.stop();
    await context.close();
  });

  test('W7 focus, selection, place, opened details and what was typed stay as they are', async () => {
    const context = await browser.newContext({ viewport: { width: 800, height: 400 } });
    const guest = await invite(house, { id: 'keep1' });
    await toReview(guest);
    const page = await open(context, '/requests/keep1');
    const complaints: string[] = [];
    page.on('pageerror', (error) => void complaints.push(error.message));
    page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
    const details = page.locator('main details').first();
    await details.locator('summary').first().click();
    await page.evaluate(`(() => {
      const text = document.querySelector('#about').firstChild;
      getSelection().setBaseAndExtent(text, 0, text, text.length);
      document.querySelector('main a[href]').focus();
      scrollTo(0, 300);
    })()`);
    const kept = `[document.activeElement.href, String(getSelection())]`;
    // Browsers scroll by parts of a pixel and round what they say of it.
    const place = `document.activeElement.getBoundingClientRect().top`;
    const [before, at] = [await page.evaluate(kept), await page.evaluate<number>(place)];
    await guest.answers('grace', 'review', 'accept');
    await page.locator('main .tag', { hasText: 'Waiting for the backend' }).first().waitFor({ timeout: 10_000 });
    expect(await page.evaluate(kept)).toEqual(before);
    expect(Math.abs((await page.evaluate<number>(place)) - at)).toBeLessThan(2);
    expect(await details.getAttribute('open')).not.toBeNull();
    await page
      .locator('body > p[role=status]', { hasText: 'This page was brought up to date.' })
      .waitFor({ state: 'attached', timeout: 10_000 });
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('W7 the filter that somebody is typing in is left alone', async () => {
    const context = await browser.newContext();
    const page = await open(context, '/board');
    const field = page.locator('form.filter input').first();
    await field.fill('half a wo');
    await toReview(await invite(house, { id: 'typed1' }));
    await page.locator('a[href*="typed1"]').first().waitFor({ timeout: 10_000 });
    expect(await field.inputValue()).toBe('half a wo');
    expect(await page.evaluate(`document.activeElement.tagName`)).toBe('INPUT');
    await context.close();
  });

  test('W1 W7 the page behind a secret link follows its own request', async () => {
    const context = await browser.newContext();
    const guest = await invite(house, { id: 'mine1' });
    await toReview(guest);
    const page = await context.newPage();
    await page.goto(house.links.statusUrl('mine1'));
    await guest.answers('grace', 'review', 'accept');
    await page.locator('main .tag', { hasText: 'Waiting for the backend' }).first().waitFor({ timeout: 10_000 });
    await context.close();
  });
});
