import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { chromiumPath, openBrowser } from '#test/support/browser.ts';
import { openLogHouse, type LogHouse } from '#test/support/log-house.ts';
import { manyLines, type ManyLines } from '#test/support/many-lines.ts';

const program = chromiumPath();
let browser: Browser;
let outputs: ManyLines;
let logs: LogHouse;

beforeAll(async () => {
  if (program === undefined) return;
  browser = await openBrowser(program);
  outputs = manyLines({ chunks: 1_250, perChunk: 80, line: (n) => `line ${n} ${'x'.repeat(780)}` });
  logs = await openLogHouse(outputs);
});
afterAll(async () => {
  await browser?.close();
  await logs?.close();
});

(program === undefined ? describe.skip : describe)('a long log in a browser', () => {
  test('W6 R17 100,000 lines of 80 MB show their end at once, go on at 2,000 lines a second, with at most 5,000 rows', async () => {
    const page = await browser.newPage({ viewport: { width: 1_200, height: 800 } });
    const complaints: string[] = [];
    page.on('pageerror', (error) => void complaints.push(error.message));
    page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
    const begun = performance.now();
    await page.goto(logs.url, { waitUntil: 'domcontentloaded' });
    await page.locator('#L100000').waitFor();
    const first = performance.now() - begun;
    await page.evaluate(`(() => {
      window.spent = 0;
      new PerformanceObserver((list) => { for (const one of list.getEntries()) window.spent += one.duration; }).observe({ type: 'longtask' });
    })()`);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const script = async (): Promise<number> =>
      (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0;
    const before = await script();
    const seconds = 8;
    for (let n = 0; n < seconds; n += 1) {
      outputs.grow(25);
      await new Promise((done) => setTimeout(done, 1_000));
    }
    const perSecond = (((await script()) - before) / seconds) * 1_000;
    await page.locator('#L116000').waitFor({ timeout: 10_000 });
    const rows = await page.evaluate<number>(`document.querySelectorAll('[data-log] [id^=L]').length`);
    const atEnd = await page.evaluate<boolean>(`innerHeight + scrollY >= document.documentElement.scrollHeight - 100`);
    console.info(
      `first screen after ${Math.round(first)} ms; ${Math.round(perSecond)} ms of script a second at 2,000 lines/s; ${rows} rows`,
    );
    expect(first).toBeLessThan(2_000);
    expect(perSecond).toBeLessThan(100);
    expect(rows).toBeLessThanOrEqual(5_000);
    expect(atEnd).toBe(true);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('R17 W6 what belongs together folds, also where it came in several batches', async () => {
    const grouped = manyLines({
      chunks: 3,
      perChunk: 10,
      line: (n) => (n % 40 === 21 ? `::group::part ${n}` : n % 40 === 12 ? '::endgroup::' : `line ${n}`),
    });
    const house = await openLogHouse(grouped);
    const page = await browser.newPage();
    await page.goto(house.url);
    await page.locator('#L30').waitFor();
    for (let n = 0; n < 3; n += 1) {
      grouped.grow(2);
      await page.locator(`#L${30 + 20 * (n + 1)}`).waitFor();
    }
    const inside = await page.evaluate<string[]>(
      `[...document.querySelectorAll('.log > details')].map((one) => [...one.querySelectorAll('[id^=L]')].map(({ id }) => id.slice(1)).join(' '))`,
    );
    const from = (first: number, last: number): string => Array.from({ length: last - first + 1 }, (_, n) => first + n).join(' ');
    expect(inside).toEqual([from(21, 51), from(61, 90)]);
    await page.close();
    await house.close();
  });

  test('W6 #L87654 opens there, also by itself', async () => {
    const page = await browser.newPage();
    await page.goto(`${logs.url}#L87654`);
    await page.locator('#L87654').waitFor();
    expect(await page.evaluate<string>('location.search')).toContain('at=87654');
    expect(await page.locator('#L87654').isVisible()).toBe(true);
    await page.close();
  });
});
