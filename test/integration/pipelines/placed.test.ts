import { expect, test } from '@jest/globals';
import { openTown } from '#test/support/pipelines/town.ts';

const [A, B, C] = ['aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb', 'cccccccccccccccc'];
const given = { repository: 'https://github.com/studies/one' };

test('R18 an action is told the names of its credentials, and no other action is', async () => {
  const town = openTown();
  town.placed.backends[0] = { slug: 'local', credentials: ['database'] };
  town.placed.places.push({ action: 'extract', repositories: ['studies/one'], credentials: ['database'], notOn: [] });
  await town.makes(A, { extract: {}, model: {} }, given);
  expect((await town.task('extract')).body).toMatchObject({ credentials: ['database'] });
  expect((await town.task('model')).body).not.toHaveProperty('credentials');
  await town.ends('extract');
  await town.ends('model');
  await town.makes(B, { extract: {} }, { repository: 'https://github.com/studies/two' });
  expect((await town.task('extract')).body).not.toHaveProperty('credentials');
  await town.store.close();
});

test('R18 what may not run there any more when its turn comes ends with the reason, is never begun, and gives its slot back', async () => {
  const town = openTown();
  town.placed.places.push({ action: 'extract', repositories: [], credentials: [], notOn: ['local'] });
  await town.makes(C, { extract: {} }, given);
  expect(await town.job(C, 'extract')).toMatchObject({
    state: 'failed',
    code: 'job_error',
    message: 'Job cannot run on this backend: the settings keep extract away from local; no backend can run extract',
    attempts: 1,
  });
  expect((await town.slots()).holders).toEqual([]);
  await town.store.close();
});
