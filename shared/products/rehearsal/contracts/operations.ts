import { z } from 'zod';
import { operationKinds } from '#products/rehearsal/contracts/operations/table.ts';

/** Where operators' programs call (B4, E7). */
export const operationsPath = '/operations/v1';

const schemas = Object.values(operationKinds).map(({ schema }) => schema);
type Schema = (typeof schemas)[number];

/** One thing that an operator asks for: of any kind of the folder `operations/`. */
export const operationRequest = z.discriminatedUnion('operation', schemas as [Schema, ...Schema[]]);
export type OperationRequest = z.infer<Schema>;
export type OperationName = OperationRequest['operation'];
export type OperationOf<N extends OperationName> = Extract<OperationRequest, { operation: N }>;

/** Flat, for a table or a script alike: instants are ISO texts. */
export type OperationRow = Record<string, string | number | boolean>;

/** `facts` say one thing, `rows` list many; `next` is handed in for what follows. `amiss`: what was looked at is not as it should be. */
export const operationAnswer = z.object({
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))).optional(),
  next: z.object({ value: z.number(), id: z.string() }).optional(),
  amiss: z.literal(true).optional(),
});
export type OperationAnswer = z.infer<typeof operationAnswer>;
