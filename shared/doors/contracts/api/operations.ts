import type { z } from 'zod';
import type { Answer } from '#contexts/access/contracts/api/answer.ts';
import type { Route } from '#contexts/access/contracts/api/route.ts';
import { operationKinds, type OperationRequest } from '#doors/contracts/operations.ts';

/** Where programs call (P1). */
export const apiPath = '/api/v1';

/** P1. One operation as programs see it. */
export interface ApiOperation {
  name: OperationRequest['operation'];
  route: Route;
  answer: Answer;
  schema: z.ZodObject;
  /** Segments of its path; `{field}` stands for any one. */
  segments: readonly string[];
}

export const apiOperations: readonly ApiOperation[] = operationKinds.map(({ schema, route, answer }) => ({
  name: schema.shape.operation.value,
  route,
  answer,
  schema,
  segments: route.path.split('/').slice(1),
}));

/** The field that a segment stands for. */
export function fieldOf(segment: string): string | undefined {
  return /^\{(.+)\}$/.exec(segment)?.[1];
}

/** Whether it says what it asks for in a body; the others in their query. */
export function hasBody({ route }: Pick<ApiOperation, 'route'>): boolean {
  return route.method === 'POST' || route.method === 'PATCH';
}

/** Whether it changes nothing. */
export function isRead({ route }: Pick<ApiOperation, 'route'>): boolean {
  return route.method === 'GET';
}

/** What it belongs to, for readers: the first word of its path. */
export function groupOf({ segments }: Pick<ApiOperation, 'segments'>): string {
  return segments[0] ?? '';
}
