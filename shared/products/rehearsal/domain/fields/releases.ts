import { choosableReleases } from '#contexts/calendar/domain/named.ts';
import { releaseProblem } from '#contexts/intake/domain/release-name.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Instant } from '#kernel/time.ts';

type At = { rules: Rules; now: Instant };

/** Releases to come, as people choose them. */
export function comingReleases({ rules, now }: At): (readonly [name: string, label: string])[] {
  return choosableReleases(rules, now)
    .filter(({ hardCutoff }) => hardCutoff > now)
    .map(({ name, estimated }) => [name, estimated ? `${name} (estimate)` : name] as const);
}

export function namedReleaseProblem(value: string, { rules, now }: At): string | undefined {
  return releaseProblem(value, choosableReleases(rules, now), now);
}
