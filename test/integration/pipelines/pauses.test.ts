import { expect, test } from '@jest/globals';
import { loadBackend } from '#contexts/backends/app/backends.ts';
import { startForgotten } from '#products/pipelines/app/forgotten/jobs.ts';
import { cancelRun } from '#products/pipelines/app/cancel-run.ts';
import { readParts } from '#products/pipelines/app/run-parts.ts';
import { whyWaiting } from '#products/pipelines/app/why-waiting.ts';
import { MINUTE, SECOND } from '#kernel/time.ts';
import { BACKEND } from '#test/support/pipelines/house.ts';
import { by, openTown, type Town } from '#test/support/pipelines/town.ts';

const A = 'a'.repeat(16);
const B = 'b'.repeat(16);
const away = { cause: 'launch_failed', exitCode: null, result: undefined, message: 'the image could not be pulled' } as const;

const actionsOffered = async (town: Town): Promise<string[]> =>
  (await town.tasks()).flatMap(({ body }) => (body.kind === 'action' ? [body.action] : [])).toSorted();

const passes = async (town: Town, length: number): Promise<void> => {
  await town.passes(length);
  await town.settle();
};

test('R9 B3 a registry that is away for nine minutes kills no run: no slot is held meanwhile, whoever looks is told, and others go on', async () => {
  const town = openTown({ pools: { default: 1 } });
  await town.makes(A, { pulls: {} });
  await town.ends('pulls', away);
  expect(await town.slots()).toMatchObject({ holders: [] });
  const why = await whyWaiting(town.house, await readParts(town.house, A), (await loadBackend(town.store, BACKEND)).state);
  expect([...why.values()]).toMatchObject([
    {
      code: 'backoff',
      who: 'time',
      why: 'its last attempt could not be started: the image could not be pulled. The next one starts in 30 s',
    },
  ]);
  await town.makes(B, { other: {} }, { workspace: 'ws2' });
  expect(await actionsOffered(town)).toEqual(['other']);
  await town.ends('other');
  const begun = town.time.now;
  let failures = 1;
  for (; town.time.now - begun < 9 * MINUTE; await passes(town, 10 * SECOND)) {
    if (!(await actionsOffered(town)).includes('pulls')) continue;
    await town.ends('pulls', away);
    failures += 1;
  }
  expect(failures).toBe(3);
  await passes(town, 2 * MINUTE);
  await town.ends('pulls');
  expect(await town.run(A)).toMatchObject({ ended: { end: 'succeeded' } });
  await town.store.close();
});

test('B6 R9 if nobody is told of the end of a pause, the sweep finds the job then and not before', async () => {
  const town = openTown();
  await town.makes(A, { pulls: {} });
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    await town.ends('pulls', away);
    if (attempt < 3) await passes(town, 2 * MINUTE + SECOND);
  }
  const promised = (await town.store.query({ index: 'outboxDue', equal: { open: true }, limit: 50 })).filter(
    ({ document }) => document.kind === 'offer_turn',
  );
  expect(promised).toHaveLength(1);
  for (const { document } of promised)
    await town.store.transact(async (tx) => {
      await tx.get({ collection: 'outbox', id: document.key });
      tx.delete({ collection: 'outbox', id: document.key });
    });
  await passes(town, 7 * MINUTE);
  expect(await startForgotten(town.house, BACKEND)).toBe(0);
  await passes(town, MINUTE);
  expect(await startForgotten(town.house, BACKEND)).toBe(1);
  await town.store.close();
});

test('R9 O5 a run is cancelled at once in its pause, and nothing of it begins later', async () => {
  const town = openTown();
  await town.makes(A, { pulls: {} });
  await town.ends('pulls', away);
  expect(await cancelRun(town.house, A, { id: 'cancel', by, who: 'ada' })).toBe(true);
  await town.settle();
  expect(await town.run(A)).toMatchObject({ ended: { end: 'cancelled' } });
  await passes(town, MINUTE);
  expect(await town.tasks()).toEqual([]);
  await town.store.close();
});

test('B7 R9 more than a page of those that pause keep nobody behind them from starting', async () => {
  const town = openTown({ pools: { default: 30 } });
  const names = Array.from({ length: 25 }, (_, n) => `pulls-${n}`);
  await town.makes(A, Object.fromEntries(names.map((name) => [name, {}])));
  for (const name of names) await town.ends(name, away);
  await town.makes(B, { last: {} });
  expect(await actionsOffered(town)).toEqual(['last']);
  await town.store.close();
});
