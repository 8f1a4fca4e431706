import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { createCsvSheet } from '#platform/embedded/csv-sheet.ts';
import { reconcileSheet } from '#products/rehearsal/app/reconcile-sheet.ts';
import { sheetRows } from '#products/rehearsal/app/performers/update-sheet.ts';
import { arrives, queues, stateOf } from '#test/support/application/requests.ts';
import { openWorld } from '#test/support/application/world.ts';

const statusUrl = (id: string): string => `https://status.example/${id}`;

test('N4 what people deleted or typed over comes back from the store, and is told', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'reconcile-'));
  const file = path.join(folder, 'approvals.csv');
  const world = openWorld();
  const sheet = createCsvSheet({ path: file });
  for (const id of ['rq1', 'rq2', 'rq3']) {
    await queues(world, id);
    await sheet.upsertRows(sheetRows(await stateOf(world, id), world.system.rules, statusUrl(id)));
  }
  expect(await reconcileSheet(world.system, sheet, statusUrl)).toMatchObject({ checked: 3, missing: [], edited: [] });
  expect(world.logged.filter(({ message }) => message === 'sheet was repaired')).toEqual([]);

  const whole = await readFile(file, 'utf8');
  const lines = whole.split('\n').filter((line) => !line.includes('rq2'));
  await writeFile(file, lines.map((line) => (line.includes('rq3') ? line.replace('accepted', 'approved') : line)).join('\n'));
  const repair = await reconcileSheet(world.system, sheet, statusUrl);
  expect(repair).toMatchObject({
    checked: 3,
    missing: [expect.stringContaining('rq2')],
    edited: [{ key: expect.stringContaining('rq3') }],
  });
  expect((await readFile(file, 'utf8')).split('\n').toSorted()).toEqual(whole.split('\n').toSorted());
  expect(world.logged.findLast(({ message }) => message === 'sheet was repaired')?.data).toMatchObject({ missing: 1, edited: 1 });
  await rm(folder, { recursive: true });
});

test('N4 nobody unconfirmed comes into the sheet, and more requests than fit one page do', async () => {
  const world = openWorld();
  await arrives(world, 'unconfirmed', { via: 'form' });
  for (let n = 0; n < 501; n += 1) await arrives(world, `rq${n}`);
  const keys: string[] = [];
  await reconcileSheet(
    world.system,
    {
      upsertRows: () => Promise.reject(new Error('not asked for')),
      reconcile: async (load) => {
        keys.push(...(await load()).map(({ key }) => key));
        return { checked: keys.length, missing: [], behind: [], edited: [], duplicates: [], moved: [], unknown: [], refused: [] };
      },
    },
    statusUrl,
  );
  expect(keys).toHaveLength(501);
  expect(new Set(keys).size).toBe(501);
  expect(keys.filter((key) => key.includes('unconfirmed'))).toEqual([]);
});
