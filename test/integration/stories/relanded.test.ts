import { expect, test } from '@jest/globals';
import { changeKey, type Change } from '#contexts/intake/domain/submission.ts';
import { planPreview } from '#products/rehearsal/domain/plan-preview.ts';
import { planCard } from '#contexts/plans/pages/plan.ts';
import type { Head } from '#contexts/gates/ports/code-host.ts';
import { NEWER_SHA } from '#test/support/given-request.ts';
import { answers, arrives, does, runs, stateOf } from '#test/support/application/requests.ts';
import { openWorld, performs, type World } from '#test/support/application/world.ts';
import { ending } from '#test/support/request-steps.ts';
import { sampleAsk } from '#test/support/sample-request.ts';
import { wordsOf } from '#test/support/stories.ts';

const path = 'core/jobs/batch_jobs/topic_jobs.py';
const pull = (number: number): Change => ({ kind: 'pull_request', owner: 'oppia', repository: 'oppia', number });
const jobs = [sampleAsk({ name: 'MoveTopicsJob', module: 'topic_jobs' })];

/** Merged, and reverted the same day. */
async function landed(world: World): Promise<void> {
  const { id, fencing } = await runs(world, 'first1', { submission: { change: pull(15_518), jobs } });
  await does(world, 'first1', { command: 'end_run', run: id, fencing, ending: ending() });
  await answers(world, 'first1', 'grace', 'verdict', 'approve');
}

async function landsAgain(world: World, id: string, number: number): Promise<void> {
  const change = pull(number);
  const head: Head = { state: 'open', headSha: NEWER_SHA, baseSha: 'e'.repeat(40), baseRef: 'develop' };
  world.host.heads.set(changeKey(change), head);
  await arrives(world, id, {
    submission: { change, jobs, resubmissionOf: 'first1', whatWasFixed: 'Nothing: it was reverted by mistake.' },
  });
  await performs(world, id, 'check_gates');
}

test('reverted-and-relanded: landing again points to the old evidence, which counts because the job’s file is identical', async () => {
  const world = openWorld();
  world.host.readFiles = async () => new Map([[path, 'class MoveTopicsJob(base):\n    pass\n']]);
  await landed(world);
  await landsAgain(world, 'again1', 17_200);
  const before = await stateOf(world, 'again1');
  const plan = wordsOf(planCard(planPreview(before), { now: world.time.now, timeZone: 'UTC' })?.markup ?? '');
  expect(plan).toContain('MoveTopicsJob : will use run first1-0-1 of request first1 again');
  await answers(world, 'again1', 'grace', 'review', 'accept');
  expect((await stateOf(world, 'again1')).status).toBe('awaiting_verdict');
  await answers(world, 'again1', 'grace', 'verdict', 'approve');
  expect(await stateOf(world, 'again1')).toMatchObject({ status: 'approved', jobs: [{ runs: [{ reusedFrom: { requestId: 'first1' } }] }] });
});

test('reverted-and-relanded: one byte more, and the job runs again', async () => {
  const world = openWorld();
  world.host.readFiles = async (_change, sha) =>
    new Map([[path, `class MoveTopicsJob(base):\n    pass\n${sha === NEWER_SHA ? '\n' : ''}`]]);
  await landed(world);
  await landsAgain(world, 'again2', 17_201);
  const { earlier } = await stateOf(world, 'again2');
  expect(earlier?.found).toMatchObject([{ counts: false, why: `${path} has changed since` }]);
  await answers(world, 'again2', 'grace', 'review', 'accept');
  expect((await stateOf(world, 'again2')).status).toBe('queued');
});

test('I14 a host that cannot be asked proves nothing: the comparison is made at a later look', async () => {
  const world = openWorld();
  await landed(world);
  world.host.readFiles = () => Promise.reject(new Error('away'));
  await landsAgain(world, 'again3', 17_202);
  expect((await stateOf(world, 'again3')).earlier).toBeUndefined();
  world.host.readFiles = async () => new Map([[path, 'class MoveTopicsJob(base):\n    pass\n']]);
  world.time.now += 3_600_000;
  await performs(world, 'again3', 'check_gates');
  expect((await stateOf(world, 'again3')).earlier?.found).toMatchObject([{ counts: true }]);
});
