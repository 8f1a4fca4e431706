import { stepProgram, type StepKind } from '#contexts/operations/domain/programs.ts';
import type { ExecutorName } from '#contexts/operations/kinds/programs/define.ts';
import type { Duration } from '#kernel/time.ts';
import { announcing, byHand, waiting } from '#contexts/operations/app/executors.ts';
import type { Announcer } from '#contexts/operations/ports/announcer.ts';
import type { StepExecutor, StepOrder } from '#contexts/operations/ports/executor.ts';

export interface StepExecutors {
  /** Those that are set up here. */
  executors: Partial<Record<ExecutorName, StepExecutor>>;
  /** Those that carry out certain programs in their place. */
  byProgram?: Partial<Record<StepKind, StepExecutor>>;
  announcer: Announcer;
  /** Text of an `announce` step (D2), from the settings. */
  announcement: (order: StepOrder) => string;
  /** How long a `wait` step lasts, from the settings, in the store's time. */
  lasts: (order: StepOrder) => Duration;
}

/** Who carries the step out: the first of its program's executors that is set up here. */
export function stepExecutor(
  dependencies: StepExecutors,
  order: StepOrder,
  { age, isWanted }: { age: Duration; isWanted: boolean },
): StepExecutor | undefined {
  const given = dependencies.byProgram?.[order.program];
  if (given !== undefined) return given;
  const everywhere: { readonly [K in ExecutorName]?: () => StepExecutor } = {
    manual: () => byHand,
    announcer: () => announcing(dependencies.announcer, dependencies.announcement),
    clock: () => waiting({ age, lasts: dependencies.lasts(order), isWanted }),
  };
  for (const name of stepProgram(order.program).executors) {
    const found = dependencies.executors[name] ?? everywhere[name]?.();
    if (found !== undefined) return found;
  }
  return undefined;
}
