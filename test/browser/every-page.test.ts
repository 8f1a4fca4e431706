import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { pages } from '#functions/serve-pages/pages/table.ts';
import { chromiumPath, openBrowser } from '#test/support/browser.ts';
import { furnished, type Furnished } from '#test/support/furnished.ts';
import { axeFaults, styleFaults, tooWide, visit } from '#test/support/looked-at.ts';
import { signInWith } from '#test/support/browser-cookies.ts';

const program = chromiumPath();
let browser: Browser;
let house: Furnished;
let context: BrowserContext;
let origin: string;

/** Every kind of page that there is, at an address of this installation; those below at others. */
let addresses: Record<keyof typeof pages, string[]>;
let others: Record<string, string>;

beforeAll(async () => {
  if (program === undefined) return;
  browser = await openBrowser(program);
  house = await furnished();
  origin = house.home.runtime.url;
  context = await browser.newContext({ viewport: { width: 375, height: 700 } });
  await signInWith(context, origin, await house.signIn('ana'));
  addresses = addressesOf(house);
  others = othersOf();
  addresses.trace = [`/traces/${/[0-9a-f]{32}/.exec(await textOf(`/requests/${house.request}/trace`))?.[0] ?? ''}`];
  others['decide'] = await linkOn(`/requests/${house.request}`, /\/requests\/[^"/]+\/answers\/\d+\/approve/);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

function addressesOf({ home, request, waiting, operation, run }: Furnished): typeof addresses {
  const status = new URL(home.runtime.parts.links.statusUrl(request)).pathname;
  return {
    audit_export: ['/audit/export.json'],
    audit: ['/audit', '/audit?who=operator:local'],
    backend_history: ['/backends/local/history'],
    backend: ['/backends/local'],
    backends: ['/backends'],
    badges: ['/badges/queue.svg'],
    board: ['/board'],
    cutoffs_feed: ['/feeds/cutoffs.ics'],
    dead_letters: ['/dead-letters'],
    evidence_about: ['/evidence/verdict'],
    evidence_keys: ['/evidence/keys.json'],
    evidence: [`${status}/evidence.intoto.jsonl`],
    form: ['/requests/new', '/requests/new?kind=new_job', '/requests/new?kind=feature'],
    home: ['/'],
    metrics: ['/metrics'],
    notices: ['/mails'],
    operation_log: [`/operations/${operation}/log`, `/operations/${operation}/log?q=checked`],
    operation: [`/operations/${operation}`],
    operations: ['/operations'],
    people: ['/people'],
    person: ['/people/nina', '/people/rosa'],
    queue_feed: ['/feeds/queue.ics'],
    releases_list: ['/releases'],
    releases: ['/releases/3.4.1'],
    request_trace: [`/requests/${request}/trace`],
    requests: [`/requests/${request}`, `/requests/${waiting}`],
    robots: ['/robots.txt'],
    roles: ['/roles'],
    run_output: [`${status}/runs/${operation}/stdout.txt`],
    run: [`/runs/${run}`, `/runs/${run}/graph`],
    runbooks: ['/runbooks', '/runbooks/dead_letters'],
    runs: ['/runs'],
    schedule: ['/schedules/nightly'],
    schedules: ['/schedules'],
    settings: ['/settings'],
    // It leads on, and is no page itself.
    start: [],
    status: [status],
    timeline: [`${status}/timeline.json`],
    tokens: ['/tokens'],
    trace: [],
    verdicts: ['/verdicts'],
    workspace_outputs: ['/workspaces/tides/outputs?action=checks'],
    workspace: ['/workspaces/tides'],
    workspaces: ['/workspaces'],
  };
}

/** Of other functions: signing in, the API's, forms of operations, jobs, deciding; and what is not there. */
function othersOf(): typeof others {
  return {
    account: '/account',
    signIn: '/sign-in?again=1',
    api: '/api',
    problems: '/api/problems',
    jobs: '/jobs',
    invite: '/do/person_invite?back=/people',
    drain: '/do/backend_drain?backend=local&back=/backends/local',
    token: '/do/token_make?back=/tokens',
    preview: '/do/run_preview?workspace=tides&back=/workspaces/tides',
    schedule: '/do/schedule_add?back=/schedules',
    missing: '/nothing',
    noRun: '/runs/nothing',
    link: '/links/a/b.cccccccccccccccccccccc',
  };
}

async function textOf(address: string): Promise<string> {
  return (await context.request.get(`${origin}${address}`)).text();
}

/** The first of its links that is such an address. */
async function linkOn(address: string, wanted: RegExp): Promise<string> {
  const found = wanted.exec(await textOf(address))?.[0];
  if (found === undefined) throw new Error(`${address} has no link ${wanted.source}`);
  return found;
}

/** `npm run pictures`: the guide's pictures are taken on the way. */
const PICTURES = process.env['REHEARSAL_PICTURES'];
const guide = readFileSync('docs/guide/pages.md', 'utf8');

/** Names as `every-page` has them: of each kind of page the first address. */
function nameOfPicture(address: string): string | undefined {
  const kinds = Object.entries(addresses).map(([name, [first]]) => [name, first] as const);
  return [...kinds, ...Object.entries(others)].find(([, one]) => one === address)?.[0].replaceAll('_', '-');
}

async function takePicture(page: Page, address: string): Promise<void> {
  const name = nameOfPicture(address);
  if (PICTURES === undefined || name === undefined || !existsSync(PICTURES) || !guide.includes(`/${name}.jpg`)) return;
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 760, height: 520 });
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  await page.screenshot({ path: path.join(PICTURES, `${name}.jpg`), type: 'jpeg', quality: 45 });
}

interface Look {
  address: string;
  status: number;
  bytes: number;
  axe: string[];
  dark: string[];
  wide: number;
  requests: number;
  complaints: string[];
}

/** Undefined for what is no page but a file. */
async function look(address: string): Promise<Look | undefined> {
  const answer = await context.request.get(`${origin}${address}`, { headers: { accept: 'text/html' } });
  expect([address, answer.status() < 500]).toEqual([address, true]);
  if (!(answer.headers()['content-type'] ?? '').startsWith('text/html')) return undefined;
  const { page, status, requests, complaints } = await visit(context, origin, address);
  await takePicture(page, address);
  await page.setViewportSize({ width: 375, height: 700 });
  const axe = await axeFaults(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 1280, height: 900 });
  const dark = await styleFaults(page);
  const found = {
    address,
    status,
    bytes: (await answer.body()).length,
    axe,
    dark,
    wide: await tooWide(page, 320),
    requests: requests.filter((one) => one !== FEED).length,
    complaints,
  };
  await page.close();
  return found;
}

/** What a page follows once it is painted. */
const FEED = '/api/v1/events';

/** Pages that are open at once. */
const AT_ONCE = 3;

/** No pages but files, and what leads on to a page. */
const FILES = new Set([
  'audit-export',
  'badges',
  'cutoffs-feed',
  'evidence',
  'evidence-keys',
  'metrics',
  'queue-feed',
  'robots',
  'run-output',
  'start',
  'timeline',
]);

const fine = { axe: [], dark: [], wide: 0, requests: 1, complaints: [] };

/** Each once, so many at a time, in their order. */
async function inTurn<T, R>(all: readonly T[], atOnce: number, does: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const waiting = [...all.entries()];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) results[next[0]] = await does(next[1]);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

(program === undefined ? describe.skip : describe)('W2 W6 every page in a browser', () => {
  test('W6 every kind of page: no fault by WCAG 2.2 AA, light on a phone and dark at a desk; 320 pixels hold it; one request, under 100 KB, no other host', async () => {
    const all = [...Object.values(addresses).flat(), ...Object.values(others)];
    const looked = (await inTurn(all, AT_ONCE, look)).filter((one) => one !== undefined);
    const faults = looked.filter(
      ({ bytes, status: _status, address: _address, ...rest }) => bytes > 100_000 || !isDeepStrictEqual(rest, fine),
    );
    expect(faults).toEqual([]);
    expect(looked.length).toBeGreaterThan(50);
  }, 240_000);

  test('W6 the guide shows each kind of page once, with a picture', () => {
    const shown = [...guide.matchAll(/\(\.\.\/images\/pages\/([\w-]+)\.jpg\)/g)].map(([, name = '']) => name);
    expect(shown.filter((name) => !existsSync(`docs/images/pages/${name}.jpg`))).toEqual([]);
    expect(new Set(shown).size).toBe(shown.length);
    const kinds = Object.keys(addresses).map((name) => name.replaceAll('_', '-'));
    expect(kinds.filter((name) => !shown.includes(name) && !FILES.has(name))).toEqual([]);
  });
});
