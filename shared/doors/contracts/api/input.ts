import { jsonSchemaOf, type JsonSchema } from './json-schema.ts';
import { fieldOf, type ApiOperation } from './operations.ts';

/** The fields of what is asked for, as JSON Schema, without the name of the operation. */
export interface Input {
  path: Readonly<Record<string, JsonSchema>>;
  /** What comes in the query or in the body. */
  rest: Readonly<Record<string, JsonSchema>>;
  required: ReadonlySet<string>;
  /** Fields by the names that programs have for them. */
  fields: Readonly<Record<string, string>>;
  /** Whether the place in a list is its id alone. */
  placeIsText: boolean;
}

const known = new Map<ApiOperation, Input>();

export function inputOf(operation: ApiOperation): Input {
  const made = known.get(operation) ?? makeInput(operation);
  known.set(operation, made);
  return made;
}

/** As programs name where a page of a list ended; inside it is `after`. */
export const CURSOR = 'cursor';

function makeInput({ schema, segments, route: { names = {} } }: ApiOperation): Input {
  const { properties = {}, required = [] } = jsonSchemaOf(schema, 'input');
  const inPath = new Set(segments.map(fieldOf));
  const fields = Object.entries(properties)
    .filter(([name]) => name !== 'operation')
    .map(([name, one]): [string, JsonSchema] => (name === 'after' ? [CURSOR, cursorSchema] : [names[name] ?? name, one]));
  return {
    path: Object.fromEntries(fields.filter(([name]) => inPath.has(name))),
    rest: Object.fromEntries(fields.filter(([name]) => !inPath.has(name))),
    required: new Set(required.map((name) => names[name] ?? name)),
    fields: Object.fromEntries(Object.entries(names).map(([own, theirs]) => [theirs, own])),
    placeIsText: properties['after']?.type === 'string',
  };
}

const cursorSchema: JsonSchema = {
  type: 'string',
  minLength: 1,
  maxLength: 2_000,
  description: '`nextCursor` of the page before; without it the list begins at its first entry.',
};
