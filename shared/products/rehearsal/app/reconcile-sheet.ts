import { append } from '#kernel/lists.ts';
import { isProven } from '#products/rehearsal/domain/proven.ts';
import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import type { SheetRow } from '#contexts/telling/sheet.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { sheetRows } from '#products/rehearsal/app/performers/update-sheet.ts';
import type { ApprovalSheet, SheetRepair } from '#contexts/telling/ports/approval-sheet.ts';

/** Requests a sheet is held against: the newest. Rows of older ones stay as they are. */
const MOST = 5_000;
const PAGE = 500;

/** N4: what people deleted, copied, sorted apart or typed over in the machine's cells is put right, and what was found is told. */
export async function reconcileSheet(
  system: System,
  sheet: ApprovalSheet,
  requestUrl: (requestId: string) => string,
): Promise<SheetRepair> {
  const repair = await sheet.reconcile(() => allRows(system, requestUrl));
  const { missing, behind, edited, duplicates, refused } = repair;
  const found = {
    missing: missing.length,
    behind: behind.length,
    edited: edited.length,
    duplicates: duplicates.length,
    refused: refused.length,
  };
  if (Object.values(found).some((count) => count > 0)) system.log('WARNING', 'sheet was repaired', { ...found, checked: repair.checked });
  return repair;
}

/** Oldest first, as they were appended. */
async function allRows({ store, rules }: System, requestUrl: (requestId: string) => string): Promise<SheetRow[]> {
  const newest: RequestDocument[] = [];
  for (;;) {
    const last = newest.at(-1);
    const found = await store.query({
      index: 'requestsNewestFirst',
      equal: {},
      limit: PAGE,
      ...(last === undefined ? {} : { after: { value: last.submittedAt, id: last.state.id } }),
    });
    append(
      newest,
      found.map(({ document }) => document),
    );
    if (found.length < PAGE || newest.length >= MOST) break;
  }
  return newest
    .toReversed()
    .filter(({ state }) => isProven(state))
    .flatMap(({ state }) => sheetRows(state, rules, requestUrl(state.id)));
}
