import type { SheetRow } from '#contracts/sheet.ts';

/**
 * The approval sheet (N4): one row per job, read and rearranged by people.
 *
 * Promises: rows are found by their key wherever people moved them, columns by their header text. Only cells of the machine's
 * columns are written; other columns and rows are left as they are. A machine column that was deleted comes back at the end.
 * Writing again what is there changes nothing, nothing is appended twice, and a row never goes back to a smaller version.
 * Text is written as text, never as a formula. Either all rows of a call are written or, when it throws, none; calling again
 * is safe then. Throws SheetUnreadable, and leaves the sheet alone, when it cannot be understood.
 */
export interface ApprovalSheet {
  upsertRows(rows: readonly SheetRow[]): Promise<SheetReport>;
}

export interface SheetReport {
  /** Keys whose row now says what was given. */
  written: string[];
  /** Keys whose row is of a later version already. */
  stale: string[];
  /** Keys that a person has put into several rows: only the first of these was updated. */
  duplicates: string[];
}

/** A person has to mend the sheet; the message says where it is broken. */
export class SheetUnreadable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SheetUnreadable';
  }
}
