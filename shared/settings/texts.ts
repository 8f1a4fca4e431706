import { z } from 'zod';

export const name = z.string().trim().min(1).max(120);
export const longText = z.string().trim().min(1).max(2_000);
export const slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'must be lower-case letters, digits and hyphens, at most 40');
export const commandTemplate = z.array(z.string().max(2_000)).min(1, 'must name a program').max(64);
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 23:59');
export const timeZone = z.string().refine(isTimeZone, 'must be a time zone such as Europe/Vienna');
export const webAddress = z.string().refine(isWebAddress, 'must be an http or https address');
/** An ISO instant with its offset; read once, and from then on milliseconds. */
export const isoInstant = z.iso
  .datetime({ offset: true, error: 'must be an instant such as 2026-12-05T23:59:00+01:00' })
  .transform((text) => Date.parse(text));

function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
