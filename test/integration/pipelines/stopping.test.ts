import { expect, test } from '@jest/globals';
import { cancelActions, cancelRun } from '#products/pipelines/app/cancel-run.ts';
import { jobsOn } from '#products/pipelines/app/backend-user.ts';
import { changeBackend, loadBackend, readBackend } from '#contexts/backends/app/backends.ts';
import { raiseFlag, lowerFlag } from '#contexts/backends/app/flags.ts';
import { by, finished, openTown, type Town } from '#test/support/pipelines/town.ts';
import { BACKEND } from '#test/support/pipelines/house.ts';
import { jobRules } from '#test/support/pipelines/jobs.ts';

const A = 'aaaaaaaaaaaaaaaa';
const asking = { id: 'cancel', by, who: 'ada' };

const cancels = async (town: Town, names: string[]) => {
  const answers = await cancelActions(town.house, A, names, { ...asking, id: `cancel:${names.join()}` });
  await town.settle();
  return answers?.map(({ name, answer }) => `${name} ${answer}`);
};

test('O5 R10 actions are cancelled at once; what runs holds its slot until its agent confirms; if one is not known, none is', async () => {
  const town = openTown();
  await town.makes(A, { extract: {}, model: { needs: ['extract'] }, other: {}, done: {} });
  await town.ends('done');
  expect(await cancels(town, ['extract', 'nothing'])).toEqual(['extract not_cancelled', 'nothing not_known']);
  await town.tell(await town.task('extract'), { kind: 'started' });
  expect(await cancels(town, ['extract', 'done'])).toEqual(['extract cancelled', 'done already_over']);
  expect(await town.job(A, 'extract')).toMatchObject({ state: 'cancelled', by: 'ada', attempt: { stopping: { why: 'cancelled' } } });
  expect(await town.steps(A)).toEqual({ extract: 'cancelled', model: 'dependency_failed', other: 'running', done: 'succeeded' });
  expect((await town.slots()).holders.map(({ key }) => key).toSorted()).toEqual(['ws/extract', 'ws/other']);
  // Its end comes late, and says nothing any more.
  expect(await town.ends('extract')).toEqual({ updated: 'ok', cancel: false });
  expect(await town.job(A, 'extract')).toMatchObject({ state: 'cancelled' });
  expect((await town.slots()).holders.map(({ key }) => key)).toEqual(['ws/other']);
  expect(await cancels(town, ['extract', 'done'])).toEqual(['extract already_over', 'done already_over']);
  await town.store.close();
});

test('O5 what its agent has not begun is taken back, and its slot is free', async () => {
  const town = openTown();
  await town.makes(A, { extract: {} });
  expect(await cancels(town, ['extract'])).toEqual(['extract cancelled']);
  expect(await town.tasks()).toEqual([]);
  expect((await town.slots()).holders).toEqual([]);
  expect(await town.run(A)).toMatchObject({ ended: { end: 'cancelled' } });
  await town.store.close();
});

test('O5 a whole run is cancelled: what waits, what runs, and what joined another run, which goes on', async () => {
  const town = openTown();
  const B = 'bbbbbbbbbbbbbbbb';
  await town.makes(B, { shared: {} });
  await town.makes(A, {
    shared: { take: 'join', job: town.idOf(B, 'shared'), run: B },
    extract: {},
    model: { needs: ['extract', 'shared'] },
  });
  await town.tell(await town.task('extract'), { kind: 'started' });
  expect(await cancelRun(town.house, A, asking)).toBe(true);
  await town.settle();
  expect(await town.steps(A)).toEqual({ shared: 'cancelled', extract: 'cancelled', model: 'cancelled' });
  expect(await town.run(A)).toMatchObject({ ended: { end: 'cancelled' } });
  expect(await cancelRun(town.house, A, { ...asking, id: 'again' })).toBe(false);
  expect(await town.job(B, 'shared')).toMatchObject({ state: 'running' });
  await town.stops();
  expect((await town.slots()).holders.map(({ key }) => key)).toEqual(['ws/shared']);
  await town.store.close();
});

const flags = (town: Town) => {
  const kernel = town.house.kernel as never;
  const asked = { backend: BACKEND, operator: 'grace' };
  const drain = { by, command: 'drain', operator: 'grace', why: 'reboot', mode: 'stop' } as const;
  return {
    raise: (flag: 'pause' | 'maintenance') => raiseFlag(kernel, { ...asked, flag, id: `raise:${flag}`, why: 'work on it' }),
    lower: (flag: 'pause' | 'maintenance') => lowerFlag(kernel, { ...asked, flag, id: `lower:${flag}` }),
    drain: () =>
      town.store.transact(async (tx) => {
        const backend = await loadBackend(tx, BACKEND);
        changeBackend(kernel, tx, backend, { ...drain, id: 'drain', at: tx.now() });
      }),
    resume: () =>
      town.store.transact(async (tx) => {
        const backend = await loadBackend(tx, BACKEND);
        changeBackend(kernel, tx, backend, { by, command: 'lower_flag', flag: 'draining', operator: 'grace', id: 'resume', at: tx.now() });
      }),
    state: async () => (await readBackend({ store: town.store }, BACKEND)).state,
  };
};

test('B2 in maintenance what uses the database waits at once, and runs again once the old attempt has ended and the flag is down', async () => {
  const town = openTown();
  await town.makes(A, { extract: { usesDatabase: true, pool: 'database' }, plot: {}, later: { usesDatabase: true, needs: ['plot'] } });
  for (const action of ['extract', 'plot']) await town.tell(await town.task(action), { kind: 'started' });
  await flags(town).raise('maintenance');
  await town.settle();
  expect(await town.job(A, 'extract')).toMatchObject({ state: 'waiting', after: 'maintenance', attempt: { n: 1, stopping: {} } });
  expect(await town.job(A, 'plot')).toMatchObject({ state: 'running' });
  // Its key is held: nothing of it starts a second time.
  expect((await town.slots()).holders.map(({ key }) => key)).toContain('ws/extract');
  await town.stops();
  await town.ends('plot');
  for (const action of ['extract', 'later']) expect(await town.job(A, action)).toMatchObject({ state: 'waiting' });
  expect((await town.slots()).holders).toEqual([]);
  await flags(town).lower('maintenance');
  await town.settle();
  expect((await town.task('extract')).id).toBe(`${town.idOf(A, 'extract')}-002`);
  await town.ends('extract');
  await town.ends('later');
  expect(await town.run(A)).toMatchObject({ ended: { end: 'succeeded' } });
  await town.store.close();
});

test('B2 K5 a drain stops all, is ready once nothing is left on the backend, and all runs again by itself afterwards', async () => {
  const town = openTown();
  await town.makes(A, { extract: {}, model: {} });
  for (const action of ['extract', 'model']) await town.tell(await town.task(action), { kind: 'started' });
  await flags(town).drain();
  await town.settle();
  for (const action of ['extract', 'model']) expect(await town.job(A, action)).toMatchObject({ state: 'waiting', after: 'drain' });
  expect((await flags(town).state()).drain).not.toHaveProperty('readyAt');
  await town.stops();
  town.time.now += 60_000;
  await town.settle();
  expect((await flags(town).state()).drain).toHaveProperty('readyAt');
  expect([(await town.slots()).holders, await town.tasks()]).toEqual([[], []]);
  await flags(town).resume();
  await town.settle();
  for (const action of ['extract', 'model']) {
    expect(await town.job(A, action)).toMatchObject({ state: 'running', attempts: 2 });
    await town.ends(action);
  }
  expect(await town.run(A)).toMatchObject({ ended: { end: 'succeeded' } });
  await town.store.close();
});

test('B2 while it is paused nothing starts, what runs goes on, and cancels work', async () => {
  const town = openTown();
  await town.makes(A, { extract: {}, model: { needs: ['extract'] }, other: {} });
  await flags(town).raise('pause');
  await town.ends('extract');
  expect(await town.job(A, 'model')).toMatchObject({ state: 'waiting', attempts: 0 });
  expect(await jobsOn(town.house).waiting(BACKEND)).toBe(1);
  expect(await cancels(town, ['model', 'other'])).toEqual(['model cancelled', 'other cancelled']);
  expect(await town.run(A)).toMatchObject({ ended: { end: 'cancelled' } });
  await town.store.close();
});

test('R4 R9 a silent agent’s attempts are lost; they run again once it has confirmed that nothing is left of them, three times at most', async () => {
  const town = openTown();
  const { lostAfter } = jobRules.pipelines;
  await town.makes(A, { extract: {} });
  await town.tell(await town.task('extract'), { kind: 'started' });
  await town.passes(lostAfter / 2);
  await town.isHeard();
  await town.passes(lostAfter / 2 + 1);
  await town.settle();
  expect(await town.job(A, 'extract')).toMatchObject({ state: 'running', losses: 0 });
  for (let lost = 1; lost <= 4; lost += 1) {
    for (let wait = 0; wait < 3; wait += 1) {
      await town.passes(lostAfter);
      await town.settle();
    }
    expect(await town.job(A, 'extract')).toMatchObject({ losses: lost, attempt: { n: lost, stopping: { why: 'lost' } } });
    await town.stops();
    if (lost < 4) await town.tell(await town.task('extract'), { kind: 'started' });
  }
  expect(await town.job(A, 'extract')).toMatchObject({ state: 'failed', code: 'internal_error', attempts: 4 });
  expect((await town.slots()).holders).toEqual([]);
  await town.store.close();
});

test('R4 R9 an agent that is heard all the time and never gets to work loses its attempt, and one that works for too long ends the job; both hold their slots until the stop is confirmed', async () => {
  const town = openTown();
  const { lostAfter, beginsWithin, endsWithin } = jobRules.pipelines;
  const hears = async (length: number): Promise<void> => {
    for (let heard = 0; heard < length; heard += lostAfter / 2) {
      await town.isHeard();
      await town.passes(lostAfter / 2);
      await town.settle();
    }
  };
  await town.makes(A, { extract: {} });
  await town.tell(await town.task('extract'), { kind: 'stage', stage: 'preparing', at: 0 });
  await hears(beginsWithin - lostAfter);
  expect(await town.job(A, 'extract')).toMatchObject({ state: 'running', losses: 0 });
  await hears(2 * lostAfter);
  expect(await town.job(A, 'extract')).toMatchObject({ state: 'waiting', losses: 1, attempt: { n: 1, stopping: { why: 'lost' } } });
  expect((await town.slots()).holders).toHaveLength(1);
  await town.stops();
  await town.tell(await town.task('extract'), { kind: 'stage', stage: 'executing', at: 0 });
  await hears(beginsWithin + endsWithin - lostAfter);
  expect(await town.job(A, 'extract')).toMatchObject({ state: 'running', losses: 1, attempts: 2 });
  await hears(3 * lostAfter);
  expect(await town.job(A, 'extract')).toMatchObject({
    state: 'failed',
    code: 'job_error',
    message: 'Job took longer than it may',
    attempts: 2,
  });
  expect((await town.slots()).holders).toHaveLength(1);
  await town.stops();
  expect((await town.slots()).holders).toEqual([]);
  expect(await town.run(A)).toMatchObject({ ended: { end: 'failed' } });
  await town.store.close();
});

test('R9 what its agent lost, or could not start, runs again at once', async () => {
  const town = openTown();
  await town.makes(A, { extract: {} });
  await town.ends('extract', { cause: 'worker_lost', exitCode: null });
  const first = `${town.idOf(A, 'extract')}-001`;
  expect(await town.job(A, 'extract')).toMatchObject({ state: 'running', attempts: 2, losses: 1 });
  // News of the attempt before change nothing.
  const old = await town.store.get({ collection: 'agentTasks', parent: BACKEND, id: first });
  expect(await town.tell(old!, finished as never)).toMatchObject({ updated: 'ok' });
  expect(await town.job(A, 'extract')).toMatchObject({ state: 'running', attempts: 2 });
  await town.ends('extract');
  expect(await town.job(A, 'extract')).toMatchObject({ state: 'succeeded', attempts: 2 });
  await town.store.close();
});

test('R10 B7 however much runs on a backend, its agent hears of every stop, and of what is asked for last', async () => {
  const town = openTown({ pools: { default: 120 } });
  const names = Array.from({ length: 120 }, (_, n) => `s${n}`);
  await town.makes(A, Object.fromEntries(names.map((name) => [name, {}])));
  // None is known to be begun before all were offered: the agent sees them all.
  expect(await town.tasks()).toHaveLength(120);
  for (const task of await town.tasks()) await town.tell(task, { kind: 'started' });
  await cancels(town, names);
  const asked = (await town.tasks()).filter(({ body }) => body.kind === 'cancel');
  expect(asked).toHaveLength(120);
  await town.stops();
  expect((await town.slots()).holders).toEqual([]);
  await town.store.close();
}, 60_000);
