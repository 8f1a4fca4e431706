import type { CollectionName } from '#contracts/documents.ts';
import { backendSchema } from '#domain/backend/schema.ts';
import { intakeSchema } from '#domain/intake-switch/schema.ts';
import { releaseSchema } from '#domain/release/schema.ts';
import { requestSchema } from '#domain/request/schema.ts';
import type { Schema } from '#kernel/process.ts';

/** Of the collections that hold processes: what their `state` looks like. Other documents of the same collection have none. */
export const stateSchemas: { readonly [C in CollectionName]?: Schema } = {
  requests: requestSchema,
  backends: backendSchema,
  releases: releaseSchema,
  operations: intakeSchema,
};
