import type { MachineColumn, SheetRow } from '#contexts/telling/sheet.ts';

/**
 * The approval sheet (N4): one row per job, read and rearranged by people.
 *
 * Promises: rows are found by their key wherever people moved them, columns by their header text. Only cells of the machine's
 * columns are written; other columns and rows are left as they are. A machine column that was deleted comes back at the end.
 * Writing again what is there changes nothing, nothing is appended twice, and a row never goes back to a smaller version.
 * Text is written as text, never as a formula. A row with a protected cell stands in no other row's way. All other rows of a call are written in one step; when it throws, none were or, where
 * an answer was lost on the way, perhaps all: calling again is safe. Throws SheetUnreadable, and leaves the sheet alone, when it
 * cannot be understood.
 */
export interface ApprovalSheet {
  upsertRows(rows: readonly SheetRow[]): Promise<SheetReport>;
  /**
   * Makes the machine's cells say what the store says and tells what was wrong. `load` gives every row that the sheet should
   * have; it is called after the sheet was read, perhaps several times, and must read the store anew: a version in the sheet
   * beyond the store's is then known to be a person's doing. Rows of which the store knows nothing stay.
   */
  reconcile(load: () => Promise<readonly SheetRow[]>): Promise<SheetRepair>;
}

export interface SheetReport {
  /** Keys whose row now says what was given. */
  written: string[];
  /** Keys whose row is of a later version already. */
  stale: string[];
  /** Keys that a person has put into several rows: only the first of these was updated. */
  duplicates: string[];
  /** Keys whose row was left as it was, whole: somebody protected a cell that had to change. */
  refused: string[];
}

/** Keys of rows, in the order of the store's rows; a row may appear under several heads. */
export interface SheetRepair {
  /** Rows that the sheet should have. */
  checked: number;
  /** Were not there and were added. */
  missing: string[];
  /** Were of an earlier version: an update had not arrived. */
  behind: string[];
  /** Machine cells that people had changed or sorted apart, and that were put right. */
  edited: { key: string; columns: MachineColumn[] }[];
  /** Stood in several rows: the machine's cells of all but the first were emptied, people's notes beside them stay. */
  duplicates: string[];
  /** Stand in another order than the store's; left where people put them. */
  moved: string[];
  /** Look like ours and are not in the store; left alone. */
  unknown: string[];
  /** Are not as they should be and were left so: somebody protected a cell that had to change. */
  refused: string[];
}

/** A person has to mend the sheet; the message says where it is broken. */
export class SheetUnreadable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SheetUnreadable';
  }
}
