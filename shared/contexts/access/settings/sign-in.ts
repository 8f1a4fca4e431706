import { z } from 'zod';
import type { SessionRules } from '#contexts/access/domain/account/session.ts';
import { name, slug, webAddress } from '#contexts/access/settings/texts.ts';
import { DAY, HOUR, MINUTE } from '#kernel/time.ts';

const github = z.strictObject({
  clientId: z.string().min(1).max(200),
  url: webAddress.default('https://github.com'),
  apiUrl: webAddress.default('https://api.github.com'),
});

const provider = z.strictObject({
  slug: slug
    .refine((text) => !['mail', 'github'].includes(text), 'must be neither mail nor github')
    .describe('in addresses and on records'),
  name: name.describe('on the button'),
  issuer: webAddress.describe('as its discovery document names it'),
  clientId: z.string().min(1).max(200),
});

/** W3. */
export const signInSettings = z.strictObject({
  mail: z.boolean().default(true).describe('`false`: no links to sign in by are mailed'),
  github: github
    .optional()
    .describe(
      'people sign in with GitHub: the OAuth app’s client id, its secret in `SIGN_IN_SECRETS` as `github=…`; its callback is `<publicUrl>/sign-in/from/github`',
    ),
  providers: z
    .array(provider)
    .max(10)
    .refine((all) => new Set(all.map((one) => one.slug)).size === all.length, 'must have different slugs')
    .default([])
    .describe(
      'OpenID providers by which people sign in, each with its secret in `SIGN_IN_SECRETS` as `<slug>=…`; its callback is `<publicUrl>/sign-in/from/<slug>`. An address counts only where the provider says that it is verified',
    ),
  idleHours: z
    .number()
    .positive()
    .max(24 * 30)
    .default(12)
    .describe('a session that opened nothing for so long is over'),
  absoluteDays: z.number().positive().max(90).default(7).describe('a session is over after so long in any case'),
  freshMinutes: z
    .number()
    .positive()
    .max(24 * 60)
    .default(10)
    .describe('after a sign-in, sensitive acts ask for no other for so long'),
  sessionsPerPerson: z.int().min(1).max(50).default(10).describe('open sessions of one person; one more ends the oldest'),
});
export type SignInSettings = z.infer<typeof signInSettings>;

/** A mailed link, on the wall. */
const LINK = 15 * MINUTE;

/** All of it is meant on the wall, so it is stretched by `timeScale` (E4) into the store's time. */
export function sessionRules({ idleHours, absoluteDays, freshMinutes, sessionsPerPerson }: SignInSettings, timeScale = 1): SessionRules {
  const idle = idleHours * HOUR * timeScale;
  return {
    idle,
    absolute: absoluteDays * DAY * timeScale,
    fresh: freshMinutes * MINUTE * timeScale,
    most: sessionsPerPerson,
    link: LINK * timeScale,
    noted: Math.min(5 * MINUTE * timeScale, idle / 4),
  };
}
