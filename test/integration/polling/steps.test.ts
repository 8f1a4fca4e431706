import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createCloudBuildExecutor } from '#platform/google/cloud-build-executor.ts';
import type { DeployDependencies } from '#products/rehearsal/app/operation/requests/step.ts';
import { drive_operation } from '#products/rehearsal/app/performers/drive-operation.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { HOUR, MINUTE, SECOND } from '#kernel/time.ts';
import { connectToCloudBuild } from '#infra/stand-ins/cloud-build/connect.ts';
import { startCloudBuildStandIn, type CloudBuildStandIn } from '#infra/stand-ins/cloud-build/server.ts';
import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import { begin, openQuestion, wait } from '#test/support/given-request.ts';
import { granted, throughReview } from '#test/support/request-steps.ts';
import { sampleRules } from '#test/support/sample-request.ts';
import { createFakeOutputs } from '#test/support/application/fakes.ts';
import { openStage, type Stage } from './stage.ts';

const trigger = { id: '0b1c', name: 'deploy-backup', project: 'p', region: 'global', steps: ['deploy'] };
let standIn: CloudBuildStandIn;
let stage: Stage;
let finish: (outcome: { passed: boolean; detail?: string }) => void;

beforeEach(async () => {
  const outcome = new Promise<{ passed: boolean; detail?: string }>((resolve) => (finish = resolve));
  standIn = await startCloudBuildStandIn({ triggers: [trigger], run: () => outcome });
  const backends = sampleRules.backends.map((one) =>
    one.slug === 'backup' ? { ...one, deploySteps: [{ name: 'build', kind: 'build' as const, timeout: HOUR }] } : one,
  );
  const story = granted(throughReview(begin({ backend: 'backup', rules: { backends } }), 'backup'));
  wait(story, SECOND);
  stage = await openStage(story);
  await stage.command((at, { turn }) => ({
    id: 'ref',
    at,
    by: { kind: 'system', part: 'test' },
    command: 'record_test_ref',
    fencing: turn?.fencing ?? 0,
    testRef: 'test-pr1-aaaaaaa',
    testSha: 'c'.repeat(40),
  }));
});
afterEach(async () => {
  await stage.close();
  await standIn.stop();
});

function performers() {
  const nobody = () => Promise.reject(new Error('not asked here'));
  const build = createCloudBuildExecutor({
    client: connectToCloudBuild(standIn.url),
    place: () => ({ project: 'p', region: 'global', trigger: 'deploy-backup' }),
  });
  const deployDependencies: DeployDependencies = {
    executors: { cloud_build: build },
    announcer: { deliver: nobody },
    announcement: () => '',
    lasts: () => 0,
  };
  const codeHost = new Proxy({} as CodeHost, { get: () => nobody });
  const dependencies = { executors: {}, outputs: createFakeOutputs(), codeHost, deployDependencies };
  return { drive_operation: drive_operation.perform(stage.system, dependencies) };
}

const step = (state: RequestState) => state.turn?.steps[0];
const isOver = (state: RequestState): boolean => step(state)?.state === 'passed' || step(state)?.state === 'failed';
async function settled(): Promise<void> {
  for (let turns = 0; turns < 50; turns += 1) await new Promise(setImmediate);
}

describe('a build step by Cloud Build', () => {
  test('D2 is started, asked for like a run, and passes with its log on the record', async () => {
    const state = await stage.perform(performers(), isOver, async () => {
      if (stage.done.length === 3) finish({ passed: true });
      await settled();
    });
    expect(step(state)).toMatchObject({
      state: 'passed',
      note: expect.stringContaining('Log: https://console.cloud.google.com/cloud-build/'),
    });
    expect(state.turn?.state).toBe('deployed');
    const times = stage.done.map(({ at }) => at - (stage.done[0]?.at ?? 0));
    expect(times.map((at) => Math.round(at / SECOND))).toEqual([0, 15, 30, 45]);
    await stage.perform(performers());
    expect(standIn.builds).toHaveLength(1);
  });

  test('D2 that fails stops the deployment and says why', async () => {
    finish({ passed: false, detail: 'gcloud: no such version' });
    const state = await stage.perform(performers(), isOver, settled);
    expect(state.status).toBe('deployment_failed');
    expect(step(state)).toMatchObject({ state: 'failed', note: expect.stringContaining('no such version') });
  });

  test('D2 whose start was lost is adopted, and asking goes on while Cloud Build cannot be reached', async () => {
    standIn.faults.next('run', 'lose');
    standIn.faults.next('list', { delay: 0 }, { refuse: 503 }, { delay: 0 }, { refuse: 429 }, { refuse: 503 });
    const state = await stage.perform(performers(), isOver, async () => {
      if (stage.done.length > 6) finish({ passed: true });
      await settled();
    });
    expect(step(state)?.state).toBe('passed');
    expect(standIn.builds).toHaveLength(1);
  });

  test('D2 that Cloud Build refuses fails at once, with the reason', async () => {
    standIn.faults.next('run', { refuse: 403 });
    const state = await stage.perform(performers(), isOver);
    expect(step(state)).toMatchObject({ state: 'failed', note: expect.stringContaining('refused to run deploy-backup') });
    expect(stage.done).toHaveLength(1);
  });

  test('D2 that takes too long is stopped and has failed', async () => {
    const state = await stage.perform(performers(), isOver, settled);
    expect(step(state)).toMatchObject({ state: 'failed', note: 'it took too long and was stopped' });
    expect(stage.now() - (stage.done[0]?.at ?? 0)).toBeLessThan(HOUR + 10 * MINUTE);
    expect(standIn.builds.map(({ status }) => status)).toEqual(['CANCELLED']);
  });

  test('D2 that can never be asked about has failed when its time is over', async () => {
    await stage.perform(performers(), () => stage.done.length === 1);
    await standIn.stop();
    expect(step(await stage.perform(performers(), isOver))).toMatchObject({
      state: 'failed',
      note: 'nobody could ask it for news within its time limit',
    });
  });

  test('Q2 of a request that is withdrawn is stopped', async () => {
    await stage.perform(performers(), () => stage.done.length === 2, settled);
    await stage.command((at, state) => ({
      id: 'withdraw',
      at,
      by: { kind: 'contributor' },
      command: 'answer',
      question: openQuestion(state, 'withdraw').id,
      action: 'withdraw',
      details: { comment: 'no longer wanted' },
    }));
    const state = await stage.perform(performers(), isOver, settled);
    expect(state.status).toBe('withdrawn');
    expect(standIn.builds.map(({ status }) => status)).toEqual(['CANCELLED']);
    expect(state.turn?.state).toBe('ended');
  });
});
