import { largest } from '#kernel/lists.ts';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { rowRequests, turnRequests } from './sheet-tokens.ts';
import { blank, type Cell, type Snapshot } from './sheet-snapshot.ts';

type Request = sheets_v4.Schema$Request;

export interface CellChange {
  row: number;
  column: number;
  cell: Cell;
}

/** The cells that differ. */
export function changesBetween(now: readonly (readonly Cell[])[], wanted: readonly (readonly Cell[])[]): CellChange[] {
  const changes: CellChange[] = [];
  for (let row = 0; row < Math.max(now.length, wanted.length); row += 1) {
    const [left, right] = [now[row] ?? [], wanted[row] ?? []];
    for (let column = 0; column < Math.max(left.length, right.length); column += 1) {
      const cell = right[column] ?? blank;
      if ((left[column] ?? blank).text !== cell.text) changes.push({ row, column, cell });
    }
  }
  return changes;
}

export interface Batch {
  /** Cells to change where they are. */
  inside: CellChange[];
  /** New rows. Never written over what seems to be blank: somebody else's row may have come there. */
  behind: Cell[][];
  added: readonly { key: string; row: number }[];
}

/**
 * One atomic batch: the turn, the changed cells, new rows behind everything that the sheet holds when the batch arrives
 * (whatever people added meanwhile), and the new rows' marks.
 */
export function requestsOf(snapshot: Snapshot, { inside, behind, added }: Batch, turn: number): Request[] {
  const { sheetId, columnCount } = snapshot;
  const width = largest(0, [...inside.map(({ column }) => column + 1), ...behind.map((row) => row.length)]);
  const append = behind.map((row) => ({ values: row.map(cellData) }));
  return [
    ...turnRequests(snapshot, turn),
    ...(width > columnCount ? [{ appendDimension: { sheetId, dimension: 'COLUMNS', length: width - columnCount } }] : []),
    ...runsOf(inside).map((run) => updateCells(sheetId, run)),
    ...(append.length > 0 ? [{ appendCells: { sheetId, rows: append, fields: 'userEnteredValue' } }] : []),
    ...added.flatMap(({ key, row }) => rowRequests(snapshot, key, row)),
  ];
}

/** Neighbours in a row are written together; a gap is never written over. */
function runsOf(changes: readonly CellChange[]): CellChange[][] {
  const runs: CellChange[][] = [];
  for (const change of changes) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (last?.row === change.row && last.column === change.column - 1) run?.push(change);
    else runs.push([change]);
  }
  return runs;
}

function updateCells(sheetId: number, run: readonly CellChange[]): Request {
  const [first] = run;
  return {
    updateCells: {
      start: { sheetId, rowIndex: first?.row ?? 0, columnIndex: first?.column ?? 0 },
      rows: [{ values: run.map(({ cell }) => cellData(cell)) }],
      fields: 'userEnteredValue',
    },
  };
}

function cellData({ value }: Cell): sheets_v4.Schema$CellData {
  return value === undefined ? {} : { userEnteredValue: value };
}
