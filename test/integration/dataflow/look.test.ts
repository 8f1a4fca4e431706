import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ExpectedOutput } from '#contexts/intake/domain/submission.ts';
import { judge } from '#contexts/verdict/domain/judge.ts';
import { observe } from '#contexts/verdict/domain/observe.ts';
import { v1beta3 } from '#infra/stand-ins/dataflow/protocol.ts';
import { isEnded, isIn, order, place, seenAs, startRig, type Ended, type Rig } from './rig.ts';

type State = 'queued' | 'pending' | 'cancelling';

let rig: Rig;
let held: Partial<Record<State, () => void>>;
let hold: Set<State>;
beforeEach(async () => {
  held = {};
  hold = new Set();
  rig = await startRig((state) => (hold.has(state) ? new Promise((resolve) => (held[state] = resolve)) : Promise.resolve()));
});
afterEach(() => rig.close());

/** The outcome as the application would judge it. */
function judged(seen: Ended) {
  const { seen: _ended, stdout, stderr, messages, ...news } = seen;
  const expected: ExpectedOutput[] = [{ kind: 'exact', line: 'things: 5' }];
  const observed = observe(expected, stdout, stderr, messages);
  return judge(expected, { ...news, chunks: { stdout: 1, stderr: 1 }, stdout: [], stderr: [], observed });
}

async function endedAs(outcome: Parameters<Rig['end']>[0]): Promise<Ended> {
  await rig.executor.start(order());
  rig.end(outcome);
  return seenAs(rig, isEnded);
}

describe('looking', () => {
  test.each([
    ['JOB_STATE_UNKNOWN', { seen: 'unknown' }],
    ['JOB_STATE_STOPPED', { seen: 'under_way', state: 'pending' }],
    ['JOB_STATE_QUEUED', { seen: 'under_way', state: 'pending' }],
    ['JOB_STATE_PENDING', { seen: 'under_way', state: 'preparing' }],
    ['JOB_STATE_RUNNING', { seen: 'under_way', state: 'executing' }],
    ['JOB_STATE_DRAINING', { seen: 'under_way', state: 'finalizing' }],
    ['JOB_STATE_CANCELLING', { seen: 'under_way', state: 'finalizing' }],
    ['JOB_STATE_RESOURCE_CLEANING_UP', { seen: 'under_way', state: 'finalizing' }],
    ['JOB_STATE_PAUSING', { seen: 'unknown', what: 'JOB_STATE_PAUSING' }],
    ['JOB_STATE_PAUSED', { seen: 'unknown', what: 'JOB_STATE_PAUSED' }],
    ['JOB_STATE_DONE', { seen: 'ended', cause: 'exited', exitCode: 0 }],
    ['JOB_STATE_FAILED', { seen: 'ended', cause: 'exited', exitCode: null }],
    ['JOB_STATE_CANCELLED', { seen: 'ended', cause: 'cancelled', exitCode: null }],
    ['JOB_STATE_DRAINED', { seen: 'ended', cause: 'cancelled' }],
    ['JOB_STATE_UPDATED', { seen: 'ended', cause: 'cancelled' }],
  ] as const)('R4 %s', async (state, seen) => {
    const labels = { 'rehearsal-run': 'abcd2345-0-1' };
    rig.standIn.add(
      { jobName: 'rehearsal-abcd2345-0-1', project: place.project, region: place.region, template: 'gs://x/y', parameters: {}, labels },
      state,
    );
    expect(await rig.executor.look(order())).toMatchObject(seen);
  });

  test('R4 a state that this version does not know is unknown, neither an end nor an error', async () => {
    await rig.executor.start(order());
    for (const job of rig.standIn.jobs) Object.assign(job, { state: 77 });
    expect(await rig.executor.look(order())).toEqual({ seen: 'unknown', what: '77' });
  });

  test('R4 sees a run go from state to state', async () => {
    hold.add('queued').add('pending');
    await rig.executor.start(order());
    await seenAs(rig, isIn('pending'));
    held.queued?.();
    await seenAs(rig, isIn('preparing'));
    held.pending?.();
    await seenAs(rig, isIn('executing'));
    rig.end({ stdout: ['things: 5'], figures: { 'things read': 5, 'things kept': 4 } });
    expect(await seenAs(rig, isEnded)).toEqual({
      seen: 'ended',
      cause: 'exited',
      exitCode: 0,
      stdout: ['things: 5'],
      stderr: [],
      messages: [],
      observable: true,
      details: {
        place: { project: place.project, region: place.region },
        link: expect.stringMatching(/^https:\/\/console\.cloud\.google\.com\/dataflow\/jobs\/europe-west1\/[^/]+\?project=oppia-backup$/),
        figures: { 'things read': 5, 'things kept': 4 },
      },
    });
  });

  test('throws when Dataflow cannot be asked, or the output cannot be read: neither is an answer', async () => {
    await rig.executor.start(order());
    rig.standIn.faults.next('ListJobs', { refuse: 14 });
    await expect(rig.executor.look(order())).rejects.toMatchObject({ code: 14 });
    rig.end({});
    await seenAs(rig, isEnded);
    rig.storage.faults.next('list', { refuse: 503 });
    await expect(rig.executor.look(order())).rejects.toThrow('503');
    rig.standIn.faults.next('GetJobMetrics', { refuse: 14 });
    expect(await rig.executor.look(order())).toMatchObject({ seen: 'ended', details: { figures: {} } });
  });

  test('R11 launch_only: that it ended well is seen, its output is not', async () => {
    const launchOnly = order({ launchOnly: true });
    await rig.executor.start(launchOnly);
    rig.end({ stdout: ['things: 5'] });
    const seen = await seenAs(rig, isEnded, launchOnly);
    expect(seen).toMatchObject({ observable: false, stdout: [], stderr: [], exitCode: 0 });
    expect(judged(seen)).toMatchObject({ outcome: 'unclear', comparison: { kind: 'not_observable' } });
    expect(rig.storage.names('evidence')).toEqual([]);
  });
});

describe('output', () => {
  test('R6 of many files is read in order and kept whole', async () => {
    const lines = Array.from({ length: 60_000 }, (_, index) => `item ${index}: ${'ünïcode '.repeat(index % 7)}`);
    const files = Array.from({ length: 7 }, (_, shard) => lines.slice(shard * 9000, (shard + 1) * 9000));
    await endedAs({});
    files.forEach((some, shard) =>
      rig.storage.put('evidence', `job-output/abcd2345-0-1/stdout-0000${shard}-of-00007.txt`, some.map((line) => `${line}\n`).join('')),
    );
    rig.storage.put('evidence', 'job-output/abcd2345-0-1/stdout-00000-of-00001.txt', '');
    rig.storage.put('evidence', 'job-output/abcd2345-0-10/stdout-00000-of-00001.txt', 'of another run\n');
    rig.storage.put('evidence', 'job-output/abcd2345-0-1/temp/stdout-1.txt', 'half written\n');
    expect(await rig.executor.look(order())).toMatchObject({ stdout: lines, stderr: [] });
  });

  test('R6 with a file missing the evidence is known to be incomplete', async () => {
    await endedAs({ stdout: ['things: 5'] });
    rig.storage.put('evidence', 'job-output/abcd2345-0-1/stderr-00001-of-00003.txt', 'a problem\r\n');
    const seen = await seenAs(rig, isEnded);
    expect(seen.stderr).toEqual(['a problem', '(files are missing: 1 of 3, 3 of 3) [TRUNCATED]']);
    expect(judged(seen)).toMatchObject({ incomplete: true, outcome: 'failed' });
  });

  test('R7 a job that is done without any output has not succeeded', async () => {
    expect(judged(await endedAs({}))).toMatchObject({ outcome: 'unclear', because: expect.arrayContaining(['it printed nothing']) });
  });
});

describe('failures', () => {
  test.each([
    [
      'import_error',
      [
        'Error message from worker: Traceback (most recent call last):\n  File "/usr/local/lib/worker.py", line 9\nModuleNotFoundError: No module named \'core\'',
        'Workflow failed. Causes: S01 failed.',
      ],
    ],
    [
      'out_of_memory',
      ['The job failed because a work item has failed 4 times.', 'Root cause: SDK harness sdk-0-0 was killed: out of memory (OOM)'],
    ],
    [
      'quota',
      [
        "Startup of the worker pool in zone europe-west1-b failed to bring up any of the desired 1 workers. QUOTA_EXCEEDED: Quota 'CPUS' exceeded. Limit: 24.0",
      ],
    ],
    [
      'quota',
      [
        'Startup of the worker pool in europe-west1 failed to bring up any of the desired 1 workers. ZONE_RESOURCE_POOL_EXHAUSTED_WITH_DETAILS: none left',
      ],
    ],
    ['worker_lost', ['Root cause: SDK harness sdk-0-0 disconnected.']],
    ['worker_lost', ['The work item was attempted 4 times without success. Root cause: The worker lost contact with the service.']],
    ['launch_failed', ['Error occurred in the launcher container: Template launch failed. See console logs.']],
    ['beam_unlabelled', ['RuntimeError: A transform with label "Count" already exists in the pipeline.']],
    ['job_error', ['ValueError: no such exploration']],
  ])('R9 %s is told from the error messages of the service', async (expected, errors) => {
    const { failure, outcome } = judged(await endedAs({ exitCode: 1, errors }));
    expect(outcome).toBe('failed');
    expect(failure?.class).toBe(expected);
  });

  test('R9 the first root error comes first, whatever order the messages come in', async () => {
    const errors = ['Error message from worker: ValueError: first', 'Error message from worker: KeyError: second', 'third'];
    const seen = await endedAs({ exitCode: 1, stderr: ['job’s own problem'], errors });
    expect(seen).toMatchObject({ stderr: ['job’s own problem'], messages: errors });
    expect(judged(seen).failure?.firstError).toBe('ValueError: first');
  });

  test('R9 worker errors of a job that is done were mended by trying again', async () => {
    await rig.executor.start(order());
    rig.standIn.jobs[0]?.messages.push({
      at: 1,
      text: 'a work item failed once',
      importance: v1beta3.JobMessageImportance.JOB_MESSAGE_ERROR,
    });
    rig.end({ stdout: ['things: 5'] });
    expect(judged(await seenAs(rig, isEnded))).toMatchObject({ outcome: 'succeeded' });
  });
});

describe('cancelling', () => {
  test.each(['queued', 'pending', 'executing'] as const)('R10 in %s: asked, then confirmed by what is seen', async (phase) => {
    if (phase !== 'executing') hold.add(phase);
    hold.add('cancelling');
    await rig.executor.start(order());
    await seenAs(rig, isIn(phase === 'queued' ? 'pending' : phase === 'pending' ? 'preparing' : 'executing'));
    expect(await rig.executor.stop(order())).toBe('asked');
    expect(await rig.executor.stop(order())).toBe('asked');
    expect(await rig.executor.look(order())).toEqual({ seen: 'under_way', state: 'finalizing' });
    while (held.cancelling === undefined) await new Promise(setImmediate);
    held.cancelling();
    expect(await seenAs(rig, isEnded)).toMatchObject({ cause: 'cancelled' });
    expect(await rig.executor.stop(order())).toBe('asked');
    expect(await rig.executor.start(order())).toBe('started');
    expect(rig.standIn.jobs).toHaveLength(1);
  });

  test('R10 a finished run stays finished', async () => {
    await endedAs({ stdout: ['things: 5'] });
    expect(await rig.executor.stop(order())).toBe('asked');
    expect(await rig.executor.look(order())).toMatchObject({ cause: 'exited', exitCode: 0 });
  });

  test('R10 of what is not there says so, and of what cannot be asked nothing', async () => {
    expect(await rig.executor.stop(order())).toBe('not_there');
    await rig.executor.start(order());
    rig.standIn.faults.next('UpdateJob', { refuse: 14 }, 'lose');
    await expect(rig.executor.stop(order())).rejects.toMatchObject({ code: 14 });
    await expect(rig.executor.stop(order())).rejects.toMatchObject({ code: 14 });
    expect(await rig.executor.stop(order())).toBe('asked');
  });
});
