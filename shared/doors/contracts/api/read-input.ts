import type { OperationProblem } from '#contexts/access/contracts/operation-answer.ts';
import { ownOf } from '#kernel/tables.ts';
import { CURSOR, inputOf } from './input.ts';
import type { JsonSchema } from './json-schema.ts';
import type { Found } from './find.ts';

export type ReadInput = { asked: Record<string, unknown> } | { problems: readonly OperationProblem[] };

/** P1. What is asked for, of path, query and body; whether its fields are right is the operation's own schema's to say. `placeAt`: where a cursor of this list ended. */
export function readInput(
  { operation, given }: Found,
  query: readonly (readonly [string, string])[],
  body: unknown,
  placeAt: (cursor: string) => { value: number; id: string } | undefined,
): ReadInput {
  if (body !== undefined && (typeof body !== 'object' || body === null || Array.isArray(body)))
    return { problems: [{ path: '', code: 'invalid_type', message: 'The body must be an object.' }] };
  const { path, rest, fields: names, placeIsText } = inputOf(operation);
  const said: Record<string, unknown> = body === undefined ? {} : { ...body };
  const problems: OperationProblem[] = [];
  const twice = new Set<string>();
  const isBody = body !== undefined;
  for (const [name, text] of query) {
    const schema = isBody ? undefined : ownOf(rest, name);
    if (schema === undefined) problems.push(unknownParameter(name, isBody));
    else if (schema.type === 'array') said[name] = [...((said[name] as unknown[] | undefined) ?? []), ...text.split(',')];
    else if (Object.hasOwn(said, name)) twice.add(name);
    else said[name] = valueOf(schema, text);
  }
  for (const name of twice) problems.push({ path: name, code: 'invalid_value', message: 'is given twice' });
  for (const name of [...Object.keys(path), 'operation'])
    if (Object.hasOwn(said, name))
      problems.push({ path: name, code: 'unrecognized_keys', message: 'does not belong here: the path says it' });
  const { [CURSOR]: cursor, ...fields } = said;
  const place = typeof cursor === 'string' ? placeAt(cursor) : undefined;
  const after = placeIsText ? place?.id : place;
  if (cursor !== undefined && (after === undefined || rest[CURSOR] === undefined)) problems.push(noCursor);
  const own = Object.keys(operation.route.names ?? {});
  for (const name of [...own, 'after']) if (Object.hasOwn(fields, name)) problems.push(unknownParameter(name, isBody));
  if (problems.length > 0) return { problems };
  const renamed = Object.fromEntries(Object.entries(fields).map(([name, value]) => [ownOf(names, name) ?? name, value]));
  return { asked: { ...renamed, ...given, ...(after === undefined ? {} : { after }), operation: operation.name } };
}

const noCursor: OperationProblem = { path: CURSOR, code: 'invalid_value', message: 'must be what a page before gave as nextCursor' };

function unknownParameter(name: string, hasBody: boolean): OperationProblem {
  const message = hasBody ? 'is not known in the query: what is asked for comes in the body' : 'is not known here';
  return { path: name.slice(0, 100), code: 'unrecognized_keys', message };
}

/** A query is text. What cannot be read as what belongs there stays text, and is refused as such. */
function valueOf({ type, const: only }: JsonSchema, text: string): unknown {
  if ((type === 'integer' || type === 'number') && /^-?\d{1,15}$/.test(text)) return Number(text);
  if ((type === 'boolean' || typeof only === 'boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
