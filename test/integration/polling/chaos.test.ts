import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createStorageOutputStore } from '#platform/google/storage-output-store.ts';
import type { Performer } from '#products/rehearsal/app/perform-effect.ts';
import { drive_operation } from '#products/rehearsal/app/performers/drive-operation.ts';
import { SECOND } from '#kernel/time.ts';
import { isActive } from '#infra/stand-ins/dataflow/held-job.ts';
import type { Fault } from '#infra/stand-ins/faults.ts';
import { begin, openQuestion, wait } from '#test/support/given-request.ts';
import { granted, throughReview } from '#test/support/request-steps.ts';
import { sampleRules } from '#test/support/sample-request.ts';
import { startRig, type Rig } from '../dataflow/rig.ts';
import { createFakeHost } from '#test/support/application/fakes.ts';
import { createFaults } from '#test/support/application/faults.ts';
import { noDeployTools, openStage, type Stage } from './stage.ts';
import { inGate } from '#test/support/how-long.ts';

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.constant('lose' as const),
  fc.constantFrom(14, 8, 4, 13, 6).map((refuse) => ({ refuse })),
  fc.constant({ delay: 0 }),
);
const some = fc.array(fault, { maxLength: 5 });

const life = fc.record({
  faults: fc.record({ LaunchFlexTemplate: some, ListJobs: some, GetJob: some, UpdateJob: some, ListJobMessages: some }),
  storage: fc.record({ insert: fc.array(fc.constantFrom<Fault>('lose', { refuse: 503 }), { maxLength: 3 }) }),
  /** Performances whose process dies after the work and before its outcome is saved. */
  crashes: fc.uniqueArray(fc.nat(12), { maxLength: 5 }),
  /** Before which performance the job ends, and the contributor withdraws; beyond 25: never. */
  endsAt: fc.nat(35),
  withdrawnAt: fc.nat(40),
  succeeds: fc.boolean(),
});
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;

async function open(): Promise<{ rig: Rig; stage: Stage }> {
  const rig = await startRig();
  const backends = sampleRules.backends.map((one) => (one.slug === 'backup' ? { ...one, deploySteps: [] } : one));
  const story = granted(throughReview(begin({ backend: 'backup', rules: { backends } }), 'backup'));
  wait(story, SECOND);
  const stage = await openStage(story);
  await stage.command((at, { turn }) => ({
    id: 'ref',
    at,
    by: { kind: 'system', part: 'test' },
    command: 'record_test_ref',
    fencing: turn?.fencing ?? 0,
    testRef: 'test-pr1-aaaaaaa',
    testSha: 'c'.repeat(40),
  }));
  return { rig, stage };
}

async function live(
  { rig, stage }: { rig: Rig; stage: Stage },
  { faults, storage, crashes, endsAt, withdrawnAt, succeeds }: Life,
): Promise<void> {
  for (const [call, planned] of Object.entries(faults)) rig.standIn.faults.next(call, ...planned);
  for (const [call, planned] of Object.entries(storage)) rig.storage.faults.next(call, ...planned);
  const perform = drive_operation.perform(stage.system, {
    executors: { dataflow: rig.executor },
    outputs: createStorageOutputStore(rig.objects),
    codeHost: createFakeHost(createFaults()),
    deployDependencies: noDeployTools,
  });
  let performances = 0;
  const mortal: Performer<'drive_operation'> = async (work) => {
    const result = await perform(work);
    if (crashes.includes(performances)) throw new Error('the process died');
    return result;
  };
  const finish = (): void => rig.end(succeeds ? { stdout: ['done'] } : { exitCode: 1, stderr: ['ValueError: no'] });
  await stage.perform({ drive_operation: mortal }, undefined, async () => {
    performances += 1;
    if (performances === endsAt + 1 && endsAt <= 25) finish();
    if (performances === withdrawnAt + 1 && withdrawnAt <= 25) await withdraw(stage);
    for (let turns = 0; turns < 10; turns += 1) await new Promise(setImmediate);
  });
}

async function withdraw(stage: Stage): Promise<void> {
  const before = await stage.state();
  if (!before.questions.some(({ kind, state }) => kind === 'withdraw' && state === 'open')) return;
  await stage.command((at, state) => ({
    id: 'withdraw',
    at,
    by: { kind: 'contributor' },
    command: 'answer',
    question: openQuestion(state, 'withdraw').id,
    action: 'withdraw',
    details: { comment: 'no longer' },
  }));
}

test('R3 R4 R10 whatever goes wrong and whoever dies when: one job at most for each run, every run comes to an end, and nothing is left at work', async () => {
  await fc.assert(
    fc.asyncProperty(life, async (one) => {
      const scene = await open();
      try {
        await live(scene, one);
        const state = await scene.stage.state();
        const runs = state.jobs[0]?.runs ?? [];
        const names = scene.rig.standIn.jobs.map(({ order }) => order.jobName);
        expect(new Set(names).size).toBe(names.length);
        expect(scene.rig.begun.length).toBeLessThanOrEqual(names.length);
        expect(runs.filter((run) => !['done', 'failed', 'cancelled', 'lost'].includes(run.state))).toEqual([]);
        expect(scene.rig.standIn.jobs.filter(isActive)).toEqual([]);
        for (const run of runs) if (run.state === 'done') expect(run.result.lines.stdout).toBe(one.succeeds && one.endsAt <= 25 ? 1 : 0);
      } finally {
        await scene.stage.close();
        await scene.rig.close();
      }
    }),
    { numRuns: Number(process.env['RUNS'] ?? inGate(12, { long: 50 })) },
  );
});
