import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { grantOf } from '#contexts/access/domain/rights/grants.ts';
import type { Grant, Principal } from '#contexts/access/domain/rights/principal.ts';
import { rolesWith } from '#contexts/access/domain/rights/roles.ts';
import { openHouse, type House } from '#test/support/page-house.ts';

let house: House;
let who: Principal | undefined;
beforeEach(async () => {
  house = await openHouse({ whoIs: async () => who });
});
afterEach(() => house.close());

function somebody(...grants: Grant[]): Principal {
  return { kind: 'person', id: 'rosa', name: 'Rosa', grants, door: 'session' };
}

async function opens(path: string): Promise<{ status: number; to: string | null; text: string }> {
  const answer = await fetch(`${house.url}${path}`, { redirect: 'manual', headers: { accept: 'text/html' } });
  return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() };
}

const role = (name: string, at: Grant['at'] = 'all'): Grant => grantOf(rolesWith(), name, at, 'settings');

test.each([
  ['an admin', [role('admin')], '/board'],
  ['a researcher of one workspace', [role('researcher', { workspace: 'tides' })], '/runs'],
  ['a viewer of one backend', [role('viewer', { backend: 'local' })], '/runs'],
])('W3 W6 %s begins at a page that they may open, and the navigation names none that they may not', async (_who, grants, first) => {
  who = somebody(...grants);
  const begun = await opens('/start');
  expect([begun.status, begun.to]).toEqual([303, first]);
  expect((await opens('/start?told=x')).to).toBe(`${first}?told=x`);
  const page = await opens(first);
  expect(page.status).toBe(200);
  const named = [...page.text.matchAll(/<nav aria-label="Pages">.*?<\/nav>/gs)].flatMap(([nav]) => [...nav.matchAll(/href="([^"]+)"/g)]);
  for (const [, path = ''] of named) if (path !== '/jobs') expect([path, (await opens(path)).status]).toEqual([path, 200]);
});

test('W3 W6 who has no role yet is told so, and who is nobody begins at what is open to all', async () => {
  who = somebody();
  expect(await opens('/start')).toMatchObject({ status: 200, text: expect.stringContaining('You have no role yet') });
  who = undefined;
  expect(await opens('/start')).toMatchObject({ status: 303, to: '/' });
});

test('W6 what is not there is named, with the way to what there is of its kind; every error has a way on', async () => {
  who = somebody(role('admin'));
  for (const [path, word, list] of [
    ['/runs/aaaaaaaaaaaaaaaa', 'run', '/runs'],
    ['/workspaces/nothing', 'workspace', '/workspaces'],
    ['/backends/nothing', 'backend', '/backends'],
    ['/operations/nothing', 'operation', '/operations'],
    ['/people/nothing', 'person', '/people'],
    ['/schedules/nothing', 'schedule', '/schedules'],
    ['/runbooks/nothing', 'runbook', '/runbooks'],
  ] as const) {
    const { status, text } = await opens(path);
    expect([path, status, text.includes(`There is no such ${word}`), text.includes(`<a class="button quiet" href="${list}">`)]).toEqual([
      path,
      404,
      true,
      true,
    ]);
  }
  who = somebody(role('viewer'));
  expect((await opens('/people')).text).toContain('<a class="button quiet" href="/start">');
});
