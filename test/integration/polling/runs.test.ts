import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { drive_operation } from '#products/rehearsal/app/performers/drive-operation.ts';
import { createStorageOutputStore } from '#platform/google/storage-output-store.ts';
import type { Submission } from '#contexts/intake/domain/submission.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { HOUR, MINUTE, SECOND } from '#kernel/time.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import { begin, openQuestion, wait } from '#test/support/given-request.ts';
import { granted, throughReview } from '#test/support/request-steps.ts';
import { sampleRules } from '#test/support/sample-request.ts';
import { startRig, type Rig } from '../dataflow/rig.ts';
import { createFakeHost } from '#test/support/application/fakes.ts';
import { createFaults } from '#test/support/application/faults.ts';
import { noDeployTools, openStage, type Stage } from './stage.ts';
import { readLines } from '#test/support/read-lines.ts';

let rig: Rig;
let stage: Stage;
let outputs: OutputStore;
beforeEach(async () => {
  rig = await startRig();
  outputs = createStorageOutputStore(rig.objects);
});
afterEach(async () => {
  await stage.close();
  await rig.close();
});

/** A request whose only job is to be launched on a Dataflow backend with a limit of six hours. */
async function onStage(job = {}, submission: Partial<Submission> = {}): Promise<void> {
  const backends = sampleRules.backends.map((one) => (one.slug === 'backup' ? { ...one, deploySteps: [] } : one));
  const story = granted(throughReview(begin({ backend: 'backup', rules: { backends }, jobs: [job], submission }), 'backup'));
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
}

const performers = () => ({
  drive_operation: drive_operation.perform(stage.system, {
    executors: { dataflow: rig.executor },
    outputs,
    codeHost: createFakeHost(createFaults()),
    deployDependencies: noDeployTools,
  }),
});
const isOver = (state: RequestState): boolean =>
  state.jobs[0]?.runs.at(-1)?.state !== undefined &&
  !['pending', 'preparing', 'executing', 'finalizing'].includes(state.jobs[0]?.runs.at(-1)?.state ?? '');
const phases = (what: string) => stage.done.filter((one) => one.what === what);
/** Until every job at Dataflow has reached an end, or works. */
async function settled(): Promise<void> {
  for (let turns = 0; turns < 50; turns += 1) await new Promise(setImmediate);
}

async function withdraw(): Promise<void> {
  await stage.command((at, state) => ({
    id: `withdraw-${at}`,
    at,
    by: { kind: 'contributor' },
    command: 'answer',
    question: openQuestion(state, 'withdraw').id,
    action: 'withdraw',
    details: { comment: 'no longer wanted' },
  }));
}

describe('a run on Dataflow', () => {
  test('R5 is asked every 15 s for 5 minutes, then every minute, then every 5 minutes, until it ends; its output is kept', async () => {
    await onStage();
    await stage.perform(performers(), isOver, async (what) => {
      if (what !== 'poll' || phases('poll').length < 90) return;
      rig.end({ stdout: ['done'], figures: { read: 3 } });
      await settled();
    });
    const [launch] = phases('launch');
    const polls = phases('poll').map(({ at }) => at - (launch?.at ?? 0));
    const gaps = polls.map((at, index) => Math.round((at - (polls[index - 1] ?? 0)) / SECOND));
    expect(gaps.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 15));
    expect(new Set(gaps.slice(21, 74))).toEqual(new Set([60]));
    expect(new Set(gaps.slice(77, 90))).toEqual(new Set([300]));
    expect(await stage.run()).toMatchObject({
      state: 'done',
      result: {
        outcome: 'succeeded',
        exitCode: 0,
        chunks: { stdout: 1, stderr: 0 },
        details: { figures: { read: 3 }, link: expect.stringContaining('console.cloud.google.com') },
      },
    });
    expect(await readLines(outputs, 'rq7k2m-0-1', 'stdout', 1)).toEqual({ lines: ['done'], missing: [] });
    const left = await stage.perform(performers());
    expect(left.jobs[0]?.runs).toHaveLength(1);
    expect(rig.standIn.jobs).toHaveLength(1);
  });

  test('R4 is shown at work once its job runs', async () => {
    await onStage();
    await stage.perform(performers(), (state) => state.jobs[0]?.runs[0]?.state === 'executing');
    expect(phases('poll').length).toBeLessThanOrEqual(2);
  });

  test('R3 is launched once, however often the answer is lost, and found again', async () => {
    await onStage();
    rig.standIn.faults.next('LaunchFlexTemplate', { refuse: 14 }, 'lose');
    rig.standIn.faults.next('ListJobs', { delay: 0 }, { refuse: 14 }, { delay: 0 }, { refuse: 14 }, { refuse: 14 });
    await stage.perform(performers(), (state) => state.jobs[0]?.runs[0]?.state === 'executing');
    expect(phases('launch').map(({ answer }) => answer)).toEqual(['later', 'later', 'later', 'done']);
    expect(rig.standIn.jobs).toHaveLength(1);
  });

  test('R5 goes on asking while Dataflow cannot be reached, and misses nothing', async () => {
    await onStage();
    let refused = 0;
    await stage.perform(performers(), isOver, async (what) => {
      if (what !== 'poll') return;
      if ((refused += 1) <= 25) return rig.standIn.faults.next('ListJobs', { refuse: 14 });
      rig.end({ stdout: ['done'] });
      await settled();
    });
    expect(await stage.run()).toMatchObject({ state: 'done' });
    expect(stage.log.filter(({ message }) => message === 'executor cannot be asked')).toHaveLength(25);
  });

  test('R9 that lost its worker is tried again under another name, if that is safe', async () => {
    await onStage({ safeToRerun: true });
    rig.end({ exitCode: 1, errors: ['The worker lost contact with the service.'] });
    await stage.perform(performers(), (state) => (state.jobs[0]?.runs.length ?? 0) === 2, settled);
    rig.end({ stdout: ['done'] });
    await stage.perform(performers(), (state) => state.jobs[0]?.runs[1]?.state === 'done', settled);
    const state = await stage.state();
    expect(state.jobs[0]?.runs.map((run) => run.state)).toEqual(['failed', 'done']);
    expect(rig.standIn.jobs.map(({ order: { jobName } }) => jobName)).toEqual(['rehearsal-rq7k2m-0-1', 'rehearsal-rq7k2m-0-2']);
  });

  test('R9 beyond its time limit is stopped, and has timed out', async () => {
    await onStage();
    await stage.perform(performers(), isOver, settled);
    expect(await stage.run()).toMatchObject({ state: 'failed', result: { failure: { class: 'timed_out' } } });
    const time = stage.now() - (phases('launch')[0]?.at ?? 0);
    expect(time).toBeGreaterThan(6 * HOUR);
    expect(time).toBeLessThan(6 * HOUR + 15 * MINUTE);
  });

  test('R4 in a state that nobody knows is asked until its limit, then lost, with an alarm', async () => {
    await onStage();
    await stage.perform(performers(), isOver, () => {
      for (const job of rig.standIn.jobs) Object.assign(job, { state: 99 });
    });
    expect(await stage.run()).toMatchObject({ state: 'lost' });
    expect(stage.log).toContainEqual({ severity: 'ERROR', message: 'run lost' });
    expect(stage.now() - (phases('launch')[0]?.at ?? 0)).toBeGreaterThan(6 * HOUR);
  });

  test('R4 that Dataflow knows nothing of is lost after a while', async () => {
    await onStage();
    await stage.perform(performers(), isOver, (what) => void (what === 'poll' && rig.standIn.jobs.splice(0)));
    expect(await stage.run()).toMatchObject({ state: 'lost', why: 'the executor knows nothing of it' });
    expect(stage.now() - (phases('launch')[0]?.at ?? 0)).toBeLessThan(20 * MINUTE);
  });

  test('R6 with a great output keeps every line, and saving it twice changes nothing', async () => {
    await onStage();
    const lines = Array.from({ length: 12_345 }, (_, index) => `topic ${index}`);
    rig.storage.faults.next('insert', { delay: 0 }, { delay: 0 }, 'lose');
    rig.end({ stdout: lines });
    await stage.perform(performers(), isOver, settled);
    expect(await stage.run()).toMatchObject({ state: 'done', result: { lines: { stdout: 12_345 }, chunks: { stdout: 3 } } });
    expect((await readLines(outputs, 'rq7k2m-0-1', 'stdout', 3)).lines).toEqual(lines);
  });

  test('R11 of launch_only ends without output, which is never what was expected', async () => {
    await onStage({}, { mode: 'launch_only' });
    rig.end({ stdout: ['done'] });
    await stage.perform(performers(), isOver, settled);
    expect(await stage.run()).toMatchObject({ state: 'done', result: { outcome: 'unclear', comparison: { kind: 'not_observable' } } });
  });
});

describe('cancelling a run on Dataflow', () => {
  test('R10 before it was launched: it never is', async () => {
    await onStage();
    await withdraw();
    await stage.perform(performers());
    expect(await stage.run()).toMatchObject({ state: 'cancelled', reason: 'contributor' });
    expect(rig.standIn.jobs).toEqual([]);
  });

  test('R10 while it is at work: cancelled once Dataflow says so', async () => {
    await onStage();
    await stage.perform(performers(), (state) => state.jobs[0]?.runs[0]?.state === 'executing');
    await withdraw();
    const asked = stage.now();
    await stage.perform(performers(), isOver, settled);
    expect(await stage.run()).toMatchObject({ state: 'cancelled', reason: 'contributor' });
    expect(stage.now() - asked).toBeLessThan(MINUTE);
    await stage.perform(performers());
    expect(rig.standIn.jobs.map(({ cancelled }) => cancelled.signal.aborted)).toEqual([true]);
  });

  test('R10 after a launch whose answer was lost: the job that nobody has seen yet is stopped too', async () => {
    await onStage();
    rig.standIn.faults.next('LaunchFlexTemplate', 'lose');
    rig.standIn.faults.next('ListJobs', { delay: 0 }, { refuse: 14 });
    await stage.perform(performers(), () => stage.done.length === 1);
    expect(rig.standIn.jobs).toHaveLength(1);
    await withdraw();
    await stage.perform(performers(), isOver, settled);
    expect(await stage.run()).toMatchObject({ state: 'cancelled' });
    expect(rig.standIn.jobs.map(({ cancelled }) => cancelled.signal.aborted)).toEqual([true]);
  });

  test('R10 after a launch that came to nothing and cannot be asked about: confirmed when nothing can come any more', async () => {
    await onStage();
    rig.standIn.faults.next('LaunchFlexTemplate', { refuse: 14 });
    await stage.perform(performers(), () => stage.done.length === 1);
    await withdraw();
    const asked = stage.now();
    await stage.perform(performers(), isOver);
    expect(await stage.run()).toMatchObject({ state: 'cancelled' });
    expect(stage.now() - asked).toBeGreaterThan(10 * MINUTE);
    expect(rig.standIn.jobs).toEqual([]);
  });

  test('R10 after a launch that arrives only later: it is stopped when it has', async () => {
    await onStage();
    rig.standIn.faults.next('LaunchFlexTemplate', 'late');
    await stage.perform(performers(), () => stage.done.length === 1);
    await withdraw();
    await stage.perform(performers(), isOver, async () => {
      if (phases('cancel').length === 3) rig.standIn.faults.arrive();
      await settled();
    });
    rig.standIn.faults.arrive();
    expect(await stage.run()).toMatchObject({ state: 'cancelled' });
    expect(rig.standIn.jobs.map(({ cancelled }) => cancelled.signal.aborted)).toEqual([true]);
  });

  test('R3 a launch that arrives only later is adopted, or refuses the second by its name', async () => {
    await onStage();
    rig.standIn.faults.next('LaunchFlexTemplate', 'late', 'late');
    await stage.perform(
      performers(),
      (state) => state.jobs[0]?.runs[0]?.state === 'executing',
      async () => {
        if (phases('launch').length === 2) expect(() => rig.standIn.faults.arrive()).toThrow('already an active job');
        await settled();
      },
    );
    expect(rig.standIn.jobs).toHaveLength(1);
  });

  test('R10 of a run that ends by itself in the same moment: it stays as it ended', async () => {
    await onStage();
    await stage.perform(performers(), (state) => state.jobs[0]?.runs[0]?.state === 'executing');
    rig.end({ stdout: ['done'] });
    await settled();
    await withdraw();
    await stage.perform(performers());
    expect(await stage.run()).toMatchObject({ state: 'done', result: { outcome: 'succeeded' } });
  });
});
