import { nextTimeOfDay, quietUntil, type Hours } from '#contexts/telling/domain/quiet.ts';
import type { Instant } from '#kernel/time.ts';

/** Until when a mail to this reader waits. Undefined: it goes out now. `awaited`: its reader has just asked for it. `again`: somebody waits for it. `waited`: it has waited for the reader's time of day before. */
export function heldUntil(
  { urgent, again, awaited }: { urgent: boolean; again?: boolean | undefined; awaited?: boolean | undefined },
  { quiet: hours, digestAt, timeZone }: Hours,
  at: Instant,
  waited = false,
): Instant | undefined {
  if (awaited === true) return undefined;
  const quiet = hours === false ? undefined : hours;
  const zone = timeZone ?? quiet?.timeZone ?? 'UTC';
  const isNow = urgent || waited || again === true;
  const from = isNow || digestAt === undefined ? at : nextTimeOfDay(digestAt, zone, at);
  const silent = quiet === undefined || (urgent && quiet.urgentToo !== true) ? undefined : quietUntil(quiet, zone, from);
  return silent ?? (from > at ? from : undefined);
}
