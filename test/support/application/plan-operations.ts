import type { DrivenOwner } from '#contexts/operations/app/owned.ts';
import type { Owner, Recorded } from '#contexts/operations/domain/owner.ts';
import type { EndReader, SaidEnd, ToldEnd } from '#contexts/operations/domain/told-end.ts';
import type { Sayings } from '#contexts/operations/domain/sayings.ts';
import type { StepEnd, StepExecutor } from '#contexts/operations/ports/executor.ts';
import { placeOfOperation, stepOperation } from '#contexts/plans/domain/operation.ts';
import type { Place, PlannedStep } from '#contexts/plans/domain/page.ts';
import { stepAt, type LoadedPlan } from '#contexts/plans/domain/state.ts';
import { HOUR } from '#kernel/time.ts';
import { stepOrder } from '#test/contract/executor/orders.ts';

/** The lease that every step of every plan is under. */
export const FENCING = 7;

type Ended = 'succeeded' | 'failed' | 'cancelled';
type EndStep = { command: 'end_step'; place: Place; state: Ended };

/** That a step runs is on the record before anything is launched, so that nothing but its end is news. */
function saysOf(place: Place, { cancelAsked }: PlannedStep): Sayings<SaidEnd, EndStep> {
  const end = (state: Ended): EndStep => ({ command: 'end_step', place, state });
  const lost = () => end(cancelAsked === true ? 'cancelled' : 'failed');
  return {
    ended: ({ passed }) => end(passed ? 'succeeded' : 'failed'),
    refused: () => end('failed'),
    lost,
    cancelled: () => end('cancelled'),
  };
}

const states = { running: 'executing', succeeded: 'done', skipped: 'done', failed: 'failed', cancelled: 'cancelled' } as const;

/** A stored plan as the owner of what its steps do, as a product would write it. */
export const planOwner: Owner = {
  recorded(state, operation): Recorded<SaidEnd> | undefined {
    const [plan, place] = [state as LoadedPlan, placeOfOperation(operation)];
    const step = place && stepAt(plan, place);
    if (place === undefined || step === undefined || !(step.state in states)) return undefined;
    const says = saysOf(place, step);
    return {
      state: states[step.state as keyof typeof states],
      isWanted: step.cancelAsked === undefined && plan.cancelled === undefined,
      lease: { backend: plan.backend, fencing: FENCING },
      says,
      readEnd: judgedBy,
      givenUp: (phase) => (phase === 'launch' ? says.lost('its launch was given up') : undefined),
    };
  },
  keptAs: ({ id }, operation) => `${id}-${operation.id}`,
};

/** Where a task's end is judged by what it wrote. */
function judgedBy({ exitCode }: ToldEnd): EndReader<SaidEnd> {
  const nothing = (): void => undefined;
  return { stdout: nothing, stderr: nothing, cut: nothing, end: () => ({ passed: exitCode === 0, note: 'judged' }) };
}

/** By the program of the step: who carries it out. */
export function drivenPlans(executors: Readonly<Record<string, StepExecutor | undefined>>): DrivenOwner {
  return {
    ...planOwner,
    find({ state, now, subject, effect: { operation, phase } }) {
      const [plan, place] = [state as LoadedPlan, placeOfOperation(operation)];
      const step = place && stepAt(plan, place);
      if (place === undefined || step?.state !== 'running') return { result: 'done' };
      const isWanted = step.cancelAsked === undefined;
      const age = now - step.since;
      const name = stepOperation(place);
      const held = { backend: plan.backend, fencing: FENCING };
      const op = {
        order: { ...stepOrder('build'), ...held, id: `${subject.id}-${name.id}`, subject, name, step: step.name },
        executor: executors[step.program],
        nobody: `nobody runs ${step.program}`,
        standing: {
          state: 'preparing' as const,
          age,
          isWanted,
          isLate: age >= HOUR,
          isJudged: false,
          ...(phase === 'cancel' ? { cancelling: age } : {}),
        },
        asksOn: true,
        begin: async () => (isWanted ? op : { result: 'done' as const }),
        keep: async ({ passed, note }: StepEnd) => ({ passed, note }),
        by: { kind: 'system', part: 'plans' } as const,
        says: saysOf(place, step),
      };
      return op;
    },
  };
}
