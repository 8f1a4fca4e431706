import { operatorCalled } from '#test/support/known-as.ts';
import { typedOperation } from '#test/support/typed-operation.ts';
import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { operationRequest } from '#doors/contracts/operations.ts';
import { operateAs as operate } from '#test/support/operate-as.ts';
import { askTools } from '#functions/wiring/ask-tools.ts';
import { parseArguments } from '#infra/cli/parse.ts';
import type { Operated } from '#contexts/access/contracts/operation-answer.ts';
import { openWorld, type World } from '#test/support/application/world.ts';

/** From the words that are typed to what is said. */
async function types(world: World, ...words: string[]): Promise<Operated> {
  const { system } = world;
  const asks = askTools({ system }, world.host);
  return operate(system, { who: operatorCalled('grace'), newId: () => randomUUID(), intakeOpen: true, asks }, typedOperation(words));
}

const add = ['workspaces', 'add', 'measles', '--repository', 'opensafely/measles', '--purpose', 'how many', '--people', 'ruth, tim'];

test('K4 B4 a workspace is made, shown, listed, archived and restored from the command line', async () => {
  const world = openWorld();
  const facts = { workspace: 'measles', repository: 'opensafely/measles', branch: 'main', purpose: 'how many', people: 'ruth, tim' };
  expect(await types(world, ...add)).toMatchObject({ done: { facts } });
  expect(await types(world, ...add)).toMatchObject({ done: { facts } });
  expect(await types(world, ...add, '--branch', 'other')).toEqual({ refused: 'conflict', detail: 'there is another workspace measles' });
  expect(await types(world, 'workspaces', 'show', 'measles')).toMatchObject({ done: { facts } });
  expect(await types(world, 'workspaces', 'people', 'measles', '--add', 'ada', '--remove', 'tim')).toMatchObject({
    done: { facts: { people: 'ruth, ada' } },
  });
  expect(await types(world, 'workspaces', 'archive', 'measles', '--why', 'published')).toMatchObject({
    done: { facts: { archivedBy: 'operator.grace', why: 'published' } },
  });
  expect(await types(world, 'workspaces', 'list')).toEqual({ done: { rows: [] } });
  expect(await types(world, 'workspaces', 'list', '--archived')).toMatchObject({ done: { rows: [{ workspace: 'measles' }] } });
  const restored = await types(world, 'workspaces', 'restore', 'measles');
  expect('done' in restored ? Object.keys(restored.done.facts ?? {}) : []).not.toContain('archivedAt');
});

test('K4 everything that is wrong with a new one is refused at once, and one that is not there is not found', async () => {
  const world = openWorld();
  expect(await types(world, 'workspaces', 'add', 'mumps', '--repository', 'no/where', '--purpose', 'x', '--people', 'nobody')).toEqual({
    refused: 'invalid',
    detail: 'the workspace has problems',
    problems: [
      { path: 'repository', code: 'invalid_value', message: 'is none that this installation allows' },
      { path: 'people', code: 'invalid_value', message: 'names nobody of this installation: nobody' },
    ],
  });
  const missing = { refused: 'not_found', detail: 'there is no workspace mumps' };
  expect(await types(world, 'workspaces', 'show', 'mumps')).toEqual(missing);
  expect(await types(world, 'workspaces', 'archive', 'mumps', '--why', 'x')).toEqual(missing);
  await types(world, ...add);
  expect(await types(world, 'workspaces', 'people', 'measles', '--add', 'nobody')).toEqual({
    refused: 'conflict',
    detail: 'There is nobody of this name in the installation: nobody.',
  });
  expect(parseArguments(['workspaces', 'people', 'measles'])).toEqual({ problems: ['give --add or --remove'] });
});

test('B4 the commands of one product stand beside those of the other, under words of their own', async () => {
  const world = openWorld();
  expect(await types(world, 'backends')).toMatchObject({ done: { rows: [{ backend: 'local' }, {}] } });
  expect(operationRequest.safeParse({ operation: 'workspace_show', workspace: '__proto__' }).success).toBe(false);
});
