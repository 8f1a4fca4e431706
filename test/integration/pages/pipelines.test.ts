import { expect, test } from '@jest/globals';
import { grantOf } from '#contexts/access/domain/rights/grants.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { rolesWith } from '#contexts/access/domain/rights/roles.ts';
import { askTools } from '#functions/wiring/ask-tools.ts';
import { createRun } from '#products/pipelines/app/create-run.ts';
import { addWorkspace } from '#products/pipelines/app/workspaces.ts';
import { openHouse, type House } from '#test/support/page-house.ts';
import { accessibilityFaults } from '#test/support/page-check.ts';
import { by, prepared } from '#test/support/pipelines/town.ts';
import { faultOfHtml } from '#test/support/strict-html.ts';

const researcher: Principal = {
  kind: 'person',
  id: 'ruth',
  name: 'Ruth',
  door: 'session',
  grants: [grantOf(rolesWith(), 'researcher', { workspace: 'measles' }, 'account')],
};

async function opened({ url }: House, path: string): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${url}${path}`, { headers: { accept: 'text/html' } });
  const text = await answer.text();
  expect([path, faultOfHtml(text), accessibilityFaults(text)]).toEqual([path, undefined, []]);
  expect(text.length).toBeLessThan(100_000);
  return { status: answer.status, text };
}

/** Two workspaces, with a run each. */
async function withRuns(whoIs?: () => Promise<Principal | undefined>): Promise<House> {
  const house = await openHouse(whoIs === undefined ? {} : { whoIs });
  const { system } = house;
  const tools = askTools({ system }, house.host).house;
  for (const [n, name] of ['measles', 'mumps'].entries()) {
    house.time.now += 60_000;
    const asked = { name, repository: `opensafely/${name}`, branch: 'main', purpose: `How many have ${name}?`, people: [] };
    expect(await addWorkspace(system, asked, { id: name, operator: 'grace' })).toHaveProperty('added');
    const run = prepared('ab'[n]?.repeat(16) ?? '', { extract: {}, '<model>': { needs: ['extract'] } }, { workspace: name });
    expect(await createRun(tools, run, { id: `make:${name}`, by })).toHaveProperty('run');
  }
  return house;
}

test('W4 W6 W8 whoever works in one workspace sees that one in every list, and nothing of the others', async () => {
  const house = await withRuns(async () => researcher);
  const list = await opened(house, '/workspaces');
  expect(list).toMatchObject({ status: 200, text: expect.stringContaining('href="/workspaces/measles"') });
  expect(list.text).not.toContain('mumps');
  const runs = await opened(house, '/runs');
  expect([...runs.text.matchAll(/href="\/runs\/([ab]+)"/g)].map(([, id]) => id)).toEqual(['a'.repeat(16)]);
  expect((await opened(house, '/runs?workspace=mumps')).text).toContain('There is no run that fits.');
  for (const path of ['/workspaces/mumps', '/workspaces/mumps/outputs?on=local&action=extract', `/runs/${'b'.repeat(16)}`])
    expect((await opened(house, path)).status).toBe(403);
  expect((await opened(house, '/workspaces/measles')).text).toContain('How many have measles?');
  expect((await opened(house, `/runs/${'a'.repeat(16)}`)).text).toContain('&lt;model&gt;');
  await house.close();
});

test('W6 whoever has no such right anywhere is told which, and whoever is not known is asked to sign in', async () => {
  let who: Principal | undefined = { ...researcher, grants: [] };
  const house = await withRuns(async () => who);
  expect(await opened(house, '/runs')).toMatchObject({ status: 403, text: expect.stringContaining('runs.read') });
  who = undefined;
  expect((await opened(house, '/workspaces')).status).toBe(401);
  await house.close();
});

test('W6 W8 lists are searched and filtered by their address, and what is not there is not found', async () => {
  const house = await withRuns();
  expect((await opened(house, '/workspaces?text=HOW+many+have+mu')).text).not.toContain('/workspaces/measles');
  expect((await opened(house, '/workspaces?archived=yes')).text).toContain('There is no workspace that fits.');
  expect((await opened(house, '/workspaces/measles?on=nowhere')).text).toContain('There is no such backend of this workspace');
  expect((await opened(house, '/runs?state=failed')).text).toContain('There is no run that fits.');
  const found = await opened(house, '/runs?state=open&workspace=mumps&by=ADA&backend=local');
  expect([...found.text.matchAll(/href="\/runs\/([ab]+)"/g)].map(([, id]) => id)).toEqual(['b'.repeat(16)]);
  for (const path of ['/workspaces/rubella', `/runs/${'c'.repeat(16)}`, `/runs/${'c'.repeat(16)}/graph`, '/runs/x', '/workspaces/__a__'])
    expect([path, (await opened(house, path)).status]).toEqual([path, 404]);
  const graph = await opened(house, `/runs/${'a'.repeat(16)}/graph?around=1`);
  expect(graph.text).toContain('Around &lt;model&gt;');
  await house.close();
});

test('W7 N8 times are said by the clock of whoever is signed in, where the settings say which', async () => {
  const house = await withRuns(async () => researcher);
  expect((await opened(house, '/workspaces')).text).toMatch(/<time datetime="[^"]*">Fri 15 Jan 2027, 08:01 \(UTC\)/);
  const [somebody] = house.system.rules.people;
  if (somebody === undefined) throw new Error('nobody');
  house.system.rules = { ...house.system.rules, people: [{ ...somebody, id: 'ruth', timeZone: 'Asia/Tokyo' }] };
  expect((await opened(house, '/workspaces')).text).toContain('Fri 15 Jan 2027, 17:01 (Asia/Tokyo; 08:01 UTC)');
  await house.close();
});

test('W7 how it went on a backend is shown of what is known of its operations, over a time that can be chosen', async () => {
  const house = await withRuns();
  expect((await opened(house, '/backends/local/history?days=30')).text).toContain('How it went on local');
  expect((await opened(house, '/backends/LOCAL/history')).status).toBe(404);
  await house.close();
});
