import { operatorCalled } from '#test/support/known-as.ts';
import { describe, expect, test } from '@jest/globals';
import { checkOthers } from '#products/rehearsal/app/check-others.ts';
import { operate } from '#products/rehearsal/app/operate.ts';
import type { Operated } from '#products/rehearsal/app/operations/define.ts';
import { performEffect } from '#products/rehearsal/app/perform-effect.ts';
import { keep_schedule } from '#products/rehearsal/app/performers/keep-schedule.ts';
import { sweep } from '#products/rehearsal/app/sweep.ts';
import { operationRequest, type OperationRequest } from '#products/rehearsal/contracts/operations.ts';
import { HOUR, MINUTE } from '#kernel/time.ts';
import { openWorld, taskOf, type World } from '#test/support/application/world.ts';
import { openKettles } from '#test/support/schedules/kettles.ts';

const START = Date.parse('2026-03-28T12:00Z');
const nightly = {
  operation: 'schedule_add',
  name: 'tea',
  starts: 'kettle',
  cron: '30 1 * * *',
  zone: 'Europe/London',
  input: { cups: 2 },
} as const;

function openTea() {
  const world = openWorld({ time: { now: START } });
  const kettles = openKettles();
  const starters = { kettle: kettles.starter(() => world.time.now) };
  let commands = 0;
  const asks = (asked: OperationRequest): Promise<Operated> =>
    operate(
      world.system,
      { who: operatorCalled('grace'), newId: () => `o${(commands += 1)}`, intakeOpen: true, starters },
      operationRequest.parse(asked),
    );
  return { world, kettles, asks, perform: () => performDue(world, { starters }) };
}

/** Performs each effect of schedules that is due. */
async function performDue(world: World, dependencies: Parameters<typeof keep_schedule.perform>[1]): Promise<void> {
  for (const { document } of await world.system.store.query({ index: 'outboxDue', equal: { open: true }, limit: 50 }))
    if (document.kind === 'keep_schedule' && document.dueAt <= world.time.now)
      await performEffect(world.system, 'keep_schedule', taskOf(document).payload, keep_schedule.perform(world.system, dependencies));
}

describe('O7 B4 operators and schedules', () => {
  test('O7 B4 one is added, and its next five times are shown by its own clock and in UTC, over a change of the clocks', async () => {
    const { asks } = openTea();
    const added = await asks(nightly);
    expect(added).toMatchObject({
      done: { facts: { name: 'tea', when: '30 1 * * * (Europe/London)', standing: 'waiting', madeBy: 'operator.grace' } },
    });
    expect('done' in added && added.done.rows?.map(({ what, at, local }) => [what, at, local])).toEqual([
      ['next', '2026-03-29T01:00:00.000Z', '2026-03-29T02:00 (instead of 01:30, which the clocks left out)'],
      ['next', '2026-03-30T00:30:00.000Z', '2026-03-30T01:30'],
      ['next', '2026-03-31T00:30:00.000Z', '2026-03-31T01:30'],
      ['next', '2026-04-01T00:30:00.000Z', '2026-04-01T01:30'],
      ['next', '2026-04-02T00:30:00.000Z', '2026-04-02T01:30'],
    ]);
    // Asked for twice it is one; another of the same name is refused.
    expect(await asks(nightly)).toEqual(added);
    expect(await asks({ ...nightly, cron: '@daily' })).toMatchObject({ refused: 'conflict' });
  });

  test('O7 B4 it starts, is told of, listed, paused, resumed, changed and removed; its record is whole', async () => {
    const { world, asks, perform, kettles } = openTea();
    await asks(nightly);
    world.time.now = Date.parse('2026-03-29T01:00:00Z');
    await perform();
    expect([...kettles.on.values()].map(({ due }) => due)).toEqual([
      { key: `tea.${world.time.now}.202603290130`, schedule: 'tea', madeBy: 'operator.grace', at: world.time.now },
    ]);
    expect(await asks({ operation: 'schedules_list' })).toMatchObject({
      done: { rows: [{ name: 'tea', starts: 'kettle', standing: '1 running' }] },
    });
    expect(await asks({ operation: 'schedule_pause', name: 'tea', why: 'descaling' })).toMatchObject({
      done: { facts: { standing: 'paused by operator.grace: descaling', next: '' }, rows: [{ what: 'started' }] },
    });
    await asks({ operation: 'schedule_resume', name: 'tea' });
    expect(await asks({ operation: 'schedule_change', name: 'tea', at: '2026-03-29T12:00', overlaps: 'allow' })).toMatchObject({
      done: {
        facts: { when: 'once, 2026-03-29T12:00 (Europe/London)', next: '2026-03-29T11:00:00.000Z', overlaps: 'allow', input: '{"cups":2}' },
      },
    });
    await asks({ operation: 'schedule_remove', name: 'tea', why: 'there is coffee' });
    expect(await asks({ operation: 'schedules_list' })).toEqual({ done: { rows: [] } });
    expect(await asks({ operation: 'schedules_list', ended: true })).toMatchObject({
      done: { rows: [{ name: 'tea', standing: 'ended by operator.grace: there is coffee' }] },
    });
    await asks(nightly);
    expect((await checkOthers(world.system)).filter(({ name }) => name === 'schedule tea')).toEqual([{ name: 'schedule tea', faults: [] }]);
  });

  test('O7 B4 what is wrong is refused with all of it', async () => {
    const { asks } = openTea();
    const wrong = async (asked: object): Promise<unknown> => asks({ ...nightly, ...asked });
    expect(await wrong({ cron: '* * * * *', zone: 'Mars/Base', input: {} })).toEqual({
      refused: 'conflict',
      detail: 'there is no time zone "Mars/Base"; it is due every 1 min; the settings allow no less than 5; it does not say how many cups',
    });
    expect(await wrong({ starts: 'samovar' })).toEqual({
      refused: 'conflict',
      detail: 'nothing of kind samovar can be started; known: kettle',
    });
    expect(await wrong({ at: '2026-04-01T09:00' })).toMatchObject({ detail: 'say either --cron or --at' });
    expect(await wrong({ cron: undefined, at: 'tomorrow' })).toMatchObject({
      detail: 'tomorrow is no time such as 2026-12-01T09:00 or 2026-12-01T09:00Z',
    });
    expect(await asks({ operation: 'schedule_show', name: 'samovar' })).toEqual({
      refused: 'not_found',
      detail: 'there is no schedule samovar',
    });
  });

  test('O7 B6 the sweep finds one whose look was lost, and nothing else', async () => {
    const { world, asks, perform, kettles } = openTea();
    await asks(nightly);
    const [look] = await world.system.store.query({ index: 'outboxDue', equal: { open: true }, limit: 5 });
    await world.system.store.transact(async (tx) => {
      await tx.get({ collection: 'outbox', id: look?.document.key ?? '' });
      tx.delete({ collection: 'outbox', id: look?.document.key ?? '' });
    });
    world.time.now = START + 13 * HOUR + 2 * MINUTE;
    expect((await sweep(world.system, 's1')).schedules).toBe(1);
    await perform();
    expect(kettles.on.size).toBe(1);
    expect((await sweep(world.system, 's2')).schedules).toBe(0);
  });
});
