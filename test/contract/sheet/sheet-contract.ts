import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { defaultHeaders, machineColumns, sheetKey, type SheetRow } from '#contexts/telling/sheet.ts';
import { SheetUnreadable, type ApprovalSheet } from '#contexts/telling/ports/approval-sheet.ts';

export interface SheetHarness {
  sheet: ApprovalSheet;
  /** The cells as people see them, without blank rows at the end. */
  read(): Promise<string[][]>;
  /** What a person does to the sheet and saves. */
  edit(change: (grid: string[][]) => string[][]): Promise<void>;
  close(): Promise<void>;
}

export function sheetRow(requestId: string, step: string, version: number, over: Partial<SheetRow['cells']> = {}): SheetRow {
  const empty = Object.fromEntries(machineColumns.map((column) => [column, ''])) as SheetRow['cells'];
  return { key: sheetKey(requestId, step), version, cells: { ...empty, job: `${step}Job`, state: `state ${version}`, ...over } };
}

/** The rows below the headings, by header text; blank ones left out. */
export function records(grid: string[][]): Record<string, string>[] {
  const top = grid.findIndex((row) => row.includes('Request') && row.includes('Step'));
  const headers = grid[top] ?? [];
  return grid
    .slice(top + 1)
    .filter((row) => row.some((text) => text !== ''))
    .map((row) => Object.fromEntries(headers.map((header, n) => [header, row[n] ?? ''])));
}

/** Every adapter of the approval sheet keeps these. */
export function sheetContract(name: string, open: () => Promise<SheetHarness>): void {
  describe(`N4 the approval sheet: ${name}`, () => {
    let harness: SheetHarness;
    beforeEach(async () => {
      harness = await open();
    });
    afterEach(() => harness.close());
    const upsert = (...rows: SheetRow[]) => harness.sheet.upsertRows(rows);
    const seen = async () => records(await harness.read());

    test('N4 a new sheet gets its headings, with the approval in column S, and one row per job', async () => {
      const report = await upsert(
        sheetRow('k7m2', 'audit', 1),
        sheetRow('k7m2', 'migrate', 1, { approvedBy: 'Approved by Ada on 2026-11-22, 0123abc' }),
      );
      expect(report).toEqual({ written: ['k7m2/audit', 'k7m2/migrate'], stale: [], duplicates: [], refused: [] });
      const [headings] = await harness.read();
      expect(headings).toEqual(machineColumns.map((column) => defaultHeaders[column]));
      expect(headings?.indexOf('Approved by')).toBe('S'.charCodeAt(0) - 'A'.charCodeAt(0));
      expect(await seen()).toMatchObject([
        { Request: 'k7m2', Step: 'audit', Job: 'auditJob', Version: '1' },
        { Request: 'k7m2', Step: 'migrate', 'Approved by': 'Approved by Ada on 2026-11-22, 0123abc' },
      ]);
    });

    test('N4 the same again changes nothing and appends nothing', async () => {
      await upsert(sheetRow('a', 'one', 1));
      const before = await harness.read();
      expect(await upsert(sheetRow('a', 'one', 1))).toMatchObject({ written: ['a/one'] });
      expect(await harness.read()).toEqual(before);
    });

    test('N4 a row never goes backwards', async () => {
      await upsert(sheetRow('a', 'one', 5));
      expect(await upsert(sheetRow('a', 'one', 4), sheetRow('a', 'two', 1))).toEqual({
        written: ['a/two'],
        stale: ['a/one'],
        duplicates: [],
        refused: [],
      });
      expect(await seen()).toMatchObject([{ State: 'state 5', Version: '5' }, { Step: 'two' }]);
      expect(await upsert(sheetRow('a', 'one', 10))).toMatchObject({ written: ['a/one'] });
      expect(await seen()).toMatchObject([{ State: 'state 10' }, {}]);
    });

    test('N4 within one call too the later version stays', async () => {
      expect(await upsert(sheetRow('a', 'one', 2), sheetRow('a', 'one', 1))).toMatchObject({ written: ['a/one'], stale: ['a/one'] });
      expect(await seen()).toMatchObject([{ Version: '2' }]);
    });

    test('N4 calls at the same time all arrive, each row once', async () => {
      await Promise.all(Array.from({ length: 20 }, (_, n) => upsert(sheetRow('a', `step${n % 10}`, n))));
      const rows = await seen();
      expect(rows.map((row) => Number(row['Version'])).toSorted((x, y) => x - y)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
    });

    test('N4 rows that people moved and columns that they moved are still found', async () => {
      await upsert(sheetRow('a', 'one', 1), sheetRow('b', 'one', 1), sheetRow('c', 'one', 1));
      await harness.edit(([headings = [], ...rows]) =>
        [['Our approvals'], [], headings, [], ...rows.toReversed(), []].map((row) => row.toReversed()),
      );
      await upsert(sheetRow('b', 'one', 2), sheetRow('d', 'one', 1));
      expect((await seen()).map((row) => [row['Request'], row['State']])).toEqual([
        ['c', 'state 1'],
        ['b', 'state 2'],
        ['a', 'state 1'],
        ['d', 'state 1'],
      ]);
    });

    test("N4 people's own columns and rows are never touched", async () => {
      await upsert(sheetRow('a', 'one', 1), sheetRow('b', 'one', 1));
      await harness.edit((grid) => {
        const own = grid.map((row, n) => ['Notes', 'wait, "Ada" said', '=1+1'].slice(n, n + 1).concat(row));
        return [...own, ['', 'total', '3'], ['a note of ours']];
      });
      const before = await harness.read();
      await upsert(sheetRow('a', 'one', 2), sheetRow('b', 'one', 2), sheetRow('c', 'one', 2));
      const after = await harness.read();
      expect(after.map((row) => row[0])).toEqual([...before.map((row) => row[0]), '']);
      expect(after.slice(3, 5)).toEqual(before.slice(3, 5));
    });

    test('N4 a machine column that was deleted comes back at the end, filled for what is written', async () => {
      await upsert(sheetRow('a', 'one', 1, { outcome: 'good' }));
      await harness.edit((grid) => {
        const at = grid[0]?.indexOf('Outcome') ?? -1;
        return grid.map((row, n) => [...row.filter((_, column) => column !== at), n === 0 ? 'Notes' : 'mine']);
      });
      await upsert(sheetRow('a', 'one', 2, { outcome: 'better' }));
      expect((await harness.read())[0]?.slice(-2)).toEqual(['Notes', 'Outcome']);
      expect(await seen()).toMatchObject([{ Notes: 'mine', Outcome: 'better', Version: '2' }]);
    });

    test('N4 of rows that a person doubled the first is written, and the doubling is reported', async () => {
      await upsert(sheetRow('a', 'one', 1));
      await harness.edit((grid) => [...grid, grid[1] ?? []]);
      expect(await upsert(sheetRow('a', 'one', 2))).toEqual({ written: ['a/one'], stale: [], duplicates: ['a/one'], refused: [] });
      expect((await seen()).map((row) => row['Version'])).toEqual(['2', '1']);
    });

    test('N4 what people wrote over our cells is put right by the next write', async () => {
      await upsert(sheetRow('a', 'one', 3));
      await harness.edit(([headings = [], row = []]) => [
        headings,
        row.map((text, n) => (headings[n] === 'State' ? 'approved!!' : headings[n] === 'Version' ? 'oops' : text)),
      ]);
      await upsert(sheetRow('a', 'one', 3));
      expect(await seen()).toMatchObject([{ State: 'state 3', Version: '3' }]);
    });

    test.each([
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\tx',
      '\rx',
      '=HYPERLINK("http://x";"y")',
      'a "quoted", text',
      'two\nlines',
      ' spaces ',
      "'already",
      '日本語 🎭',
      '＝1',
    ])('X2 the text %j stays text', async (text) => {
      await upsert(sheetRow('a', 'one', 1, { contributor: text }));
      expect([text, `'${text}`]).toContain((await seen())[0]?.['Contributor']);
      const before = await harness.read();
      await upsert(sheetRow('a', 'one', 1, { contributor: text }));
      expect(await harness.read()).toEqual(before);
    });

    test('N4 a step whose name looks like a formula is found again', async () => {
      await upsert(sheetRow('a', '=one', 1));
      await upsert(sheetRow('a', '=one', 2));
      expect(await seen()).toMatchObject([{ Version: '2' }]);
    });

    test('N4 a sheet without our key columns is refused and left alone', async () => {
      await upsert(sheetRow('a', 'one', 1));
      await harness.edit((grid) => grid.map((row) => row.map((text) => (text === 'Request' ? 'Ticket' : text))));
      const before = await harness.read();
      await expect(upsert(sheetRow('a', 'one', 2))).rejects.toThrow(SheetUnreadable);
      expect(await harness.read()).toEqual(before);
    });
  });
}
