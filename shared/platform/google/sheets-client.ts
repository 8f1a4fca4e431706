import { sheets, type sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';

export type SheetsClient = sheets_v4.Sheets;

/** Only this one of Google's APIs is imported: all of `googleapis` takes half a second to load. */
export function connectSheets(options: Omit<sheets_v4.Options, 'version'>): SheetsClient {
  return sheets({ ...options, version: 'v4' });
}
