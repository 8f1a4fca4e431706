import type { Batch } from './sheet-batch.ts';
import type { Answer } from './sheet-calls.ts';
import type { Cell } from './sheet-snapshot.ts';

/** What is known of our writing since a fresh reading. */
export interface Memory {
  /** What the cells should say besides our plan. */
  cells: Cell[][];
  /** Texts that we wrote, columns where we emptied cells, keys of rows that we added. */
  written: Set<string>;
  emptied: Set<number>;
  added: Set<string>;
  /** Rows that the last batch wrote into and the columns there, when the answer showed the sheet of that moment. */
  touched: Map<number, Set<number>>;
  /** Of the last batch. */
  turn: number;
}

interface Writing {
  cells: Cell[][];
  turn: number;
  batch: Batch;
  answer: Answer['kind'];
}

/** A refused batch leaves nothing to remember; of an unknown one everything is, in case it was done. */
export function remember(memory: Memory | undefined, { cells, turn, batch, answer }: Writing): Memory | undefined {
  if (answer !== 'done' && answer !== 'unknown') return memory;
  const { inside, behind, added } = batch;
  const appended = behind.flatMap((row) => row.map(({ text }) => text)).filter((text) => text !== '');
  return {
    cells,
    written: new Set([...(memory?.written ?? []), ...inside.map(({ cell }) => cell.text), ...appended]),
    emptied: new Set([...(memory?.emptied ?? []), ...inside.filter(({ cell }) => cell.text === '').map(({ column }) => column)]),
    added: new Set([...(memory?.added ?? []), ...added.map(({ key }) => key)]),
    touched: columnsByRow(answer === 'done' ? inside : []),
    turn,
  };
}

function columnsByRow(changes: Batch['inside']): Map<number, Set<number>> {
  const rows = new Map<number, Set<number>>();
  for (const { row, column } of changes) rows.set(row, (rows.get(row) ?? new Set()).add(column));
  return rows;
}
