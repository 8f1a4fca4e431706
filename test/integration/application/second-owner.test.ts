import { expect, test } from '@jest/globals';
import { HOUR, MINUTE } from '#kernel/time.ts';
import { errand, toItsEnd } from '#test/support/application/errand-scene.ts';
import { OVER } from '#test/support/application/errands.ts';
import { START } from '#test/support/application/world.ts';

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

test('O2 Z1 what it asks for when it was launched is dispatched at once, since nobody hears its timeline', async () => {
  const { world, step } = await errand();
  await step();
  const [poll] = await world.system.store.query({ index: 'outboxDue', equal: { open: true }, limit: 10 });
  expect(poll?.document.effect).toMatchObject({ phase: 'poll' });
  expect(world.queue.tasks).toContainEqual(expect.objectContaining({ payload: { effectKey: poll?.ref.id, dispatch: 1 } }));
});
