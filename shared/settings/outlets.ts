import { z } from 'zod';
import { name, timeOfDay, timeZone, webAddress } from './texts.ts';

/** N4. Header texts of the approval sheet's columns. A column that is not named is not written. */
const sheetColumns = z.strictObject({
  request: name.default('Request'),
  job: name.default('Job'),
  contributor: name.default('Contributor'),
  pullRequest: name.default('Pull request'),
  instructions: name.default('Instructions'),
  release: name.default('Release'),
  status: name.default('Status'),
  outcome: name.default('Outcome'),
  sha: name.default('Commit'),
  updated: name.default('Updated'),
  approval: name.default('Approval'),
});

export const sheetSettings = z.strictObject({
  /** Google Sheets document and tab; the embedded system writes approvals.csv instead. */
  spreadsheetId: z
    .string()
    .regex(/^[A-Za-z0-9_-]{10,200}$/, 'must be the id of a Google Sheets document')
    .optional(),
  tab: name.default('Approvals'),
  columns: sheetColumns.prefault({}),
  /** Where the approval goes when no header has its text. */
  approvalColumn: z
    .string()
    .regex(/^[A-Z]{1,2}$/, 'must be column letters such as S')
    .default('S'),
});
export type SheetSettings = z.infer<typeof sheetSettings>;

/** N6. The address is a secret in the cloud; here only for chats that are reached without one. */
export const chatSettings = z.strictObject({ webhook: webAddress });
export type ChatSettings = z.infer<typeof chatSettings>;

/** N8. No mail that can wait is sent inside these hours, in the person's own time zone if known. */
export const quietSettings = z.strictObject({ from: timeOfDay, to: timeOfDay, timeZone: timeZone.default('UTC') });
export type QuietSettings = z.infer<typeof quietSettings>;
