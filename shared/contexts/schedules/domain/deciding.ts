import type { ScheduleFact } from '#contexts/schedules/domain/facts.ts';
import { nextLook } from '#contexts/schedules/domain/look.ts';
import { nextAfter } from '#contexts/schedules/domain/next.ts';
import type { ScheduleRules } from '#contexts/schedules/domain/rules.ts';
import type { ScheduleState } from '#contexts/schedules/domain/state.ts';
import type { Occurrence } from '#contexts/schedules/domain/timing.ts';
import type { Draft } from '#kernel/draft.ts';
import type { Instant } from '#kernel/time.ts';

/** What a command is decided on, when, and by which rules. */
export interface Deciding {
  draft: Draft<ScheduleState, ScheduleFact>;
  at: Instant;
  rules: ScheduleRules;
}

/** Tells of those that nothing is started for. */
export function missed({ draft, at }: Deciding, passed: readonly Occurrence[], why: string): void {
  const [first] = passed;
  const last = passed.at(-1);
  if (first === undefined || last === undefined) return;
  draft.record({ fact: 'occurrences_missed', count: passed.length, first, last, at, why });
  setNext({ draft }, nextAfter(draft.state.timing, last));
}

export function setNext({ draft }: Pick<Deciding, 'draft'>, next: Occurrence | undefined): void {
  const { next: known } = draft.state;
  if (known?.at === next?.at && known?.insteadOf === next?.insteadOf) return;
  draft.record({ fact: 'next_set', ...(next === undefined ? {} : { next }) });
}

/** Asks for the next look; whoever performs an earlier one finds that it is not awaited any more. */
export function askLook({ draft, at, rules }: Deciding): void {
  const look = nextLook(draft.state, at, rules);
  if (look !== undefined) draft.record({ fact: 'look_asked', version: draft.state.version + 1, at: look });
}
