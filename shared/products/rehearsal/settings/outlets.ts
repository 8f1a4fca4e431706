import { z } from 'zod';
import { CHAT, chatEvents, eventTypes } from '#products/rehearsal/domain/announce/event.ts';
import { machineColumns } from '#contexts/telling/sheet.ts';
import { name, slug, timeOfDay, timeZone, webAddress } from '#contexts/access/settings/texts.ts';

/** N4. The embedded system writes approvals.csv instead of a Google Sheets document. */
export const sheetSettings = z.strictObject({
  spreadsheetId: z
    .string()
    .regex(/^[A-Za-z0-9_-]{10,200}$/, 'must be the id of a Google Sheets document')
    .optional()
    .describe('the Google sheet; at home it is `approvals.csv`'),
  tab: name.default('Approvals').describe('which of its sheets'),
  approvalColumn: z
    .string()
    .regex(/^[A-Z]{1,2}$/, 'must be column letters such as S')
    .default('S')
    .describe('where approvals go on a sheet that has no header for them'),
  headers: z.partialRecord(z.enum(machineColumns), name).default({}).describe('header texts where they differ from the usual ones'),
});

const eventType = z.enum(eventTypes);

/** N6. With it a chat is told of what happens. The address is a secret in the cloud; here only for chats that are reached without one. */
export const chatSettings = z.strictObject({
  webhook: webAddress.optional().describe('a chat that is reached without a secret; in the cloud the address is one'),
  events: z
    .array(eventType)
    .default([...chatEvents])
    .describe('what the chat is told of ([events](guide/events.md))'),
  perHour: z.int().min(1).max(200).default(20).describe('messages within any hour; what is over becomes one digest'),
});

/** N6. Another program that is told by signed webhooks. Its secret comes from the environment: EVENT_SECRETS. */
const receiver = z.strictObject({
  id: slug
    .refine((id) => id !== CHAT, `must not be ${CHAT}`)
    .describe('another program, told by signed webhooks; its secret is in `EVENT_SECRETS` under this name'),
  url: webAddress.describe('where it listens'),
  events: z
    .array(eventType)
    .default([...eventTypes])
    .describe('what it is told of'),
  perHour: z.int().min(1).max(200).default(100).describe('messages within any hour; what is over becomes one digest'),
});

export const eventSettings = z.strictObject({ receivers: z.array(receiver).max(20).default([]) });

/** N8. No mail that can wait is sent inside these hours, in the person's own time zone if known. For those who have none of their own. */
export const quietSettings = z
  .strictObject({ from: timeOfDay, to: timeOfDay, timeZone: timeZone.default('UTC') })
  .describe('quiet hours of all who have none of their own');

const day = z.iso.date().describe('a day, as 2026-12-01');

/** A8. Keys of statements that no function holds any more, or that are to be believed no more. */
export const evidenceSettings = z.strictObject({
  formerKeys: z
    .array(
      z.strictObject({
        public: z
          .string()
          .regex(/^MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=$/, 'must be an ed25519 public key in DER, base64')
          .describe('the public key in DER, base64'),
        from: day.describe('the day since when it signed'),
        until: day.describe('the first day on which it signed no more'),
        revoked: day.optional().describe('the day when somebody else may have had it: nothing that it signed is believed'),
      }),
    )
    .max(50)
    .default([])
    .describe('keys that signed statements before those in `STATEMENT_KEYS`, and those that are revoked ([evidence](guide/evidence.md))'),
});
