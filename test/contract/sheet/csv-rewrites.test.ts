import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCsvSheet } from '#platform/embedded/csv-sheet.ts';
import { parseCsv } from '#platform/embedded/csv.ts';
import { replaceFile } from '#platform/embedded/replace-file.ts';
import type { ApprovalSheet } from '#contexts/telling/ports/approval-sheet.ts';
import { records, sheetRow } from './sheet-contract.ts';
import { csvText } from '#test/support/csv-text.ts';

let folder: string;
let path: string;
let sheet: ApprovalSheet;
/** One for each rewrite that has begun; it goes on when it is told to. */
let rewrites: { goOn: () => void; fail: (error: Error) => void }[];
let held: boolean;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheet-'));
  path = join(folder, 'approvals.csv');
  [rewrites, held] = [[], false];
  sheet = createCsvSheet({
    path,
    async replace(...file) {
      await new Promise<void>((resolve, reject) => {
        rewrites.push({ goOn: resolve, fail: reject });
        if (!held) resolve();
      });
      return replaceFile(...file);
    },
  });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function seen(): Promise<string[]> {
  const text = await csvText(path).catch(() => '');
  return records(parseCsv(text, ',').map(({ fields }) => fields.map((field) => field.text))).map(
    (row) => `${row['Step']} ${row['Version']} ${row['State']}`,
  );
}

/** Resolves when so many rewrites have begun. */
async function begun(count: number): Promise<void> {
  while (rewrites.length < count) await new Promise((resolve) => setImmediate(resolve));
}

/** Calls while another's rewrite is under way; gives how each ended, in the order in which they ended. */
async function duringRewrite(calls: () => Promise<unknown>[]): Promise<{ ended: number[]; all: Promise<PromiseSettledResult<unknown>[]> }> {
  held = true;
  const first = sheet.upsertRows([sheetRow('a', 'first', 1)]);
  await begun(1);
  const ended: number[] = [];
  const waiting = [first, ...calls()].map((call, n) => call.finally(() => ended.push(n)));
  return { ended, all: Promise.allSettled(waiting) };
}

const one = (step: string, version = 1) => sheet.upsertRows([sheetRow('a', step, version)]);
const written = (...steps: string[]) => ({
  status: 'fulfilled',
  value: { written: steps.map((step) => `a/${step}`), stale: [], duplicates: [], refused: [] },
});
const stale = (step: string) => ({ status: 'fulfilled', value: { written: [], stale: [`a/${step}`], duplicates: [], refused: [] } });

describe('N4 rows that wait for the CSV file share one rewrite', () => {
  test('N4 many calls at once are one rewrite, and each has its own answer', async () => {
    const reports = await Promise.all(Array.from({ length: 100 }, (_, n) => one(`s${n}`)));
    expect(reports.map((report) => report.written)).toEqual(Array.from({ length: 100 }, (_, n) => [`a/s${n}`]));
    expect(await seen()).toHaveLength(100);
    expect(rewrites).toHaveLength(1);
  });

  test('N4 all that come during a rewrite go into the next, and are answered when that is durable', async () => {
    const { ended, all } = await duringRewrite(() => Array.from({ length: 50 }, (_, n) => one(`s${n}`)));
    rewrites[0]?.goOn();
    await begun(2);
    expect(ended).toEqual([0]);
    expect(await seen()).toEqual(['first 1 state 1']);
    rewrites[1]?.goOn();
    expect((await all).every(({ status }) => status === 'fulfilled')).toBe(true);
    expect([rewrites.length, (await seen()).length]).toEqual([2, 51]);
  });

  test('N4 a single row waits for nothing but its own rewrite', async () => {
    await one('s', 1);
    await one('s', 2);
    expect(rewrites).toHaveLength(2);
  });

  test('N4 several versions of one row that wait together: the latest stays, and each caller hears about its own', async () => {
    const { all } = await duringRewrite(() => [one('s', 2), one('s', 5), one('s', 3), one('first', 0), one('s', 5), one('s', 6)]);
    for (const n of [1, 2]) await begun(n).then(() => rewrites[n - 1]?.goOn());
    expect(await all).toEqual([written('first'), written('s'), written('s'), stale('s'), stale('first'), written('s'), written('s')]);
    expect(await seen()).toEqual(['first 1 state 1', 's 6 state 6']);
    expect(rewrites).toHaveLength(2);
  });

  test("N4 a row that is refused concerns its caller's rows only", async () => {
    const good = sheetRow('a', 'beside', 1);
    const broken = { ...good, cells: { ...good.cells, job: undefined as unknown as string } };
    const { all } = await duringRewrite(() => [
      one('before'),
      sheet.upsertRows([good, { ...good, key: 'nokey' }]),
      sheet.upsertRows([good, broken]),
      one('after'),
    ]);
    held = false;
    rewrites[0]?.goOn();
    const refused = { status: 'rejected', reason: expect.any(TypeError) };
    expect(await all).toEqual([written('first'), written('before'), refused, refused, written('after')]);
    expect((await seen()).map((row) => row.split(' ')[0])).toEqual(['first', 'before', 'after']);
  });

  test('N4 a rewrite that fails fails those whose rows it held, and nobody else', async () => {
    const { all } = await duringRewrite(() => [one('s'), one('t')]);
    rewrites[0]?.goOn();
    await begun(2);
    const later = one('u');
    rewrites[1]?.fail(new Error('disk full'));
    held = false;
    await begun(3).then(() => rewrites[2]?.goOn());
    const failed = { status: 'rejected', reason: new Error('disk full') };
    expect(await all).toEqual([written('first'), failed, failed]);
    expect(await later).toMatchObject({ written: ['a/u'] });
    expect(await seen()).toEqual(['first 1 state 1', 'u 1 state 1']);
  });

  test('N4 what somebody saves while rows wait is what they are put into', async () => {
    const { all } = await duringRewrite(() => [one('s'), one('t')]);
    await writeFile(path, 'Notes,Request,Step\nmine,a,t\nours,,\n');
    held = false;
    rewrites[0]?.goOn();
    expect(await all).toEqual([written('first'), written('s'), written('t')]);
    // Two for the first row, whose file was saved meanwhile, and one for those that waited.
    expect(rewrites).toHaveLength(3);
    const lines = (await csvText(path)).split('\n');
    expect(lines.map((line) => line.split(',').slice(0, 3).join())).toEqual([
      'Notes,Request,Step',
      'mine,a,t',
      'ours,,',
      ',a,first',
      ',a,s',
      '',
    ]);
  });

  test('N4 the process ends between two rewrites: what was acknowledged is there, and nobody was told more', async () => {
    const { ended } = await duringRewrite(() => [one('s'), one('t')]);
    rewrites[0]?.goOn();
    await begun(2);
    expect(ended).toEqual([0]);
    // The second never happens; another process takes over.
    const after = await createCsvSheet({ path }).upsertRows([sheetRow('a', 's', 1)]);
    expect(after).toMatchObject({ written: ['a/s'] });
    expect(await seen()).toEqual(['first 1 state 1', 's 1 state 1']);
  });
});
