import { setUpGoogleSheet } from '#test/support/google-sheet.ts';
import { peopleContract } from './people-contract.ts';
import { reconcileContract } from './reconcile-contract.ts';
import { sheetContract, type SheetHarness } from './sheet-contract.ts';

async function open(): Promise<SheetHarness> {
  const { standIn, open } = await setUpGoogleSheet({ tabs: ["Server jobs' approvals"] });
  const person = standIn.person();
  return {
    sheet: open(),
    read: () => Promise.resolve(squared(person.grid())),
    edit: (change) => Promise.resolve(person.paste(change(squared(person.grid())))),
    close: () => standIn.stop(),
  };
}

/** As a file gives it: every row as wide as the headings. */
function squared(grid: string[][]): string[][] {
  const width = Math.max(0, ...grid.map((row) => row.length));
  return grid.map((row) => Array.from({ length: width }, (_, n) => row[n] ?? ''));
}

sheetContract('Google Sheets', open);
peopleContract('Google Sheets', open);
reconcileContract('Google Sheets', open);
