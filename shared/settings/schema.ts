import { z } from 'zod';
import { backendSettings } from './backends.ts';
import { calendarSettings } from './calendar.ts';
import { chatSettings, eventSettings, quietSettings, sheetSettings } from './outlets.ts';
import { jobSettings } from './jobs.ts';
import { personSettings } from './people.ts';
import { repositorySettings } from './repositories.ts';
import { rulesSettings } from './rules.ts';
import { hostName, name, webAddress } from './texts.ts';

/** Everything that makes an installation this one and no other (E3). Strict: an unknown key is a problem. */
export const settingsSchema = z.strictObject({
  installation: name,
  /** Every link in mails and pages starts with it; never taken from a request's host. No slash at its end. */
  publicUrl: webAddress.refine((text) => !text.endsWith('/') && !/[?#]/.test(text), 'must have no slash, query or fragment at its end'),
  /** X6. Names by which this machine is reached beside loopback and the public address, such as a proxy's; with a port, only at that one. */
  hosts: z.array(hostName).max(20).default([]),
  /** `Name <address>` or an address. */
  mailFrom: z.string().regex(/^(?:[^<>\r\n"]{1,80} <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, 'must be an address, or Name <address>'),
  people: z.array(personSettings).max(500),
  repositories: z.array(repositorySettings).min(1).max(100),
  backends: z.array(backendSettings).min(1).max(50),
  jobs: z.array(jobSettings).max(500).default([]),
  rules: rulesSettings.prefault({}),
  sheet: sheetSettings.prefault({}),
  calendar: calendarSettings.prefault({}),
  chat: chatSettings.optional(),
  events: eventSettings.prefault({}),
  quiet: quietSettings.optional(),
});
export type Settings = z.infer<typeof settingsSchema>;
/** What the file holds, before defaults and instants. */
export type SettingsInput = z.input<typeof settingsSchema>;
