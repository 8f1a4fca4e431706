import { deleteAt, insertAt } from './apply.ts';
import { newRow, shown, usedRows, type EnteredValue, type ProtectedRange, type Row, type Tab } from './spreadsheet.ts';

/** Somebody at the sheet in a browser. Rows and columns count from 0. */
export interface Person {
  /** What is shown, without blank rows at the end and blank cells at a row's end. */
  grid(): string[][];
  /** As typed: `=1+1` becomes a formula, `12` a number, `'12` a text. */
  type(row: number, column: number, text: string): void;
  /** Pastes texts over everything. */
  paste(grid: readonly (readonly string[])[]): void;
  insertRows(at: number, count?: number): void;
  deleteRows(at: number, count?: number): void;
  moveRow(from: number, to: number): void;
  /** Copies a row and inserts the copy at another place. */
  duplicateRow(from: number, to: number): void;
  insertColumns(at: number, count?: number): void;
  deleteColumns(at: number, count?: number): void;
  moveColumn(from: number, to: number): void;
  /** Sorts the rows from `first` to the last used one by a column, or only some of their columns. */
  sort(first: number, by: number, options?: { descending?: boolean; columns?: readonly [number, number] }): void;
  valueAt(row: number, column: number): EnteredValue | undefined;
  /** Lets nobody else write there any more; without ranges everybody may again. */
  protect(...ranges: ProtectedRange[]): void;
}

export function personAt(tabNow: () => Tab): Person {
  const cells = (row: number): Row['cells'] => rowAt(tabNow(), row).cells;
  return {
    grid: () => gridOf(tabNow()),
    type: (row, column, text) => put(cells(row), column, typed(text)),
    paste: (grid) => paste(tabNow(), grid),
    insertRows: (at, count = 1) => insertAt(tabNow(), { dimension: 'ROWS', startIndex: at, endIndex: at + count }),
    deleteRows: (at, count = 1) => deleteAt(tabNow(), { dimension: 'ROWS', startIndex: at, endIndex: at + count }),
    moveRow: (from, to) => move(tabNow().rows, from, to),
    duplicateRow(from, to) {
      const copy = [...cells(from)];
      tabNow().rows.splice(to, 0, { cells: copy, metadata: [] });
    },
    insertColumns: (at, count = 1) => insertAt(tabNow(), { dimension: 'COLUMNS', startIndex: at, endIndex: at + count }),
    deleteColumns: (at, count = 1) => deleteAt(tabNow(), { dimension: 'COLUMNS', startIndex: at, endIndex: at + count }),
    moveColumn(from, to) {
      const tab = tabNow();
      for (const row of tab.rows) {
        while (row.cells.length < tab.columnCount) row.cells.push(undefined);
        move(row.cells, from, to);
      }
    },
    sort: (first, by, options = {}) => sort(tabNow(), first, by, options),
    valueAt: (row, column) => cells(row)[column],
    protect: (...ranges) => void (tabNow().protectedRanges = ranges),
  };
}

function gridOf(tab: Tab): string[][] {
  return tab.rows.slice(0, usedRows(tab)).map(({ cells }) => {
    const texts = Array.from(cells, shown);
    return texts.slice(0, 1 + texts.findLastIndex((text) => text !== ''));
  });
}

function typed(text: string): EnteredValue | undefined {
  if (text === '') return undefined;
  if (text.startsWith('=')) return { formulaValue: text };
  if (text.startsWith("'")) return { stringValue: text.slice(1) };
  return text.trim() !== '' && Number.isFinite(Number(text)) ? { numberValue: Number(text) } : { stringValue: text };
}

function put(cells: Row['cells'], column: number, value: EnteredValue | undefined): void {
  while (cells.length < column) cells.push(undefined);
  cells[column] = value;
}

function paste(tab: Tab, grid: readonly (readonly string[])[]): void {
  while (tab.rows.length < grid.length) tab.rows.push(newRow());
  tab.columnCount = Math.max(tab.columnCount, ...grid.map((row) => row.length));
  for (const [n, row] of tab.rows.entries()) row.cells = (grid[n] ?? []).map((text) => (text === '' ? undefined : { stringValue: text }));
}

function sort(
  tab: Tab,
  first: number,
  by: number,
  { descending = false, columns }: { descending?: boolean; columns?: readonly [number, number] },
): void {
  const rows = tab.rows.slice(first, Math.max(first, usedRows(tab)));
  const [from, to] = columns ?? [0, tab.columnCount];
  const parts = rows.map(({ cells }) => ({ by: shown(cells[by]), part: Array.from({ length: to - from }, (_, n) => cells[from + n]) }));
  // Blank cells go last, whichever way it is sorted.
  const sorted = parts.toSorted((left, right) => {
    if (left.by === '' || right.by === '') return Number(left.by === '') - Number(right.by === '');
    return (left.by < right.by ? -1 : left.by > right.by ? 1 : 0) * (descending ? -1 : 1);
  });
  for (const [n, row] of rows.entries()) for (const [m, value] of (sorted[n]?.part ?? []).entries()) put(row.cells, from + m, value);
}

function rowAt(tab: Tab, row: number): Row {
  while (tab.rows.length <= row) tab.rows.push(newRow());
  return tab.rows[row] ?? newRow();
}

function move(list: unknown[], from: number, to: number): void {
  list.splice(to, 0, ...list.splice(from, 1));
}
