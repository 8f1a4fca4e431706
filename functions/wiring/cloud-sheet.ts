import { GoogleAuth } from 'google-auth-library';
import { createGoogleSheet } from '#platform/google/google-sheet.ts';
import { connectSheets } from '#platform/google/sheets-client.ts';
import type { ApprovalSheet } from '#contexts/telling/ports/approval-sheet.ts';
import type { Cloud } from './cloud.ts';

/** N4. The sheet is shared with this function's own service account. Throws when the settings name no document. */
export function cloudSheet({ settings }: Cloud): ApprovalSheet {
  const { spreadsheetId, tab, headers, approvalColumn } = settings.sheet;
  if (spreadsheetId === undefined) throw new TypeError('settings: sheet.spreadsheetId is missing');
  const auth = new GoogleAuth({ scopes: ['https://www.googleapis.com/auth/spreadsheets'] });
  return createGoogleSheet({ sheets: connectSheets({ auth }), spreadsheetId, tab, headers, approvalColumn });
}
