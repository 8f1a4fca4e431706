import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { raiseFlag } from '#contexts/backends/app/flags.ts';
import { askTools } from '#functions/wiring/ask-tools.ts';
import { runStarter } from '#products/pipelines/app/run-starter.ts';
import { kernelOf } from '#products/pipelines/app/machine.ts';
import { addWorkspace } from '#products/pipelines/app/workspaces.ts';
import { endsWell, openSharedWorld, settles, tasksOf } from '#test/support/pipelines/installed.ts';
import { openStudyRepositories, type StudyRepositories } from '#test/support/pipelines/study-repository.ts';

const STUDY = 'opensafely/measles';
const file = (text: string): string =>
  `version: 5\nactions:\n  model:\n    run: python:v2 ${text}.py\n    outputs: {moderately_sensitive: {t: output/t.csv}}\n`;

let repositories: StudyRepositories;
beforeAll(async () => {
  repositories = await openStudyRepositories([STUDY]);
  await repositories.commit(STUDY, { 'project.yaml': file('a') });
});
afterAll(() => repositories.remove());

const nightly = { workspace: 'measles', backend: 'local' };
const due = (key: string) => ({ key, schedule: 'nightly', madeBy: 'ruth', at: 1 });

async function opened() {
  const world = openSharedWorld();
  const { system } = world;
  const workspace = { name: 'measles', repository: STUDY, branch: 'main', purpose: 'how many', people: [] };
  await addWorkspace(system, workspace, { id: 'add', operator: 'grace' });
  return { world, system, starter: runStarter(system, askTools({ system }, repositories.host)) };
}

test('O7 K2 a schedule starts one run for each occurrence, however often it is asked and whatever its branch is by then', async () => {
  const { world, system, starter } = await opened();
  const first = await starter.start(due('nightly-1'), nightly);
  if (first.answer !== 'started') throw new Error(first.why);
  await repositories.commit(STUDY, { 'project.yaml': file('b') });
  expect(await starter.start(due('nightly-1'), nightly)).toEqual(first);
  expect(await starter.over(first.id)).toBeUndefined();
  expect((await system.store.get({ collection: 'runs', id: first.id }))?.state).toMatchObject({
    createdBy: 'ruth',
    tells: ['ruth'],
    requested: ['run_all'],
  });
  await settles(world);
  const [task] = await tasksOf(world);
  if (task !== undefined) await endsWell(world, task);
  expect(await starter.over(first.id)).toBe('succeeded');
  // What is another action by now runs again; then there is nothing to do, which is said.
  expect(await starter.start(due('nightly-2'), nightly)).toMatchObject({ answer: 'started' });
  expect(await starter.start(due('nightly-3'), nightly)).toEqual({
    answer: 'refused',
    why: 'All that was asked for waits or runs already.',
  });
});

test('O7 everything that is wrong with what it is given is said; a pause of its backend passes by itself', async () => {
  const { system, starter } = await opened();
  expect(await starter.problems(nightly)).toEqual([]);
  // K4. Whoever made the schedule is told, or those whom it names.
  expect(await starter.problems({ ...nightly, tell: ['ruth', 'gone'] })).toEqual([
    'tell: There is nobody of this name in the installation: gone.',
  ]);
  const named = await starter.start(due('told-1'), { ...nightly, tell: ['quinn'] });
  const run = 'id' in named ? (await system.store.get({ collection: 'runs', id: named.id }))?.state : undefined;
  expect(run).toMatchObject({ createdBy: 'ruth', tells: ['quinn'] });
  expect(await starter.problems({ ...nightly, force: 'yes', more: 1 })).toHaveLength(2);
  expect(await starter.problems({ workspace: 'mumps', backend: 'nowhere' })).toEqual([
    'workspace: there is no workspace mumps',
    'backend: no pipelines run on nowhere',
  ]);
  expect(await starter.blocked(nightly)).toBeUndefined();
  await raiseFlag(kernelOf(system), { backend: 'local', flag: 'pause', operator: 'grace', id: 'p', why: 'moving house' });
  expect(await starter.blocked(nightly)).toBe('local is paused: moving house');
});
