import { machineColumns, type MachineColumn, type SheetRow } from '#contracts/sheet.ts';
import type { SheetReport } from '#ports/approval-sheet.ts';
import { columnsOf, headerRowOf, startOfBlank, type Columns, type Grid, type Headers } from './sheet-headers.ts';

/** One cell to write; rows and columns are counted from 0 and may lie behind the end of the grid. */
export interface CellEdit {
  row: number;
  column: number;
  text: string;
}

export interface SheetPlan extends SheetReport {
  edits: CellEdit[];
}

interface Draft {
  textAt(row: number, column: number): string;
  put(row: number, column: number, text: string): void;
  edits(): CellEdit[];
}

/**
 * Decides which cells of the grid to write, for every kind of sheet. `guard` is how a text must be stored so that the sheet
 * takes it as text; it changes a text at most by an apostrophe in front. Throws SheetUnreadable.
 */
export function planSheet(grid: Grid, rows: readonly SheetRow[], headers: Headers, guard: (text: string) => string): SheetPlan {
  const draft = draftOf(grid, guard);
  const headerRow = headerRowOf(grid, headers) ?? startOfBlank(grid, headers);
  const columns = columnsOf(grid, headerRow, headers);
  for (const column of machineColumns) {
    if (draft.textAt(headerRow, columns[column]) === '') draft.put(headerRow, columns[column], headers[column]);
  }
  const report = placeRows({ draft, columns, places: placesOf(grid, headerRow, columns), end: Math.max(grid.length, headerRow + 1) }, rows);
  return { ...report, edits: draft.edits() };
}

interface Target {
  draft: Draft;
  columns: Columns;
  /** Normal key → its rows, first one first. */
  places: Map<string, number[]>;
  /** Where the next new row goes. */
  end: number;
}

function placeRows({ draft, columns, places, ...target }: Target, rows: readonly SheetRow[]): SheetReport {
  let { end } = target;
  const report: SheetReport = { written: [], stale: [], duplicates: [] };
  for (const row of rows) {
    const texts = textsOf(row);
    const key = normalKey(texts.request, texts.step);
    const [place = end, ...others] = places.get(key) ?? [];
    if (others.length > 0) report.duplicates.push(row.key);
    if (versionIn(draft.textAt(place, columns.version)) > row.version) {
      report.stale.push(row.key);
      continue;
    }
    if (place === end) {
      places.set(key, [place]);
      end += 1;
    }
    for (const column of machineColumns) draft.put(place, columns[column], texts[column]);
    report.written.push(row.key);
  }
  return report;
}

function draftOf(grid: Grid, guard: (text: string) => string): Draft {
  const edits = new Map<string, CellEdit>();
  const textAt = (row: number, column: number): string => edits.get(`${row},${column}`)?.text ?? grid[row]?.[column] ?? '';
  return {
    textAt,
    put(row, column, text) {
      if (textAt(row, column) !== guard(text)) edits.set(`${row},${column}`, { row, column, text: guard(text) });
    },
    edits: () => [...edits.values()],
  };
}

function placesOf(grid: Grid, headerRow: number, columns: Columns): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [row, cells] of grid.entries()) {
    const [request = '', step = ''] = [cells[columns.request], cells[columns.step]];
    if (row <= headerRow || request.trim() === '') continue;
    const key = normalKey(request, step);
    places.set(key, [...(places.get(key) ?? []), row]);
  }
  return places;
}

function textsOf({ key, version, cells }: SheetRow): Record<MachineColumn, string> {
  const slash = key.indexOf('/');
  if (slash <= 0) throw new TypeError(`not a key of the sheet: ${JSON.stringify(key)}`);
  return { ...cells, request: key.slice(0, slash), step: key.slice(slash + 1), version: String(version) };
}

/** As people and spreadsheet programs may have left it: with spaces around, with or without the apostrophe. */
function normalKey(request: string, step: string): string {
  return [request, step].map((text) => text.trim().replace(/^'/, '').trim()).join('/');
}

/** Of a cell that people have spoilt nothing is known, so that it stands in nobody's way. */
function versionIn(text: string): number {
  const [, digits] = /^\s*'?(\d{1,15})\s*$/.exec(text) ?? [];
  return digits === undefined ? 0 : Number(digits);
}
