import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { machineColumns, defaultHeaders } from '#contexts/telling/sheet.ts';
import { records, sheetRow, type SheetHarness } from './sheet-contract.ts';

type Step =
  | { do: 'write'; row: number; version: number }
  | { do: 'shuffleRows' | 'shuffleColumns' | 'blank' | 'note' | 'drop' | 'sort'; at: number };

const stepOf: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('write' as const), row: fc.nat(4), version: fc.integer({ min: 1, max: 9 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'shuffleRows' as const,
        'shuffleColumns' as const,
        'blank' as const,
        'note' as const,
        'drop' as const,
        'sort' as const,
      ),
      at: fc.nat(1_000),
    }),
  },
);

const keys = ['Request', 'Step', 'Version', 'Notes'];
/** The same mixture for the same seed. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  const place = (n: number): number => ((n + 1) * 7_919 * (seed + 1)) % 10_007;
  return [...list.entries()].toSorted(([left], [right]) => place(left) - place(right)).map(([, one]) => one);
}

/** What a person may do to a sheet without destroying it. */
function edited(grid: string[][], step: Exclude<Step, { do: 'write' }>): string[][] {
  const [headings = [], ...rows] = grid;
  const width = Math.max(...grid.map((row) => row.length));
  const square = grid.map((row) => Array.from({ length: width }, (_, n) => row[n] ?? ''));
  switch (step.do) {
    case 'shuffleRows':
      return [headings, ...shuffled(rows, step.at)];
    case 'sort':
      return [headings, ...rows.toSorted((left, right) => ((left[step.at % width] ?? '') < (right[step.at % width] ?? '') ? -1 : 1))];
    case 'shuffleColumns':
      return square.map((row) => shuffled(row, step.at));
    case 'blank':
      return [headings, ...rows.toSpliced(step.at % (rows.length + 1), 0, [])];
    case 'note':
      return noted(square, step.at);
    case 'drop': {
      const at = headings.findIndex((text, n) => n >= step.at % width && text !== '' && !keys.includes(text));
      return at < 0 ? grid : grid.map((row) => row.filter((_, n) => n !== at));
    }
  }
}

/** Adds a column of their own when there is none, and writes into it: every row that is ours gets a note that names it. */
function noted(grid: string[][], at: number): string[][] {
  const [headings = []] = grid;
  const column = headings.includes('Notes') ? headings.indexOf('Notes') : at % (headings.length + 1);
  const wide = headings.includes('Notes') ? grid : grid.map((row, n) => row.toSpliced(column, 0, n === 0 ? 'Notes' : ''));
  const [request, step] = [wide[0]?.indexOf('Request') ?? 0, wide[0]?.indexOf('Step') ?? 0];
  return wide.map((row, n) => (n > 0 && row[request] !== '' ? row.with(column, `about ${row[request]}/${row[step]}, "quoted"`) : row));
}

/** Any mixture of our writing and people's editing: one row per key, the latest version in it, people's notes beside it. */
export function peopleContract(name: string, open: () => Promise<SheetHarness>): void {
  describe(`N4 the approval sheet among people: ${name}`, () => {
    test('N4 whatever people do in between, each job has one row with its latest state and their note', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(stepOf, { minLength: 1, maxLength: 25 }), async (steps) => {
          const harness = await open();
          const latest = new Map<number, number>();
          let last = sheetRow('r0', 's', 1);
          await harness.sheet.upsertRows([last]);
          latest.set(0, 1);
          for (const step of steps) {
            if (step.do === 'write') {
              last = sheetRow(`r${step.row}`, 's', step.version);
              const { written } = await harness.sheet.upsertRows([last]);
              expect(written.length === 1).toBe(step.version >= (latest.get(step.row) ?? 0));
              latest.set(step.row, Math.max(step.version, latest.get(step.row) ?? 0));
            } else {
              await harness.edit((grid) => edited(grid, step));
            }
          }
          // Fills again what a dropped column took away.
          await harness.sheet.upsertRows([...latest].map(([row, version]) => sheetRow(`r${row}`, 's', version)));
          const grid = await harness.read();
          expect(grid[0]).toEqual(expect.arrayContaining(machineColumns.map((column) => defaultHeaders[column])));
          const rows = records(grid);
          expect(new Map(rows.map((row) => [row['Request'], row['State']]))).toEqual(
            new Map([...latest].map(([row, version]) => [`r${row}`, `state ${version}`])),
          );
          expect(rows).toHaveLength(latest.size);
          for (const row of rows) expect(['', undefined, `about ${row['Request']}/s, "quoted"`]).toContain(row['Notes']);
          await harness.close();
        }),
        { numRuns: 100 },
      );
    });
  });
}
