import { traceSteps, type TraceSeen, type TraceStep } from '#contexts/access/domain/trace/steps.ts';
import type { OperationRow } from '#products/rehearsal/contracts/operations.ts';
import type { Operated } from '#products/rehearsal/app/operations/define.ts';
import { iso } from '#products/rehearsal/app/operate/rows.ts';
import type { System } from '#products/rehearsal/app/system.ts';

/** X8. As the page shows it: each command, and below it what it asked for. */
export async function traced({ store }: Pick<System, 'store'>, seen: TraceSeen): Promise<Operated> {
  const rows = traceSteps(seen, await store.now()).map(stepRow);
  return { done: { facts: { commands: seen.commands.length, effects: seen.effects.length, whole: seen.isWhole }, rows } };
}

function stepRow(step: TraceStep): OperationRow {
  if (step.step === 'command') {
    const { at, command, on, who } = step.command;
    return { step: 'command', what: command, on: `${on.kind} ${on.id}`, at: iso(at), by: who };
  }
  const { effect, times } = step;
  const span = (of: { from: number; to: number } | undefined): number => (of === undefined ? 0 : of.to - of.from);
  return {
    step: 'effect',
    what: effect.kind,
    on: `${effect.subject.kind} ${effect.subject.id}`,
    at: iso(effect.createdAt),
    key: effect.key,
    state: effect.state,
    restedMs: span(times.rested),
    waitedMs: span(times.waited),
    workedMs: span(times.worked),
    attempts: effect.attempts,
  };
}
