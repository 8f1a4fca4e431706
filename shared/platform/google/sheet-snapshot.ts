import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { SheetUnreadable } from '#contexts/telling/ports/approval-sheet.ts';

export interface Cell {
  /** What the cell says; a formula has a mark in front, so that it never equals a text. */
  text: string;
  value: sheets_v4.Schema$ExtendedValue | undefined;
}

/** Key of the metadata that counts the writers' turns. As short as the rows' own. */
export const turnMark = 't';

/** The tab at one moment. */
export interface Snapshot {
  sheetId: number;
  columnCount: number;
  /** Without blank rows at the end. */
  cells: Cell[][];
  /** Of all metadata on the tab and its rows. */
  ids: Set<number>;
  turns: { number: number; id: number }[];
  /** Of the latest batch that a machine wrote. */
  turn: number;
  /** Where we may not write. */
  locked: readonly LockedRange[];
}

interface LockedRange {
  range: sheets_v4.Schema$GridRange;
  /** Parts of it where everybody may write. */
  open: readonly sheets_v4.Schema$GridRange[];
}

export const snapshotFields =
  'sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)),' +
  'protectedRanges(range,unprotectedRanges,warningOnly,requestingUserCanEdit),developerMetadata(metadataId,metadataKey,metadataValue),' +
  'data(startRow,startColumn,rowData(values(userEnteredValue,formattedValue)),rowMetadata(developerMetadata(metadataId))))';

/** As a range: everything on the tab. */
export function wholeTab(tab: string): string {
  return `'${tab.replaceAll("'", "''")}'`;
}

export function snapshotOf(spreadsheet: sheets_v4.Schema$Spreadsheet, tab: string): Snapshot {
  const sheet = spreadsheet.sheets?.find(({ properties }) => properties?.title === tab);
  const [data] = sheet?.data ?? [];
  const { sheetId, gridProperties } = sheet?.properties ?? {};
  if (sheet === undefined || typeof sheetId !== 'number') throw new SheetUnreadable(`the spreadsheet has no tab "${tab}"`);
  const metadata = [...(sheet.developerMetadata ?? []), ...(data?.rowMetadata ?? []).flatMap((row) => row.developerMetadata ?? [])];
  const turns = metadata
    .filter(({ metadataKey }) => metadataKey === turnMark)
    .map(({ metadataId, metadataValue }) => ({ number: Number(metadataValue), id: metadataId ?? 0 }));
  return {
    sheetId,
    columnCount: gridProperties?.columnCount ?? 0,
    cells: trimmed((data?.rowData ?? []).map(({ values }) => (values ?? []).map(cellOf))),
    ids: new Set(metadata.map(({ metadataId }) => metadataId ?? 0)),
    turns,
    turn: turns.reduce((latest, { number }) => Math.max(latest, number), 0),
    locked: (sheet.protectedRanges ?? [])
      .filter(({ warningOnly, requestingUserCanEdit }) => warningOnly !== true && requestingUserCanEdit !== true)
      .map(({ range, unprotectedRanges }) => ({ range: range ?? {}, open: unprotectedRanges ?? [] })),
  };
}

/** Rows and columns are counted from 0; a side that a range leaves out is as wide as the sheet. */
export function lockedIn({ locked }: Pick<Snapshot, 'locked'>): (row: number, column: number) => boolean {
  return (row, column) => locked.some(({ range, open }) => holds(range, row, column) && !open.some((part) => holds(part, row, column)));
}

function holds(range: sheets_v4.Schema$GridRange, row: number, column: number): boolean {
  const { startRowIndex, endRowIndex, startColumnIndex, endColumnIndex } = range;
  const isIn = (at: number, from: number | null | undefined, to: number | null | undefined): boolean =>
    at >= (from ?? 0) && at < (to ?? Number.POSITIVE_INFINITY);
  return isIn(row, startRowIndex, endRowIndex) && isIn(column, startColumnIndex, endColumnIndex);
}

export function trimmed(rows: Cell[][]): Cell[][] {
  return rows.slice(0, 1 + rows.findLastIndex((row) => row.some(({ text }) => text !== '')));
}

export function textsOf(cells: readonly (readonly Cell[])[]): string[][] {
  return cells.map((row) => row.map(({ text }) => text));
}

export const blank: Cell = { text: '', value: undefined };

/** Never parsed by the sheet, so that no text can become a formula; an apostrophe in front would be shown. */
export function textCell(text: string): Cell {
  return { text, value: text === '' ? undefined : { stringValue: text } };
}

function cellOf({ userEnteredValue, formattedValue }: sheets_v4.Schema$CellData): Cell {
  if (userEnteredValue === undefined) return blank;
  const { stringValue, formulaValue } = userEnteredValue;
  const text = typeof formulaValue === 'string' ? `\u0001${formulaValue}` : (stringValue ?? formattedValue ?? '');
  return { text, value: userEnteredValue };
}
