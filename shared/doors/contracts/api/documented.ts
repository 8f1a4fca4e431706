import type { JsonSchema } from './json-schema.ts';

export interface Parameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  schema: JsonSchema;
  description?: string;
  example: unknown;
}

export interface Body {
  required: boolean;
  content: { 'application/json': { schema: JsonSchema; example: unknown }; 'text/event-stream'?: { schema: JsonSchema } };
}

export interface DocumentedOperation {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  deprecated?: true;
  'x-sunset'?: string;
  parameters: (Parameter | { $ref: string })[];
  requestBody?: Body;
  responses: Record<string, { description: string; content: Body['content'] } | { $ref: string }>;
}
