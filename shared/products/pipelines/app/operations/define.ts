import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import type { Operated } from '#contexts/access/contracts/operation-answer.ts';
import type { OperationName, OperationOf } from '#products/pipelines/contracts/operations.ts';
import type { AskTools } from '#products/pipelines/app/ask/ask-run.ts';
import type { System } from '#products/pipelines/app/system.ts';

/** Who asks, as the record names them. */
export interface Operator {
  by: string;
  /** W4. With what they may; left out where somebody else has asked that already. */
  who?: Principal | undefined;
  newId: () => string;
  /** What runs are made with. */
  asks: AskTools;
}

/** How one kind of operation is done. */
export type Operation<N extends OperationName> = (system: System, operator: Operator, asked: OperationOf<N>) => Promise<Operated>;
