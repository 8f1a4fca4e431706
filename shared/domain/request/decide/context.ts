import type { Instant } from '#kernel/time.ts';
import type { Actor } from '#domain/people.ts';
import type { Draft } from '#domain/request/decision.ts';
import type { Rules } from '#domain/request/rules.ts';

/** What every deciding function gets: the draft it writes to, when, by whom, and the rules of the installation. */
export interface Deciding {
  draft: Draft;
  at: Instant;
  by: Actor;
  rules: Rules;
}
