import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCsvSheet } from '#platform/embedded/csv-sheet.ts';
import { csvField, formatCsv, parseCsv } from '#platform/embedded/csv.ts';
import { peopleContract } from './people-contract.ts';
import { reconcileContract } from './reconcile-contract.ts';
import { sheetContract, type SheetHarness } from './sheet-contract.ts';
import { csvText } from '#test/support/csv-text.ts';

async function open(): Promise<SheetHarness> {
  const folder = await mkdtemp(join(tmpdir(), 'sheet-'));
  const path = join(folder, 'approvals.csv');
  async function read(): Promise<string[][]> {
    return parseCsv(await csvText(path), ',').map(({ fields }) => fields.map(({ text }) => text));
  }
  return {
    sheet: createCsvSheet({ path }),
    read,
    async edit(change) {
      const grid = change(await read());
      await writeFile(
        path,
        formatCsv(
          grid.map((row) => ({ fields: (row.length === 0 ? [''] : row).map(csvField), end: '\n' })),
          ',',
        ),
      );
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

sheetContract('CSV file', open);
peopleContract('CSV file', open);
reconcileContract('CSV file', open);
