import { z } from 'zod';
import { operationKinds } from '#products/rehearsal/contracts/operations/table.ts';

export type { OperationRow } from '#contexts/access/contracts/operation-answer.ts';

const schemas = Object.values(operationKinds).map(({ schema }) => schema);
type Schema = (typeof schemas)[number];

/** One thing that an operator asks for of this product: of any kind of the folder `operations/`. */
export const operationRequest = z.discriminatedUnion('operation', schemas as [Schema, ...Schema[]]);
export type OperationRequest = z.infer<Schema>;
export type OperationName = OperationRequest['operation'];
export type OperationOf<N extends OperationName> = Extract<OperationRequest, { operation: N }>;
