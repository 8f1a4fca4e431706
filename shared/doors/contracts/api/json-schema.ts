import { z } from 'zod';

/** JSON Schema as zod writes it (draft 2020-12, which OpenAPI 3.1 speaks). */
export interface JsonSchema {
  type?: string | readonly string[];
  const?: unknown;
  enum?: readonly unknown[];
  properties?: Readonly<Record<string, JsonSchema>>;
  required?: readonly string[];
  items?: JsonSchema;
  anyOf?: readonly JsonSchema[];
  additionalProperties?: boolean | JsonSchema;
  examples?: readonly unknown[];
  description?: string;
  format?: string;
  pattern?: string;
  default?: unknown;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  'x-extensible-enum'?: readonly string[];
}

/** As programs send it, or as they get it. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...made } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
    override({ jsonSchema }) {
      // The format says it all.
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
    },
  });
  return made as JsonSchema;
}
