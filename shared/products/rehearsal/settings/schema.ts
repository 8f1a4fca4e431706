import { z } from 'zod';
import { backendSettings } from '#contexts/operations/settings/backends.ts';
import { calendarSettings } from '#contexts/calendar/settings/calendar.ts';
import { chatSettings, eventSettings, evidenceSettings, quietSettings, sheetSettings } from './outlets.ts';
import { jobSettings } from '#contexts/operations/settings/jobs.ts';
import { personSettings } from '#contexts/access/settings/people.ts';
import { repositorySettings } from '#contexts/gates/settings/repositories.ts';
import { rolesSettings } from '#contexts/access/settings/roles.ts';
import { rulesSettings } from './rules.ts';
import { signInSettings } from '#contexts/access/settings/sign-in.ts';
import { hostName, name, webAddress } from '#contexts/access/settings/texts.ts';

/** Everything that makes an installation this one and no other (E3), but what is of one other product alone. Strict: an unknown key is a problem. */
export const settingsSchema = z.strictObject({
  installation: name.describe('its name, in every page and subject'),
  publicUrl: webAddress
    .refine((text) => !text.endsWith('/') && !/[?#]/.test(text), 'must have no slash, query or fragment at its end')
    .describe('what every link in mails and pages begins with, without a slash at its end; no host of a request is ever trusted'),
  /** X6. */
  hosts: z
    .array(hostName)
    .max(20)
    .default([])
    .describe(
      'at home: names by which this machine is reached beside `127.0.0.1`, `localhost`, `[::1]` and the host of `publicUrl`, such as a proxy’s; with a port (`name:8443`), only at that one. A request for any other host is refused',
    ),
  mailFrom: z
    .string()
    .regex(/^(?:[^<>\r\n"]{1,80} <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, 'must be an address, or Name <address>')
    .describe('`Name <address>` of every mail, or an address'),
  people: z.array(personSettings).max(500),
  /** W3. */
  signIn: signInSettings.prefault({}).describe('how people sign in, and for how long'),
  roles: rolesSettings.prefault({}),
  repositories: z.array(repositorySettings).min(1).max(100),
  backends: z.array(backendSettings).min(1).max(50),
  jobs: z.array(jobSettings).max(500).default([]),
  rules: rulesSettings.prefault({}),
  sheet: sheetSettings.prefault({}),
  calendar: calendarSettings.prefault({}),
  chat: chatSettings.optional(),
  events: eventSettings.prefault({}),
  quiet: quietSettings.optional(),
  evidence: evidenceSettings.prefault({}),
});
export type Settings = z.infer<typeof settingsSchema>;
