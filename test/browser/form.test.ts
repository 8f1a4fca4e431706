import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { chromiumPath, openBrowser } from '#test/support/browser.ts';
import { openHouse, type House } from '#test/support/page-house.ts';

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

async function visit(javaScriptEnabled: boolean, path = '/requests/new'): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 375, height: 700 }, javaScriptEnabled });
  const page = await context.newPage();
  await page.goto(`${house.url}${path}`);
  return page;
}

const focused = (page: Page): Promise<string> => page.evaluate<string>('document.activeElement.id');
const isInWindow = (page: Page, id: string): Promise<boolean> =>
  page.evaluate<boolean>(
    `(({ top, bottom }) => top >= 0 && bottom <= innerHeight)(document.getElementById('${id}').getBoundingClientRect())`,
  );
const overflow = (page: Page): Promise<number> => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');

(program === undefined ? describe.skip : describe)('the form in a browser', () => {
  test.each([true, false])('I12 by steps on a phone; another job and one less keep the place (script: %s)', async (script) => {
    const page = await visit(script);
    expect(await page.getByLabel('Pull request').isVisible()).toBe(false);
    await page.getByLabel('Existing job').check();
    await page.getByRole('button', { name: 'Continue' }).click();
    expect([await focused(page), await page.getByLabel('Branch').isVisible(), await overflow(page)]).toEqual(['f-pullRequest', true, 0]);
    expect(await page.getByLabel('Steps of the test').isVisible()).toBe(false);
    await page.locator('[id="f-jobs-0-name"]').fill('CountTopicsJob');
    await page.getByRole('button', { name: 'Add another job' }).click();
    expect([await focused(page), await isInWindow(page, 'f-jobs-1-name'), await overflow(page)]).toEqual(['f-jobs-1-name', true, 0]);
    await page.keyboard.type('CountSkillsJob');
    await page.getByRole('button', { name: 'Remove job 1' }).click();
    expect([await focused(page), await isInWindow(page, 'f-jobs-0-name')]).toEqual(['f-jobs-0-name', true]);
    expect(await page.locator('[id="f-jobs-0-name"]').inputValue()).toBe('CountSkillsJob');
    await page.context().close();
  });

  test.each([true, false])(
    'I12 Back finds what was typed: at first, after problems, after a body that was too large (script: %s)',
    async (script) => {
      const page = await visit(script, '/requests/new?kind=feature');
      await page.getByLabel('Pull request').fill('https://github.com/oppia/oppia/pull/77');
      await page.getByLabel('Steps of the test').fill('Open it.\n\n  Look.');
      await page.getByRole('link', { name: 'Board' }).first().click();
      await page.goBack();
      expect(await page.getByLabel('Steps of the test').inputValue()).toBe('Open it.\n\n  Look.');
      await page.getByRole('button', { name: 'Send the request' }).click();
      expect(await page.getByRole('alert').innerText()).toContain('nothing has been sent yet');
      await page.getByLabel('Your name').fill('Ada Lovelace');
      await page.locator('[id="f-feature-thirdPartyApis"]').fill('Mailgun');
      await page.getByLabel('Steps of the test').fill('x'.repeat(300_000));
      await page.getByRole('button', { name: 'Send the request' }).click();
      expect(await page.locator('main').innerText()).toContain('what you typed is still there');
      await page.goBack();
      expect(await page.getByLabel('Your name').inputValue()).toBe('Ada Lovelace');
      expect((await page.getByLabel('Steps of the test').inputValue()).length).toBe(300_000);
      expect(await page.locator('[id="f-feature-thirdPartyApis"]').isVisible()).toBe(true);
      await page.context().close();
    },
  );

  test('I12 with a script the questions appear as soon as the kind is chosen, and another kind keeps what was typed', async () => {
    const page = await visit(true);
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('request', (request) => complaints.push(request.url()));
    await page.getByLabel('Feature with').check();
    expect([await page.getByLabel('Steps of the test').isVisible(), await page.getByLabel('Class name').isVisible()]).toEqual([
      true,
      false,
    ]);
    expect(await page.locator('[data-told]').innerText()).toContain('The questions for “Feature with third-party APIs” are below.');
    await page.getByLabel('Steps of the test').fill('Open it.');
    await page.getByRole('button', { name: 'Continue' }).click();
    expect(await focused(page)).toBe('f-pullRequest');
    await page.getByLabel('New job').check();
    expect([await page.getByLabel('Steps of the test').isVisible(), await page.getByLabel('Class name').isVisible()]).toEqual([
      false,
      true,
    ]);
    // All of it without asking the server, or anybody, for anything.
    expect([complaints, await overflow(page)]).toEqual([[], 0]);
    await page.getByLabel('Class name').fill('CountTopicsJob');
    await page.getByRole('button', { name: 'Send the request' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('nothing has been sent yet');
    await page.getByLabel('Feature with').check();
    expect(await page.getByLabel('Steps of the test').inputValue()).toBe('Open it.');
    await page.goto(house.url);
    await page.goBack();
    expect([await page.getByLabel('Steps of the test').isVisible(), await page.getByLabel('Steps of the test').inputValue()]).toEqual([
      true,
      'Open it.',
    ]);
    await page.context().close();
  });

  test('I12 another kind without a script: Enter shows its questions, and sends nothing', async () => {
    const page = await visit(false, '/requests/new?kind=feature');
    await page.getByLabel('Steps of the test').fill('Open it.');
    await page.getByLabel('New job').check();
    await page.getByLabel('Your name').press('Enter');
    expect(await page.getByRole('alert').count()).toBe(0);
    expect([await page.getByLabel('Steps of the test').isVisible(), await page.getByLabel('Class name').isVisible()]).toEqual([
      false,
      true,
    ]);
    await page.getByLabel('Feature with').check();
    await page.getByRole('button', { name: 'Continue' }).click();
    expect(await page.getByLabel('Steps of the test').inputValue()).toBe('Open it.');
    await page.context().close();
  });
});
