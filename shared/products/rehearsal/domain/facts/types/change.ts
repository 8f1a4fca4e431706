import type { Instant } from '#kernel/time.ts';
import type { Base } from '#contexts/gates/domain/pull-request/base.ts';
import type { PullRequest, Successor } from '#contexts/intake/domain/kept/continued.ts';

/** What is to be merged became another. */
export type ChangeFact =
  | { fact: 'head_moved'; from: string; to: string }
  /** G10. At the same head. */
  | { fact: 'base_moved'; from: Base; to: Base }
  /** I19. `by`: a person’s id, `contributor`, or the operator. */
  | { fact: 'continued_at'; from: PullRequest; to: PullRequest; at: Instant; by: string; reason?: string; successor?: Successor };
