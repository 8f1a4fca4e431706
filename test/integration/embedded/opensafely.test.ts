import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { asked, newRapId } from '#test/support/rap/asked.ts';
import { createJobRunner } from '#test/support/rap/job-runner.ts';
import { call, createJobServer, type Json } from '#test/support/rap/job-server.ts';
import { eventually, startEmbedded, type Embedded } from '#test/support/embedded.ts';
import { openStudyRepositories, type StudyRepositories } from '#test/support/pipelines/study-repository.ts';

const STUDY = 'example-org/study';
const FILE = `version: '5.0'
actions:
  data:
    run: ehrql:v1 generate-dataset a.py --output output/data.csv.gz
    outputs: { highly_sensitive: { data: output/data.csv.gz } }
  model:
    run: python:v2 python model.py
    needs: [data]
    outputs: { moderately_sensitive: { model: output/model.csv } }
`;

let repositories: StudyRepositories;
let home: Embedded;
let commit = '';
let token = '';

beforeAll(async () => {
  repositories = await openStudyRepositories([STUDY]);
  commit = await repositories.commit(STUDY, { 'project.yaml': FILE });
  const path = await repositories.git(STUDY, 'rev-parse', '--absolute-git-dir');
  home = await startEmbedded({
    agent: false,
    settings: {
      repositories: [{ owner: 'example-org', repository: 'study', baseRef: 'main', path, registryFile: 'jobs/registry.mjs' }],
      pipelines: {
        repositories: ['example-org'],
        doors: { rap: true, tasks: true },
        actions: { digests: { 'ehrql:v1': `sha256:${'1'.repeat(64)}`, 'python:v2': `sha256:${'2'.repeat(64)}` } },
      },
    },
  });
  const { url, parts } = home.runtime;
  const made = await call(`${url}/api/v1/tokens`, `Bearer ${parts.operatorToken}`, 'POST', {
    holder: 'client.job-server',
    backends: ['local'],
  });
  token = /rehearsal_[A-Za-z0-9_-]{43}/.exec(made.text)?.[0] ?? '';
});

afterAll(async () => {
  await home.stop();
  repositories.remove();
});

test.each(['/', '/controller/'])(
  'P5 on one machine a request goes from job-server to an agent of job-runner below %s and back',
  async (root) => {
    const { url, parts } = home.runtime;
    const server = createJobServer(`${url}/controller/v1/`, token);
    const agent = createJobRunner(`${url}${root}`, 'local', parts.secrets.agentTokens['local']?.[0] ?? '');
    const body = asked({
      backend: 'local',
      commit,
      requested_actions: ['model'],
      rap_id: newRapId(),
      workspace: `from${root.replaceAll('/', '-')}`,
    });
    const four = await Promise.all([1, 2, 3, 4].map(() => server.create(body)));
    expect(four.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 200, 201]);
    const id = String(body['rap_id']);
    await eventually('the request to succeed', async () => {
      await agent.poll();
      await server.poll();
      return server.requests.get(id)?.status === 'succeeded' ? true : undefined;
    });
    expect(Object.keys(server.jobsOf(id)).toSorted()).toEqual(['data', 'model']);
    expect(server.requests.get(id)?.mails).toBe(1);
    const { backends } = (await server.backends()).json as { backends: Json[] };
    expect(backends).toEqual([expect.objectContaining({ slug: 'local', last_seen: expect.stringMatching(/\.\d{6}Z$/) })]);
  },
);

test('P5, X1 neither kind of token opens the other door', async () => {
  const { url, parts } = home.runtime;
  const agent = parts.secrets.agentTokens['local']?.[0];
  expect((await call(`${url}/controller/v1/backend/status/`, agent, 'GET')).status).toBe(401);
  expect((await call(`${url}/local/tasks/`, token, 'GET')).status).toBe(401);
  expect((await call(`${url}/nowhere/tasks/`, agent, 'GET')).status).toBe(404);
  expect((await call(`${url}/controller/`, undefined, 'GET')).json).toEqual({ method: 'GET' });
});

test('P5 what is too large is refused in the words of the door', async () => {
  const { url } = home.runtime;
  const answer = await call(`${url}/controller/v1/rap/status/`, token, 'POST', ' '.repeat(5 * 1024 * 1024));
  expect([answer.status, typeof answer.json?.['details']]).toEqual([413, 'string']);
  expect((await call(`${url}/controller/v1/rap/status/`, token, 'POST', '['.repeat(5_000))).status).toBe(400);
});
