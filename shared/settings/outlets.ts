import { z } from 'zod';
import { machineColumns } from '#contracts/sheet.ts';
import { name, timeOfDay, timeZone, webAddress } from './texts.ts';

/** N4. The embedded system writes approvals.csv instead of a Google Sheets document. */
export const sheetSettings = z.strictObject({
  spreadsheetId: z
    .string()
    .regex(/^[A-Za-z0-9_-]{10,200}$/, 'must be the id of a Google Sheets document')
    .optional(),
  tab: name.default('Approvals'),
  /** Header texts where they differ from the usual ones. */
  /** Where the approval goes on a sheet that has no header for it. */
  approvalColumn: z
    .string()
    .regex(/^[A-Z]{1,2}$/, 'must be column letters such as S')
    .default('S'),
  headers: z.partialRecord(z.enum(machineColumns), name).default({}),
});
export type SheetSettings = z.infer<typeof sheetSettings>;

/** N6. The address is a secret in the cloud; here only for chats that are reached without one. */
export const chatSettings = z.strictObject({ webhook: webAddress });
export type ChatSettings = z.infer<typeof chatSettings>;

/** N8. No mail that can wait is sent inside these hours, in the person's own time zone if known. */
export const quietSettings = z.strictObject({ from: timeOfDay, to: timeOfDay, timeZone: timeZone.default('UTC') });
export type QuietSettings = z.infer<typeof quietSettings>;
