import { z } from 'zod';

/** What a performer says is flat: `facts`, and one list of rows. Where it has nothing to say of a field it gives '', and the field is left out. */
export interface Answer {
  /** Fields of the answer. */
  facts: z.ZodRawShape;
  /** The field that holds its list, and the fields of one of it. */
  list?: { name: string; row: z.ZodRawShape };
  /** As programs get it. Open for extension: whoever reads it bears fields that it does not know. */
  schema: z.ZodObject;
}

/** P1. Each answer is an object; a list is a field of it, so that something can stand beside it one day. */
export function answerOf(facts: z.ZodRawShape, ...list: [] | [name: string, row: z.ZodRawShape, lists?: 'paged']): Answer {
  const [name, row, paged] = list;
  if (name === undefined || row === undefined) return { facts, schema: z.looseObject(facts) };
  const more = paged === undefined ? {} : { nextCursor };
  return { facts, list: { name, row }, schema: z.looseObject({ ...facts, [name]: z.array(z.looseObject(row)), ...more }) };
}

const nextCursor = z
  .string()
  .optional()
  .describe(
    'There is more: ask again with this as `cursor`. It is not there on the last page. Take it as it is: what it is made of may change.',
  );

/** Always in UTC, to the millisecond. */
export const instant = z.iso.datetime().meta({ examples: ['2026-12-01T09:30:00.000Z'] });
export const count = z
  .int()
  .nonnegative()
  .meta({ examples: [3] });
export const words = z.string();

/** One of these today; more may come (a reader bears what it does not know). */
export function oneOf(...values: readonly [string, ...string[]]): z.ZodString {
  return z.string().meta({ 'x-extensible-enum': values, examples: [values[0]] });
}
