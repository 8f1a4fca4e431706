import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { askTools } from '#functions/wiring/ask-tools.ts';
import { createRapDesk } from '#products/pipelines/app/rap/desk.ts';
import { addWorkspace, memberNamed } from '#products/pipelines/app/workspaces.ts';
import { openSharedWorld } from '#test/support/pipelines/installed.ts';
import { openStudyRepositories, type StudyRepositories } from '#test/support/pipelines/study-repository.ts';

const STUDY = 'opensafely/measles';
const FILE = 'version: 5\nactions:\n  model:\n    run: python:v2 a.py\n    outputs: {moderately_sensitive: {t: output/t.csv}}\n';

let repositories: StudyRepositories;
let commit = '';
beforeAll(async () => {
  repositories = await openStudyRepositories([STUDY]);
  commit = await repositories.commit(STUDY, { 'project.yaml': FILE });
});
afterAll(() => repositories.remove());

test.each<[string, string, string[] | undefined, string]>([
  ['grace', 'measles', ['grace'], 'by their id'],
  ['ADA', 'measles', ['ada'], 'by their login at the code host'],
  ['ruth', 'measles', undefined, 'is in the settings, and none of the workspace’s people'],
  ['nobody', 'measles', undefined, 'is nobody'],
  ['grace', 'elsewhere', undefined, 'asks in a workspace that is job-server’s alone'],
])('K4 P5 N1 of a run that job-server asks for is told: %s in %s, %j, who %s', async (createdBy, workspace, tells) => {
  const { system } = openSharedWorld();
  await addWorkspace(
    system,
    { name: 'measles', repository: STUDY, branch: 'main', purpose: 'how many', people: ['grace', 'ada'] },
    { id: 'add', operator: 'grace' },
  );
  const desk = createRapDesk({
    tools: askTools({ system }, repositories.host),
    newId: () => 'c1',
    memberNamed: (name, who) => memberNamed(system, name, who),
  });
  const id = 'a'.repeat(16);
  const made = await desk.create(
    { name: 'job-server', backends: ['local'] },
    {
      id,
      backend: 'local',
      workspace,
      repository: { owner: 'opensafely', name: 'measles' },
      branch: 'main',
      commit,
      actions: ['run_all'],
      codelistsOk: true,
      force: false,
      createdBy,
      project: 'p',
      organisations: [],
      scope: { datasetPermissions: [], populationPermissions: [], componentAccess: [] },
    },
  );
  expect(made).toMatchObject({ created: 'jobs' });
  expect((await system.store.get({ collection: 'runs', id }))?.state.tells).toEqual(tells);
});
