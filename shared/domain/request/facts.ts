import type { IntakeFact } from '#domain/request/facts/intake.ts';
import type { GateFact } from '#domain/request/facts/gates.ts';
import type { ChangeFact } from '#domain/request/facts/change.ts';
import type { QuestionFact, LockFact } from '#domain/request/facts/questions.ts';
import type { ClockFact } from '#domain/request/facts/clocks.ts';
import type { ReviewFact } from '#domain/request/facts/review.ts';
import type { CalendarFact } from '#domain/request/facts/calendar.ts';
import type { TurnFact } from '#domain/request/facts/turn.ts';
import type { RunFact } from '#domain/request/facts/runs.ts';
import type { JobFact } from '#domain/request/facts/jobs.ts';
import type { VerdictFact } from '#domain/request/facts/verdicts.ts';
import type { WordFact } from '#domain/request/facts/words.ts';
import type { EndFact } from '#domain/request/facts/ends.ts';
import type { MergeFact } from '#domain/request/facts/merge.ts';
import type { ProductionFact } from '#domain/request/facts/production.ts';

/** What happened, as data. A request's state is the fold of its facts, in the order of the timeline (Z1). Each stands beside all that follows from it. */
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
