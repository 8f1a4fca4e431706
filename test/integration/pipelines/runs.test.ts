import { expect, test } from '@jest/globals';
import { openTown } from '#test/support/pipelines/town.ts';

const A = 'aaaaaaaaaaaaaaaa';

test('K2 O1 actions run one after the other, each once what it needs has succeeded, and the run ends with them', async () => {
  const town = openTown();
  expect(await town.makes(A, { extract: {}, model: { needs: ['extract'] }, plot: { needs: ['model'] } })).toMatchObject({
    outcome: 'made',
  });
  expect(await town.steps(A)).toEqual({ extract: 'running', model: 'waiting', plot: 'waiting' });
  expect(await town.job(A, 'extract')).toMatchObject({ state: 'running', attempts: 1 });
  for (const action of ['extract', 'model', 'plot']) {
    await town.tell(await town.task(action), { kind: 'stage', stage: 'executing', at: 0 });
    expect(await town.job(A, action)).toMatchObject({ attempt: { stage: 'executing' } });
    expect(await town.ends(action)).toEqual({ updated: 'ok', cancel: false });
    expect(await town.job(A, action)).toMatchObject({ state: 'succeeded' });
  }
  expect(await town.run(A)).toMatchObject({ ended: { end: 'succeeded', counts: { succeeded: 3 } } });
  expect((await town.slots()).holders).toEqual([]);
  await town.store.close();
});

const B = 'bbbbbbbbbbbbbbbb';
const chain = { extract: {}, model: { needs: ['extract'] }, plot: { needs: ['model'] }, other: {} };

test('O3 R9 an action that fails ends what needs it, with its name; what does not need it goes on', async () => {
  const town = openTown();
  await town.makes(A, chain);
  await town.ends('extract', { exitCode: 2 });
  expect(await town.job(A, 'extract')).toMatchObject({ state: 'failed', code: 'nonzero_exit', exitCode: 2, attempts: 1 });
  expect(await town.steps(A)).toEqual({ extract: 'failed', model: 'dependency_failed', plot: 'dependency_failed', other: 'running' });
  expect(await town.job(A, 'model')).toBeUndefined();
  await town.ends('other');
  expect(await town.run(A)).toMatchObject({ ended: { end: 'failed', counts: { failed: 1, dependency_failed: 2, succeeded: 1 } } });
  await town.store.close();
});

test('K3 R7 exit code 0 with a pattern that matched nothing, or with nobody having looked, is no success', async () => {
  const town = openTown();
  await town.makes(A, { extract: {}, model: {} });
  const unmatched = ['output/*.csv'];
  await town.ends('extract', { result: { runtime: 'none', outputs: { matched: [], unmatched, notFiles: 0 } } });
  expect(await town.job(A, 'extract')).toMatchObject({ state: 'failed', code: 'unmatched_patterns', unmatched });
  await town.ends('model', { result: undefined });
  expect(await town.job(A, 'model')).toMatchObject({ state: 'failed', code: 'internal_error' });
  await town.store.close();
});

test('K2 what another run has at work is joined, and ends as that does; what succeeded is taken, and given to whoever needs it', async () => {
  const town = openTown();
  await town.makes(A, { extract: {}, clean: { needs: ['extract'] } });
  await town.ends('extract');
  const extract = town.idOf(A, 'extract');
  await town.makes(B, {
    extract: { take: 'reuse', job: extract },
    clean: { take: 'join', job: town.idOf(A, 'clean'), run: A },
    model: { needs: ['clean', 'extract'] },
  });
  expect(await town.steps(B)).toEqual({ extract: 'succeeded', clean: 'running', model: 'waiting' });
  expect((await town.slots()).holders).toHaveLength(1);
  await town.ends('clean');
  expect(await town.steps(B)).toEqual({ extract: 'succeeded', clean: 'succeeded', model: 'running' });
  expect((await town.task('model')).body).toMatchObject({
    kind: 'action',
    needs: [
      { action: 'clean', job: town.idOf(A, 'clean') },
      { action: 'extract', job: extract },
    ],
  });
  await town.ends('model');
  expect(await town.run(B)).toMatchObject({ steps: { run: 1, reused: 1, joined: 1 }, ended: { end: 'succeeded' } });
  await town.store.close();
});

test('K2 O3 a join of what never has a job ends all the same: its plan was cancelled, or what it needed failed, before or after it was joined', async () => {
  const town = openTown();
  await town.makes(A, chain);
  const joins = (action: string) => ({ [action]: { take: 'join', job: town.idOf(A, action), run: A } as const });
  await town.makes(B, joins('plot'));
  expect(await town.steps(B)).toEqual({ plot: 'running' });
  await town.ends('extract', { exitCode: 1 });
  expect(await town.steps(B)).toEqual({ plot: 'failed' });
  const C = 'cccccccccccccccc';
  await town.makes(C, { ...joins('model'), ...joins('extract') });
  expect(await town.steps(C)).toEqual({ model: 'failed', extract: 'failed' });
  expect(await town.run(C)).toMatchObject({ ended: { end: 'failed' } });
  await town.store.close();
});
