import axe from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What another colour scheme or width can change. */
const OF_STYLE = ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'];

/** A page that is open, and all that went wrong with it. */
export interface Visited {
  page: Page;
  status: number;
  /** Requests that its first paint took, the page's own among them. */
  requests: string[];
  /** Errors of scripts and of the content policy, and calls to other hosts. */
  complaints: string[];
}

/** Errors of scripts and of the content policy, and calls to other hosts, as they come. */
export function watched(page: Page, origin: string): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => void complaints.push(error.message));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && url.protocol !== 'data:') complaints.push(`asks ${url.host}`);
  });
  return complaints;
}

/** `origin`: the only one that may be asked. */
export async function visit(context: BrowserContext, origin: string, address: string): Promise<Visited> {
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints = watched(page, origin);
  page.on('request', (request) => void requests.push(new URL(request.url()).pathname));
  const answer = await page.goto(`${origin}${address}`, { waitUntil: 'load' });
  return { page, status: answer?.status() ?? 0, requests: [...requests], complaints };
}

/** What axe finds against WCAG 2.2 AA, each with its first place. */
export async function axeFaults(page: Page): Promise<string[]> {
  // As by a debugger: the page's own policy lets no other script in.
  await page.evaluate(axe.source);
  return faultsOf(page, WCAG_22_AA);
}

/** The same page once more, in other colours or another width. */
export async function styleFaults(page: Page): Promise<string[]> {
  return faultsOf(page, { type: 'rule', values: OF_STYLE });
}

async function faultsOf(page: Page, runOnly: unknown): Promise<string[]> {
  const found = await page.evaluate<{ id: string; nodes: { html: string; failureSummary: string }[] }[]>(
    `axe.run({ runOnly: ${JSON.stringify(runOnly)} }).then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })) })))`,
  );
  return found.map(({ id, nodes }) => `${id} ${nodes.length}: ${nodes[0]?.failureSummary ?? ''} ${nodes[0]?.html.slice(0, 2000) ?? ''}`);
}

/** Pixels that it is wider than the window. */
export async function tooWide(page: Page, width: number): Promise<number> {
  await page.setViewportSize({ width, height: 700 });
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
