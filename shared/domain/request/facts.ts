import type { CalendarFact } from '#domain/request/facts/types/calendar.ts';
import type { ChangeFact } from '#domain/request/facts/types/change.ts';
import type { ClockFact } from '#domain/request/facts/types/clocks.ts';
import type { EndFact } from '#domain/request/facts/types/ends.ts';
import type { GateFact } from '#domain/request/facts/types/gates.ts';
import type { IntakeFact } from '#domain/request/facts/types/intake.ts';
import type { JobFact } from '#domain/request/facts/types/jobs.ts';
import type { MergeFact } from '#domain/request/facts/types/merge.ts';
import type { ProductionFact } from '#domain/request/facts/types/production.ts';
import type { QuestionFact, LockFact } from '#domain/request/facts/types/questions.ts';
import type { ReviewFact } from '#domain/request/facts/types/review.ts';
import type { RunFact } from '#domain/request/facts/types/runs.ts';
import type { TurnFact } from '#domain/request/facts/types/turn.ts';
import type { VerdictFact } from '#domain/request/facts/types/verdicts.ts';
import type { WordFact } from '#domain/request/facts/types/words.ts';

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
  | TurnFact
  | RunFact
  | JobFact
  | VerdictFact
  | WordFact
  | EndFact
  | MergeFact
  | ProductionFact;

export type FactName = Fact['fact'];
export type FactOf<N extends FactName> = Extract<Fact, { fact: N }>;
