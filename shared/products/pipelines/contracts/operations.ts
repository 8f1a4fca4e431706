import type { z } from 'zod';
import type { operationKinds } from '#products/pipelines/contracts/operations/table.ts';

type Kinds = typeof operationKinds;

/** One thing that an operator asks for of this product: of any kind of the folder `operations/`. */
export type OperationRequest = z.infer<Kinds[keyof Kinds]['schema']>;
export type OperationName = OperationRequest['operation'];
export type OperationOf<N extends OperationName> = Extract<OperationRequest, { operation: N }>;
