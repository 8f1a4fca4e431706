import { z } from 'zod';
import { CHAT, chatEvents, eventTypes } from '#domain/announce/event.ts';
import { machineColumns } from '#contracts/sheet.ts';
import { name, slug, timeOfDay, timeZone, webAddress } from './texts.ts';

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

const eventType = z.enum(eventTypes);

/** N6. With it a chat is told of what happens. The address is a secret in the cloud; here only for chats that are reached without one. */
export const chatSettings = z.strictObject({
  webhook: webAddress.optional(),
  events: z.array(eventType).default([...chatEvents]),
  /** Messages within any hour; what is over becomes one digest. */
  perHour: z.int().min(1).max(200).default(20),
});
export type ChatSettings = z.infer<typeof chatSettings>;

/** N6. Another program that is told by signed webhooks. Its secret comes from the environment: EVENT_SECRETS. */
const receiver = z.strictObject({
  id: slug.refine((id) => id !== CHAT, `must not be ${CHAT}`),
  url: webAddress,
  events: z.array(eventType).default([...eventTypes]),
  perHour: z.int().min(1).max(200).default(100),
});

export const eventSettings = z.strictObject({ receivers: z.array(receiver).max(20).default([]) });
export type EventSettings = z.infer<typeof eventSettings>;

/** N8. No mail that can wait is sent inside these hours, in the person's own time zone if known. For those who have none of their own. */
export const quietSettings = z.strictObject({ from: timeOfDay, to: timeOfDay, timeZone: timeZone.default('UTC') });
export type QuietSettings = z.infer<typeof quietSettings>;
