import { expect, test } from '@jest/globals';
import { MINUTE } from '#kernel/time.ts';
import { createRun } from '#products/pipelines/app/create-run.ts';
import { tellForgottenJoins } from '#products/pipelines/app/forgotten/joins.ts';
import { startForgotten } from '#products/pipelines/app/forgotten/jobs.ts';
import { beginForgotten, endForgotten } from '#products/pipelines/app/forgotten/plans.ts';
import { freeForgotten } from '#products/pipelines/app/forgotten/slots.ts';
import { BACKEND } from '#test/support/pipelines/house.ts';
import { by, finished, openTown, prepared, type Town } from '#test/support/pipelines/town.ts';

const A = 'a'.repeat(16);
const B = 'b'.repeat(16);

/** What was promised is lost for good. */
async function loses(town: Town, ...kinds: string[]): Promise<void> {
  for (;;) {
    const lost = (await town.due()).filter(({ kind }) => kinds.includes(kind));
    if (lost.length === 0 && (await town.due()).length === 0) return;
    for (const { key } of lost)
      await town.store.transact(async (tx) => {
        await tx.get({ collection: 'outbox', id: key });
        tx.delete({ collection: 'outbox', id: key });
      });
    for (const entry of await town.due()) if (!kinds.includes(entry.kind)) await town.deliver(entry);
  }
}

const all = async (town: Town) => [
  await beginForgotten(town.house, BACKEND),
  await startForgotten(town.house, BACKEND),
  await freeForgotten(town.house, BACKEND, 'sweep-1'),
  await tellForgottenJoins(town.house),
  await endForgotten(town.house),
];

test('B6 steps that nobody begins, jobs that nobody starts, joins and runs that nobody tells are found; where all is well, nothing is', async () => {
  const town = openTown({ pools: { default: 1 } });
  await createRun(town.house, prepared(A, { x: {}, y: {} }), { id: 'make', by });
  await loses(town, 'advance_plan');
  await town.passes(5 * MINUTE);
  expect(await beginForgotten(town.house, BACKEND)).toBe(1);
  await loses(town, 'offer_turn');
  await town.passes(5 * MINUTE);
  expect(await startForgotten(town.house, BACKEND)).toBe(1);
  await town.settle();
  await town.makes(B, { x: { take: 'join', job: town.idOf(A, 'x'), run: A } }, { workspace: 'ws2' });
  await town.tell(await town.task('x'), finished);
  await loses(town, 'settle_job', 'offer_turn');
  await town.passes(5 * MINUTE);
  expect(await tellForgottenJoins(town.house)).toBe(1);
  await loses(town, 'advance_plan');
  await town.passes(5 * MINUTE);
  expect(await endForgotten(town.house)).toBe(1);
  expect(await town.run(B)).toMatchObject({ ended: { end: 'succeeded' } });
  expect(await startForgotten(town.house, BACKEND)).toBe(1);
  expect(await all(town)).toEqual([0, 0, 0, 0, 0]);
  await town.store.close();
});

test('B6 B7 slots that are held for a job of which nothing can be left are given back, and offered', async () => {
  const town = openTown({ pools: { default: 1 } });
  await town.makes(A, { x: {} });
  await town.ends('x');
  const holder = { holder: town.idOf(A, 'x'), key: 'ws/x', pool: 'default', weight: 1, workspace: 'ws', since: 0 };
  await town.store.transact(async (tx) => {
    await tx.get({ collection: 'backendSlots', id: BACKEND });
    tx.set({ collection: 'backendSlots', id: BACKEND }, { slug: BACKEND, holders: [holder] });
  });
  await town.makes(B, { y: {} }, { workspace: 'ws2' });
  expect(await town.job(B, 'y')).toMatchObject({ state: 'waiting' });
  expect(await freeForgotten(town.house, BACKEND, 'sweep-1')).toBe(1);
  await town.settle();
  expect(await town.job(B, 'y')).toMatchObject({ state: 'running' });
  await town.store.close();
});

test('B7 whoever asks for little does not stand behind whoever asked for very much', async () => {
  const town = openTown({ pools: { default: 2 } });
  await town.makes(A, Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`s${n}`, {}])));
  town.time.now += MINUTE;
  await town.makes(B, { small: {} }, { workspace: 'ws2' });
  const [task] = await town.tasks();
  if (task?.body.kind !== 'action') throw new Error('nothing is asked for');
  await town.ends(task.body.action);
  expect(await town.job(B, 'small')).toMatchObject({ state: 'running' });
  await town.store.close();
});
