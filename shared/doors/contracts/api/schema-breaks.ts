import type { JsonSchema } from './json-schema.ts';

/** What could be sent, and cannot be sent any more. */
export function narrowed(was: JsonSchema, is: JsonSchema, at: string): string[] {
  const values = (is.enum ?? []).length === 0 ? [] : (was.enum ?? []).filter((one) => is.enum?.includes(one) !== true);
  const required = (is.required ?? []).filter((name) => was.required?.includes(name) !== true);
  const gone = Object.keys(was.properties ?? {}).filter((name) => is.properties?.[name] === undefined);
  return [
    ...typesOf(was, is, at),
    ...values.map((one) => `${at}: ${JSON.stringify(one)} is taken no more`),
    ...(was.enum === undefined && is.enum !== undefined ? [`${at}: takes only some values now`] : []),
    ...(is.pattern !== undefined && is.pattern !== was.pattern ? [`${at}: has another pattern`] : []),
    ...(is.const !== undefined && is.const !== was.const ? [`${at}: takes one value only`] : []),
    ...boundsOf(was, is, at),
    ...required.map((name) => `${at}: ${name} is required now`),
    ...gone.map((name) => `${at}: ${name} is gone`),
    ...inside(was, is, at, narrowed),
  ];
}

/** What was answered, and is answered no more. */
export function taken(was: JsonSchema, is: JsonSchema, at: string): string[] {
  const gone = Object.keys(was.properties ?? {}).filter((name) => is.properties?.[name] === undefined);
  const unsure = (was.required ?? []).filter((name) => is.properties?.[name] !== undefined && is.required?.includes(name) !== true);
  return [
    ...typesOf(was, is, at),
    ...gone.map((name) => `${at}: ${name} is gone`),
    ...unsure.map((name) => `${at}: ${name} may be missing now`),
    ...(was.additionalProperties !== false && is.additionalProperties === false ? [`${at}: is closed now`] : []),
    ...inside(was, is, at, taken),
  ];
}

function typesOf(was: JsonSchema, is: JsonSchema, at: string): string[] {
  const [before, after] = [JSON.stringify(was.type), JSON.stringify(is.type)];
  return before === after || (was.anyOf === undefined && is.anyOf !== undefined) ? [] : [`${at}: was ${before}, and is ${after}`];
}

const LOWER = ['minLength', 'minimum', 'minItems'] as const;
const UPPER = ['maxLength', 'maximum', 'maxItems'] as const;

function boundsOf(was: JsonSchema, is: JsonSchema, at: string): string[] {
  const raised = LOWER.filter((name) => (is[name] ?? Number.NEGATIVE_INFINITY) > (was[name] ?? Number.NEGATIVE_INFINITY));
  const lowered = UPPER.filter((name) => (is[name] ?? Number.POSITIVE_INFINITY) < (was[name] ?? Number.POSITIVE_INFINITY));
  return [...raised, ...lowered].map((name) => `${at}: ${name} is narrower`);
}

function inside(was: JsonSchema, is: JsonSchema, at: string, compare: typeof narrowed): string[] {
  const fields = Object.entries(was.properties ?? {}).flatMap(([name, before]) => {
    const after = is.properties?.[name];
    return after === undefined ? [] : compare(before, after, `${at}: ${name}`);
  });
  const items = was.items === undefined || is.items === undefined ? [] : compare(was.items, is.items, `${at}: each`);
  return [...fields, ...items];
}
