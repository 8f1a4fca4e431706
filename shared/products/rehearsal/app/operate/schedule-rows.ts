import { aheadOf, occurrenceText, outcomeText, standing, timingText } from '#contexts/schedules/domain/shown.ts';
import type { Outcome, ScheduleState } from '#contexts/schedules/domain/state.ts';
import type { OperationRow } from '#products/rehearsal/contracts/operations.ts';
import { iso } from '#products/rehearsal/app/operate/rows.ts';

/** One of a list. */
export function scheduleRow(state: ScheduleState): OperationRow {
  const [next] = aheadOf(state);
  return {
    name: state.id,
    starts: state.starts.kind,
    when: timingText(state.timing),
    next: iso(next?.at),
    local: next === undefined ? '' : occurrenceText(next, state.timing),
    standing: standing(state),
  };
}

export function scheduleFacts(state: ScheduleState): OperationRow {
  return {
    ...scheduleRow(state),
    input: JSON.stringify(state.starts.input),
    overlaps: state.overlaps,
    missed: state.missed,
    madeBy: state.madeBy,
    madeAt: iso(state.madeAt),
  };
}

/** The next times, then what became of the last ones, newest first. */
export function occurrenceRows(state: ScheduleState): OperationRow[] {
  const { timing } = state;
  const ahead = aheadOf(state).map((one) => ({ what: 'next', at: iso(one.at), local: occurrenceText(one, timing), told: '' }));
  const past = state.outcomes.toReversed().map((one) => {
    const occurrence = occurrenceOf(one);
    return { what: one.outcome, at: iso(occurrence.at), local: occurrenceText(occurrence, timing), told: outcomeText(one) };
  });
  return [...ahead, ...past];
}

/** The newest of those that were missed. */
function occurrenceOf(outcome: Outcome): { at: number; insteadOf?: string } {
  return outcome.outcome === 'missed' ? outcome.last : outcome.occurrence;
}
