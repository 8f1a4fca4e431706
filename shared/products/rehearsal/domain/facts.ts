import type { CalendarFact } from '#products/rehearsal/domain/facts/types/calendar.ts';
import type { ChangeFact } from '#products/rehearsal/domain/facts/types/change.ts';
import type { ClockFact } from '#products/rehearsal/domain/facts/types/clocks.ts';
import type { EndFact } from '#products/rehearsal/domain/facts/types/ends.ts';
import type { GateFact } from '#products/rehearsal/domain/facts/types/gates.ts';
import type { IntakeFact } from '#products/rehearsal/domain/facts/types/intake.ts';
import type { JobFact } from '#products/rehearsal/domain/facts/types/jobs.ts';
import type { MergeFact } from '#products/rehearsal/domain/facts/types/merge.ts';
import type { ProductionFact } from '#products/rehearsal/domain/facts/types/production.ts';
import type { QuestionFact, LockFact } from '#products/rehearsal/domain/facts/types/questions.ts';
import type { ReviewFact } from '#products/rehearsal/domain/facts/types/review.ts';
import type { RunFact } from '#products/rehearsal/domain/facts/types/runs.ts';
import type { AllocationFact } from '#products/rehearsal/domain/facts/types/allocation.ts';
import type { VerdictFact } from '#products/rehearsal/domain/facts/types/verdicts.ts';
import type { WordFact } from '#products/rehearsal/domain/facts/types/words.ts';

/** What happened, as data. A request's state is the fold of its facts, in the order of the timeline (Z1). What follows from each stands in `facts`. */
export type Fact =
  | IntakeFact
  | GateFact
  | ChangeFact
  | QuestionFact
  | LockFact
  | ClockFact
  | ReviewFact
  | CalendarFact
  | AllocationFact
  | RunFact
  | JobFact
  | VerdictFact
  | WordFact
  | EndFact
  | MergeFact
  | ProductionFact;

export type FactName = Fact['fact'];
export type FactOf<N extends FactName> = Extract<Fact, { fact: N }>;
