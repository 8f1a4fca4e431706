import { describe, expect, jest, test } from '@jest/globals';
import type { SheetRow } from '#contexts/telling/sheet.ts';
import { connectToStandIn } from '#infra/stand-ins/sheets/connect.ts';
import { setUpGoogleSheet, type GoogleSheetSetup } from '#test/support/google-sheet.ts';
import { records, sheetRow } from '../../contract/sheet/sheet-contract.ts';

// Many calls over loopback; slow machines may take their time.
jest.setTimeout(60_000);

const rows = (from: number, to: number, version = 1): SheetRow[] =>
  Array.from({ length: to - from }, (_, n) => sheetRow(`r${from + n}`, 's', version));
const seen = ({ standIn }: GoogleSheetSetup) => records(standIn.person().grid());
const byName = (left = '', right = ''): number => (left < right ? -1 : 1);

describe('N4 a sheet as people keep it', () => {
  test('X2 formulas stay text, and a formula that a person put in our cell is replaced', async () => {
    await using setup = await setUpGoogleSheet();
    const person = setup.standIn.person();
    const sheet = setup.open();
    const row = sheetRow('a', 's', 1, { contributor: '=1+1', outcome: '+1', verified: "'quoted" });
    await sheet.upsertRows([row]);
    const column = (header: string): number => person.grid()[0]?.indexOf(header) ?? -1;
    expect(person.valueAt(1, column('Contributor'))).toEqual({ stringValue: '=1+1' });
    expect(person.valueAt(1, column('Verified'))).toEqual({ stringValue: "'quoted" });
    person.type(1, column('Contributor'), '=1+1');
    person.type(1, column('Version'), '1');
    await sheet.upsertRows([row]);
    expect(person.valueAt(1, column('Contributor'))).toEqual({ stringValue: '=1+1' });
  });

  test('N4 a sheet without a column for approvals gets it in S, or where settings say, unless that is in use', async () => {
    for (const [over, used, expected] of [
      [{}, 3, 'S'],
      [{ approvalColumn: 'aa' }, 3, 'AA'],
      [{}, 21, 'AN'],
    ] as const) {
      await using setup = await setUpGoogleSheet();
      const person = setup.standIn.person();
      person.paste([['Step', 'Request', ...Array.from({ length: used }, (_, n) => `Own ${n}`)]]);
      await setup.open(over).upsertRows([sheetRow('a', 's', 1, { approvedBy: 'Approved by Ada' })]);
      const at = person.grid()[0]?.indexOf('Approved by') ?? -1;
      const letters = (at >= 26 ? 'A' : '') + String.fromCharCode(65 + (at % 26));
      expect(letters).toBe(expected);
      expect(person.grid()[1]?.[at]).toBe('Approved by Ada');
    }
  });

  test('N4 a row that a person emptied or deleted is made again, although its mark may still be there', async () => {
    await using setup = await setUpGoogleSheet();
    const person = setup.standIn.person();
    const sheet = setup.open();
    await sheet.upsertRows(rows(0, 3));
    for (let column = 0; column < 20; column += 1) person.type(1, column, '');
    person.deleteRows(2);
    await sheet.upsertRows(rows(0, 3, 2));
    expect(
      seen(setup)
        .map((record) => record['Request'])
        .toSorted(byName),
    ).toEqual(['r0', 'r1', 'r2']);
  });

  test('N4 a text that is too long for a cell is cut, so that it stops nobody else', async () => {
    await using setup = await setUpGoogleSheet();
    await setup.open().upsertRows([sheetRow('a', 's', 1, { verified: 'x'.repeat(60_000) }), ...rows(0, 1)]);
    expect(seen(setup).map((record) => record['Verified']?.length)).toEqual([50_000, 0]);
  });

  test('N4 many rows keep within the space for metadata', async () => {
    await using setup = await setUpGoogleSheet({ rowCount: 100 });
    const sheet = setup.open();
    // 30,000 characters in all: a mark is one, a turn two to four, and old turns go.
    await sheet.upsertRows(rows(0, 2_000));
    const one = setup.open();
    for (let version = 2; version < 10; version += 1) await one.upsertRows(rows(0, 1, version));
    expect(seen(setup)).toHaveLength(2_000);
  });

  test('N4 of the turns that were taken the last 64 are kept', async () => {
    await using setup = await setUpGoogleSheet({ rowCount: 10 });
    const sheet = setup.open();
    for (let version = 1; version < 80; version += 1) await sheet.upsertRows(rows(0, 1, version));
    const fields = 'sheets.developerMetadata(metadataKey,metadataValue)';
    const { data } = await connectToStandIn(setup.standIn.port).spreadsheets.get({ spreadsheetId: 'stand-in', fields });
    expect(data.sheets?.[0]?.developerMetadata?.map(({ metadataValue }) => Number(metadataValue))).toEqual(
      Array.from({ length: 64 }, (_, n) => 16 + n),
    );
  });
});
