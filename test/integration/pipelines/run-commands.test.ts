import { readRunFigures } from '#products/pipelines/app/read-figures.ts';
import { operatorCalled } from '#test/support/known-as.ts';
import { typedOperation } from '#test/support/typed-operation.ts';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { OperationRow } from '#contexts/access/contracts/operation-answer.ts';
import { operateAs as operate } from '#test/support/operate-as.ts';
import { askTools } from '#functions/wiring/ask-tools.ts';
import type { World } from '#test/support/application/world.ts';
import { endsWell, openSharedWorld, settles, tasksOf } from '#test/support/pipelines/installed.ts';
import { openStudyRepositories, type StudyRepositories } from '#test/support/pipelines/study-repository.ts';

const STUDY = 'opensafely/measles';
const FILE = `version: '5.0'
actions:
  extract:
    run: python:v2 python extract.py
    outputs: { highly_sensitive: { rows: output/rows.csv } }
  model:
    run: python:v2 python model.py
    needs: [extract]
    outputs: { moderately_sensitive: { table: output/table.csv } }
`;

let repositories: StudyRepositories;
beforeAll(async () => {
  repositories = await openStudyRepositories([STUDY]);
  await repositories.commit(STUDY, { 'project.yaml': FILE });
});
afterAll(() => repositories.remove());

async function types(world: World, ...words: string[]) {
  const { system } = world;
  const asks = askTools({ system }, repositories.host);
  const said = await operate(
    system,
    { who: { ...operatorCalled('grace'), kind: 'person' }, newId: () => randomUUID(), intakeOpen: true, asks },
    typedOperation(words),
  );
  await settles(world);
  return said;
}

async function rows(world: World, ...words: string[]): Promise<OperationRow[]> {
  const said = await types(world, ...words);
  return 'done' in said ? (said.done.rows ?? []) : [{ refused: JSON.stringify(said) }];
}

async function facts(world: World, ...words: string[]): Promise<OperationRow> {
  const said = await types(world, ...words);
  return 'done' in said ? (said.done.facts ?? {}) : { refused: JSON.stringify(said) };
}

async function opened(): Promise<World> {
  const world = openSharedWorld();
  await types(world, 'workspaces', 'add', 'measles', '--repository', STUDY, '--purpose', 'how many', '--people', 'ruth');
  return world;
}

const summary = (all: OperationRow[], ...fields: string[]): string[] =>
  all.map((row) => fields.map((field) => String(row[field])).join(' '));

test('B4 K4 a run is previewed, made, watched and listed from the command line, and what has succeeded is taken', async () => {
  const world = await opened();
  expect(summary(await rows(world, 'runs', 'preview', 'measles', '--on', 'local'), 'action', 'plan')).toEqual(['extract run', 'model run']);
  const made = await facts(world, 'runs', 'add', 'measles', '--on', 'local', '--actions', 'model');
  expect(made).toMatchObject({ state: 'under way', jobs: 2, by: 'grace', workspace: 'measles' });
  const id = String(made['run']);
  expect(summary(await rows(world, 'runs', 'show', id), 'action', 'code')).toEqual(['extract initiated', 'model waiting_on_dependencies']);
  const figures = async (): Promise<(number | undefined)[]> => (await readRunFigures(world.system)).map(({ samples }) => samples[0]?.value);
  world.time.now += 60_000;
  expect(await figures()).toEqual([1, 60, 0]);
  for (let n = 0; n < 2; n += 1) {
    const [task] = await tasksOf(world);
    if (task !== undefined) await endsWell(world, task);
  }
  expect(await figures()).toEqual([0, 0, 0]);
  expect(await facts(world, 'runs', 'show', id)).toMatchObject({ state: 'succeeded', tells: 'grace', mails: 'grace: accepted' });
  expect(summary(await rows(world, 'runs', 'list'), 'run', 'state')).toEqual([`${id} succeeded`]);
  const listed = await rows(
    world,
    'operations',
    'list',
    '--person',
    'Grace',
    '--backend',
    'local',
    '--program',
    'action',
    '--state',
    'done',
  );
  const both = ['extract', 'model'].map((name) => `${name} run ${id} succeeded`);
  expect(summary(listed, 'name', 'within', 'outcome').toSorted()).toEqual(both);
  expect(await rows(world, 'operations', 'list', '--state', 'pending')).toEqual([]);
  const model = listed.find(({ name }) => name === 'model');
  expect(await facts(world, 'operations', 'show', `${String(model?.['id'])}-001`)).toEqual({
    ...model,
    of: 'measles',
    attempts: 1,
    more: `rehearsal runs show ${id}`,
  });
  expect(await facts(world, 'runs', 'add', 'measles', '--on', 'local')).toEqual({
    run: 'none',
    why: 'All actions have succeeded already.',
  });
  const preview = await rows(world, 'runs', 'preview', 'measles', '--on', 'local', '--actions', 'model');
  expect(summary(preview, 'action', 'plan')).toEqual(['extract take', 'model run']);
  await world.system.store.close();
});

test('K4 N1 who is told of the end of a run can be said where it is asked for: people of the settings alone', async () => {
  const world = await opened();
  const add = (...words: string[]) => types(world, 'runs', 'add', 'measles', '--on', 'local', ...words);
  expect(await add('--tell', 'ruth,nobody')).toEqual({
    refused: 'conflict',
    detail: 'There is nobody of this name in the installation: nobody.',
  });
  expect(await add('--tell', 'ruth,grace,ruth')).toMatchObject({ done: { facts: { by: 'grace', tells: 'ruth, grace' } } });
  await world.system.store.close();
});

test('B3 B4 each action that waits says why in plain words, since when, and who can change it', async () => {
  const world = await opened();
  const show = async (id: string) =>
    (await rows(world, 'runs', 'show', id)).map(({ action, why, waitsSince, changedBy }) => ({ action, why, waitsSince, changedBy }));
  const since = new Date(world.time.now).toISOString();
  await types(world, 'backends', 'pause', 'local', '--why', 'a disk is changed');
  const first = String((await facts(world, 'runs', 'add', 'measles', '--on', 'local'))['run']);
  expect(await show(first)).toEqual([
    { action: 'extract', why: 'local is paused: a disk is changed', waitsSince: since, changedBy: 'an operator' },
    { action: 'model', why: 'waits for extract', waitsSince: since, changedBy: 'nobody: it passes by itself' },
  ]);
  await types(world, 'backends', 'resume', 'local');
  expect(await show(first)).toMatchObject([{ action: 'extract', why: undefined }, { why: 'waits for extract' }]);
  let last: OperationRow = {};
  for (const name of ['mumps', 'flu']) {
    await types(world, 'workspaces', 'add', name, '--repository', STUDY, '--purpose', 'how many', '--people', 'ruth');
    last = await facts(world, 'runs', 'add', name, '--on', 'local', '--actions', 'extract');
  }
  expect(await show(String(last['run']))).toEqual([
    {
      action: 'extract',
      why: 'it takes 1 slot of default, of which 0 are free',
      waitsSince: since,
      changedBy: 'nobody: it passes by itself',
    },
  ]);
  await world.system.store.close();
});

test('K4 the newest outcome of each action is shown, page by page, and where what is given to others comes from', async () => {
  const world = await opened();
  await types(world, 'runs', 'add', 'measles', '--on', 'local');
  for (let n = 0; n < 2; n += 1) for (const task of await tasksOf(world)) await endsWell(world, task);
  const again = String((await facts(world, 'runs', 'add', 'measles', '--on', 'local', '--actions', 'extract', '--force'))['run']);
  world.time.now += 1_000;
  await types(world, 'runs', 'cancel', again);
  const outcomes = (...more: string[]) => types(world, 'workspaces', 'outcomes', 'measles', '--on', 'local', ...more);
  const all = await rows(world, 'workspaces', 'outcomes', 'measles', '--on', 'local');
  expect(summary(all, 'action', 'code')).toEqual(['extract cancelled_by_user', 'model succeeded']);
  expect(all).toEqual([
    expect.objectContaining({ run: again, succeededIn: expect.stringMatching(/^[a-z2-7]{16}$/) }),
    expect.not.objectContaining({ succeededIn: expect.anything() }),
  ]);
  expect(await outcomes('--limit', '1')).toEqual({ done: { rows: [all[0]], next: { value: 0, id: 'extract' } } });
  expect(await outcomes('--limit', '1', '--after', '0/extract')).toMatchObject({ done: { rows: [all[1]] } });
  expect(await types(world, 'workspaces', 'outcomes', 'mumps', '--on', 'local')).toMatchObject({ refused: 'not_found' });
  await world.system.store.close();
});

test('O5 some actions, or all, are cancelled; an unknown one, and nothing is; what is over says so', async () => {
  const world = await opened();
  const id = String((await facts(world, 'runs', 'add', 'measles', '--on', 'local'))['run']);
  expect(await types(world, 'runs', 'cancel', id, '--actions', 'model,nothing')).toEqual({
    refused: 'not_found',
    detail: 'Nothing is cancelled: the run has no action nothing.',
  });
  expect(summary(await rows(world, 'runs', 'cancel', id, '--actions', 'model'), 'action', 'answer')).toEqual(['model cancelled']);
  expect(await facts(world, 'runs', 'cancel', id)).toMatchObject({ cancelledBy: 'grace' });
  expect(summary(await rows(world, 'runs', 'show', id), 'action', 'code')).toEqual([
    'extract cancelled_by_user',
    'model cancelled_by_user',
  ]);
  expect(await types(world, 'runs', 'cancel', id)).toMatchObject({ refused: 'conflict' });
  await world.system.store.close();
});

test('K1 K4 what cannot be run is said: no such workspace, an archived one, another backend, an unknown action, a broken file', async () => {
  const world = await opened();
  const refusal = async (...words: string[]) => JSON.stringify(await types(world, 'runs', 'add', ...words));
  expect(await refusal('mumps', '--on', 'local')).toContain('there is no workspace mumps');
  expect(await refusal('measles', '--on', 'nowhere')).toContain('nowhere');
  expect(await refusal('measles', '--on', 'local', '--actions', 'modle')).toContain('has no action modle; there are extract, model');
  const broken = await repositories.commit(STUDY, { 'project.yaml': FILE.replace('[extract]', '[extrct]') }, 'refs/heads/broken');
  expect(await refusal('measles', '--on', 'local', '--commit', broken)).toContain('does not have the commit');
  await types(world, 'workspaces', 'archive', 'measles', '--why', 'published');
  expect(await refusal('measles', '--on', 'local')).toContain('takes no new runs: published');
  await world.system.store.close();
});
