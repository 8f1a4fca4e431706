import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { liveRun } from '#contexts/plans/domain/job/state.ts';
import type { Status } from '#products/rehearsal/domain/parts/lifecycle.ts';
import { NEWER_SHA, openQuestion, SHA } from '#test/support/given-request.ts';
import {
  answers,
  arrives,
  deploys,
  does,
  endsRun,
  fencingOf,
  queues,
  runOf,
  runs,
  stateOf,
  tries,
  view,
} from '#test/support/application/requests.ts';
import { effectsOf, openWorld, performs, type World } from '#test/support/application/world.ts';
import { featureSubmission, sampleAsk } from '#test/support/sample-request.ts';
import { eventFor, headIs, hears, openBell, type Bell } from './ring.ts';

let world: World;
let bell: Bell;
beforeEach(async () => {
  world = openWorld();
  bell = await openBell(world);
});
afterEach(() => bell.close());

/** Somebody pushes, GitHub says so, and the look that this asks for is taken. */
async function pushed(): Promise<void> {
  await headIs(world, 'rq1', 'open', NEWER_SHA);
  await bell.send('pull_request', await eventFor(world, 'rq1', 'pull_request', 'synchronize'));
  await hears(world, 'rq1');
}

async function ends(stdout: string[]): Promise<void> {
  await endsRun(world, 'rq1', { stdout });
}

const audited = {
  submission: {
    jobs: [
      sampleAsk({ step: 'Audit', role: 'audit', expectedOutput: [{ kind: 'exact', line: 'none' }] }),
      sampleAsk({ step: 'Migration', name: 'MoveTopicsJob', role: 'migration', needs: ['Audit'] }),
    ],
  },
} as const;

const stages: [Status, () => Promise<unknown>][] = [
  ['waiting_for_gates', () => headIs(world, 'rq1', 'draft', SHA).then(() => performs(world, 'rq1', 'check_gates'))],
  ['in_review', () => performs(world, 'rq1', 'check_gates')],
  [
    'returned',
    async () => {
      await performs(world, 'rq1', 'check_gates');
      await answers(world, 'rq1', 'grace', 'review', 'return');
    },
  ],
];

const later: [Status, () => Promise<unknown>][] = [
  ['queued', () => queues(world, 'rq1')],
  ['deploying', () => deploys(world, 'rq1')],
  [
    'deployment_failed',
    async () => {
      await deploys(world, 'rq1');
      await does(world, 'rq1', { command: 'fail_deployment', fencing: await fencingOf(world, 'rq1'), why: 'no disk' });
    },
  ],
  ['running', () => runs(world, 'rq1')],
  ['awaiting_verdict', () => runs(world, 'rq1').then(() => ends(['done']))],
  [
    'on_hold',
    async () => {
      await runs(world, 'rq1', { submission: { ...audited.submission, jobs: [...audited.submission.jobs] } });
      await ends(['three are wrong']);
    },
  ],
  [
    'approved',
    async () => {
      await runs(world, 'rq1');
      await ends(['done']);
      await answers(world, 'rq1', 'grace', 'verdict', 'approve');
    },
  ],
  [
    'completed',
    async () => {
      await runs(world, 'rq1', { submission: { jobs: [sampleAsk({ role: 'audit' })] } });
      await ends(['done']);
      await answers(world, 'rq1', 'grace', 'verdict', 'approve');
    },
  ],
];

describe('G1 a pull request that changes while it is being tested', () => {
  test.each([...stages.map(([status, reach]) => [status, () => arrives(world, 'rq1').then(reach)] as const), ...later])(
    'G1 a push in %s: the gates anew, nothing old stays asked, everyone is told',
    async (status, reach) => {
      await reach();
      expect((await stateOf(world, 'rq1')).status).toBe(status);
      const told = (await effectsOf(world, 'rq1')).length;
      await pushed();
      const state = await stateOf(world, 'rq1');
      expect(state).toMatchObject({ headSha: NEWER_SHA });
      // All gates of the new commit pass here, so a request without anything left to stop is in review already.
      expect(['in_review', 'waiting_for_gates']).toContain(state.status);
      const open = state.questions.filter((question) => question.state === 'open').map(({ kind }) => kind);
      expect(open.toSorted()).toEqual(['review', 'withdraw']);
      expect(state.jobs.every((job) => job.state === 'waiting' || liveRun(job)?.cancelling?.reason === 'superseded')).toBe(true);
      const facts = (await view(world, 'rq1')).timeline.at(-1)?.facts.map(({ fact }) => fact);
      expect(facts?.filter((fact) => fact === 'head_moved')).toHaveLength(1);
      const mails = (await effectsOf(world, 'rq1')).slice(told).flatMap(({ effect }) => (effect.kind === 'send_mail' ? [effect] : []));
      const readers = mails.filter(({ template }) => template === 'head_moved').map(({ to }) => to);
      expect(readers).toEqual(expect.arrayContaining(['contributor', 'grace']));
    },
  );

  test('G1 A2 a push while a feature is tested by hand: the test is off, and what somebody saw of the old commit counts for nothing', async () => {
    await runs(world, 'rq1', { submission: featureSubmission });
    expect((await runOf(world, 'rq1')).executor).toBe('manual');
    const { id } = openQuestion(await stateOf(world, 'rq1'), 'manual_test');
    await pushed();
    const state = await stateOf(world, 'rq1');
    expect(state).toMatchObject({
      status: 'in_review',
      jobs: [{ state: 'waiting', runs: [{ state: 'cancelled', reason: 'superseded' }] }],
    });
    const late = { command: 'answer', question: id, action: 'passed', details: { comment: 'it works' } } as const;
    expect(await tries(world, 'rq1', late, 'tim')).toMatchObject({ refusal: { code: 'no_longer_asked' } });
    expect(state.turn?.state).toBe('ended');
  });

  test('G1 A3 a push after the merge was wanted, before it was begun: nothing is merged', async () => {
    world.system.rules = { ...world.system.rules, mergeOnApproval: true };
    await runs(world, 'rq1');
    await ends(['done']);
    await answers(world, 'rq1', 'grace', 'verdict', 'approve');
    await pushed();
    await performs(world, 'rq1', 'update_pull_request', { what: 'merge' });
    expect(world.host.merged).toEqual([]);
    expect((await stateOf(world, 'rq1')).status).toBe('in_review');
  });

  test('G1 pushed twice within one look: the newest head is what counts', async () => {
    await queues(world, 'rq1');
    await headIs(world, 'rq1', 'open', NEWER_SHA);
    await bell.send('pull_request', await eventFor(world, 'rq1', 'pull_request', 'synchronize'));
    await headIs(world, 'rq1', 'open', 'd'.repeat(40));
    await bell.send('pull_request', await eventFor(world, 'rq1', 'pull_request', 'synchronize'));
    await hears(world, 'rq1');
    expect(await stateOf(world, 'rq1')).toMatchObject({ headSha: 'd'.repeat(40) });
  });

  test('G1 a look that began before another one was recorded never takes the head back', async () => {
    await queues(world, 'rq1');
    const before = { command: 'record_gates', since: SHA, headSha: SHA, gates: [] } as const;
    await pushed();
    await does(world, 'rq1', { ...before, gates: [] });
    expect(await stateOf(world, 'rq1')).toMatchObject({ headSha: NEWER_SHA });
  });

  test('G1, G8 an event that was lost: the look that comes by itself sees the push', async () => {
    await arrives(world, 'rq1');
    await performs(world, 'rq1', 'check_gates');
    await headIs(world, 'rq1', 'open', NEWER_SHA);
    world.time.now += 15 * 60_000;
    await performs(world, 'rq1', 'check_gates');
    expect(await stateOf(world, 'rq1')).toMatchObject({ headSha: NEWER_SHA });
  });
});
