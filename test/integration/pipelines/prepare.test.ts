import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { prepareSteps, type Preparing, type RunAsked } from '#products/pipelines/app/ask/prepare.ts';
import type { KnownAction } from '#products/pipelines/domain/ask/known.ts';
import { openStudyRepositories, type StudyRepositories } from '#test/support/pipelines/study-repository.ts';

const STUDY = 'studies/waiting-times';
const FILE = `version: '5.0'
actions:
  data:
    run: ehrql:v1 generate-dataset analysis/dataset.py --output output/dataset.csv.gz
    outputs: { highly_sensitive: { cohort: output/dataset.csv.gz } }
  model:
    run: python:v2 python analysis/model.py
    needs: [data]
    config: { days: 7, title: "it's" }
    outputs: { moderately_sensitive: { table: output/model.csv } }
  plot:
    run: plots:v1.2 --width 3
    needs: [model]
    outputs: { moderately_sensitive: { picture: output/plot.png } }
`;

let repositories: StudyRepositories;
let commit = '';
beforeAll(async () => {
  repositories = await openStudyRepositories([STUDY, 'reusable/plots', 'reusable/thief', 'reusable/nested']);
  commit = await repositories.commit(STUDY, { 'project.yaml': FILE, 'analysis/model.py': '' });
  await reusable('plots', 'v1.2', 'run: "python:latest python entrypoint.py"\n');
  await reusable('thief', 'v1', 'run: sqlrunner:v1 query.sql\n');
  await reusable('nested', 'v1', 'run: plots:v1.2 x\n');
});
afterAll(() => repositories.remove());

async function reusable(name: string, tag: string, text: string): Promise<void> {
  await repositories.commit(`reusable/${name}`, { 'action.yaml': text });
  await repositories.git(`reusable/${name}`, 'tag', tag, 'main');
}

const placed = {
  places: [
    { action: 'data', repositories: ['studies/waiting-times'], credentials: ['database'], notOn: [] },
    { action: 'data', repositories: [], credentials: [], notOn: ['slow'] },
    { action: 'model', repositories: ['others'], credentials: [], notOn: ['local'] },
  ],
  backends: [{ slug: 'local', credentials: ['database'] }, { slug: 'bare' }, { slug: 'slow', credentials: ['database'] }],
};

function tools(known: Record<string, KnownAction> = {}): Preparing {
  return {
    host: repositories.host,
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    rules: { repositories: ['studies'], images: ['ehrql', 'python', 'sqlrunner'], reusableActions: 'reusable', placed },
    pools: { pools: { default: 4, database: 2 }, rules: [], exclusiveAfter: 1, heavyAfter: 1 },
    knownOf: async () => new Map(Object.entries(known)),
  };
}

function asked(given: Omit<Partial<RunAsked>, 'study'> & { study?: Partial<RunAsked['study']> } = {}): RunAsked {
  const { study, ...rest } = given;
  const whole = { repository: { owner: 'studies', repository: 'waiting-times' }, branch: 'main', commit, ...study };
  return { backend: 'local', requested: ['plot'], force: false, reuse: 'workspace', codelistsOk: true, study: whole, ...rest };
}

async function refusal(given: Parameters<typeof asked>[0]): Promise<{ code: string; details: string } | undefined> {
  const prepared = await prepareSteps(tools(), asked(given));
  return 'refused' in prepared ? prepared.refused : undefined;
}

describe('K1 K2 what a run is made of', () => {
  test('K2 each action with its command, its pool, and a reusable one at the commit of its tag', async () => {
    const prepared = await prepareSteps(tools(), asked());
    if (!('steps' in prepared)) throw new Error(JSON.stringify(prepared));
    const tag = await repositories.git('reusable/plots', 'rev-parse', 'v1.2^{commit}');
    expect(prepared.steps.map(({ name, take, spec }) => ({ name, take, ...spec }))).toEqual([
      expect.objectContaining({ name: 'data', take: 'run', image: 'ehrql:v1', usesDatabase: true, pool: 'database', weight: 1, needs: [] }),
      expect.objectContaining({
        name: 'model',
        image: 'python:v2',
        args: ['python', 'analysis/model.py', '--config', String.raw`{"days": 7, "title": "it\u0027s"}`],
        needs: ['data'],
        pool: 'default',
        outputs: [{ level: 'moderately_sensitive', name: 'table', path: 'output/model.csv' }],
      }),
      expect.objectContaining({
        name: 'plot',
        image: 'python:latest',
        args: ['python', 'entrypoint.py', '--width', '3'],
        runCommand: 'python:latest python entrypoint.py --width 3',
        checkout: { owner: 'reusable', repository: 'plots', commit: tag },
        usesDatabase: false,
      }),
    ]);
  });

  test('K2 what runs is joined, what has succeeded is taken; nothing to do is an answer', async () => {
    const outcome = { job: 'j1', run: 'r1', succeeded: true, definition: '', commit, endedAt: 1 };
    const known = { data: { active: { job: 'j2', run: 'r2' } }, plot: { newest: outcome } };
    expect(await prepareSteps(tools(known), asked({ requested: ['model'] }))).toMatchObject({
      steps: [
        { name: 'data', take: 'join', job: 'j2', run: 'r2' },
        { name: 'model', take: 'run' },
      ],
    });
    expect(await prepareSteps(tools(known), asked({ requested: ['data'] }))).toMatchObject({ nothing: 'under_way' });
  });

  test('K1 a commit of another branch, or of a pull request alone, a branch that is none, and a repository of somebody else are refused', async () => {
    const other = await repositories.commit(STUDY, { 'project.yaml': FILE }, 'refs/pull/1/head');
    expect(await refusal({ study: { commit: other } })).toMatchObject({ code: 'commit' });
    expect(await refusal({ study: { commit: 'f'.repeat(40) } })).toMatchObject({ code: 'commit' });
    expect(await refusal({ study: { branch: 'no' } })).toMatchObject({ code: 'branch' });
    expect(await refusal({ study: { branch: 'refs/pull/1/head', commit: other } })).toMatchObject({ code: 'branch' });
    for (const owner of ['others', 'studies'])
      expect(await refusal({ study: { repository: { owner, repository: 'x' } } })).toMatchObject({ code: 'repository' });
  });

  test('K1 a commit of before, behind the head of its branch, is read as it was', async () => {
    const before = commit;
    await repositories.commit(STUDY, { 'project.yaml': FILE.replace('model:', 'modell:') });
    expect(await prepareSteps(tools(), asked({ requested: ['model'], study: { commit: before } }))).toHaveProperty('steps');
  });

  test('K1 every problem of the file is told with its place', async () => {
    const broken = await repositories.commit(STUDY, {
      'project.yaml': FILE.replace('[data]', '[dta]').replace('output/plot.png', '../plot.png'),
    });
    const refused = await refusal({ study: { commit: broken } });
    expect(refused?.code).toBe('file');
    expect(refused?.details).toMatch(/line \d+, column \d+: .*dta/);
    expect(refused?.details).toContain('plot.png');
  });

  test('K2 unknown names are all told, with those that there are', async () => {
    expect(await refusal({ requested: ['modle', 'plto', 'data'] })).toMatchObject({
      code: 'unknown_actions',
      details: 'project.yaml has no action modle, plto; there are data, model, plot.',
    });
    expect(await refusal({ requested: [] })).toMatchObject({ code: 'nothing_asked' });
  });

  test('K2 of many actions only those are named that could have been meant', async () => {
    const many = Array.from(
      { length: 300 },
      (_, n) => `  fit_${n}:\n    run: python:v2 python fit.py ${n}\n    outputs: { highly_sensitive: { t: out/${n}.csv } }\n`,
    );
    const study = { commit: await repositories.commit(STUDY, { 'project.yaml': `version: '5.0'\nactions:\n${many.join('')}` }) };
    const said = async (...requested: string[]) => (await refusal({ study, requested }))?.details;
    expect(await said('fit_2x', 'fti_17')).toMatch(/has no action fit_2x, fti_17; did you mean fit_2\d*, fit_17\.$/);
    expect(await said('all')).toMatch(
      /^project.yaml has no action all; there are 300, among them fit_0, .*fit_11, and run_all is all of them\.$/,
    );
  });

  test('R18 B3 what cannot run there is refused before anything is made, with where it can; what is only taken is in nobody’s way', async () => {
    expect(await refusal({ backend: 'bare', requested: ['model'] })).toEqual({
      code: 'never_here',
      details: 'Not everything can run on bare: data needs database, which bare does not have; it can run on local.',
    });
    expect(await refusal({ backend: 'slow', requested: ['data'] })).toMatchObject({
      details: 'Not everything can run on slow: the settings keep data away from slow; it can run on local.',
    });
    expect(await refusal({ backend: 'local', requested: ['model'] })).toBeUndefined();
    const outcome = { job: 'j1', run: 'r1', succeeded: true, definition: '', commit, endedAt: 1 };
    expect(await prepareSteps(tools({ data: { newest: outcome } }), asked({ backend: 'bare', requested: ['model'] }))).toHaveProperty(
      'steps',
    );
  });

  test('K1 codelists that are out of date refuse what would read the database, and only that', async () => {
    expect(await refusal({ codelistsOk: false })).toMatchObject({ code: 'codelists' });
    const outcome = { job: 'j1', run: 'r1', succeeded: true, definition: '', commit, endedAt: 1 };
    expect(await prepareSteps(tools({ data: { newest: outcome } }), asked({ codelistsOk: false }))).toHaveProperty('steps');
  });

  test.each([
    ['an image that is none', 'perl:v1 x.pl', /no image and no reusable action reusable\/perl/],
    ['a reusable action of another version', 'plots:v9 x', /has no tag v9/],
    ['one that would read the database', 'thief:v1 x', /reads the database/],
    ['one that runs another reusable action', 'nested:v1 x', /no image that there is/],
  ])('K1 %s is refused', async (_, run, expected) => {
    const other = await repositories.commit(STUDY, { 'project.yaml': FILE.replace('plots:v1.2 --width 3', run) });
    const refused = await refusal({ study: { commit: other } });
    expect(refused?.details).toMatch(expected);
  });
});
