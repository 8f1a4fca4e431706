import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { countStates } from '#infra/embedded/demo/forms.ts';
import { codeOf, linkOf } from '#infra/embedded/demo/client.ts';
import { chromiumPath, openBrowser } from '#test/support/browser.ts';
import { signInWith } from '#test/support/browser-cookies.ts';
import { ask, mailReader, untilStatus } from '#test/support/embedded.ts';
import { furnished, letterDies, type Furnished } from '#test/support/furnished.ts';
import { keyboardOf, type Keyboard } from '#test/support/keyboard.ts';
import { axeFaults, watched } from '#test/support/looked-at.ts';

const program = chromiumPath();
let browser: Browser;
let house: Furnished;
let origin: string;

beforeAll(async () => {
  if (program === undefined) return;
  browser = await openBrowser(program);
  house = await furnished();
  origin = house.home.runtime.url;
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

const screens = [
  ['a phone, light', { viewport: { width: 375, height: 700 }, colorScheme: 'light' }],
  ['a desk, dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
] as const;
type Screen = (typeof screens)[number][1];

interface Walking {
  page: Page;
  keys: Keyboard;
  /** Once the page has all that it should: no fault of it by axe, and nothing went wrong on the way. */
  stands(heading: string | RegExp): Promise<void>;
}

/** `person`: whose browser it is; left out, nobody's. */
async function walk(screen: Screen, person: string | undefined, from: string, does: (walking: Walking) => Promise<void>): Promise<void> {
  const context = await browser.newContext(screen);
  if (person !== undefined) await signInWith(context, origin, await house.signIn(person));
  const page = await context.newPage();
  const complaints = watched(page, origin);
  await page.goto(from.startsWith('http') ? from : `${origin}${from}`);
  await does({
    page,
    keys: keyboardOf(page),
    async stands(heading) {
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      expect([page.url(), await axeFaults(page), complaints]).toEqual([page.url(), [], []]);
    },
  });
  expect(complaints).toEqual([]);
  await context.close();
}

async function newRequest(): Promise<string> {
  const id = await ask(house.home, countStates({ explorations: 6, states: 20, invalid: 0 }));
  await untilStatus(house.home, id, 'in_review');
  return id;
}

const DOCUMENT = 'https://docs.google.com/document/d/1aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789abcdef/edit';

(program === undefined ? describe.skip : describe).each(screens)('W6 by keyboard alone, on %s', (_name, screen) => {
  test('I12 I16 W1 a contributor asks for a test, confirms the address, and sees where it stands', async () => {
    const email = `cora${screen.viewport.width}@example.com`;
    await walk(screen, undefined, '/', async ({ page, keys, stands }) => {
      await keys.presses('link', /Ask for a test|New request|test/);
      await keys.chooses('radio', /New job/);
      await keys.presses('button', 'Continue');
      await keys.types('Pull request', 'https://github.com/oppia/oppia/pull/1');
      await keys.types('Class name', 'CountExplorationStatesJob');
      await keys.types(/^Module/, 'exploration_stats_jobs');
      await keys.types('Instructions document', DOCUMENT);
      for (const box of await page.getByRole('group', { name: 'The document covers' }).getByRole('checkbox').all())
        await keys.chooses(
          'checkbox',
          (await box.getAttribute('aria-label')) ?? (await labelOf(page, (await box.getAttribute('id')) ?? '')),
        );
      await keys.chooses('checkbox', /I have tested it/);
      await keys.types('Your name', 'Cora Contributor');
      await keys.types('E-mail address', email);
      await keys.types('GitHub name', 'cora-c');
      await keys.presses('button', 'Send the request');
      await stands(/^Request \S+$/);
    });
    const mail = await mailReader(house.home)(email, 'confirm');
    await walk(screen, undefined, linkOf(mail, 'Confirm'), async ({ keys, stands, page }) => {
      await keys.types('Confirmation code', codeOf(mail));
      await keys.presses('button', 'Confirm');
      await stands(/Confirmed/);
      await keys.presses('link', /Status page/);
      await page.waitForURL('**/status/**');
      await stands(/CountExplorationStatesJob/);
    });
  });

  test('N3 W3 an admin decides from the mail, and then over all verdicts at once', async () => {
    const id = await newRequest();
    const mail = await mailReader(house.home)('ben@', id, 'review wanted');
    await walk(screen, undefined, linkOf(mail, 'Return'), async ({ keys, stands }) => {
      await keys.types(/question|Comment|What/, 'Which explorations are meant?');
      await keys.types('Confirmation code', codeOf(mail));
      await keys.presses('button', 'Return');
      await stands(/Returned/);
    });
    await walk(screen, 'ben', '/start', async ({ keys, stands }) => {
      await stands('Board');
      await keys.presses('link', 'Verdicts');
      await stands('Verdicts');
    });
  });

  test('C5 a coordinator looks at a release and defers what will miss it', async () => {
    const id = await newRequest();
    await walk(screen, 'rita', '/start', async ({ page, keys, stands }) => {
      await keys.presses('link', 'Releases');
      await stands('Releases');
      await page.goto(`${origin}/requests/${id}`);
      await keys.presses('link', 'Defer to a later release');
      await keys.picks('To release', '3.4.2');
      await keys.types('Reason', 'Its audit needs a week.');
      await keys.presses('button', 'Defer');
      await page.waitForURL(`**/requests/${id}?told=*`);
      await page.getByText('Deferred: its contributor is told why.').waitFor();
      await stands(/AuditExplorationSchemaVersionJob/);
    });
  });

  test('K2 K4 R17 a researcher runs an action and follows it to its log', async () => {
    await walk(screen, 'rosa', '/start', async ({ page, keys, stands }) => {
      await stands('Runs');
      await keys.presses('link', 'Workspaces');
      await keys.presses('link', 'tides');
      await stands('tides');
      await keys.chooses('checkbox', 'checks');
      await keys.chooses('checkbox', 'Run again what has succeeded');
      await keys.presses('button', 'Show what would run');
      await stands('Show what would run');
      await keys.presses('button', 'Run them');
      await keys.presses('link', 'Go on');
      await page.waitForURL('**/runs/**');
      await page.getByText('succeeded').first().waitFor();
      await stands(/./);
      await keys.presses('link', /^Operations/);
      await stands('Operations');
    });
  });

  test('B2 B5 X9 somebody on call begins at the board, reads what to do, replays a dead letter and pauses a backend', async () => {
    await letterDies(house.home);
    await walk(screen, 'ben', '/board', async ({ page, keys, stands }) => {
      await stands('Board');
      await keys.presses('link', 'See and replay them here');
      await stands('Dead letters');
      await keys.presses('link', /What to do/);
      await stands(/./);
      await page.goBack();
      await keys.presses('button', 'Replay');
      await page.getByText('It is tried again.').waitFor();
      await page.goto(`${origin}/backends/local`);
      await keys.opens('Pause');
      await keys.types('Reason', 'A disk is changed.');
      await keys.presses('button', 'Pause');
      await page.getByText('Paused: nothing new starts here.').waitFor();
      await page.goto(`${origin}/board`);
      await page.getByText('1 backend takes nothing new.').waitFor();
      await keys.presses('link', 'local');
      await stands(/This machine|local/);
      await keys.presses('button', 'Resume');
      await page.getByText('Resumed: what waits can start.').waitFor();
      await page.goto(`${origin}/audit`);
      await stands('Audit log');
      expect(await page.locator('main').innerText()).toMatch(/lower[ _]flag/);
    });
  });

  test('W4 P1 X6 who operates gives somebody a role, takes it, and makes a token', async () => {
    await walk(screen, 'ana', '/people/nina', async ({ page, keys, stands }) => {
      await stands(/Nina New/);
      await keys.opens('Give a role');
      await keys.picks('Role', 'viewer');
      await keys.presses('button', 'Give a role');
      await page.getByText('Given. It holds').waitFor();
      await keys.presses('button', 'Take it');
      await page.getByText('Taken. It holds').waitFor();
      await keys.presses('link', 'Tokens');
      await keys.opens('Make a token');
      await keys.types('Whose it is', `client.w${screen.viewport.width}`);
      await keys.chooses('checkbox', 'local');
      await keys.presses('button', 'Make a token');
      await stands('Make a token');
      expect(await page.getByLabel('Token').inputValue()).toMatch(/^rehearsal_/);
      await keys.presses('link', 'Go on');
      await stands('Tokens');
    });
  });
});

async function labelOf(page: Page, id: string): Promise<string> {
  return page.locator(`label[for="${id}"]`).innerText();
}
