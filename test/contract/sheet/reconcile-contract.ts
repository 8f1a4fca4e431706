import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { SheetRow } from '#contexts/telling/sheet.ts';
import { SheetUnreadable, type SheetRepair } from '#contexts/telling/ports/approval-sheet.ts';
import { records, sheetRow, type SheetHarness } from './sheet-contract.ts';

const nothing: Omit<SheetRepair, 'checked'> = { missing: [], behind: [], edited: [], duplicates: [], moved: [], unknown: [], refused: [] };

function row(name: string, version = 1): SheetRow {
  return sheetRow(name, 's', version, { statusPage: `https://rehearsal.example/status/${name}`, contributor: `=by ${name}` });
}

const byName = ([left = '']: (string | undefined)[], [right = '']: (string | undefined)[]): number => (left < right ? -1 : 1);
const at = (grid: readonly string[][], header: string): number => grid[0]?.indexOf(header) ?? -1;

/** The repair of the approval sheet, the same for every adapter. */
export function reconcileContract(name: string, open: () => Promise<SheetHarness>): void {
  describe(`N4 the repair of the approval sheet: ${name}`, () => {
    let harness: SheetHarness;
    const store = [row('a', 2), row('b', 3), row('c', 1)];
    beforeEach(async () => {
      harness = await open();
      await harness.sheet.upsertRows(store);
    });
    afterEach(() => harness.close());
    const repair = () => harness.sheet.reconcile(() => Promise.resolve(store));
    async function expectWhole(): Promise<void> {
      const seen = records(await harness.read()).filter((record) => record['Request'] !== '');
      expect(seen.map((record) => [record['Request'], record['State'], record['Version'], record['Status page']]).toSorted(byName)).toEqual(
        store.map(({ key, version, cells }) => [key.slice(0, 1), `state ${version}`, String(version), cells.statusPage]),
      );
      expect(await repair()).toMatchObject({ missing: [], behind: [], edited: [], duplicates: [], refused: [] });
    }

    test('N4 a whole sheet is left as it is', async () => {
      const before = await harness.read();
      expect(await repair()).toEqual({ ...nothing, checked: 3 });
      expect(await harness.read()).toEqual(before);
    });

    test('N4 an empty sheet is filled', async () => {
      await harness.edit(() => []);
      expect(await repair()).toEqual({ ...nothing, checked: 3, missing: ['a/s', 'b/s', 'c/s'] });
      await expectWhole();
    });

    test('N4 deleted rows come back', async () => {
      await harness.edit((grid) => grid.filter((cells) => cells[at(grid, 'Request')] !== 'b'));
      expect(await repair()).toEqual({ ...nothing, checked: 3, missing: ['b/s'] });
      await expectWhole();
    });

    test("N4 of doubled rows one stays; people's notes beside the others stay too", async () => {
      await harness.edit((grid) => [...grid, grid[1] ?? []].map((cells, n) => [...cells, n === 0 ? 'Notes' : `note ${n}`]));
      expect(await repair()).toEqual({ ...nothing, checked: 3, duplicates: ['a/s'] });
      expect((await harness.read()).map((cells) => cells.at(-1))).toEqual(['Notes', 'note 1', 'note 2', 'note 3', 'note 4']);
      await expectWhole();
    });

    test('N4 edited cells are put right, whatever the version cell says', async () => {
      await harness.edit((grid) =>
        grid.map((cells, n) =>
          n === 0
            ? cells
            : n === 1
              ? cells.with(at(grid, 'State'), 'approved!').with(at(grid, 'Version'), '999')
              : cells.with(at(grid, 'Contributor'), ''),
        ),
      );
      expect(await repair()).toEqual({
        ...nothing,
        checked: 3,
        edited: [
          { key: 'a/s', columns: ['state', 'version'] },
          { key: 'b/s', columns: ['contributor'] },
          { key: 'c/s', columns: ['contributor'] },
        ],
      });
      await expectWhole();
    });

    test('N4 an update that was lost is told from an edit', async () => {
      store[2] = row('c', 7);
      expect(await repair()).toEqual({ ...nothing, checked: 3, behind: ['c/s'] });
      await expectWhole();
      store[2] = row('c', 1);
    });

    test('N4 rows in another order are reported and stay where they are', async () => {
      await harness.edit(([headings = [], ...rows]) => [headings, ...rows.toReversed()]);
      expect(await repair()).toMatchObject({ ...nothing, checked: 3, moved: expect.any(Array) });
      expect((await repair()).moved).toHaveLength(2);
      expect(records(await harness.read()).map((record) => record['Request'])).toEqual(['c', 'b', 'a']);
    });

    test('N4 a column that was sorted by itself is put right', async () => {
      await harness.edit((grid) => {
        const column = at(grid, 'State');
        const texts = grid.map((cells) => cells[column] ?? '');
        const sorted = [texts[0] ?? '', ...texts.slice(1).toSorted()];
        return grid.map((cells, n) => cells.with(column, sorted[n] ?? ''));
      });
      const { edited } = await repair();
      expect(edited.every(({ columns }) => columns.join() === 'state') && edited.length > 0).toBe(true);
      await expectWhole();
    });

    test('N4 a row whose key was spoilt is known by its status page, so that the notes beside it stay with it', async () => {
      await harness.edit((grid) =>
        grid.map((cells, n) => [...cells.map((text) => (text === 'b' ? 'bb' : text)), n === 0 ? 'Notes' : `note ${n}`]),
      );
      expect(await repair()).toEqual({ ...nothing, checked: 3, edited: [{ key: 'b/s', columns: ['request'] }] });
      expect(records(await harness.read())[1]).toMatchObject({ Request: 'b', Notes: 'note 2' });
      await expectWhole();
    });

    test('N4 rows that the store does not know are reported and left alone', async () => {
      await harness.sheet.upsertRows([row('zz', 4)]);
      expect(await repair()).toEqual({ ...nothing, checked: 3, unknown: ['zz/s'] });
      expect(records(await harness.read()).at(-1)).toMatchObject({ Request: 'zz', State: 'state 4' });
    });

    test('N4 the store is read after the sheet, and a sheet that cannot be read is refused', async () => {
      await harness.edit((grid) => grid.map((cells) => cells.map((text) => (text === 'Request' ? 'Ticket' : text))));
      await expect(repair()).rejects.toThrow(SheetUnreadable);
      await expect(harness.sheet.reconcile(() => Promise.reject(new Error('no store')))).rejects.toThrow('no store');
    });

    test('N4 whatever people do to cells and rows, a repair makes the sheet say what the store says', async () => {
      const spoil = fc.record({
        what: fc.constantFrom('cell', 'row', 'copy', 'swap'),
        row: fc.nat(9),
        column: fc.nat(19),
        text: fc.constantFrom('', '5', 'a', 'x'),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(spoil, { maxLength: 8 }), async (steps) => {
          await harness.edit(() => []);
          await harness.sheet.upsertRows(store);
          for (const { what, row, column, text } of steps) {
            await harness.edit(([headings = [], ...rows]) => {
              const n = row % Math.max(1, rows.length);
              const cells = rows[n] ?? [];
              if (cells.length === 0) return [headings, ...rows];
              if (what === 'cell') return [headings, ...rows.with(n, cells.with(column, text))];
              if (what === 'row') return [headings, ...rows.toSpliced(n, 1)];
              if (what === 'copy') return [headings, ...rows, cells];
              return [headings, ...rows.toReversed()];
            });
          }
          await repair();
          const seen = records(await harness.read());
          for (const { key, version, cells } of store) {
            expect(seen.filter((record) => `${record['Request']}/${record['Step']}` === key)).toMatchObject([
              { State: cells.state, Version: String(version), 'Status page': cells.statusPage },
            ]);
          }
        }),
        { numRuns: 40 },
      );
    });
  });
}
