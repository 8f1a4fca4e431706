import { SLUG } from '#kernel/slug.ts';
import { z } from 'zod';

export const name = z.string().trim().min(1).max(120);
export const slug = z.string().regex(SLUG, 'must be lower-case letters, digits and hyphens, at most 40');
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 23:59');
export const timeZone = z.string().refine(isTimeZone, 'must be a time zone such as Europe/Vienna');
export const webAddress = z.string().refine(isWebAddress, 'must be an http or https address');

export const hostName = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?(?::[0-9]{1,5})?$/,
    'must be a name such as rehearsal.example.org, with or without a port',
  );

/** What this runtime knows as a time zone. */
export function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
