import { z } from 'zod';

/** What a performer says is flat: facts, and rows. Where it has nothing to say of a field it gives '', and the field is left out. */
export interface Answer {
  /** Fields of the answer. */
  facts: z.ZodRawShape;
  /** Facts whose names are not known before. */
  others?: z.ZodType;
  /** The fields that hold lists, and the fields of one of each. A row belongs to the first list that knows all of its fields. */
  lists: Readonly<Record<string, z.ZodRawShape>>;
  /** As programs get it. Open for extension: whoever reads it bears fields that it does not know. */
  schema: z.ZodObject;
}

/** P1. Each answer is an object; a list is a field of it, so that something can stand beside it one day. */
export function answerOf(facts: z.ZodRawShape, lists: Answer['lists'] = {}, { others }: Pick<Answer, 'others'> = {}): Answer {
  const all = Object.fromEntries(Object.entries(lists).map(([name, row]) => [name, z.array(z.looseObject(row))]));
  const schema = z.looseObject({ ...facts, ...all });
  return { facts, lists, schema: others === undefined ? schema : schema.catchall(others), ...(others === undefined ? {} : { others }) };
}

/** P7. One page of a list that may be long. */
export function pageOf(name: string, row: z.ZodRawShape, facts: z.ZodRawShape = {}): Answer {
  return answerOf({ ...facts, nextCursor }, { [name]: row });
}

const nextCursor = z
  .string()
  .optional()
  .describe('There is more: ask again with this as `cursor`. On the last page it is not there. What it is made of may change.');

/** Always in UTC, to the millisecond. */
export const instant = z.iso.datetime().meta({ examples: ['2026-12-01T09:30:00.000Z'] });
export const count = z
  .int()
  .nonnegative()
  .meta({ examples: [3] });
export const words = z.string().meta({ examples: ['as somebody wrote it'] });
export const yes = z.boolean();
/** Names of people, backends, actions. */
export const names = z.array(z.string());
export const commit = z.string().meta({ examples: ['4f1d6d1b0c3f4f5ea1b1a4d20e0a7a7f2d3c4b5a'] });

/** One of these today; more may come (a reader bears what it does not know). */
export function oneOf(...values: readonly [string, ...string[]]): z.ZodString {
  return z.string().meta({ 'x-extensible-enum': values, examples: [values[0]] });
}

/** A text such as this one. */
export function like(example: string): z.ZodString {
  return z.string().meta({ examples: [example] });
}
