import { largest } from '#kernel/lists.ts';
import { defaultHeaders, machineColumns, type MachineColumn } from '#contexts/telling/sheet.ts';
import { SheetUnreadable } from '#contexts/telling/ports/approval-sheet.ts';

export type Headers = Readonly<Record<MachineColumn, string>>;
export type Columns = Readonly<Record<MachineColumn, number>>;
/** Texts of the cells, row by row; rows may differ in length. */
export type Grid = readonly (readonly string[])[];

/** Throws when a header is empty or two are the same. */
export function headersFrom(over: Partial<Headers> = {}): Headers {
  const headers = { ...defaultHeaders, ...over };
  const texts = new Set(machineColumns.map((column) => folded(headers[column])));
  if (texts.size < machineColumns.length || texts.has('')) {
    throw new TypeError('the headers of the approval sheet must not be empty and must differ from one another');
  }
  return headers;
}

/** The row with the column headings; people may have put rows above it. Undefined when no row has those of the key. */
export function headerRowOf(grid: Grid, headers: Headers): number | undefined {
  const needed = [folded(headers.request), folded(headers.step)];
  const found = grid.findIndex((row) => {
    const texts = row.map(folded);
    return needed.every((text) => texts.includes(text));
  });
  return found < 0 ? undefined : found;
}

/** Where the headings go on a sheet that is blank. */
export function startOfBlank(grid: Grid, headers: Headers): number {
  if (grid.some((row) => row.some((text) => text.trim() !== ''))) {
    throw new SheetUnreadable(`no row of the approval sheet has the column headings "${headers.request}" and "${headers.step}"`);
  }
  return 0;
}

/** N4: column S, counted from 0. */
const approvalDefault = 18;

/**
 * Where each column is; those that are missing get places behind everything that is in use, the approval column at `approvalAt`
 * when that is behind it too.
 */
export function columnsOf(grid: Grid, headerRow: number, headers: Headers, approvalAt = approvalDefault): Columns {
  const texts = (grid[headerRow] ?? []).map(folded);
  const inUse = largest(
    -1,
    grid.map((row) => row.findLastIndex((text) => text.trim() !== '')),
  );
  const columns: Partial<Record<MachineColumn, number>> = {};
  for (const column of machineColumns) {
    const found = texts.indexOf(folded(headers[column]));
    if (found >= 0) columns[column] = found;
  }
  if (approvalAt > inUse) columns.approvedBy ??= approvalAt;
  let free = inUse + 1;
  for (const column of machineColumns) {
    if (columns[column] !== undefined) continue;
    if (free === columns.approvedBy) free += 1;
    columns[column] = free++;
  }
  return columns as Columns;
}

/** The 0-based place of a column's letters, such as `S`. */
export function columnAt(letters: string): number {
  if (!/^[A-Z]{1,3}$/i.test(letters)) throw new TypeError(`not the letters of a column: ${JSON.stringify(letters)}`);
  return Array.from(letters.toUpperCase()).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function folded(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}
