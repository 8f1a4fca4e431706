import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { readEmbeddedConfig } from '#platform/config.ts';
import { createClient, type Client } from '../embedded/demo/client.ts';
import { countStates, findLongTitles } from '../embedded/demo/forms.ts';
import { createSteps } from '../embedded/demo/steps.ts';
import { tellMainStory } from '../embedded/demo/story.ts';
import { startRuntime } from '../embedded/runtime.ts';

const OUT = path.resolve(import.meta.dirname, '../../docs/images');
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** The README's pictures, of a system that really runs: `node infra/tools/screenshots.ts`. Needs Chromium (CHROMIUM_PATH, or the usual place). */
async function main(): Promise<void> {
  const data = await mkdtemp(path.join(tmpdir(), 'rehearsal-pictures-'));
  const runtime = await startRuntime({ ...readEmbeddedConfig({}), port: 0, data });
  const browser = await chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', args: FLAGS });
  try {
    const client = createClient({
      url: runtime.url,
      webhookSecret: runtime.parts.secrets.webhookSecrets[0] ?? '',
      operatorToken: runtime.parts.operatorToken,
      patience: 30_000,
    });
    await tellMainStory({ client, steps: createSteps(() => undefined), sheet: runtime.parts.folder('approvals.csv') });
    const verdict = await openBusiness(client);
    await mkdir(OUT, { recursive: true });
    await shoot(
      browser,
      `${runtime.url}/mailbox/messages/${verdict}/view?key=${runtime.parts.operatorToken}`,
      'mail.png',
      { width: 390, height: 760 },
      'iframe',
    );
  } finally {
    await browser.close();
    await runtime.stop();
    await rm(data, { recursive: true, force: true });
  }
}

/** One request that waits for a verdict and one that waits for its review; gives the id of the verdict mail. */
async function openBusiness(client: Client): Promise<string> {
  const { body } = await client.submit(findLongTitles());
  await client.follow(await client.mail('ben@', body.id, 'review wanted'), 'Accept');
  const verdict = await client.mail('ana@', body.id, 'verdict wanted');
  const other = await client.submit(countStates({ explorations: 6, states: 21, invalid: 0 }));
  await client.mail('ana@', other.body.id, 'review wanted');
  return verdict.id;
}

async function shoot(
  browser: Browser,
  url: string,
  file: string,
  viewport: { width: number; height: number },
  frame?: string,
): Promise<void> {
  const page = await browser.newPage({ viewport, deviceScaleFactor: 1 });
  await page.goto(url);
  if (frame === undefined) {
    await page.screenshot({ path: path.join(OUT, file) });
  } else {
    const html = await page.locator(frame).first().getAttribute('srcdoc');
    await page.setContent(html ?? '');
    await page.screenshot({ path: path.join(OUT, file) });
  }
  await page.close();
}

await main();
