import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import type { Operated } from '#contexts/access/contracts/operation-answer.ts';
import type { OperationName, OperationOf } from '#products/pipelines/contracts/operations.ts';
import type { AskTools } from '#products/pipelines/app/ask/ask-run.ts';
import type { System } from '#products/pipelines/app/system.ts';

/** Who asks, and with what it is done. */
export interface Operator {
  /** W4. With what they may. */
  who: Principal;
  newId: () => string;
  /** What runs are made with. */
  asks: AskTools;
}

/** How one kind of operation is done. */
export type Operation<N extends OperationName> = (system: System, operator: Operator, asked: OperationOf<N>) => Promise<Operated>;
