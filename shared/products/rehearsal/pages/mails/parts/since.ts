import type { Instant } from '#kernel/time.ts';

/** For operators, who read it beside logs: `2027-01-15 08:00 UTC`. */
export function minuteText(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
