import type { CollectionName } from '#products/rehearsal/stored/documents.ts';
import { backendSchema } from '#contexts/backends/domain/schema.ts';
import { intakeSchema } from '#products/rehearsal/domain/intake-switch/schema.ts';
import { releaseSchema } from '#contexts/calendar/domain/release/schema.ts';
import { requestSchema } from '#products/rehearsal/domain/schema.ts';
import type { Schema } from '#kernel/process.ts';

/** Of the collections that hold processes: what their `state` looks like. Other documents of the same collection have none. */
export const stateSchemas: { readonly [C in CollectionName]?: Schema } = {
  requests: requestSchema,
  backends: backendSchema,
  releases: releaseSchema,
  operations: intakeSchema,
};
