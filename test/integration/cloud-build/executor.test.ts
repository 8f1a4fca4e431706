import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createCloudBuildExecutor } from '#platform/google/cloud-build-executor.ts';
import { connectToCloudBuild } from '#infra/stand-ins/cloud-build/connect.ts';
import type { HeldBuild } from '#infra/stand-ins/cloud-build/held-build.ts';
import { startCloudBuildStandIn, type CloudBuildStandIn } from '#infra/stand-ins/cloud-build/server.ts';
import type { Fault } from '#infra/stand-ins/faults.ts';
import type { Seen, StepEnd, StepOrder } from '#contexts/operations/ports/executor.ts';

const trigger = { id: '0b1c', name: 'deploy-backup', project: 'oppia-backup', region: 'europe-west1', steps: ['fetch', 'deploy'] };
let standIn: CloudBuildStandIn;
let deployer: ReturnType<typeof createCloudBuildExecutor>;
let finish: (outcome: { passed: boolean; detail?: string }) => void;
let queued: Promise<void>;
let release: () => void;

beforeEach(async () => {
  const outcome = new Promise<{ passed: boolean; detail?: string }>((resolve) => (finish = resolve));
  queued = Promise.resolve();
  standIn = await startCloudBuildStandIn({ triggers: [trigger], pageSize: 2, stay: () => queued, run: () => outcome });
  deployer = createCloudBuildExecutor({
    client: connectToCloudBuild(standIn.url),
    place: () => ({ project: trigger.project, region: trigger.region, trigger: trigger.name }),
  });
});
afterEach(() => standIn.stop());

function holdInQueue(): void {
  queued = new Promise((resolve) => (release = resolve));
}

function order(over: Partial<StepOrder> = {}): StepOrder {
  const change = { kind: 'pull_request', owner: 'oppia', repository: 'oppia', number: 12 } as const;
  return {
    id: 'deploy-abcd2345-7-put_it_there',
    program: 'build',
    sha: 'e'.repeat(40),
    subject: { kind: 'request', id: 'abcd2345' },
    name: { of: 'step', id: 'put it there', fencing: 7 },
    backend: 'cloud',
    fencing: 7,
    step: 'put it there',
    change,
    testRef: 'test-pr12-1234567',
    testSha: 'f'.repeat(40),
    ...over,
  };
}

async function ended(step = order()): Promise<Extract<Seen<StepEnd>, { seen: 'ended' }>> {
  for (let tries = 0; tries < 1000; tries += 1) {
    const seen = await deployer.look(step);
    if (seen.seen === 'ended') return seen;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('it never ends');
}

const statuses = (builds: readonly HeldBuild[]): string[] => builds.map(({ status }) => status);

describe('a build step', () => {
  test('D2 runs the trigger at exactly the tested commit and says what for', async () => {
    await deployer.start(order());
    expect(standIn.builds.map(({ order: asked }) => asked)).toEqual([
      {
        trigger: 'deploy-backup',
        branchName: '',
        commitSha: 'f'.repeat(40),
        substitutions: {
          _REHEARSAL_KEY: 'abcd2345:cloud:7:put it there',
          _REHEARSAL_REQUEST: 'abcd2345',
          _REHEARSAL_BACKEND: 'cloud',
          _REHEARSAL_FENCING: '7',
          _REHEARSAL_STEP: 'put it there',
          _REHEARSAL_REF: 'test-pr12-1234567',
          _REHEARSAL_SHA: 'f'.repeat(40),
          _REHEARSAL_CHANGE: '12',
        },
      },
    ]);
  });

  test('D2 is seen to wait, to work and to pass, with its steps and its log', async () => {
    holdInQueue();
    expect(await deployer.look(order())).toEqual({ seen: 'missing' });
    await deployer.start(order());
    expect(await deployer.look(order())).toEqual({ seen: 'under_way', state: 'pending' });
    release();
    finish({ passed: true });
    const id = standIn.builds[0]?.id ?? '';
    expect(await ended()).toEqual({
      seen: 'ended',
      passed: true,
      note: `Cloud Build ${id} SUCCESS (0 s). Log: https://console.cloud.google.com/cloud-build/builds;region=europe-west1/${id}?project=oppia-backup Steps: 1 fetch SUCCESS (0 s); 2 deploy SUCCESS (0 s)`,
    });
  });

  test('D2 that fails says why', async () => {
    await deployer.start(order());
    finish({ passed: false, detail: 'step 2 exited with 1' });
    expect(await ended()).toMatchObject({ passed: false, note: expect.stringMatching(/FAILURE .*step 2 exited with 1\. Log: https:/) });
  });

  test('D2 starts once: again while it runs, after it ended, after a lost answer', async () => {
    standIn.faults.next('run', 'lose');
    await expect(deployer.start(order())).rejects.toThrow();
    await deployer.start(order());
    finish({ passed: true });
    await ended();
    await deployer.start(order());
    expect(statuses(standIn.builds)).toEqual(['SUCCESS']);
  });

  test('Q3 another lease, step, backend or request is another build; builds of others are passed over', async () => {
    await deployer.start(order());
    const others = [
      order({ fencing: 8 }),
      order({ step: 'other' }),
      order({ backend: 'other' }),
      order({ subject: { kind: 'request', id: 'other' } }),
    ];
    for (const other of others) expect(await deployer.look(other)).toEqual({ seen: 'missing' });
    for (const other of others) await deployer.start(other);
    await deployer.start(order());
    expect(new Set(standIn.builds.map(({ order: { substitutions } }) => substitutions['_REHEARSAL_KEY'])).size).toBe(5);
    expect(standIn.builds).toHaveLength(5);
  });

  test('D2 whatever goes wrong in whatever order, one build of the step is made', async () => {
    const fault: fc.Arbitrary<Fault> = fc.oneof(
      fc.constant('lose' as const),
      fc.constantFrom(429, 500, 503).map((refuse) => ({ refuse })),
      fc.integer({ min: 0, max: 3 }).map((delay) => ({ delay })),
    );
    const some = fc.array(fault, { maxLength: 4 });
    let fencing = 100;
    await fc.assert(
      fc.asyncProperty(fc.record({ run: some, list: some, getTrigger: some, get: some }), async (plan) => {
        fencing += 1;
        const step = order({ fencing });
        for (const [call, faults] of Object.entries(plan)) standIn.faults.next(call, ...faults);
        for (let tries = 0; tries < 30; tries += 1)
          if (
            await deployer.start(step).then(
              () => true,
              () => false,
            )
          )
            break;
        standIn.faults.clear();
        expect(await deployer.look(step)).toEqual({ seen: 'under_way', state: 'executing' });
        expect(
          standIn.builds.filter(({ order: { substitutions } }) => substitutions['_REHEARSAL_FENCING'] === String(fencing)),
        ).toHaveLength(1);
      }),
      { numRuns: 30 },
    );
  });

  test('D2 of two that were started at the same moment the older is the step, the other is stopped', async () => {
    standIn.faults.next('list', { delay: 1 }, { delay: 1 });
    await Promise.all([deployer.start(order()), deployer.start(order())]);
    await deployer.look(order());
    expect(statuses(standIn.builds).filter((status) => status !== 'CANCELLED')).toHaveLength(1);
    finish({ passed: true });
    expect(await ended()).toMatchObject({ passed: true });
  });

  test.each([400, 403, 404])('D2 %d is a refusal that people can read', async (status) => {
    standIn.faults.next('run', { refuse: status });
    expect(await deployer.start(order())).toEqual({ refused: expect.stringContaining('Cloud Build refused to run deploy-backup') });
    expect(standIn.builds).toEqual([]);
  });

  test('R10 cancels what waits and what works; what has ended stays so; as often as asked', async () => {
    await deployer.stop(order());
    holdInQueue();
    await deployer.start(order());
    await deployer.stop(order());
    release();
    expect(await ended()).toMatchObject({ passed: false, note: expect.stringContaining('CANCELLED') });
    await deployer.stop(order());
    const next = order({ fencing: 8 });
    await deployer.start(next);
    standIn.faults.next('cancel', 'lose');
    await expect(deployer.stop(next)).rejects.toThrow();
    await deployer.stop(next);
    expect(statuses(standIn.builds)).toEqual(['CANCELLED', 'CANCELLED']);
  });

  test('throws when Cloud Build cannot be asked', async () => {
    await standIn.stop();
    await expect(deployer.start(order())).rejects.toThrow();
    await expect(deployer.look(order())).rejects.toThrow();
  });
});

test('the operation of a build says when it is done', async () => {
  const client = connectToCloudBuild(standIn.url);
  const name = `projects/${trigger.project}/locations/${trigger.region}/triggers/${trigger.id}`;
  const { data } = await client.projects.locations.triggers.run({ name, requestBody: { source: { branchName: 'develop' } } });
  expect(data.done).toBeUndefined();
  finish({ passed: true });
  while (standIn.builds[0]?.status !== 'SUCCESS') await new Promise(setImmediate);
  expect((await client.operations.get({ name: data.name ?? '' })).data).toMatchObject({ done: true, response: { status: 'SUCCESS' } });
});
