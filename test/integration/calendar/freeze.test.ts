import { operatorCalled, signedInAs } from '#test/support/known-as.ts';
import { describe, expect, test } from '@jest/globals';
import type { Freeze } from '#contexts/calendar/domain/freeze.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { HOUR, MINUTE } from '#kernel/time.ts';
import { operate } from '#products/rehearsal/app/operate.ts';
import { dispatchVersion } from '#products/rehearsal/app/outbox.ts';
import { looks } from '#test/support/application/calendar.ts';
import { answers, does, queues, runOf, runs, stateOf, tries } from '#test/support/application/requests.ts';
import { deliver, effectOf, openWorld, START, taskOf, type World } from '#test/support/application/world.ts';
import { details, openQuestion } from '#test/support/given-request.ts';

const freeze: Freeze = { name: 'release week', kind: 'dated', from: START, to: START + 3 * HOUR, backends: ['local'] };

function open(over: Partial<Freeze> = {}, rules: Partial<Rules> = {}): World {
  return openWorld({ rules: { releases: [], freezes: [{ ...freeze, ...over } as Freeze], ...rules } });
}

/** The offer that the acceptance asked for, as the queue would deliver it now. */
async function offered(world: World, id: string): Promise<void> {
  await deliver(world, taskOf(await effectOf(world, id, 'offer_turn')));
}

describe('C8 freezes', () => {
  test('C8 nothing new starts inside one: the turn is held, its contributor sees why, and it is offered again at the end by itself', async () => {
    const world = open();
    await queues(world, 'rq1');
    await offered(world, 'rq1');
    expect(await stateOf(world, 'rq1')).toMatchObject({ status: 'queued', held: { freezes: ['release week'], until: START + 3 * HOUR } });
    const offer = await effectOf(world, 'rq1', 'offer_turn');
    expect(offer).toMatchObject({ state: 'waiting', dueAt: START + 3 * HOUR });
    expect(world.queue.tasks.at(-1)).toMatchObject({ kind: 'offer_turn', notBefore: START + 3 * HOUR });
    world.time.now = START + HOUR;
    await looks(world);
    expect((await stateOf(world, 'rq1')).status).toBe('queued');
    world.time.now = START + 3 * HOUR;
    await deliver(world, taskOf(offer));
    expect(await stateOf(world, 'rq1')).toMatchObject({ status: 'deploying' });
    expect((await stateOf(world, 'rq1')).held).toBeUndefined();
    expect((await stateOf(world, 'rq1')).questions.filter(({ kind, state }) => kind === 'freeze' && state === 'open')).toEqual([]);
  });

  test('C8 it is said once, however often the turn is offered', async () => {
    const world = open();
    await queues(world, 'rq1');
    await offered(world, 'rq1');
    const { version } = await stateOf(world, 'rq1');
    for (const minutes of [5, 10, 15]) {
      world.time.now = START + minutes * MINUTE;
      await looks(world);
    }
    expect((await stateOf(world, 'rq1')).version).toBe(version);
  });

  test('C8 what has its turn finishes its stage, and another backend goes on', async () => {
    const world = open({ from: START + HOUR });
    const run = await runs(world, 'rq1');
    await queues(world, 'rq2', { backend: 'backup' });
    world.time.now = START + 2 * HOUR;
    await offered(world, 'rq2');
    expect((await stateOf(world, 'rq2')).status).toBe('deploying');
    expect(await stateOf(world, 'rq1')).toMatchObject({ status: 'running', jobs: [{ runs: [{ id: run.id, state: 'pending' }] }] });
  });

  test('C8 an admin overrides it with a reason, for this turn alone; without a reason, or the right, nobody does', async () => {
    const world = open({ overrideBy: ['alan'] });
    await queues(world, 'rq1');
    await queues(world, 'rq2');
    await offered(world, 'rq1');
    const question = openQuestion(await stateOf(world, 'rq1'), 'freeze').id;
    const override = { command: 'answer', question, action: 'override' } as const;
    expect(await tries(world, 'rq1', { ...override, details: details({ comment: 'Because.' }) }, 'grace')).toMatchObject({
      refusal: { code: 'not_allowed' },
    });
    expect(await tries(world, 'rq1', { ...override, details: details({ comment: ' ' }) }, 'alan')).toMatchObject({
      refusal: { code: 'comment_missing' },
    });
    await answers(world, 'rq1', 'alan', 'freeze', 'override', { comment: 'The site is down without it.' });
    const { version } = await stateOf(world, 'rq1');
    expect(await dispatchVersion(world.system, { collection: 'timeline', parent: 'rq1' }, version)).toBeGreaterThan(0);
    await offered(world, 'rq1');
    expect((await stateOf(world, 'rq1')).status).toBe('deploying');
    await answers(world, 'rq1', 'contributor', 'withdraw', 'withdraw');
    await looks(world);
    expect(await stateOf(world, 'rq2')).toMatchObject({ status: 'queued', held: { freezes: ['release week'] } });
  });

  test('C8 B4 an operator lets one through that stands far behind: it alone starts, whoever waits before it', async () => {
    const world = open();
    const operator = { who: operatorCalled('olga'), newId: () => String((id += 1)), intakeOpen: true };
    let id = 0;
    for (let n = 0; n < 25; n += 1) await queues(world, `rq${n}`);
    await offered(world, 'rq0');
    const ask = { operation: 'request_override', id: 'rq24' } as const;
    expect(await operate(world.system, operator, ask)).toMatchObject({ done: { facts: { asked: 'freeze' } } });
    expect(await operate(world.system, operator, { ...ask, why: 'The site is down.' })).toMatchObject({ done: { facts: { asked: '' } } });
    await offered(world, 'rq24');
    expect(await stateOf(world, 'rq24')).toMatchObject({ status: 'deploying' });
    await answers(world, 'rq24', 'contributor', 'withdraw', 'withdraw');
    await looks(world);
    for (let n = 0; n < 24; n += 1) expect((await stateOf(world, `rq${n}`)).status).toBe('queued');
  });

  test('C8 B4 it is let through while another holds the backend: its turn comes with the end of that one', async () => {
    const world = open({ from: START + HOUR, overrideBy: ['alan'] });
    await runs(world, 'rq0');
    world.time.now = START + HOUR;
    for (const id of ['rq1', 'rq2']) await queues(world, id);
    const ask = { operation: 'request_override', id: 'rq2', why: 'It must.' } as const;
    const as = (id: string): ReturnType<typeof operate> =>
      operate(
        world.system,
        { who: signedInAs({ id, name: id, email: `${id}@example.org`, roles: [] }), newId: () => id, intakeOpen: true },
        ask,
      );
    expect(await as('olga')).toMatchObject({
      refused: 'conflict',
      detail: 'release week may only be overridden by alan: without --why they are asked by mail',
    });
    expect(await as('alan')).toMatchObject({ done: { facts: { status: 'queued' } } });
    await offered(world, 'rq2');
    expect((await stateOf(world, 'rq2')).status).toBe('queued');
    await answers(world, 'rq0', 'contributor', 'withdraw', 'withdraw');
    const run = await runOf(world, 'rq0');
    await does(world, 'rq0', { command: 'cancel_confirmed', run: run.id });
    await offered(world, 'rq0');
    expect([(await stateOf(world, 'rq1')).status, (await stateOf(world, 'rq2')).status]).toEqual(['queued', 'deploying']);
  });
});
