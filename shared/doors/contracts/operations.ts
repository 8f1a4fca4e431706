import { z } from 'zod';
import type { Needs } from '#contexts/access/contracts/define-operation.ts';
import { entryOf } from '#kernel/tables.ts';
import { operationKinds as ofPipelines } from '#products/pipelines/contracts/operations/table.ts';
import { operationKinds as ofRequests } from '#products/rehearsal/contracts/operations/table.ts';

/** What operators can ask for of any product: the schema of each, and the words for it. No two have one name. */
export const operationKinds = [...Object.values(ofRequests), ...Object.values(ofPipelines)] as const;

/** By the name of the operation. */
export const operationNeeds: Readonly<Record<string, Needs<OperationRequest>>> = { ...ofRequests, ...ofPipelines };

const byName: Readonly<Record<string, { schema: z.ZodType }>> = { ...ofRequests, ...ofPipelines };

/** Of a name that anybody may have sent. */
export function operationSchema(name: string): z.ZodType | undefined {
  return Object.hasOwn(byName, name) ? byName[name]?.schema : undefined;
}

/** W4. The right that one of them needs. */
export function needsOf({ operation }: OperationRequest): Needs<OperationRequest> {
  return entryOf(operationNeeds, operation, 'operation');
}

const schemas = operationKinds.map(({ schema }) => schema);
type Schema = (typeof schemas)[number];

/** One thing that an operator asks for. */
export const operationRequest = z.discriminatedUnion('operation', schemas as [Schema, ...Schema[]]);
export type OperationRequest = z.infer<Schema>;
