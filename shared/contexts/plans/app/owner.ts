import type { Place, PlannedStep } from '#contexts/plans/domain/page.ts';
import type { PlanState } from '#contexts/plans/domain/state.ts';
import type { PlanTransaction } from '#contexts/plans/ports.ts';
import type { OutboxEntry } from '#kernel/effect.ts';

/** A step that may begin, and where it is kept. */
export interface ReadyStep {
  place: Place;
  step: PlannedStep;
}

/** What whoever owns a plan makes of steps that begin. */
interface Beginning {
  /** Of each step, in their order: what carries it out. */
  operations: readonly string[];
  /** In the commit that begins them, after its last read. Gives what is to be dispatched then. */
  write(at: number): readonly OutboxEntry[];
}

/** A kind of process that owns plans: what it does with what a plan tells it. All of it may be told again. `Tx`: what its products do in a transaction. */
export interface PlanOwner<Tx extends PlanTransaction = PlanTransaction> {
  /** Steps of one page that may begin: so many that one transaction has room for what is made of them. */
  begins(tx: Tx, plan: PlanState, steps: readonly ReadyStep[]): Promise<Beginning>;
  /** Nothing more may begin for now: steps may have ended without beginning, or the plan may be over. */
  wentOn(plan: PlanState): Promise<void>;
}

/** By the kind of the owner; who is not in it is told nothing, and goes on with a plan by itself. */
export type PlanOwners<Tx extends PlanTransaction = PlanTransaction> = Readonly<Record<string, PlanOwner<Tx>>>;
