import { describe, expect, test } from '@jest/globals';
import { hash } from 'node:crypto';
import { readBackend } from '#contexts/backends/app/backends.ts';
import { cancelActions } from '#products/pipelines/app/cancel-run.ts';
import { createRun } from '#products/pipelines/app/create-run.ts';
import { houseOf } from '#products/pipelines/app/house.ts';
import { updateAgentTask } from '#products/rehearsal/app/agent-tasks.ts';
import { backendStanding } from '#products/rehearsal/app/operate/backend-standing.ts';
import { openSharedWorld, settles, tasksOf } from '#test/support/pipelines/installed.ts';
import { BACKEND } from '#test/support/pipelines/house.ts';
import { jobRules } from '#test/support/pipelines/jobs.ts';
import { by, openTown, prepared } from '#test/support/pipelines/town.ts';
import { openTwoKinds, type TwoKinds } from '#test/support/pipelines/two-kinds.ts';
import { resultsOf } from '#test/support/rap/job-runner.ts';
import { seededRandom } from '#test/support/seeded-random.ts';

const A = 'a'.repeat(16);
const { lostAfter } = jobRules.pipelines;

const study = { repository: 'https://github.com/org/study' };

async function open(steps: Parameters<TwoKinds['town']['makes']>[1]): Promise<TwoKinds> {
  const both = openTwoKinds(openTown());
  await both.town.makes(A, steps, study);
  return both;
}
const job = ({ town }: TwoKinds) => town.job(A, 'extract');

describe('R10 a backend that agents of both kinds ask', () => {
  test.each(['python:v2', 'nodigest:v1'])(
    'R10 what our agent has is not there for job-runner’s, who neither runs, ends nor refuses it: %s',
    async (image) => {
      const both = await open({ extract: { image }, other: { image } });
      const [first] = await both.ours.asks();
      await both.ours.begins(first!);
      const answers = await Promise.all([both.desk.active(BACKEND), both.desk.active(BACKEND)]);
      await both.town.settle();
      expect(answers).toEqual([[], []]);
      for (const action of ['extract', 'other']) expect(await both.town.job(A, action)).toMatchObject({ attempts: 1, losses: 0 });
      const told = { task_id: first!.id, timestamp_ns: null, results: resultsOf({}) };
      for (const stage of ['executing', 'finalized'])
        expect(await both.theirs.update({ ...told, stage, complete: stage === 'finalized' })).toBe(200);
      await both.town.settle();
      expect(await job(both)).toMatchObject({ attempts: 1, losses: 0, state: 'running' });
      expect(both.machine.atWork).toEqual(new Map([[first!.id, 'ours']]));
      for (const task of await both.ours.asks()) await both.ours.begins(task);
      for (const task of both.ours.list()) await both.ours.ends(task);
      await both.town.settle();
      expect(await both.town.run(A)).toMatchObject({ ended: { end: 'succeeded' } });
      await both.town.store.close();
    },
  );

  test('R10 what job-runner’s was told of is not there for our agent, who begins nothing of a list of before, and is told to drop it', async () => {
    const both = await open({ extract: {} });
    const [task] = await both.ours.asks();
    await both.theirs.poll();
    expect(await both.ours.begins(task!)).toBe('stale');
    expect(await both.ours.asks()).toEqual([]);
    for (let n = 0; n < 8; n += 1) await both.theirs.poll();
    await both.town.settle();
    expect(await both.town.run(A)).toMatchObject({ ended: { end: 'succeeded' } });
    expect([both.machine.faults, both.theirs.started]).toEqual([[], [task!.id]]);
    await both.town.store.close();
  });

  test('R10 job-runner’s has what it was told of, before it tells anything itself: it asks nobody before it begins', async () => {
    const both = await open({ extract: {} });
    const [task] = await both.ours.asks();
    expect(await both.desk.active(BACKEND)).toMatchObject([{ id: task!.id }]);
    expect(await both.ours.begins(task!)).toBe('stale');
    expect([await both.ours.asks(), both.machine.atWork.size]).toEqual([[], 0]);
    await both.town.store.close();
  });

  test('R10 two that ask at once, for what their kind cannot run, refuse it once', async () => {
    const both = await open({ extract: { image: 'nodigest:v1' } });
    await Promise.all([both.desk.active(BACKEND), both.desk.active(BACKEND), both.desk.active(BACKEND)]);
    expect(await job(both)).toMatchObject({ state: 'failed', code: 'job_error', cause: 'never_here', attempts: 1, losses: 0 });
    await both.town.store.close();
  });

  test('R4 R10 an agent that takes the place of another kind’s is not heard for it: what that one had is lost by silence, and the stop is for that one to confirm', async () => {
    const both = await open({ extract: {} });
    const [task] = await both.ours.asks();
    await both.ours.begins(task!);
    const heardAt = (await readBackend(both.town, BACKEND)).lastSeenAt;
    for (let n = 0; n < 4; n += 1) {
      await both.town.passes(lostAfter / 2);
      await both.town.settle();
      expect(await both.theirs.poll()).toEqual([]);
    }
    expect(await readBackend(both.town, BACKEND)).toMatchObject({ lastSeenAt: heardAt });
    expect(await job(both)).toMatchObject({ state: 'waiting', losses: 1, attempt: { n: 1, stopping: { why: 'lost' } } });
    const stop = (await both.ours.asks()).find(({ body }) => body.kind === 'cancel');
    await both.ours.stops(stop!);
    await both.town.settle();
    for (let n = 0; n < 8; n += 1) await both.theirs.poll();
    await both.town.settle();
    expect(await both.town.run(A)).toMatchObject({ ended: { end: 'succeeded' } });
    expect([both.machine.faults, both.theirs.started]).toEqual([[], [`${task!.id.slice(0, -4)}-002`]]);
    await both.town.store.close();
  });
});

test('R10 B1 a backend’s status says whose agent has work there', async () => {
  const world = openSharedWorld();
  const { system } = world;
  const house = { ...houseOf(system), sha1: (text: string) => hash('sha1', text) };
  await createRun(house, prepared(A, { extract: {} }), { id: 'make', by });
  await settles(world);
  const says = async () => ((await backendStanding(system, 'local')) as { done: { facts: object } }).done.facts;
  expect(await says()).toMatchObject({ workHeldBy: '' });
  const [task] = await tasksOf(world);
  await updateAgentTask(system, world.outputs, 'local', task!.id, task!.fencing, { kind: 'started' });
  expect(await says()).toMatchObject({ workHeldBy: 'our agent' });
});

const among = <T>(random: () => number, all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)];

type Move = (both: TwoKinds, random: () => number) => Promise<unknown>;
const ofList =
  (what: 'begins' | 'ends' | 'stops'): Move =>
  async ({ ours }, random) => {
    const task = among(random, ours.list());
    if (task !== undefined && (task.body.kind === 'cancel') === (what === 'stops')) await ours[what](task);
  };
const moves: readonly Move[] = [
  ({ ours }) => ours.asks(),
  ofList('begins'),
  ofList('begins'),
  ofList('ends'),
  ofList('stops'),
  ({ theirs }) => theirs.poll(),
  ({ theirs }, random) => theirs.poll({ dies: Math.floor(random() * 4) }),
  ({ theirs, ours }) => Promise.all([theirs.poll(), ours.asks()]),
  ({ town }) => town.settle(),
];
const rare: readonly Move[] = [
  ({ town }) => town.passes(lostAfter + 1),
  ({ town }, random) =>
    cancelActions(town.house, A, [among(random, ['extract', 'other', 'more'])!], { id: `c${random()}`, by, who: 'ada' }),
];

test.each(Array.from({ length: 40 }, (_, seed) => [seed]))(
  'R10 in whatever order both kinds ask, begin, end, die and fall silent, no job is at work twice at once; and without a silence nothing is lost (%i)',
  async (seed) => {
    const random = seededRandom(seed);
    const both = await open({ extract: {}, other: {}, more: { needs: ['extract'] } });
    await both.town.makes('b'.repeat(16), { extract: {}, tidy: { needs: ['extract'] } }, { ...study, workspace: 'another' });
    const isSteady = seed % 2 === 0;
    for (let n = 0; n < 150; n += 1) {
      const move = among(random, !isSteady && random() < 0.1 ? rare : moves);
      await move?.(both, random);
      expect(both.machine.faults).toEqual([]);
    }
    await both.town.settle();
    if (isSteady) for (const action of ['extract', 'other', 'more']) expect((await both.town.job(A, action))?.losses ?? 0).toBe(0);
    await both.town.store.close();
  },
);
