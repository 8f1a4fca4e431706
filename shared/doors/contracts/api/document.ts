import { eventsPath } from '#doors/contracts/feed-event.ts';
import type { Body, DocumentedOperation, Parameter } from './documented.ts';
import { exampleOf } from './example.ts';
import { feedOperation } from './feed-path.ts';
import { inputOf } from './input.ts';
import { jsonSchemaOf, type JsonSchema } from './json-schema.ts';
import { apiOperations, apiPath, groupOf, hasBody, isRead, type ApiOperation } from './operations.ts';
import { sharedParts, type ProblemTable } from './shared-parts.ts';
import { statusesOf } from './statuses.ts';

export type PathItem = Partial<Record<Lowercase<ApiOperation['route']['method']>, DocumentedOperation>>;

export interface ApiDocument extends ReturnType<typeof sharedParts> {
  openapi: '3.1.0';
  paths: Record<string, PathItem>;
}

/** P1. OpenAPI 3.1, of the very schemas that read what is asked and say what is answered. `about`: the right that an operation needs. */
export function apiDocument(problems: ProblemTable, about: (operation: ApiOperation) => string): ApiDocument {
  const paths: Record<string, PathItem> = {};
  for (const operation of apiOperations.toSorted((a, b) => (a.route.path < b.route.path ? -1 : 1))) {
    const { path, method } = operation.route;
    const item = (paths[path] ??= {});
    item[method.toLowerCase() as keyof PathItem] = documented(operation, about(operation));
  }
  const feed = feedOperation();
  paths[eventsPath.slice(apiPath.length)] = { get: feed };
  const groups = [...new Set([...apiOperations.map(groupOf), ...feed.tags])].toSorted();
  return { openapi: '3.1.0', ...sharedParts(problems, apiPath, groups), paths };
}

function documented(operation: ApiOperation, description: string): DocumentedOperation {
  const { name, route } = operation;
  const key = isRead(operation) ? [] : [{ $ref: '#/components/parameters/IdempotencyKey' }];
  return {
    operationId: name,
    summary: route.summary,
    description,
    tags: [groupOf(operation)],
    ...(route.deprecated === undefined ? {} : { deprecated: true, 'x-sunset': route.deprecated.sunset }),
    parameters: [...parametersOf(operation), ...key],
    ...(hasBody(operation) ? { requestBody: bodyOf(operation) } : {}),
    responses: Object.fromEntries(statusesOf(operation).map((status) => [String(status), responseOf(operation, status)])),
  };
}

function parametersOf(operation: ApiOperation): Parameter[] {
  const { path, rest, required } = inputOf(operation);
  const inPath = Object.entries(path).map(([name, schema]) => parameter(name, 'path', true, schema));
  const query = hasBody(operation) ? [] : Object.entries(rest);
  return [...inPath, ...query.map(([name, schema]) => parameter(name, 'query', required.has(name), schema))];
}

function parameter(name: string, place: Parameter['in'], required: boolean, { description, ...schema }: JsonSchema): Parameter {
  return { name, in: place, required, schema, ...(description === undefined ? {} : { description }), example: exampleOf(schema) };
}

function bodyOf(operation: ApiOperation): Body {
  const { rest, required } = inputOf(operation);
  const needed = Object.keys(rest).filter((name) => required.has(name));
  const schema: JsonSchema = {
    type: 'object',
    properties: rest,
    ...(needed.length === 0 ? {} : { required: needed }),
    additionalProperties: false,
  };
  return { required: needed.length > 0, content: content(schema, operation.route.example) };
}

function responseOf({ answer }: ApiOperation, status: number): DocumentedOperation['responses'][string] {
  if (status >= 400) return { $ref: `#/components/responses/${status}` };
  return { description: status === 201 ? 'It was made.' : 'Done.', content: content(jsonSchemaOf(answer.schema, 'output')) };
}

function content(schema: JsonSchema, example: unknown = exampleOf(schema)): Body['content'] {
  return { 'application/json': { schema, example } };
}
