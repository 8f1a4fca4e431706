import { machineColumns, type MachineColumn, type SheetRow } from '#contexts/telling/sheet.ts';
import { SheetUnreadable, type SheetReport } from '#contexts/telling/ports/approval-sheet.ts';
import { columnsOf, headerRowOf, startOfBlank, type Columns, type Grid, type Headers } from './sheet-headers.ts';

/** One cell to write; rows and columns are counted from 0 and may lie behind the end of the grid. */
export interface CellEdit {
  row: number;
  column: number;
  text: string;
}

export interface SheetEdits {
  edits: CellEdit[];
  /** The rows that are new, by their keys. */
  added: { key: string; row: number }[];
}

export interface SheetPlan extends SheetEdits {
  /** What becomes of each given row, in their order. */
  outcomes: RowOutcome[];
}

export interface RowOutcome {
  key: string;
  stale: boolean;
  duplicate: boolean;
  refused: boolean;
}

/** Whether the sheet keeps us from writing into a cell; rows and columns are counted from 0. */
export type IsLocked = (row: number, column: number) => boolean;

const nothingLocked: IsLocked = () => false;

export interface SheetLayout {
  headers: Headers;
  /** Where the approval column goes on a sheet without its header, from 0; `approvalDefault` unless told. */
  approvalAt?: number;
  /** How a text must be stored so that the sheet takes it as text. */
  guard: (text: string) => string;
}

/** A sheet whose headings are known, and the cells to be written to it. */
export interface Draft {
  columns: Columns;
  /** Normal key → its rows, first one first. */
  places: Map<string, number[]>;
  /** Where the next new row goes. */
  end: number;
  textAt(row: number, column: number): string;
  /** Whether the cell says it already, or may be made to. */
  mayPut(row: number, column: number, text: string): boolean;
  put(row: number, column: number, text: string): void;
  edits(): CellEdit[];
}

/** Decides which cells of the grid to write, for every kind of sheet. Throws SheetUnreadable. */
export function planSheet(grid: Grid, rows: readonly SheetRow[], layout: SheetLayout, isLocked: IsLocked = nothingLocked): SheetPlan {
  const draft = draftOf(grid, layout, isLocked);
  const added: SheetEdits['added'] = [];
  const outcomes = rows.map((row): RowOutcome => {
    const texts = textsOf(row);
    const key = normalKey(texts.request, texts.step);
    const [place, ...others] = draft.places.get(key) ?? [];
    const stale = place !== undefined && versionIn(draft.textAt(place, draft.columns.version)) > row.version;
    const refused = !stale && isRowLocked(draft, place ?? draft.end, texts);
    if (place === undefined && !refused) added.push({ key, row: draft.end });
    if (!stale && !refused) putRow(draft, place ?? addPlace(draft, key), texts);
    return { key: row.key, stale, duplicate: others.length > 0, refused };
  });
  return { edits: draft.edits(), added, outcomes };
}

export function reportOf(outcomes: readonly RowOutcome[]): SheetReport {
  const keys = (wanted: (outcome: RowOutcome) => boolean): string[] => outcomes.filter(wanted).map(({ key }) => key);
  return {
    written: keys(({ stale, refused }) => !stale && !refused),
    stale: keys(({ stale }) => stale),
    duplicates: keys(({ duplicate }) => duplicate),
    refused: keys(({ refused }) => refused),
  };
}

/** One report for each of the calls whose rows were planned together, in their order. */
export function reportsOf(calls: readonly (readonly SheetRow[])[], outcomes: readonly RowOutcome[]): SheetReport[] {
  let from = 0;
  return calls.map((call) => reportOf(outcomes.slice(from, (from += call.length))));
}

/** Throws whatever a plan would throw because of these rows: a mistake in one call must not fail those that are planned with it. */
export function checkRows(rows: readonly SheetRow[], { guard }: SheetLayout): void {
  for (const row of rows) {
    const texts = textsOf(row);
    for (const column of machineColumns) guard(texts[column]);
  }
}

/** The grid with its headings found, and those that are missing put in. */
export function draftOf(grid: Grid, { headers, approvalAt, guard }: SheetLayout, isLocked: IsLocked = nothingLocked): Draft {
  const headerRow = headerRowOf(grid, headers) ?? startOfBlank(grid, headers);
  const columns = columnsOf(grid, headerRow, headers, approvalAt);
  const edits = new Map<string, CellEdit>();
  const textAt = (row: number, column: number): string => edits.get(`${row},${column}`)?.text ?? grid[row]?.[column] ?? '';
  const draft: Draft = {
    columns,
    places: placesOf(grid, headerRow, columns),
    end: Math.max(grid.length, headerRow + 1),
    textAt,
    mayPut: (row, column, text) => textAt(row, column) === guard(text) || !isLocked(row, column),
    put(row, column, text) {
      if (textAt(row, column) !== guard(text)) edits.set(`${row},${column}`, { row, column, text: guard(text) });
    },
    edits: () => [...edits.values()],
  };
  for (const column of machineColumns) {
    if (textAt(headerRow, columns[column]) !== '') continue;
    if (isLocked(headerRow, columns[column]))
      throw new SheetUnreadable(`the heading "${headers[column]}" is missing, and its cell in row ${headerRow + 1} is protected`);
    draft.put(headerRow, columns[column], headers[column]);
  }
  return draft;
}

/** Whether one cell of the row has to change and must not: half a row would be a lie. */
export function isRowLocked(draft: Draft, place: number, texts: Record<MachineColumn, string>): boolean {
  return machineColumns.some((column) => !draft.mayPut(place, draft.columns[column], texts[column]));
}

export function putRow(draft: Draft, place: number, texts: Record<MachineColumn, string>): void {
  for (const column of machineColumns) draft.put(place, draft.columns[column], texts[column]);
}

/** Takes the next new row for the key. */
export function addPlace(draft: Draft, key: string): number {
  const place = draft.end++;
  draft.places.set(key, [place]);
  return place;
}

export function placesOf(grid: Grid, headerRow: number, columns: Columns): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [row, cells] of grid.entries()) {
    const [request = '', step = ''] = [cells[columns.request], cells[columns.step]];
    if (row <= headerRow || request.trim() === '') continue;
    const key = normalKey(request, step);
    places.set(key, [...(places.get(key) ?? []), row]);
  }
  return places;
}

/** Throws TypeError for what is not a key. */
export function textsOf({ key, version, cells }: SheetRow): Record<MachineColumn, string> {
  const slash = key.indexOf('/');
  if (slash <= 0) throw new TypeError(`not a key of the sheet: ${JSON.stringify(key)}`);
  return { ...cells, request: key.slice(0, slash), step: key.slice(slash + 1), version: String(version) };
}

/** As people and spreadsheet programs may have left it: with spaces around, with or without the apostrophe. */
export function normalKey(request: string, step: string): string {
  return [request, step].map((text) => text.trim().replace(/^'/, '').trim()).join('/');
}

/** Of a cell that people have spoilt nothing is known, so that it stands in nobody's way. */
export function versionIn(text: string): number {
  const [, digits] = /^\s*'?(\d{1,15})\s*$/.exec(text) ?? [];
  return digits === undefined ? 0 : Number(digits);
}
