import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { settingsInForce } from '#functions/wiring/settings-in-force.ts';
import { mergeSettings, requireSettings } from '#functions/wiring/settings.ts';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';
import { readFilter } from '#html/filter/read.ts';
import { jobsFilter, jobsPage } from '#products/rehearsal/pages/jobs/page.ts';
import { listing } from '#test/support/listings.ts';
import { settingsPage } from '#products/rehearsal/pages/settings/page.ts';
import { framedPage } from '#test/support/framed-page.ts';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { openHouse, type House } from '#test/support/page-house.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(async () => house.close());

async function page(path: string): Promise<string> {
  const answer = await fetch(`${house.url}${path}`);
  const text = await answer.text();
  expect([path, answer.status, accessibilityFaults(text)]).toEqual([path, 200, []]);
  expect(text.length).toBeLessThan(100_000);
  return text.replaceAll(/<style>.*?<\/style>/gs, '');
}

test('C1 C5 the calendar lists every release, with its report', async () => {
  const text = await page('/releases');
  for (const { name } of house.system.rules.releases) expect(text).toContain(`href="/releases/${name}"`);
});

test('O6 the jobs of a repository are listed with their last outcome and where to start; of a strange one it is said', async () => {
  expect(await page('/jobs')).toContain('oppia/oppia');
  expect(await page('/jobs?repository=stranger/thing')).toContain('is unknown here');
  expect(await page(`/jobs?repository=${encodeURIComponent('<script>')}&name=%22`)).toContain('&lt;script&gt;');
});

test('O6 W7 a job leads to the form filled in with it, and its durations are a picture with a table, with the way to each backend', async () => {
  const job = {
    key: 'k',
    what: 'job',
    name: 'CountTopicsJob',
    home: 'oppia/oppia',
    file: 'core/jobs/topic_jobs.py',
    last: undefined,
    underWay: undefined,
  };
  const operation = listing({ state: 'done', startedAt: 1_000, endedAt: 61_000 });
  const found = { known: [job], count: 1, notes: [], next: undefined };
  const view = {
    repository: 'oppia/oppia',
    repositories: [],
    found,
    query: new URLSearchParams(),
    asked: readFilter(jobsFilter, new URLSearchParams()),
  };
  const text = framedPage(jobsPage({ ...view, recent: [operation, { ...operation, home: 'other/thing', backend: 'elsewhere' }] }));
  expect(accessibilityFaults(text)).toEqual([]);
  expect(text).toMatch(/<figcaption>Durations by name.*<th scope="row">CountTopicsJob<\/th>.*href="\/backends\/local\/history"/s);
  expect(text).not.toContain('/backends/elsewhere');
  const [, link = ''] = /href="([^"]+)">Ask for a test/.exec(text) ?? [];
  const form = await page(link.replaceAll('&amp;', '&'));
  expect(form).toMatch(/name="jobs\[0\]\.name"[^>]*value="CountTopicsJob"/);
  expect(form).toMatch(/name="jobs\[0\]\.module"[^>]*value="core\/jobs\/topic_jobs\.py"/);
  expect(form).toMatch(/value="existing_job" checked/);
});

test('W6 a time among the settings is told as one', () => {
  const sample = sampleSettings({ data: '/data', publicUrl: 'http://127.0.0.1:1' });
  const file = { calendar: { releases: [{ name: '3.4.1', hardCutoff: '2026-12-05T12:00:00Z' }] } };
  const all = settingsInForce(requireSettings(mergeSettings(sample, file), { sample, file }));
  expect(all.find(({ path }) => path === 'calendar.releases.0.hardCutoff')?.value).toBe('2026-12-05T12:00Z');
});

test('O7 schedules are listed; what nobody made is not there', async () => {
  expect(await page('/schedules')).toContain('Nothing is scheduled.');
  expect(await page('/schedules?ended=yes')).toContain('None was removed.');
  expect((await fetch(`${house.url}/schedules/nothing`)).status).toBe(404);
});

test('W6 every setting is shown with where it comes from, and no secret and no address is', () => {
  const sample = sampleSettings({ data: '/data', publicUrl: 'http://127.0.0.1:1' });
  const file = { installation: 'Ours', rules: { agentSilentMinutes: 9 } };
  const all = settingsInForce(requireSettings(mergeSettings(sample, file), { sample, file }));
  const from = (path: string): string | undefined => all.find((one) => one.path === path)?.from;
  expect([from('installation'), from('rules.agentSilentMinutes'), from('rules.intakeOpen')]).toEqual(['file', 'file', 'default']);
  expect(all.filter(({ key }) => key === 'people').every((one) => one.from !== 'file')).toBe(true);
  for (const key of ['', ...new Set(all.map((one) => one.key))]) {
    const text = framedPage(settingsPage(all, key));
    expect([key, accessibilityFaults(text)]).toEqual([key, []]);
    expect(text).not.toMatch(/[a-z]@[a-z]/);
    expect(text.length).toBeLessThan(100_000);
  }
});
