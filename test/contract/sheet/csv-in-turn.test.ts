import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCsvSheet } from '#platform/embedded/csv-sheet.ts';
import { parseCsv } from '#platform/embedded/csv.ts';
import { replaceFile } from '#platform/embedded/replace-file.ts';
import type { ApprovalSheet } from '#contexts/telling/ports/approval-sheet.ts';
import { sheetRow } from './sheet-contract.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheet-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

type Row = { step: number; version: number };
type Call = { do: 'upsert' | 'reconcile' | 'refused'; rows: Row[]; pause: boolean };

const row: fc.Arbitrary<Row> = fc.record({ step: fc.nat(4), version: fc.integer({ min: 1, max: 9 }) });
const call: fc.Arbitrary<Call> = fc.record({
  do: fc.constantFrom('upsert', 'upsert', 'upsert', 'upsert', 'reconcile', 'refused'),
  rows: fc.array(row, { maxLength: 3 }),
  pause: fc.boolean(),
});

function start(sheet: ApprovalSheet, { do: what, rows }: Call): Promise<unknown> {
  const given = rows.map(({ step, version }) => sheetRow('a', `s${step}`, version));
  if (what === 'upsert') return sheet.upsertRows(given);
  if (what === 'refused') return sheet.upsertRows([...given, { ...sheetRow('a', 's', 9), key: 'nokey' }]);
  return sheet.reconcile(() => Promise.resolve(given));
}

/** As people see them: blank cells at the end of a line say nothing. */
async function cells(path: string): Promise<string[][]> {
  const lines = parseCsv(await readFile(path, 'utf8'), ',').map(({ fields }) => fields.map(({ text }) => text));
  return lines.map((texts) => texts.slice(0, texts.findLastIndex((text) => text !== '') + 1));
}

/** A sheet that people have worked on: one row doubled, another with a version that is theirs. */
const before = 'Notes,Step,Request,Version\nmine,s0,a,3\n,s1,a,99\nagain,s0,a,5\n';

test('N4 however many calls wait, each ends, and the sheet reads, as if they had come one after the other', async () => {
  let [waited, shared] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(call, { maxLength: 12 }), async (calls) => {
      const [slow, quick] = [join(folder, 'slow.csv'), join(folder, 'quick.csv')];
      await Promise.all([writeFile(slow, before), writeFile(quick, before)]);
      const counting =
        (count: () => void): typeof replaceFile =>
        (...file) => (count(), replaceFile(...file));
      const inTurn = createCsvSheet({ path: slow, replace: counting(() => (waited += 1)) });
      const ends: PromiseSettledResult<unknown>[] = [];
      for (const one of calls) ends.push(...(await Promise.allSettled([start(inTurn, one)])));
      const together = createCsvSheet({ path: quick, replace: counting(() => (shared += 1)) });
      const started: Promise<unknown>[] = [];
      for (const one of calls) {
        started.push(start(together, one));
        started.at(-1)?.catch(() => {});
        if (one.pause) await new Promise((resolve) => setImmediate(resolve));
      }
      expect(await Promise.allSettled(started)).toEqual(ends);
      expect(await cells(quick)).toEqual(await cells(slow));
    }),
    { numRuns: 60 },
  );
  expect(shared).toBeLessThan(waited);
});

test('N4 a repair keeps its place: what was asked for before it is written before it, and what comes behind it is not', async () => {
  const path = join(folder, 'approvals.csv');
  const sheet = createCsvSheet({ path });
  const [row, other] = [sheetRow('a', 'one', 1), sheetRow('a', 'two', 1)];
  const calls = [sheet.upsertRows([row]), sheet.reconcile(() => Promise.resolve([row, other])), sheet.upsertRows([other])];
  const [, repair] = await Promise.all(calls);
  expect(repair).toMatchObject({ checked: 2, missing: ['a/two'], edited: [], unknown: [] });
});

test('N4 a repair whose store fails concerns nobody who waits beside it', async () => {
  const sheet = createCsvSheet({ path: join(folder, 'approvals.csv') });
  const before = sheet.upsertRows([sheetRow('a', 'one', 1)]);
  const repair = sheet.reconcile(() => Promise.reject(new Error('no store')));
  const behind = sheet.upsertRows([sheetRow('a', 'two', 1)]);
  await expect(repair).rejects.toThrow('no store');
  expect([await before, await behind]).toMatchObject([{ written: ['a/one'] }, { written: ['a/two'] }]);
});
