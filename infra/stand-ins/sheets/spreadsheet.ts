/** What a spreadsheet is made of, in memory. Sheets is the judge of every rule here; README.md says where this one is simpler. */
export interface EnteredValue {
  stringValue?: string | undefined;
  numberValue?: number | undefined;
  boolValue?: boolean | undefined;
  formulaValue?: string | undefined;
}

/** Stays with its place: inserting, deleting and moving rows takes it along, sorting moves only the cells. */
export interface Row {
  cells: (EnteredValue | undefined)[];
  metadata: Metadata[];
}

export interface Metadata {
  metadataId: number;
  metadataKey: string;
  metadataValue?: string | undefined;
  visibility: 'DOCUMENT' | 'PROJECT';
}

export interface Tab {
  sheetId: number;
  title: string;
  columnCount: number;
  /** As many as the grid has, blank ones too. */
  rows: Row[];
  metadata: Metadata[];
  /** Where only people may write. They do not move with their cells here. */
  protectedRanges: ProtectedRange[];
}

/** As the service gives it; ends are not included, and a side left out has none. */
export interface ProtectedRange {
  startRowIndex?: number;
  endRowIndex?: number;
  startColumnIndex?: number;
  endColumnIndex?: number;
}

export interface Spreadsheet {
  spreadsheetId: string;
  tabs: Tab[];
}

/** An answer in Google's error form. */
export class Refusal extends Error {
  readonly code: number;
  readonly status: string;
  constructor(code: number, status: string, message: string) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.status = status;
  }
}

export function invalid(message: string): Refusal {
  return new Refusal(400, 'INVALID_ARGUMENT', message);
}

export function newTab(sheetId: number, title: string, rowCount: number, columnCount: number): Tab {
  return { sheetId, title, columnCount, rows: Array.from({ length: rowCount }, newRow), metadata: [], protectedRanges: [] };
}

export function newRow(): Row {
  return { cells: [], metadata: [] };
}

/** What the cell shows. Formulas are not calculated: they show their source without the sign. */
export function shown(value: EnteredValue | undefined): string {
  if (value?.formulaValue !== undefined) return value.formulaValue.slice(1);
  if (value?.boolValue !== undefined) return value.boolValue ? 'TRUE' : 'FALSE';
  return value?.stringValue ?? (value?.numberValue === undefined ? '' : String(value.numberValue));
}

/** The number of rows up to the last one with something in it. */
export function usedRows(tab: Tab): number {
  return 1 + tab.rows.findLastIndex(({ cells }) => cells.some((value) => value !== undefined));
}

export function metadataOf({ tabs }: Spreadsheet): Metadata[] {
  return tabs.flatMap(metadataOn);
}

export function metadataOn({ metadata, rows }: Tab): Metadata[] {
  return [...metadata, ...rows.flatMap((row) => row.metadata)];
}
