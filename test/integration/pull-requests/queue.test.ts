import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Brought } from '#contexts/gates/domain/pull-request/queue-commit.ts';
import { sweep } from '#products/rehearsal/app/sweep.ts';
import { MINUTE } from '#kernel/time.ts';
import { SHA } from '#test/support/given-request.ts';
import { answers, does, endsRun, offersTurn, queues, runsSteps, stateOf } from '#test/support/application/requests.ts';
import { deliver, openWorld, type World } from '#test/support/application/world.ts';
import { headIs, openBell, type Bell } from './ring.ts';

const QUEUED = '1'.repeat(40);
const BASE = '2'.repeat(40);
const FILES = new Map([['core/jobs/topic_jobs.py', 'blob of the job']]);
let world: World;
let bell: Bell;

beforeEach(async () => {
  world = openWorld({ rules: { pullRequests: [{ owner: 'oppia', repository: 'oppia' }] } });
  bell = await openBell(world);
  await queues(world, 'rq1');
});
afterEach(() => bell.close());

/** Approved, with evidence of a merge onto this branch. */
async function approved(ref = 'develop'): Promise<void> {
  await headIs(world, 'rq1', 'open', SHA);
  await offersTurn(world, 'local');
  const fencing = (await stateOf(world, 'rq1')).turn?.fencing ?? 0;
  const made = { testRef: 'test-pr1-aaaaaaa', testSha: 'c'.repeat(40), base: { ref, sha: 'e'.repeat(40) } };
  await does(world, 'rq1', { command: 'record_test_ref', fencing, ...made });
  await runsSteps(world, 'rq1');
  await endsRun(world, 'rq1');
  await answers(world, 'rq1', 'grace', 'verdict', 'approve');
}

/** GitHub asks for the checks of a commit of its queue; what is made of it is performed. */
async function queue(queued: Brought, over: object = {}): Promise<{ answer: number; status: unknown }> {
  const { change } = (await stateOf(world, 'rq1')).submission;
  const number = change.kind === 'pull_request' ? change.number : 0;
  world.host.readBrought = async (_change, _base, head) => (head === QUEUED ? queued : FILES);
  const answer = await bell.send('merge_group', {
    action: 'checks_requested',
    merge_group: {
      head_sha: QUEUED,
      head_ref: `refs/heads/gh-readonly-queue/develop/pr-${number}-${BASE}`,
      base_sha: BASE,
      base_ref: 'refs/heads/develop',
    },
    repository: { name: 'oppia', owner: { login: 'oppia' } },
    ...over,
  });
  for (const task of world.queue.tasks.filter(({ kind }) => kind === 'update_pull_request')) await deliver(world, task);
  return { answer, status: world.host.statuses.get(QUEUED) };
}

describe('A3 a commit of the merge queue', () => {
  test('A3 gets the status when it holds what was tested', async () => {
    await approved();
    expect(await queue(new Map([...FILES, ['of another.py', 'x']]))).toMatchObject({ answer: 202, status: { state: 'success' } });
  });

  test('A3 is failed when a file of it is not as it was tested', async () => {
    await approved();
    const { status } = await queue(new Map([['core/jobs/topic_jobs.py', 'another blob']]));
    expect(status).toMatchObject({
      state: 'failure',
      description: 'In the queue: it differs from what was tested: core/jobs/topic_jobs.py',
    });
  });

  test('A3 waits with a request that is not approved', async () => {
    expect((await queue(FILES)).status).toMatchObject({ state: 'pending' });
  });

  test('A3 N5 what waits is looked at again, and told when the approval comes', async () => {
    expect((await queue(FILES)).status).toMatchObject({ state: 'pending' });
    await approved();
    world.time.now += 3 * MINUTE;
    await sweep(world.system, 's1');
    for (const task of world.queue.tasks.filter(({ kind }) => kind === 'update_pull_request')) await deliver(world, task);
    expect(world.host.statuses.get(QUEUED)).toMatchObject({ state: 'success' });
  });

  test('A3 the same event again changes nothing, and a group that is over is nobody’s', async () => {
    await approved();
    await queue(FILES);
    const before = world.queue.tasks.length;
    await queue(FILES);
    expect(world.queue.tasks).toHaveLength(before);
    expect((await queue(FILES, { action: 'destroyed' })).answer).toBe(204);
  });
});
