import { isDeepStrictEqual } from 'node:util';
import type { MachineColumn, SheetRow } from '#contexts/telling/sheet.ts';
import type { ApprovalSheet, SheetRepair } from '#contexts/telling/ports/approval-sheet.ts';
import type { Clockwork } from '../engine/clockwork.ts';

export interface SimSheet extends ApprovalSheet {
  rows: Map<string, SheetRow>;
  /** When somebody last changed what is not theirs to change. */
  vandalisedAt: number | undefined;
  /** Rows that somebody deleted: whoever writes one again, and be it late, begins it anew. */
  deleted: Set<string>;
}

/** The approval sheet, and what people do to it. `breaks`: rows at which it fails always. */
export function createSimSheet(clockwork: Clockwork, breaks: (row: SheetRow) => boolean): SimSheet {
  const rows = new Map<string, SheetRow>();
  const self: SimSheet = {
    rows,
    vandalisedAt: undefined,
    deleted: new Set(),
    async upsertRows(given) {
      if (given.some(breaks)) throw new Error('the sheet breaks at this row');
      const fresh = given.filter(({ key, version }) => version >= (rows.get(key)?.version ?? 0));
      for (const row of fresh) rows.set(row.key, row);
      const stale = given.filter((row) => !fresh.includes(row)).map(({ key }) => key);
      return { written: fresh.map(({ key }) => key), stale, duplicates: [], refused: [] };
    },
    async reconcile(load) {
      const wanted = (await load()).filter((row) => !breaks(row));
      const repair: SheetRepair = {
        checked: wanted.length,
        missing: [],
        behind: [],
        edited: [],
        duplicates: [],
        moved: [],
        unknown: [],
        refused: [],
      };
      for (const row of wanted) repairRow(rows, row, repair);
      if (repair.missing.length + repair.edited.length > 0) self.vandalisedAt = undefined;
      return repair;
    },
  };
  void clockwork;
  return self;
}

function repairRow(rows: Map<string, SheetRow>, row: SheetRow, repair: SheetRepair): void {
  const there = rows.get(row.key);
  if (there === undefined) repair.missing.push(row.key);
  else if (there.version < row.version) repair.behind.push(row.key);
  else if (there.version > row.version) return;
  else if (isDeepStrictEqual(there.cells, row.cells)) return;
  else repair.edited.push({ key: row.key, columns: [] satisfies MachineColumn[] });
  rows.set(row.key, row);
}
