import { expect, test } from '@jest/globals';
import { addWorkspace, changeWorkspace, readWorkspace } from '#products/pipelines/app/workspaces.ts';
import { storedWorkspaces } from '#products/pipelines/app/stored-workspaces.ts';
import { checkStored, everyEntry } from '#kernel/app/check-stored.ts';
import { openWorld, type World } from '#test/support/application/world.ts';

const asked = { name: 'measles', repository: 'opensafely/measles', branch: 'main', purpose: 'how many', people: ['ruth'] };
const asking = (id: string) => ({ id, operator: 'grace' });

async function faultsOf({ system }: World, name: string): Promise<unknown> {
  return checkStored(system, storedWorkspaces, {
    document: () => readWorkspace(system, name),
    entries: () => everyEntry((place) => system.store.query({ index: 'workspaceTimelineInOrder', parent: name, equal: {}, ...place })),
  });
}

test('K4 a workspace is added once; a second of its name changes nothing, and a wrong one is not stored', async () => {
  const world = openWorld();
  expect(await addWorkspace(world.system, asked, asking('c1'))).toMatchObject({ added: { name: 'measles', version: 1 } });
  expect(await addWorkspace(world.system, { ...asked, branch: 'other' }, asking('c2'))).toMatchObject({ taken: { branch: 'main' } });
  expect(await addWorkspace(world.system, { ...asked, name: 'mumps', repository: 'no/where' }, asking('c3'))).toEqual({
    problems: [{ field: 'repository', message: 'is none that this installation allows' }],
  });
  expect(await readWorkspace(world.system, 'mumps')).toBeUndefined();
});

test('Z1 Z4 its commands are remembered, its state is the fold of a chained timeline, and lists find it by whether it is archived', async () => {
  const world = openWorld();
  const { system } = world;
  await addWorkspace(system, asked, asking('c1'));
  const archive = { command: 'archive_workspace', why: 'published' } as const;
  expect((await changeWorkspace(system, 'measles', archive, asking('c2')))?.outcome).toBe('saved');
  expect((await changeWorkspace(system, 'measles', archive, asking('c2')))?.outcome).toBe('repeated');
  expect(await changeWorkspace(system, 'nowhere', archive, asking('c3'))).toBeUndefined();
  expect(await faultsOf(world, 'measles')).toEqual([]);
  const found = async (isArchived: boolean): Promise<string[]> =>
    (await system.store.query({ index: 'workspacesNewest', equal: { isArchived }, limit: 10 })).map(({ document }) => document.name);
  expect([await found(false), await found(true)]).toEqual([[], ['measles']]);
});
