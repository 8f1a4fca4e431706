import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { renderMail } from '#test/support/render-mail.ts';
import { chromiumPath, openBrowser } from '#test/support/browser.ts';
import { allMails } from '#test/support/mail-stories.ts';
import { fullHouse, type FullHouse } from '#test/support/full-house.ts';

const program = chromiumPath();
const widths = [320, 360, 1200] as const;
/** Pictures for whoever wants to look; the folder's name is printed. */
const pictures = mkdtempSync(path.join(tmpdir(), 'rehearsal-pages-'));

let browser: Browser;
let full: FullHouse;

beforeAll(async () => {
  if (program === undefined) return;
  browser = await openBrowser(program);
  full = await fullHouse();
  console.info(`pictures of the pages are in ${pictures}`);
});
afterAll(async () => {
  await browser?.close();
  await full?.house.close();
});

const contextOf = (width: number, javaScriptEnabled: boolean): Promise<BrowserContext> =>
  browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled });

async function visitIn(context: BrowserContext, url: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await context.newPage();
  const complaints: string[] = [];
  // A page that says that there is nothing here is a page like the others.
  page.on('console', (message) => void (/status of 4\d\d/.test(message.text()) || complaints.push(message.text())));
  page.on('pageerror', (error) => void complaints.push(error.message));
  page.on('dialog', (dialog) => void complaints.push(`dialog ${dialog.message()}`));
  await page.goto(url);
  return { page, complaints };
}

async function visit(url: string, width: number, javaScriptEnabled: boolean): Promise<{ page: Page; complaints: string[] }> {
  return visitIn(await contextOf(width, javaScriptEnabled), url);
}

(program === undefined ? describe.skip : describe)('pages in a browser', () => {
  test('W2 every page fits a phone and a desk, obeys its own policy, and says the same without JavaScript', async () => {
    const [scripted, plain] = [await contextOf(360, true), await contextOf(360, false)];
    for (const [name, url] of Object.entries(full.urls)) {
      const { page, complaints } = await visitIn(scripted, url);
      const without = await visitIn(plain, url);
      expect(await without.page.locator('main').innerText()).toBe(await page.locator('main').innerText());
      const overflow: number[] = [];
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 });
        await page.screenshot({ path: path.join(pictures, `${name}-${width}.png`), fullPage: true });
        overflow.push(await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth'));
      }
      expect({ name, overflow, complaints }).toEqual({ name, overflow: [0, 0, 0], complaints: [] });
      await page.close();
      await without.page.close();
    }
    for (const context of [scripted, plain]) await context.close();
  });

  test('W2 every page fits a phone where the zone of its times has a long name', async () => {
    const context = await contextOf(360, true);
    for (const [name, url] of Object.entries(full.urls)) {
      const { page } = await visitIn(context, url);
      await page.evaluate(
        `for (const time of document.querySelectorAll('time')) time.textContent = time.textContent.replace('(UTC)', '(America/Argentina/Buenos Aires; 15:00 UTC)')`,
      );
      expect([name, await page.evaluate<number>('document.documentElement.scrollWidth')]).toEqual([name, 360]);
      await page.close();
    }
    await context.close();
  });

  test('X2 what people type stays text, even if it is markup', async () => {
    for (const url of [full.urls.hostileStatus, full.urls.hostileLink, full.urls.board]) {
      const { page, complaints } = await visit(url, 360, true);
      const odd = await page
        .locator(
          'main script, img, iframe, svg:not(.chart svg, figure svg), object, embed, marquee, [onerror], [onload], [onclick], main style',
        )
        .count();
      expect({ odd, complaints }).toEqual({ odd: 0, complaints: [] });
      expect(await page.locator('main').innerText()).toContain('<img src=x onerror=alert(1)>');
      await page.context().close();
    }
  });

  test('I12 the form is filled in and corrected without JavaScript, and nothing that was typed is lost', async () => {
    const { page } = await visit(full.urls.form, 360, false);
    await page.getByLabel('New job').check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('Pull request').fill('https://github.com/oppia/oppia/pull/77');
    await page.locator('[id="f-jobs-0-name"]').fill('CountSkillsJob');
    await page.getByRole('button', { name: 'Add another job' }).click();
    await page.locator('[id="f-jobs-1-name"]').fill('MigrateSkills');
    await page.getByRole('button', { name: 'Send the request' }).click();
    await page.screenshot({ path: path.join(pictures, 'form-problems-360.png'), fullPage: true });
    expect(await page.getByRole('alert').innerText()).toContain('Job 2, class name: A job class’s name ends in Job.');
    expect(await page.getByLabel('Pull request').inputValue()).toBe('https://github.com/oppia/oppia/pull/77');
    await page.locator('[id="f-jobs-1-name"]').fill('MigrateSkillsJob');
    await page.getByLabel('Your name').fill('Ada Lovelace');
    await page.getByLabel('E-mail address').fill('ada@example.org');
    await page.getByLabel('GitHub name').fill('ada');
    await page.getByLabel('Instructions document').fill('https://docs.google.com/document/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789/edit');
    for (const box of await page.getByRole('group', { name: 'The document covers' }).getByRole('checkbox').all()) await box.check();
    await page.getByLabel('I have tested it on my own machine').check();
    await page.getByRole('button', { name: 'Check without sending' }).click();
    expect(await page.getByRole('status').innerText()).toContain('No problems were found.');
    await page.getByRole('button', { name: 'Send the request' }).click();
    expect(page.url()).toContain('/status/');
    // I16: nobody has confirmed the address, so nothing that was typed is shown.
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/^Request \S+$/);
    const told = await page.locator('main').innerText();
    expect(told).toContain('The answers are shown once the address has been confirmed.');
    expect(told).not.toContain('CountSkillsJob');
  });

  test('N3 an admin decides from a phone without JavaScript', async () => {
    const { page } = await visit(full.urls.decide, 360, false);
    await page.getByLabel('Confirmation code').fill('12');
    await page.getByRole('button', { name: 'Accept' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('4 tries left');
    await page.getByLabel('Confirmation code').fill(full.decideCode);
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.screenshot({ path: path.join(pictures, 'decided-360.png'), fullPage: true });
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Accepted');
  });

  test('mails fit a phone', async () => {
    for (const template of ['review_request', 'verdict_request', 'rejected'] as const) {
      const mail = renderMail(allMails().find((one) => one.template === template)!.input);
      const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
      await page.setContent(mail.html);
      await page.screenshot({ path: path.join(pictures, `mail-${template}-360.png`), fullPage: true });
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(360);
      await page.close();
    }
  });
});
