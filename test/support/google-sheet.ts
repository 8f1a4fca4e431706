import { createGoogleSheet, type GoogleSheetOptions } from '#platform/google/google-sheet.ts';
import type { Clock } from '#platform/google/sheet-pace.ts';
import { connectToStandIn } from '#infra/stand-ins/sheets/connect.ts';
import { startSheetsStandIn, type StandIn, type StandInOptions } from '#infra/stand-ins/sheets/server.ts';
import type { ApprovalSheet } from '#contexts/telling/ports/approval-sheet.ts';

/** A clock on which nobody waits: each sleep moves it on. */
function quickClock(): Clock & { slept: number[] } {
  let time = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => time,
    async sleep(milliseconds) {
      const until = time + milliseconds;
      slept.push(milliseconds);
      await new Promise((resolve) => setImmediate(resolve));
      time = Math.max(time, until);
    },
  };
}

export interface GoogleSheetSetup {
  standIn: StandIn;
  clock: ReturnType<typeof quickClock>;
  /** One more process that writes to the same sheet. */
  open(over?: Partial<GoogleSheetOptions>): ApprovalSheet;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function setUpGoogleSheet(options: StandInOptions = {}): Promise<GoogleSheetSetup> {
  const clock = quickClock();
  const standIn = await startSheetsStandIn({ now: clock.now, rowCount: 60, ...options });
  const sheets = connectToStandIn(standIn.port);
  const { spreadsheetId } = standIn;
  return {
    standIn,
    clock,
    open: (over) => createGoogleSheet({ sheets, spreadsheetId, tab: options.tabs?.[0] ?? 'Approvals', clock, ...over }),
    [Symbol.asyncDispose]: () => standIn.stop(),
  };
}
