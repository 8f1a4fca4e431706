import type { JsonSchema } from './json-schema.ts';

/** P6. A value that fits: the schema's own example where it has one, of an object all of its fields. */
export function exampleOf(schema: JsonSchema): unknown {
  const { examples, const: only, enum: each, anyOf, properties, items, default: usual } = schema;
  if (examples?.[0] !== undefined) return examples[0];
  if (only !== undefined) return only;
  if (each?.[0] !== undefined) return each[0];
  if (usual !== undefined) return usual;
  if (anyOf?.[0] !== undefined) return exampleOf(anyOf.at(-1) ?? {});
  if (properties !== undefined) return Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, exampleOf(one)]));
  if (items !== undefined) return [exampleOf(items)];
  return plain(schema);
}

function plain({ type, format, minimum = 1 }: JsonSchema): unknown {
  if (format === 'email') return 'ana@example.org';
  if (type === 'integer' || type === 'number') return Math.max(1, minimum);
  if (type === 'boolean') return true;
  return type === 'object' ? {} : type === 'array' ? [] : 'some text';
}
