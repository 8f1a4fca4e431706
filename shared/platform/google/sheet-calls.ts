import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { SheetUnreadable } from '#contexts/telling/ports/approval-sheet.ts';
import { failureOf, type Failure } from './sheet-failure.ts';
import { snapshotFields, snapshotOf, wholeTab, type Snapshot } from './sheet-snapshot.ts';
import type { SheetsClient } from './sheets-client.ts';

export interface SheetCalls {
  read(): Promise<Answer>;
  /** All of the requests or none; the answer shows the tab as it was at the moment when they were done. */
  write(requests: sheets_v4.Schema$Request[]): Promise<Answer>;
}

export type Answer = { kind: 'done'; snapshot: Snapshot } | Failure;

interface CallOptions {
  sheets: SheetsClient;
  spreadsheetId: string;
  tab: string;
  pace: { take(): Promise<void> };
  /** How long one call may take (ms). */
  timeout: number;
}

/** Each call is made once: the client's own retries are off, since they would go past the pace and repeat writes blindly. */
export function createCalls({ sheets, spreadsheetId, tab, pace, timeout }: CallOptions): SheetCalls {
  const manner = { retry: false, timeout };
  const ranges = [wholeTab(tab)];
  return {
    async read() {
      await pace.take();
      const answer = await attempt(() => sheets.spreadsheets.get({ spreadsheetId, ranges, fields: snapshotFields }, manner));
      if (answer.kind === 'refused')
        throw new SheetUnreadable(`the spreadsheet cannot be read; perhaps it has no tab "${tab}"`, { cause: answer.error });
      return 'data' in answer ? { kind: 'done', snapshot: snapshotOf(answer.data, tab) } : answer;
    },
    async write(requests) {
      await pace.take();
      const requestBody = { requests, includeSpreadsheetInResponse: true, responseRanges: ranges, responseIncludeGridData: true };
      const fields = `updatedSpreadsheet(${snapshotFields})`;
      const answer = await attempt(() => sheets.spreadsheets.batchUpdate({ spreadsheetId, requestBody, fields }, manner));
      return 'data' in answer ? { kind: 'done', snapshot: snapshotOf(answer.data.updatedSpreadsheet ?? {}, tab) } : answer;
    },
  };
}

async function attempt<T>(call: () => Promise<{ data: T }>): Promise<{ kind: 'done'; data: T } | Failure> {
  try {
    return { kind: 'done', data: (await call()).data };
  } catch (error) {
    const failure = failureOf(error, Date.now());
    if (failure.kind !== 'denied') return failure;
    if (failure.status === 401) throw error;
    throw new SheetUnreadable('the spreadsheet is not there, or is not shared with the service account as an editor', { cause: error });
  }
}
