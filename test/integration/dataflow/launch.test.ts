import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:http';
import fc from 'fast-check';
import { createDataflowExecutor } from '#platform/google/dataflow-executor.ts';
import { jobNameOf, labelText } from '#platform/google/dataflow-names.ts';
import type { Fault } from '#infra/stand-ins/faults.ts';
import { v1beta3 } from '#infra/stand-ins/dataflow/protocol.ts';
import { order, place, startRig, type Rig } from './rig.ts';

let rig: Rig;
beforeEach(async () => void (rig = await startRig()));
afterEach(() => rig.close());

const UNAVAILABLE = 14;
const RESOURCE_EXHAUSTED = 8;
const ALREADY_EXISTS = 6;

/** As the queue does: calls again until there is an answer. */
async function launchStubbornly(which = order(), most = 30): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await rig.executor.start(which);
    } catch (error) {
      if (attempt === most) throw error;
    }
  }
}

describe('launching', () => {
  test('R3 uses a name and labels made of the run, and tells the template what to run and where to write', async () => {
    expect(await rig.executor.start(order())).toBe('started');
    expect(rig.standIn.jobs.map((job) => job.order)).toEqual([
      {
        jobName: 'rehearsal-abcd2345-0-1',
        project: place.project,
        region: place.region,
        template: place.flexTemplate,
        labels: { 'rehearsal-run': 'abcd2345-0-1', 'rehearsal-request': 'abcd2345', 'rehearsal-step': 'count' },
        account: 'workers@oppia-backup.iam.gserviceaccount.com',
        parameters: {
          rehearsal_run: 'abcd2345-0-1',
          rehearsal_job: 'CountThingsJob',
          rehearsal_module: 'count_jobs',
          rehearsal_parameters: '{"limit":"5"}',
          rehearsal_ref: 'test-pr1-1234567',
          rehearsal_sha: 'f'.repeat(40),
          rehearsal_output: 'gs://evidence/job-output/abcd2345-0-1/',
        },
      },
    ]);
  });

  test('R18 says as whom its workers act: that of the job, where it has one', async () => {
    const other = createDataflowExecutor({
      ...rig.clients,
      objects: rig.objects,
      bucket: 'evidence',
      place: ({ ask }) => ({ ...place, serviceAccount: `${ask.module}@oppia-backup.iam.gserviceaccount.com` }),
    });
    expect(await other.start(order())).toBe('started');
    expect(rig.standIn.jobs.map((job) => job.order.account)).toEqual(['count_jobs@oppia-backup.iam.gserviceaccount.com']);
  });

  test('X2 a contributor’s parameter never becomes an option of the pipeline', async () => {
    await rig.executor.start(
      order({ ask: { ...order().ask, parameters: { service_account_email: 'me@evil.example', temp_location: 'gs://mine' } } }),
    );
    const parameters = rig.standIn.jobs[0]?.order.parameters ?? {};
    expect(Object.keys(parameters).filter((name) => !name.startsWith('rehearsal_'))).toEqual([]);
  });

  test('R11 launch_only tells the template no place to write', async () => {
    await rig.executor.start(order({ launchOnly: true }));
    expect(rig.standIn.jobs[0]?.order.parameters).not.toHaveProperty('rehearsal_output');
  });

  test('R3 the same run again is adopted, running or ended', async () => {
    await rig.executor.start(order());
    expect(await rig.executor.start(order())).toBe('started');
    rig.end({ stdout: ['x'] });
    while (rig.standIn.jobs[0]?.state !== v1beta3.JobState.JOB_STATE_DONE) await new Promise(setImmediate);
    expect(await rig.executor.start(order())).toBe('started');
    expect(rig.standIn.jobs).toHaveLength(1);
  });

  test('R3 a launch whose answer was lost is found again at once', async () => {
    rig.standIn.faults.next('LaunchFlexTemplate', 'lose');
    expect(await rig.executor.start(order())).toBe('started');
    expect(rig.standIn.jobs).toHaveLength(1);
  });

  test('R3 a launch that cannot be looked up is not taken for anything', async () => {
    rig.standIn.faults.next('LaunchFlexTemplate', 'lose');
    rig.standIn.faults.next('ListJobs', { delay: 1 }, { refuse: UNAVAILABLE });
    await expect(rig.executor.start(order())).rejects.toMatchObject({ code: UNAVAILABLE });
    expect(await rig.executor.start(order())).toBe('started');
    expect(rig.standIn.jobs).toHaveLength(1);
  });

  test('R3 a list that did not reach its region is no answer: nothing is launched, or taken for missing', async () => {
    await rig.executor.start(order());
    rig.standIn.unreachable.add(place.region);
    for (const asked of [rig.executor.start(order()), rig.executor.look(order()), rig.executor.stop(order())])
      await expect(asked).rejects.toThrow('region');
    rig.standIn.unreachable.clear();
    expect(await rig.executor.start(order())).toBe('started');
    expect(rig.standIn.jobs).toHaveLength(1);
  });

  test('R3 two that launch at once make one job', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => launchStubbornly()));
    expect(outcomes.map((outcome) => outcome.status === 'fulfilled' && outcome.value)).toEqual(Array.from({ length: 6 }, () => 'started'));
    expect(rig.standIn.jobs).toHaveLength(1);
  });

  test.each([3, 5, 7, 9])('R3 status %d means that nothing was started and nothing will be', async (code) => {
    rig.standIn.faults.next('LaunchFlexTemplate', { refuse: code });
    expect(await rig.executor.start(order())).toMatchObject({ refused: expect.stringContaining('told to refuse') });
    expect(rig.standIn.jobs).toEqual([]);
  });

  test.each([UNAVAILABLE, RESOURCE_EXHAUSTED, 4, 10, 13])('R3 status %d leaves it open: the caller calls again', async (code) => {
    rig.standIn.faults.next('LaunchFlexTemplate', { refuse: code });
    await expect(rig.executor.start(order())).rejects.toMatchObject({ code });
    expect(await rig.executor.start(order())).toBe('started');
  });

  test('R3 whatever goes wrong in whatever order, one job of the name is made and its work begun once', async () => {
    const fault: fc.Arbitrary<Fault> = fc.oneof(
      fc.constant('lose' as const),
      fc.constantFrom(UNAVAILABLE, RESOURCE_EXHAUSTED, ALREADY_EXISTS, 4, 13).map((refuse) => ({ refuse })),
      fc.integer({ min: 0, max: 5 }).map((delay) => ({ delay })),
    );
    const faults = fc.record({
      LaunchFlexTemplate: fc.array(fault, { maxLength: 5 }),
      ListJobs: fc.array(fault, { maxLength: 5 }),
      GetJob: fc.array(fault, { maxLength: 3 }),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(faults, fc.integer({ min: 1, max: 3 }), fc.boolean(), async (plan, callers, endsAtOnce) => {
        run += 1;
        // Of several at once, one could come when the job of another has ended already: the effect's lease keeps them apart.
        if (endsAtOnce && callers === 1) rig.end({ stdout: ['x'] });
        else rig.runOn();
        const which = order({ id: `abcd2345-0-${run}` });
        for (const [call, some] of Object.entries(plan)) rig.standIn.faults.next(call, ...some);
        const answers = await Promise.all(Array.from({ length: callers }, () => launchStubbornly(which)));
        rig.standIn.faults.clear();
        expect(answers.every((answer) => answer === 'started')).toBe(true);
        expect(rig.standIn.jobs.filter((job) => job.order.jobName === jobNameOf(which.id))).toHaveLength(1);
        expect(rig.begun.filter(({ jobName }) => jobName === jobNameOf(which.id)).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });
});

describe('jobs of others (story foreign-runs)', () => {
  const foreign = (labels: Record<string, string>, over = {}) => ({
    jobName: jobNameOf(order().id),
    project: place.project,
    region: place.region,
    template: 'gs://x/y',
    parameters: {},
    labels,
    ...over,
  });

  test('R3 an ended job of the name that is not ours is passed over', async () => {
    rig.standIn.add(foreign({}), 'JOB_STATE_DONE');
    rig.standIn.add(foreign({ 'rehearsal-run': 'another-0-1' }), 'JOB_STATE_FAILED');
    rig.standIn.add(foreign({ 'rehearsal-run': 'abcd2345-0-1' }, { region: 'us-central1' }), 'JOB_STATE_RUNNING');
    rig.standIn.add(foreign({ 'rehearsal-run': 'abcd2345-0-1' }, { project: 'production' }), 'JOB_STATE_RUNNING');
    expect(await rig.executor.look(order())).toEqual({ seen: 'missing' });
    expect(await rig.executor.stop(order())).toBe('not_there');
    expect(await rig.executor.start(order())).toBe('started');
    expect(await rig.executor.look(order())).toMatchObject({ seen: 'under_way' });
    expect(rig.standIn.jobs.map(({ cancelled }) => cancelled.signal.aborted)).toEqual([false, false, false, false, false]);
  });

  test('R3 an active job of the name that is not ours is in the way: refused, and left alone', async () => {
    rig.standIn.add(foreign({}), 'JOB_STATE_RUNNING');
    expect(await rig.executor.start(order())).toEqual({ refused: expect.stringContaining('not of this run') });
    expect(rig.standIn.jobs).toHaveLength(1);
  });
});

describe('names', () => {
  test('R3 fit for Dataflow, the same for the same run, another for another', () => {
    const id = fc.stringMatching(/^[A-Za-z0-9_:@-][A-Za-z0-9._:@-]{0,149}$/);
    fc.assert(
      fc.property(id, id, (one, other) => {
        expect(jobNameOf(one)).toMatch(/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/);
        expect(labelText(one)).toMatch(/^[a-z0-9_-]{1,63}$/);
        expect(jobNameOf(one) === jobNameOf(other)).toBe(one === other);
        expect(labelText(one) === labelText(other)).toBe(one === other);
      }),
    );
    expect(jobNameOf('Abcd-0-1')).not.toBe(jobNameOf('abcd-0-1'));
  });
});

test('X3 nobody asks the machine who it is: no credentials, no metadata server', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  process.env['GCE_METADATA_HOST'] = typeof address === 'object' && address !== null ? `127.0.0.1:${address.port}` : '';
  try {
    const fresh = await startRig();
    await fresh.executor.start(order());
    await fresh.executor.look(order());
    await fresh.close();
    expect(asked).toEqual([]);
  } finally {
    delete process.env['GCE_METADATA_HOST'];
    server.close();
  }
});
