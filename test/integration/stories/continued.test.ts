import { operatorCalled } from '#test/support/known-as.ts';
import { theRequest } from '#products/rehearsal/domain/named-subjects.ts';
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { giveAnswer } from '#products/rehearsal/app/answer-question.ts';
import { operate } from '#products/rehearsal/app/operate.ts';
import type { Operated } from '#products/rehearsal/app/operations/define.ts';
import { cutOne } from '#products/rehearsal/app/calendar/collect.ts';
import { releaseRef } from '#contexts/calendar/app/release-ref.ts';
import { operationRequest } from '#products/rehearsal/contracts/operations.ts';
import { changeKey, type Change } from '#contexts/intake/domain/submission.ts';
import type { Head } from '#contexts/gates/ports/code-host.ts';
import { NEWER_SHA, openQuestion, SHA } from '#test/support/given-request.ts';
import { statusPage } from '#products/rehearsal/pages/status-page.ts';
import { answers, arrives, does, runs, stateOf, view } from '#test/support/application/requests.ts';
import { deliver, effectsOf, openWorld, taskOf, performs, type World } from '#test/support/application/world.ts';
import { ending } from '#test/support/request-steps.ts';
import { sampleAsk } from '#test/support/sample-request.ts';
import { framedPage } from '#test/support/framed-page.ts';

const path = 'core/jobs/batch_jobs/topic_jobs.py';
const pull = (number: number): Extract<Change, { kind: 'pull_request' }> => ({
  kind: 'pull_request',
  owner: 'oppia',
  repository: 'oppia',
  number,
});
const jobs = [sampleAsk({ name: 'MoveTopicsJob', module: 'topic_jobs' })];
const beth = { name: 'Beth Builder', email: 'beth@example.org', githubLogin: 'beth-b' };
const rules = { pullRequests: [{ owner: 'oppia', repository: 'oppia' }] };

function stands(world: World, number: number, state: 'open' | 'closed', headSha: string): void {
  const head: Head = { state, headSha, baseSha: 'e'.repeat(40), baseRef: 'develop' };
  world.host.heads.set(changeKey(pull(number)), head);
}

async function ranAt1(text = 'class MoveTopicsJob(base):\n    pass\n'): Promise<World> {
  const world = openWorld({ rules });
  world.host.readFiles = async (_change, sha) => new Map([[path, sha === NEWER_SHA ? text : 'class MoveTopicsJob(base):\n    pass\n']]);
  const { id, fencing } = await runs(world, 'older1', { submission: { change: pull(1), jobs } });
  await does(world, 'older1', { command: 'end_run', run: id, fencing, ending: ending() });
  stands(world, 1, 'open', SHA);
  stands(world, 2, 'open', NEWER_SHA);
  return world;
}

async function looks(world: World, id: string): Promise<void> {
  world.time.now += 3_600_000;
  await performs(world, id, 'check_gates');
}

async function takesOver(world: World): Promise<string> {
  const state = await stateOf(world, 'newer1');
  const claims = {
    subject: theRequest('newer1'),
    question: openQuestion(state, 'withdraw').id,
    action: 'take_over',
    person: 'contributor',
  };
  const outcome = await giveAnswer(world.system, world.host, claims, { comment: '', takeOver: 'older1' }, 'press1');
  return outcome?.outcome === 'refused' ? outcome.refusal.message : (outcome?.outcome ?? 'nothing');
}

function asks(world: World, asked: object): Promise<Operated> {
  return operate(world.system, { who: operatorCalled('olga'), newId: () => randomUUID(), intakeOpen: true }, operationRequest.parse(asked));
}

describe('a pull request is given up for another one', () => {
  test('I19 the contributor names the new one: what ran counts there, the verdict is owed, and the old pull request names the new one', async () => {
    const world = await ranAt1();
    const before = await stateOf(world, 'older1');
    await answers(world, 'older1', 'contributor', 'withdraw', 'continue', { continueAt: pull(2) });
    for (const { effect } of await effectsOf(world, 'older1'))
      if (effect.kind === 'update_pull_request' && effect.what === 'left')
        await performs(world, 'older1', 'update_pull_request', { what: 'left' });
    expect(world.host.comments.get('oppia/oppia#1 left-older1')?.text).toBe('older1 is at oppia/oppia#2');
    expect(world.host.statuses.get(SHA)).toMatchObject({ state: 'pending', description: 'older1 continues at oppia/oppia#2' });
    expect(world.host.comments.get('oppia/oppia#1 rehearsal')?.text).toBe('pending: ');
    await looks(world, 'older1');
    expect(await stateOf(world, 'older1')).toMatchObject({
      status: 'in_review',
      headSha: NEWER_SHA,
      submittedAt: before.submittedAt,
      earlier: { found: [{ counts: true }] },
    });
    await answers(world, 'older1', 'grace', 'review', 'accept');
    await answers(world, 'older1', 'grace', 'verdict', 'approve');
    const after = await stateOf(world, 'older1');
    expect(after).toMatchObject({
      status: 'approved',
      jobs: [{ runs: [{ id: before.jobs[0]?.runs[0]?.id, sha: NEWER_SHA, reusedFrom: { sha: SHA } }] }],
    });
    expect(after.jobs[0]?.runs).toHaveLength(1);
  });

  test('I19 a number that is closed, merged or nobody’s is told before anything changes; and a host that is away is no answer', async () => {
    const world = await ranAt1();
    const says = async (number: number): Promise<string> => {
      const state = await stateOf(world, 'older1');
      const claims = {
        subject: theRequest('older1'),
        question: openQuestion(state, 'withdraw').id,
        action: 'continue',
        person: 'contributor',
      };
      const outcome = await giveAnswer(world.system, world.host, claims, { comment: '', continueAt: pull(number) }, `press${number}`);
      return outcome?.outcome === 'refused' ? outcome.refusal.message : (outcome?.outcome ?? 'nothing');
    };
    stands(world, 5, 'closed', NEWER_SHA);
    world.host.heads.set('oppia/oppia#6', { state: 'merged', headSha: NEWER_SHA, baseSha: SHA, baseRef: 'develop' });
    world.host.heads.set('oppia/oppia#7', { state: 'missing' });
    expect([await says(5), await says(6), await says(7)]).toEqual([
      'oppia/oppia#5 is closed',
      'oppia/oppia#6 is merged',
      'there is no pull request oppia/oppia#7',
    ]);
    const { readHead } = world.host;
    world.host.readHead = () => Promise.reject(new Error('away'));
    expect(await says(2)).toContain('could not be asked');
    world.host.readHead = readHead;
    expect(await says(2)).toBe('saved');
  });

  test('I19 what is told of the past is told of whoever had it then, and only the new contributor answers on the page', async () => {
    const world = await ranAt1();
    await arrives(world, 'newer1', { submission: { change: pull(2), jobs, contributor: beth } });
    world.time.now += 1000;
    await asks(world, { operation: 'request_continue', id: 'older1', inPlaceOf: 'newer1' });
    const { document, timeline } = await view(world, 'older1');
    const page = framedPage(
      statusPage({
        state: document.state,
        rules: world.system.rules,
        when: { now: world.time.now, timeZone: 'UTC' },
        timeline,
        mails: [],
        answerUrl: () => 'https://rehearsal.example.org/links/x',
      }),
    );
    expect(page).toContain('Ada Lovelace · version 1');
    expect(page).not.toContain('/links/x');
  });

  test('I19 each of those who had it before is told that it is another’s', async () => {
    const world = await ranAt1();
    const cyd = { name: 'Cyd', email: 'cyd@example.org', githubLogin: 'cyd' };
    for (const [id, number, contributor] of [
      ['newer1', 2, beth],
      ['third1', 3, cyd],
    ] as const) {
      await arrives(world, id, { submission: { change: pull(number), jobs, contributor } });
      world.time.now += 1000;
      await asks(world, { operation: 'request_continue', id: 'older1', inPlaceOf: id });
    }
    const mails = (await effectsOf(world, 'older1')).filter(
      ({ effect }) => effect.kind === 'send_mail' && effect.template === 'taken_over',
    );
    for (const mail of mails) await deliver(world, taskOf(mail));
    expect(world.mailer.sent.slice(-2).map(({ to }) => to.address)).toEqual(['ada@example.org', 'beth@example.org']);
  });

  test('N5 I19 what comes late to the old pull request says nothing of a commit at which the request stands now', async () => {
    const world = await ranAt1();
    stands(world, 2, 'open', SHA);
    await does(world, 'older1', { command: 'continue_at', to: pull(2), operator: 'olga' });
    await looks(world, 'older1');
    await performs(world, 'older1', 'update_pull_request', { what: undefined });
    const before = world.host.statuses.get(SHA);
    await performs(world, 'older1', 'update_pull_request', { what: 'left' });
    expect(world.host.statuses.get(SHA)).toEqual(before);
    expect(world.host.comments.get('oppia/oppia#1 left-older1')?.text).toBe('older1 is at oppia/oppia#2');
  });

  test('N5 I19 whoever tells the old pull request looks again: a request that came there meanwhile speaks for it', async () => {
    const world = await ranAt1();
    await does(world, 'older1', { command: 'continue_at', to: pull(2), operator: 'olga' });
    const { setStatus } = world.host;
    world.host.setStatus = async (change, sha, status) => {
      world.host.setStatus = setStatus;
      await arrives(world, 'newer1', { submission: { change: pull(1), jobs, contributor: beth } });
      await performs(world, 'newer1', 'check_gates');
      await performs(world, 'newer1', 'update_pull_request', { what: undefined });
      return setStatus(change, sha, status);
    };
    await performs(world, 'older1', 'update_pull_request', { what: 'left' });
    expect(world.host.statuses.get(SHA)?.description).toContain('newer1');
    expect(world.host.comments.get('oppia/oppia#1 rehearsal')?.text).toContain('newer1');
  });

  test('I11 I19 requests are linked anew each time that one of them comes', async () => {
    const world = await ranAt1();
    await arrives(world, 'newer1', { submission: { change: pull(2), jobs, contributor: beth } });
    await performs(world, 'newer1', 'check_gates');
    for (const number of [3, 1, 2, 3]) {
      stands(world, number, 'open', NEWER_SHA);
      await asks(world, { operation: 'request_continue', id: 'older1', at: `#${number}` });
      await looks(world, 'older1');
    }
    expect((await stateOf(world, 'newer1')).related).toMatchObject([{ requestId: 'older1', code: 'oppia/oppia#3' }]);
  });

  test('I19 another byte in the job’s file, and it runs again', async () => {
    const world = await ranAt1('class MoveTopicsJob(base):\n    more\n');
    await does(world, 'older1', { command: 'continue_at', to: pull(2), operator: 'olga' });
    await looks(world, 'older1');
    expect((await stateOf(world, 'older1')).earlier?.found).toMatchObject([{ counts: false }]);
    await answers(world, 'older1', 'grace', 'review', 'accept');
    expect((await stateOf(world, 'older1')).status).toBe('queued');
  });

  test('I19 whoever asked at the new one lets the old request go on in its place, once the old pull request is closed: both change, or neither', async () => {
    const world = await ranAt1();
    await arrives(world, 'newer1', { submission: { change: pull(2), jobs, contributor: beth } });
    await performs(world, 'newer1', 'check_gates');
    expect(await takesOver(world)).toContain('still open');
    expect([(await stateOf(world, 'newer1')).status, (await stateOf(world, 'older1')).submission.change]).toEqual(['in_review', pull(1)]);
    stands(world, 1, 'closed', SHA);
    await looks(world, 'older1');
    // Opened again, and no event told of it.
    stands(world, 1, 'open', SHA);
    expect(await takesOver(world)).toContain('still open');
    stands(world, 1, 'closed', SHA);
    expect(await takesOver(world)).toBe('saved');
    expect(await stateOf(world, 'newer1')).toMatchObject({ status: 'withdrawn', supersededBy: 'older1' });
    expect(await stateOf(world, 'older1')).toMatchObject({
      submission: { change: pull(2), contributor: beth },
      continued: [{ successor: 'newer1' }],
    });
    const state = await stateOf(world, 'newer1');
    const claims = {
      subject: theRequest('newer1'),
      question: state.questions.find(({ kind }) => kind === 'withdraw')?.id ?? 0,
      action: 'take_over',
      person: 'contributor',
    };
    const again = await giveAnswer(world.system, world.host, claims, { comment: '', takeOver: 'older1' }, 'press1');
    expect(again?.outcome).toBe('repeated');
    const [receipt] = (await effectsOf(world, 'older1')).filter(
      ({ effect }) => effect.kind === 'send_mail' && effect.template === 'receipt',
    );
    if (receipt === undefined) throw new Error('no receipt');
    const before = world.mailer.sent.length;
    await deliver(world, taskOf(receipt));
    expect(world.mailer.sent).toHaveLength(before);
    await performs(world, 'older1', 'send_mail', { to: 'former_contributor' });
    await performs(world, 'older1', 'send_mail', { to: 'contributor', template: 'continued' });
    expect(world.mailer.sent.slice(-2).map(({ to }) => to.address)).toEqual(['ada@example.org', 'beth@example.org']);
  });

  test('B4 I19 an operator says so, for a pull request or in the place of the request there; what cannot be is refused with its reason', async () => {
    const world = await ranAt1();
    const at = 'https://github.com/oppia/oppia/pull/2/files';
    expect(() => operationRequest.parse({ operation: 'request_continue', id: 'older1' })).toThrow('not both');
    expect(await asks(world, { operation: 'request_continue', id: 'nobody', at })).toMatchObject({ refused: 'not_found' });
    expect(await asks(world, { operation: 'request_continue', id: 'older1', at: 'https://github.com/oppia/other/pull/2' })).toMatchObject({
      refused: 'conflict',
      detail: expect.stringContaining('oppia/oppia'),
    });
    expect(await asks(world, { operation: 'request_continue', id: 'older1', inPlaceOf: 'nobody' })).toMatchObject({ refused: 'not_found' });
    await arrives(world, 'newer1', { submission: { change: pull(3), jobs, contributor: beth } });
    expect(await asks(world, { operation: 'request_continue', id: 'nobody', inPlaceOf: 'newer1' })).toMatchObject({ refused: 'conflict' });
    expect(await asks(world, { operation: 'request_continue', id: 'older1', at, why: 'rebased' })).toMatchObject({
      done: { facts: { code: 'oppia/oppia#2' } },
    });
    expect(await asks(world, { operation: 'request_continue', id: 'older1', inPlaceOf: 'newer1' })).toMatchObject({
      done: { facts: { code: 'oppia/oppia#3', contributor: 'beth-b' } },
    });
    expect(await stateOf(world, 'newer1')).toMatchObject({ status: 'withdrawn', supersededBy: 'older1' });
    expect(await asks(world, { operation: 'request_continue', id: 'older1', at: 'https://github.com/oppia/oppia/pull/3' })).toMatchObject({
      refused: 'conflict',
    });
  });
});

test('C5 a worker that was given up cuts nobody once another has been through: the next look finds them', async () => {
  const world = openWorld();
  await arrives(world, 'late1');
  const ref = releaseRef(world.system, '3.4.1');
  const stage = { ref, key: 'cut-1', release: '3.4.1', stage: 'cut', cutoff: world.time.now } as const;
  const stages = (collectedAt?: number): object => ({ 'cut-1': { begunAt: 1, ...(collectedAt === undefined ? {} : { collectedAt }) } });
  const put = (collectedAt?: number): Promise<void> =>
    world.system.store.transact(async (tx) =>
      tx.set(ref, { name: '3.4.1', commands: [], state: { cuts: [], stages: stages(collectedAt) } } as never),
    );
  const found = await world.system.store.get({ collection: 'requests', id: 'late1' });
  if (found === undefined) throw new Error('no request');
  await put(2);
  await cutOne(world.system, stage, found, undefined);
  expect((await stateOf(world, 'late1')).cutoffs).toBeUndefined();
  await put();
  await cutOne(world.system, stage, found, undefined);
  expect((await stateOf(world, 'late1')).cutoffs).toHaveLength(1);
});
