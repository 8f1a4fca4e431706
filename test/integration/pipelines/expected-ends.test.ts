import { expect, test } from '@jest/globals';
import { loadBackend } from '#contexts/backends/app/backends.ts';
import { newStatistics, type BackendStatistics } from '#contexts/backends/domain/statistics.ts';
import type { AgentTaskDocument } from '#contexts/operations/agent-task.ts';
import { countedEnd } from '#contexts/operations/app/agents/counted.ts';
import { usesIn } from '#contexts/operations/app/keep-drain.ts';
import { MINUTE, SECOND } from '#kernel/time.ts';
import { cancelActions } from '#products/pipelines/app/cancel-run.ts';
import { countOperations } from '#test/support/counting.ts';
import { BACKEND } from '#test/support/pipelines/house.ts';
import { by, finished, openTown, type Town } from '#test/support/pipelines/town.ts';

let runs = 0;
const nextRun = (): string => `${'r'.repeat(12)}${'abcdefghijklmnopqrstuvwxyz'[(runs += 1)]}aaa`;

const held = async (town: Town, action: string) => (await town.slots()).holders.find(({ key }) => key.endsWith(`/${action}`));

/** One run of this action alone, which takes so long. */
async function takes(town: Town, action: string, length: number, workspace = 'ws'): Promise<void> {
  await town.makes(nextRun(), { [action]: {} }, { workspace });
  await town.tell(await town.task(action), { kind: 'started' });
  town.time.now += length;
  await town.ends(action);
}

test('B2 an action is expected to take as long as it did in its workspace before, else as long as actions do on its backend, else nothing is said', async () => {
  const town = openTown();
  await town.makes(nextRun(), { fit: {} });
  const first = await held(town, 'fit');
  expect([first?.since, first?.expectedEnd, first?.expectedFrom]).toEqual([town.time.now, undefined, undefined]);
  town.time.now += 10 * MINUTE;
  await town.ends('fit');
  await town.makes(nextRun(), { fit: {}, plot: {} });
  expect(await held(town, 'fit')).toMatchObject({ expectedEnd: town.time.now + 10 * MINUTE, expectedFrom: 'itself' });
  expect((await held(town, 'plot'))?.expectedEnd).toBeUndefined();
  await town.ends('fit');
  await town.ends('plot');
  // In another workspace nothing is known of it, and by now enough of this backend.
  for (const length of [2, 4, 30]) await takes(town, 'fit', length * MINUTE);
  await town.makes(nextRun(), { fit: {} }, { workspace: 'other' });
  expect(await held(town, 'fit')).toMatchObject({ expectedEnd: town.time.now + 30 * MINUTE, expectedFrom: 'backend' });
  await town.store.close();
});

test('B2 what failed, or was cancelled, says nothing of how long it takes; of several that succeeded the middle one does', async () => {
  const town = openTown();
  for (const length of [10, 500, 12]) await takes(town, 'fit', length * MINUTE);
  await town.makes(nextRun(), { fit: {} });
  town.time.now += SECOND;
  await town.ends('fit', { exitCode: 1 });
  const cancelled = nextRun();
  await town.makes(cancelled, { fit: {} });
  await cancelActions(town.house, cancelled, ['fit'], { id: 'cancel', by, who: 'ada' });
  await town.settle();
  await town.stops();
  await town.makes(nextRun(), { fit: {} });
  expect(await held(town, 'fit')).toMatchObject({ expectedEnd: town.time.now + 12 * MINUTE });
  await town.store.close();
});

test('B2 R10 what was asked to stop says since when; all of it is read in two calls, however much runs', async () => {
  const town = openTown({ pools: { default: 40 } });
  const run = nextRun();
  await town.makes(run, Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`s${n}`, {}])));
  for (let n = 0; n < 40; n += 1) await town.tell(await town.task(`s${n}`), { kind: 'started' });
  town.time.now += MINUTE;
  await cancelActions(town.house, run, ['s7'], { id: 'cancel', by, who: 'ada' });
  await town.settle();
  const { store, operations } = countOperations(town.store as never);
  const uses = await usesIn(store as never, await loadBackend(town.store, BACKEND));
  expect([uses.length, uses.filter(({ stoppingSince }) => stoppingSince !== undefined).map(({ name }) => name)]).toEqual([40, ['ws/s7']]);
  expect(uses.find(({ name }) => name === 'ws/s7')?.stoppingSince).toBe(town.time.now);
  expect(operations).toMatchObject({ reads: 42, writes: 0 });
  await town.store.close();
});

test('B9 probes are counted as given and answered, and crowd out nothing of how long work takes', () => {
  const ends = (statistics: BackendStatistics, kind: 'action' | 'probe', at: number): BackendStatistics =>
    countedEnd({ ...finished, cause: 'exited' })(statistics, { createdAt: 0, startedAt: 5, body: { kind } } as AgentTaskDocument, at);
  let statistics = ends(newStatistics('local'), 'action', 1_000);
  for (let n = 0; n < 200; n += 1) statistics = ends(statistics, 'probe', 2_000 + n);
  expect(statistics.days).toMatchObject([{ answered: 201, ended: { exited_zero: 201 } }]);
  expect(statistics.last).toEqual([{ at: 1_000, ended: 'exited_zero', of: 'action', waited: 5, ran: 995 }]);
});
