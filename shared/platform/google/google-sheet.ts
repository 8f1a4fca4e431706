import { setTimeout as delay } from 'node:timers/promises';
import type { MachineColumn, SheetRow } from '#contexts/telling/sheet.ts';
import type { ApprovalSheet, SheetRepair, SheetReport } from '#contexts/telling/ports/approval-sheet.ts';
import { columnAt, headersFrom, type Grid, type Headers } from '../sheet-headers.ts';
import { checkRows, planSheet, reportOf, reportsOf, type IsLocked, type SheetLayout } from '../sheet-plan.ts';
import { emptyRepair, planRepair } from '../sheet-repair.ts';
import { createCalls } from './sheet-calls.ts';
import { createPace, type Clock } from './sheet-pace.ts';
import { settle, type SettleOptions } from './sheet-settle.ts';
import { createWindow } from './sheet-window.ts';
import type { SheetsClient } from './sheets-client.ts';

export interface GoogleSheetOptions {
  sheets: SheetsClient;
  spreadsheetId: string;
  /** The tab's title. */
  tab: string;
  headers?: Partial<Headers>;
  /** Letters of the column for approvals on a sheet that has no header for it; S unless told, unless that is in use. */
  approvalColumn?: string;
  /** How long calls are collected before they are written together (ms). */
  window?: number;
  /** Most calls of this process in any minute, readings and writings together; Google allows 60 of each per account. */
  callsPerMinute?: number;
  /** How long failures are waited out (ms). With the window and two calls it stays below the minute that the queue gives. */
  patience?: number;
  /** How long one call may take (ms). */
  timeout?: number;
  clock?: Clock;
  /** In [0, 1). */
  random?: () => number;
}

const realClock: Clock = { now: () => performance.now(), sleep: (milliseconds) => delay(milliseconds) };

/** The approval sheet in Google Sheets. The client brings its own credentials; `connectSheets` makes one. */
export function createGoogleSheet(options: GoogleSheetOptions): ApprovalSheet {
  const layout = layoutOf(options);
  const settling = settlingOf(options, layout.headers);
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  }
  const upsert = createWindow<readonly SheetRow[], SheetReport>(options.window ?? 2_000, settling.clock.sleep, (calls) =>
    inTurn(() => upsertAll(settling, layout, calls)),
  );
  return {
    async upsertRows(rows) {
      checkRows(rows, layout);
      return rows.length === 0 ? reportOf([]) : upsert(rows);
    },
    reconcile: (load) => inTurn(() => reconcile(settling, layout, load)),
  };
}

/** A cell holds 50,000 characters; a longer text would have the whole batch refused, again and again. */
const LONGEST_TEXT = 49_999;

function layoutOf({ headers, approvalColumn = 'S' }: GoogleSheetOptions): SheetLayout {
  const guard = (text: string): string => (text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text).toWellFormed();
  return { headers: headersFrom(headers), approvalAt: columnAt(approvalColumn), guard };
}

function settlingOf(options: GoogleSheetOptions, headers: Headers): SettleOptions {
  const { callsPerMinute = 50, clock = realClock, random = Math.random, patience = 25_000, timeout = 15_000 } = options;
  const pace = createPace(callsPerMinute, Math.min(10, Math.ceil(callsPerMinute / 5)), clock);
  return { calls: createCalls({ ...options, pace, timeout }), headers, clock, random, patience };
}

/** As if the calls had come one after the other, in one batch; of several versions of a row the latest stays. */
async function upsertAll(settling: SettleOptions, layout: SheetLayout, calls: readonly (readonly SheetRow[])[]): Promise<SheetReport[]> {
  const rows = calls.flat();
  const { outcomes } = await settle(settling, () => Promise.resolve((grid, isLocked) => planSheet(grid, rows, layout, isLocked)));
  return reportsOf(calls, outcomes);
}

async function reconcile(settling: SettleOptions, layout: SheetLayout, load: () => Promise<readonly SheetRow[]>): Promise<SheetRepair> {
  const all: SheetRepair[] = [];
  const prepare = async () => {
    const rows = await load();
    return (grid: Grid, isLocked: IsLocked) => planRepair(grid, rows, layout, isLocked);
  };
  await settle(settling, prepare, ({ found }) => void all.push(found));
  return merged(all);
}

/** What was found before the first writing, and what people did during the repair. */
function merged([first, ...others]: readonly SheetRepair[]): SheetRepair {
  const repair: SheetRepair = first ?? emptyRepair();
  for (const { edited, ...lists } of others) {
    for (const list of ['missing', 'behind', 'duplicates', 'refused'] as const)
      repair[list] = [...new Set([...repair[list], ...lists[list]])];
    for (const { key, columns } of edited) addEdited(repair, key, columns);
  }
  return repair;
}

function addEdited(repair: SheetRepair, key: string, columns: readonly MachineColumn[]): void {
  const known = repair.edited.find((edit) => edit.key === key);
  if (known === undefined) repair.edited.push({ key, columns: [...columns] });
  else known.columns = [...new Set([...known.columns, ...columns])];
}
