import { operatorCalled } from '#test/support/known-as.ts';
import { typedOperation } from '#test/support/typed-operation.ts';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { OperationRow } from '#contexts/access/contracts/operation-answer.ts';
import { operateAs as operate } from '#test/support/operate-as.ts';
import { askTools } from '#functions/wiring/ask-tools.ts';
import { parseArguments } from '#infra/cli/parse.ts';
import { knownActionsOf } from '#products/pipelines/app/known-studies.ts';
import { knownJobs } from '#products/rehearsal/app/known-jobs.ts';
import { MINUTE } from '#kernel/time.ts';
import { endsRun, runs } from '#test/support/application/requests.ts';
import type { World } from '#test/support/application/world.ts';
import { SHA } from '#test/support/given-request.ts';
import { endsWell, openSharedWorld, settles, tasksOf } from '#test/support/pipelines/installed.ts';
import { openStudyRepositories, type StudyRepositories } from '#test/support/pipelines/study-repository.ts';

const JOBS = 'oppia/oppia';
const STUDY = 'opensafely/measles';
const FILE = `version: '5.0'
actions:
  extract:
    run: python:v2 python extract.py
    outputs: { highly_sensitive: { rows: output/rows.csv } }
  it's a model:
    run: python:v2 python model.py
    needs: [extract]
    outputs: { moderately_sensitive: { table: output/table.csv } }
`;

let repositories: StudyRepositories;
beforeAll(async () => {
  repositories = await openStudyRepositories([JOBS, STUDY]);
  await repositories.commit(JOBS, {
    'core/jobs/registry.py': 'from core.jobs.batch_jobs import topic_jobs\nfrom core.jobs.batch_jobs import gone_jobs\n',
    'core/jobs/batch_jobs/topic_jobs.py':
      'class CountTopicsJob(base.JobBase):\n  pass\n\nclass AuditTopicsJob(base.JobBase):\n  pass\n\nclass Helper: pass\n',
    'core/jobs/batch_jobs/other_jobs.py': 'class NobodyImportsThisJob: pass\n',
  });
  await repositories.commit(STUDY, { 'project.yaml': FILE });
});
afterAll(() => repositories.remove());

async function types(world: World, ...words: string[]) {
  const { system } = world;
  const { host } = repositories;
  const asks = askTools({ system }, host);
  const place = { owner: 'oppia', repository: 'oppia', baseRef: 'main', registryFile: 'core/jobs/registry.py' };
  const formUrl = (like?: string): string => `https://here/requests/new${like === undefined ? '' : `?from=${like}`}`;
  const tools = { host, repositories: [place, { owner: 'bare', repository: 'bare', baseRef: 'main' }], formUrl };
  const operator = {
    who: operatorCalled('grace'),
    newId: () => randomUUID(),
    intakeOpen: true,
    asks,
    known: [knownJobs(tools), knownActionsOf(system, asks)],
  };
  const said = await operate(system, operator, typedOperation(words));
  await settles(world);
  return said;
}

async function answer(world: World, ...words: string[]) {
  const said = await types(world, ...words);
  if (!('done' in said)) throw new Error(JSON.stringify(said));
  return said.done;
}

const rows = async (world: World, ...words: string[]): Promise<OperationRow[]> => (await answer(world, ...words)).rows ?? [];

test('O6 the jobs of the registry say how each ended last, when, where and at which commit, and that a request needs its form', async () => {
  const world = openSharedWorld();
  expect(await rows(world, 'known', 'list', 'Oppia/oppia')).toEqual(
    ['AuditTopicsJob', 'CountTopicsJob'].map((name) => ({
      what: 'job',
      name,
      of: JOBS,
      file: 'core/jobs/batch_jobs/topic_jobs.py',
      last: 'never',
      endedAt: '',
      backend: '',
      commit: '',
      operation: '',
      underWay: '',
      start: 'send the form https://here/requests/new',
    })),
  );
  const { id: first } = await runs(world, 'rq1');
  await endsRun(world, 'rq1');
  const endedAt = new Date(world.time.now).toISOString();
  world.time.now += MINUTE;
  const { id: second } = await runs(world, 'rq2', { backend: 'backup' });
  const [counted] = await rows(world, 'known', 'list', JOBS, '--name', 'count');
  expect(counted).toMatchObject({
    last: 'succeeded',
    endedAt,
    backend: 'local',
    commit: SHA,
    operation: first,
    underWay: second,
    start: 'send the form https://here/requests/new?from=rq1',
  });
  expect(await rows(world, 'known', 'list', JOBS, '--name', 'nobody')).toEqual([]);
});

test('O6 the actions of each workspace say how each ended last, and by which words they are started anew', async () => {
  const world = openSharedWorld();
  for (const name of ['measles', 'again'])
    await answer(world, 'workspaces', 'add', name, '--repository', STUDY, '--purpose', 'how many', '--people', 'ruth');
  await answer(world, 'runs', 'add', 'measles', '--on', 'local', '--actions', 'extract');
  const [task] = await tasksOf(world);
  if (task !== undefined) await endsWell(world, task);
  const all = await answer(world, 'known', 'list', STUDY);
  expect(all.facts).toEqual({ repository: STUDY, known: 4 });
  expect(all.rows?.map(({ of, name, last, start }) => [of, name, last, start])).toEqual([
    ['again', 'extract', 'never', 'rehearsal runs add again --on <backend> --actions extract'],
    ['again', "it's a model", 'never', String.raw`rehearsal runs add again --on <backend> --actions 'it'\''s a model'`],
    ['measles', 'extract', 'succeeded', 'rehearsal runs add measles --on local --actions extract --force'],
    ['measles', "it's a model", 'never', String.raw`rehearsal runs add measles --on <backend> --actions 'it'\''s a model'`],
  ]);
  const paged: unknown[] = [];
  for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
    const page = await answer(world, 'known', 'list', STUDY, '--limit', '3', ...(after === undefined ? [] : ['--after', after]));
    paged.push(...(page.rows ?? []));
    after = page.next && `${page.next.value}/${page.next.id}`;
  }
  expect(paged).toEqual(all.rows);
  const { underWay, operation } = (await rows(world, 'known', 'list', STUDY, '--name', 'EXTRACT'))[1] ?? {};
  expect([underWay, await answer(world, 'operations', 'show', String(operation))]).toMatchObject(['', { facts: { name: 'extract' } }]);
});

test('O6 what cannot be told of a repository is said, and one that nobody has anything to do with is not found', async () => {
  const world = openSharedWorld();
  expect(await types(world, 'known', 'list', 'nobody/here')).toMatchObject({ refused: 'not_found' });
  expect((await answer(world, 'known', 'list', 'bare/bare')).facts).toMatchObject({
    known: 0,
    notes: 'the settings name no registry file of bare/bare: its jobs are not known',
  });
  await answer(world, 'workspaces', 'add', 'lost', '--repository', STUDY, '--branch', 'gone', '--purpose', 'none', '--people', 'ruth');
  expect((await answer(world, 'known', 'list', STUDY)).facts).toMatchObject({ notes: `lost: ${STUDY} has no branch gone` });
  const wrong = parseArguments(['known', 'list', 'oppia', '--name', ' ', '--limit', '1000']);
  expect('problems' in wrong && wrong.problems).toHaveLength(3);
});
