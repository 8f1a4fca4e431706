import { expect, test } from '@jest/globals';
import { driveOperation } from '#contexts/operations/app/driver.ts';
import type { DriveWork } from '#contexts/operations/app/owned.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import * as handle from '#kernel/app/handle.ts';
import { performEffect } from '#kernel/app/perform.ts';
import type { StoredState } from '#kernel/stored.ts';
import { HOUR, MINUTE } from '#kernel/time.ts';
import { jobOrder } from '#test/contract/executor/orders.ts';
import { errandOwner, OVER, storedErrands, type Errand } from '#test/support/application/errands.ts';
import { openWorld, START, type World } from '#test/support/application/world.ts';

/** A process that no product knows, with the driver, the follower and the stub executor of all others. */
async function errand(lasts?: number) {
  const world = openWorld(lasts === undefined ? {} : { lasts });
  const kept = new Map<string, StoredState<Errand>>();
  const stored = storedErrands(kept);
  const known = kernelOf(world.system);
  const kernel: typeof known = {
    ...known,
    processes: { errand: handle.anyOf(stored) },
    effects: { drive_operation: { ...ruleOf(known), subjects: ['errand'], onGivenUp: () => undefined } },
  };
  const drive = driveOperation({
    system: world.system,
    outputs: world.outputs,
    owners: { errand: errandOwner(world.executor, jobOrder()) },
  });
  const header = (id: string) => ({ id, at: START, by: 'somebody', command: 'tell' }) as const;
  const begun = { fact: 'begun' as const, id: 'e1' };
  await world.system.store.transact(async (tx) => {
    await stored.load(tx, 'e1');
    handle.create(kernel, tx, stored, { facts: [begun], state: { version: 0, id: 'e1', state: 'pending' as const } }, header('begin'));
  });
  return {
    world,
    state: () => kept.get('e1')?.state,
    stop: () => handle.execute(kernel, stored, 'e1', (at) => ({ ...header('stop'), at, is: { fact: 'stopping' as const, at } })),
    async step() {
      const next = await nextOf(world);
      if (next === undefined) return false;
      world.time.now = Math.max(world.time.now, next.dueAt);
      const task = { effectKey: next.key, dispatch: next.dispatches };
      await performEffect(kernel, 'drive_operation', task, (work) => drive(work as DriveWork));
      return true;
    },
  };
}

function ruleOf({ effects }: ReturnType<typeof kernelOf>) {
  const { drive_operation: rule } = effects;
  if (rule === undefined) throw new Error('there is no effect that drives operations');
  return rule;
}

async function nextOf({ system: { store } }: World) {
  const open = await store.query({ index: 'outboxDue', equal: { open: true }, limit: 50 });
  return open.map(({ document }) => document).toSorted((a, b) => a.dueAt - b.dueAt)[0];
}

async function toItsEnd({ step, state }: Awaited<ReturnType<typeof errand>>): Promise<Errand | undefined> {
  for (let steps = 0; steps < 500 && (await step()); steps += 1);
  return state();
}

test('O2 R4 R5 an operation of a process that is no request is launched, followed and ended by the same driver', async () => {
  const one = await errand(3);
  await one.world.outputs.saveChunk('e1', 'stdout', 1, ['written']);
  expect(await toItsEnd(one)).toMatchObject({ state: 'done', how: 'exited' });
  expect(one.world.executor.launches).toEqual(['e1']);
  // Z4: what it wrote went with it.
  expect(await one.world.outputs.readChunk('e1', 'stdout', 1)).toBeUndefined();
});

test('R3 whatever goes wrong on the way, it is launched once', async () => {
  const one = await errand(2);
  one.world.faults.plan('executor', 'lost', 'throw');
  expect(await toItsEnd(one)).toMatchObject({ state: 'done' });
  expect(one.world.executor.launches).toEqual(['e1']);
});

test('R10 it is cancelled in two phases', async () => {
  const one = await errand();
  for (let steps = 0; steps < 3; steps += 1) await one.step();
  expect(one.state()).toMatchObject({ state: 'executing' });
  await one.stop();
  expect(await toItsEnd(one)).toMatchObject({ state: 'cancelled', how: 'cancelled' });
});

test('R4 one whose time is over is asked to stop, and its end is waited for', async () => {
  const one = await errand();
  while ((await one.step()) && one.world.time.now < START + HOUR - 5 * MINUTE);
  expect(OVER.has(one.state()?.state ?? 'lost')).toBe(false);
  expect(await toItsEnd(one)).toMatchObject({ state: 'cancelled' });
  expect(one.world.time.now).toBeLessThan(START + HOUR + 15 * MINUTE);
});

test('R9 a start that is refused ends it with the reason', async () => {
  const one = await errand();
  one.world.faults.plan('executor', 'refuse');
  expect(await toItsEnd(one)).toMatchObject({ state: 'failed', how: 'no such template' });
});
