import type { Instant } from '#kernel/time.ts';
import type { Actor } from '#contexts/access/domain/people.ts';
import type { Draft } from '#products/rehearsal/domain/decision.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';

/** What every deciding function gets: the draft it writes to, when, by whom, and the rules of the installation. */
export interface Deciding {
  draft: Draft;
  at: Instant;
  by: Actor;
  rules: Rules;
}
