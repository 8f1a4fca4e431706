import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { chromiumPath, openBrowser } from '#test/support/browser.ts';
import { mailReader, startEmbedded, type Embedded } from '#test/support/embedded.ts';

const program = chromiumPath();
let browser: Browser;
let home: Embedded;

beforeAll(async () => {
  if (program === undefined) return;
  browser = await openBrowser(program);
  home = await startEmbedded({ agent: false });
});
afterAll(async () => {
  await browser?.close();
  await home?.stop();
});

(program === undefined ? describe.skip : describe)('signing in, in browsers', () => {
  test('W3 the mailed link opened in another browser shows a code there, which signs in the one that asked; the frame says who', async () => {
    const [desk, phone] = [await browser.newContext(), await browser.newContext({ viewport: { width: 375, height: 700 } })];
    const [asking, elsewhere] = [await desk.newPage(), await phone.newPage()];
    await asking.goto(`${home.runtime.url}/board`);
    await asking.getByLabel('Your e-mail address').fill('ana@example.org');
    await asking.getByRole('button', { name: 'Send the link' }).click();
    await asking.getByText('Look into your mail').first().waitFor();
    const mail = await mailReader(home)('ana@example.org', 'your link to sign in');
    const link = /http\S+\/sign-in\/mail\/\S+/.exec(mail.text)?.[0] ?? '';
    await elsewhere.goto(link);
    const code = await elsewhere.locator('.code strong').innerText();
    await elsewhere.goto(`${home.runtime.url}/account`);
    expect(new URL(elsewhere.url()).pathname).toBe('/sign-in');
    await asking.getByLabel('Code').fill(code);
    await asking.getByRole('button', { name: 'Sign in' }).click();
    await asking.waitForURL('**/board');
    expect(await asking.locator('header').innerText()).toContain('Ana Admin');
    await asking.goto(`${home.runtime.url}/account`);
    expect(await asking.locator('main').innerText()).toContain('Chrome on Linux');
    await asking.getByRole('button', { name: 'Sign out' }).first().click();
    await asking.goto(`${home.runtime.url}/account`);
    expect(new URL(asking.url()).pathname).toBe('/sign-in');
    await desk.close();
    await phone.close();
  });

  test('W3 pressed in the browser that asked it signs in there, and not twice', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${home.runtime.url}/sign-in`);
    await page.getByLabel('Your e-mail address').fill('ben@example.org');
    await page.getByRole('button', { name: 'Send the link' }).click();
    const mail = await mailReader(home)('ben@example.org', 'your link to sign in');
    const link = /http\S+\/sign-in\/mail\/\S+/.exec(mail.text)?.[0] ?? '';
    await page.goto(link);
    await page.getByRole('button', { name: 'Sign in as Ben Admin' }).click();
    await page.waitForURL('**/board');
    await page.goto(link);
    expect(await page.locator('main').innerText()).toContain('This link is over');
    await context.close();
  });
});
